"""What a name is made of: folded spelling, titles, initials, and the tables of known variants."""

from __future__ import annotations

import importlib.resources
import re
import unicodedata
from functools import cache, lru_cache

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "đ": "d",
        "Đ": "D",
        "ð": "d",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "þ": "th",
        "Þ": "Th",
        "ı": "i",
        "’": "'",
        "‘": "'",
        "–": "-",
        "‑": "-",
    }
)
_POSSESSIVE = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """A name in lower case without diacritics, stops, and doubled blanks: "Đurić" -> "duric"."""
    plain = name.translate(_LETTERS)
    if not plain.isascii():  # few names have more to take off
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace(".", "").split())


def bare(name: str) -> str:
    """A name without article, possessive, and doubled blanks: "the Bank's" -> "Bank"."""
    return " ".join(_POSSESSIVE.sub("", _ARTICLE.sub("", name.strip())).split())


def person(name: str) -> str:
    """A person's name without titles: "President Jane Roe" -> "Jane Roe"."""
    words = bare(name).split()
    while len(words) > 1 and fold(words[0]) in listed("titles.txt"):
        words.pop(0)
    return " ".join(words)


def organisation(name: str) -> str:
    """An organisation's name without what its legal form adds: "Acme Corp." -> "Acme"."""
    words = bare(name).split()
    while len(words) > 1 and fold(words[-1].strip(",")) in listed("corporate_suffixes.txt"):
        words.pop()
    return " ".join(words).rstrip(",")


def known(name: str, label: str) -> str | None:
    """The name to show for a known organisation or place, or None."""
    table = {"ORG": "organisations.tsv", "GPE": "countries.tsv", "LOC": "countries.tsv"}.get(label)
    return None if table is None else variants(table).get(fold(bare(name)))


def is_place(name: str) -> bool:
    """Whether a name is that of a state, a province, a capital or a large city."""
    return fold(bare(name)) in listed("places.txt") or known(name, "GPE") is not None


@cache
def variants(table: str) -> dict[str, str]:
    """A table of known names: folded variant -> the name to show."""
    shown: dict[str, str] = {}
    for line in lines(table):
        name, aliases = line.split("\t")
        for variant in (name, *aliases.split("|")):
            shown[fold(variant)] = name
    return shown


@cache
def listed(file: str) -> frozenset[str]:
    """The folded lines of a table with one word or name to a line."""
    return frozenset(fold(line) for line in lines(file))


@cache
def lines(file: str) -> tuple[str, ...]:
    """The lines of a table of this folder, without blank ones and comments."""
    text = importlib.resources.files(__package__).joinpath(file).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))
