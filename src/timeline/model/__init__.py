"""The English pipeline that ships with the package: an ordinary spaCy pipeline in a folder.

`spacy.load(model_path())` works in any process where the package is installed: what it has of its
own (`timeline.components`) is registered through spaCy's entry points. What it was trained on, its
licences and its scores are in CARD.md beside this file; the recipe is in `training/`.
"""

from pathlib import Path


def model_path() -> Path:
    """Return the folder of the shipped pipeline, for `spacy.load`."""
    return Path(__file__).parent / "weights"
