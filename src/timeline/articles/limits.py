"""How much is read: sizes, nesting and expansion, so that a bomb is a problem and not a crash.

Read as `limits.MAX_BYTES` where they are used; the table at the end is printed in docs/formats.md.
"""

from __future__ import annotations

HEAD_BYTES = 4096
"""How many first bytes a format is recognised by."""

MAX_BYTES = 50_000_000
"""The most that is held at a time: a text file, a JSON document, a feed, a line of JSON Lines."""

MAX_PAGE_BYTES = 10_000_000
"""The largest web page: extraction takes seconds beyond it."""

MAX_CHARACTERS = 500_000
"""The longest text that is taken for an article: a hundred times a long report."""

MAX_FRONT_MATTER = 65_536
"""The longest front matter, in characters."""

MAX_PDF_PAGES = 500
"""The most pages of a PDF: more is a book."""

MAX_DEPTH = 4
"""How deep files may lie in files: a page in a zip in a tar in a gz is at 3."""

MAX_MEMBERS = 100_000
"""The most members that are read of an archive."""

MAX_RATIO = 200
"""How many times its size a compressed file may expand to; text seldom reaches 20."""

FREE_BYTES = 100_000_000
"""What a compressed file may expand to whatever its size: a small file of blanks is no bomb."""

MAX_SPOOLED = 2_000_000_000
"""The most of an archive that is kept in a temporary file, where its format must be read from the
end (zip, Parquet) and it comes from another archive or a pipe."""

LIMITS: tuple[tuple[str, str, str], ...] = (
    ("file read as a whole (text, JSON document, feed, document)", "50 MB", "the file is lost"),
    ("line of JSON Lines, row of a table", "50 MB", "the line or row is lost"),
    ("web page", "10 MB", "the page is lost"),
    ("text of an article", "500,000 characters", "the article is lost"),
    ("front matter", "65,536 characters", "it is read as text"),
    ("pages of a PDF", "500", "the file is lost"),
    ("files in files (page in zip in tar in gz is 3)", "4 deep", "what lies deeper is lost"),
    ("members of an archive", "100,000", "the others are lost"),
    (
        "expansion of a compressed file, with what is in it",
        "100 MB, or 200 times its size if that is more",
        "what comes after is lost",
    ),
    (
        "zip or Parquet inside another archive or from a pipe",
        "2 GB, in a temporary file",
        "the file is lost",
    ),
)
"""What is limited, to how much, and what happens beyond: always one line in `problems`."""


def megabytes(count: int) -> str:
    """A size in words: "50 MB"."""
    return f"{count // 1_000_000:,} MB"
