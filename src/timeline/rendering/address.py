"""Addresses of articles, as far as they may be linked to."""

from __future__ import annotations

import re

_UNSAFE = re.compile(r"[\s<>\"\\^`{|}\x00-\x1f\x7f]")


def web_address(url: str | None) -> str | None:
    """An http or https address with what may not stand in one percent-encoded, else None.

    An article's metadata can hold anything; "javascript:" and "data:" must not become links.
    """
    url = (url or "").strip()
    if not url.lower().startswith(("http://", "https://")):
        return None
    return _UNSAFE.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)
