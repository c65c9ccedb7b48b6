"""Step 1: paths to articles with their text laid out, and articles to sentences, tokens and names.

`read` finds and reads files; `load_model` and `parse` are the only door to spaCy.
"""

from __future__ import annotations

from timeline.articles.files import display
from timeline.articles.parse import ModelMissing, load_model, parse
from timeline.articles.read import read

__all__ = ["ModelMissing", "display", "load_model", "parse", "read"]
