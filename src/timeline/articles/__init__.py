"""Step 1: paths to articles with their text laid out, and articles to sentences, tokens and names.

`read` finds and reads files, and `find_files`, `read_file` and `Ids` are its parts; `load_model`,
`parse` and `bounded` are the only door to spaCy.
"""

from __future__ import annotations

from timeline.articles.addresses import file_system, is_address, shown
from timeline.articles.files import display, find_files
from timeline.articles.parse import ModelMissing, load_model, parse
from timeline.articles.read import Ids, Watch, read, read_file, size
from timeline.articles.vocabulary import bounded

__all__ = [
    "Ids",
    "ModelMissing",
    "Watch",
    "bounded",
    "display",
    "file_system",
    "find_files",
    "is_address",
    "load_model",
    "parse",
    "read",
    "read_file",
    "shown",
    "size",
]
