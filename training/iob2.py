"""Corpora of tokens with IOB2 labels, one token a line: reading, and writing the text back."""

from collections.abc import Iterator, Sequence
from pathlib import Path

Tagged = tuple[list[str], list[str]]

_NO_SPACE_BEFORE = frozenset(
    [
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        ")",
        "]",
        "}",
        "%",
        "'s",
        "n't",
        "'re",
        "'ve",
        "'ll",
        "'d",
        "'m",
        "’s",
        "...",
    ]
)
_NO_SPACE_AFTER = frozenset(["(", "[", "{", "$", "£", "€", "#", "@"])


def read_iob2(path: Path) -> Iterator[Tagged]:
    """Yield (words, labels) of each sentence. Raises ValueError for a line or label out of form."""
    words: list[str] = []
    labels: list[str] = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        if not line.strip():
            if words:
                yield words, labels
                words, labels = [], []
            continue
        word, tab, label = line.rpartition("\t")
        if not tab or not word or not (label == "O" or label[:2] in ("B-", "I-")):
            raise ValueError(f"{path.name}:{number}: not a word, a tab and an IOB2 label: {line!r}")
        # Invisible marks of writing direction; a word of nothing else would be an empty token.
        words.append(word.strip().strip("\u200e\u200f") or "-")
        labels.append(label)
    if words:
        yield words, labels


def spans(labels: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, label); an I- without its B- starts a span, as some corpora have it."""
    start, current = 0, "O"
    for index, label in enumerate([*labels, "O"]):
        kind = label[2:] if label != "O" else "O"
        if label.startswith("I-") and kind == current:
            continue
        if current != "O":
            yield start, index, current
        start, current = index, kind


def written_spaces(words: Sequence[str], cut_words: bool = False) -> list[bool]:
    """Return for each word whether a space follows it in ordinary writing.

    With `cut_words`, a mark that stands alone was cut out of a word (al - Qaida, Da ’ esh).
    """
    spaces = [True] * len(words)
    open_quotes: set[str] = set()
    for index, word in enumerate(words):
        if index and (word in _NO_SPACE_BEFORE or word in ("n't", "'")):
            spaces[index - 1] = False
        if word in _NO_SPACE_AFTER:
            spaces[index] = False
        if word in ('"', "``", "''"):
            if '"' in open_quotes:
                open_quotes.discard('"')
                if index:
                    spaces[index - 1] = False
            else:
                open_quotes.add('"')
                spaces[index] = False
        if cut_words and word in ("-", "’", "'", "/") and index > 0:
            spaces[index - 1] = spaces[index] = False
        if cut_words and word in (",", ".") and 0 < index < len(words) - 1:
            digits = words[index - 1][-1:].isdigit() and words[index + 1][:1].isdigit()
            spaces[index] = not digits
    return spaces
