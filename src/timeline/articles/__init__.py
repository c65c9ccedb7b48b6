"""Step 1: paths to articles with their text laid out, and articles to sentences, tokens and names.

`read` finds and reads files; `load_model`, `parse` and `bounded` are the only door to spaCy.
"""

from __future__ import annotations

from timeline.articles.files import display
from timeline.articles.parse import ModelMissing, bounded, load_model, parse
from timeline.articles.read import Watch, read

__all__ = ["ModelMissing", "Watch", "bounded", "display", "load_model", "parse", "read"]
