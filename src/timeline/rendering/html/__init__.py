"""A page to publish: one self-contained HTML file that asks the network for nothing.

Everything a reader sees stands in the file as text; the script only searches, filters and opens. A
strict Content-Security-Policy allows the one style sheet and the one script, by their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from timeline.records import Timeline
from timeline.rendering.page import Page

_FILES = "timeline.rendering.html"

_BETWEEN_TAGS = re.compile(r">\n+(?=<|\{[%{])")
"""Line breaks between its tags would be a third of all nodes of a long page, parsed in vain."""


def html(timeline: Timeline, page: Page) -> str:
    """The timeline as one HTML document; every word of an article in it is escaped."""
    from jinja2 import Environment
    from markupsafe import Markup

    from timeline.rendering.html.story import told

    style, script = _file("page.css"), _file("page.js")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(_BETWEEN_TAGS.sub(">", _file("page.html")))
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
        )
    )
    story = told(timeline, page.title)
    ours = {"style": Markup(style), "script": Markup(script)}  # noqa: S704  # of the package
    text = template.render(story=story, policy=policy, **ours)
    return text + "\n"


@cache
def _file(name: str) -> str:
    from importlib import resources

    return resources.files(_FILES).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
