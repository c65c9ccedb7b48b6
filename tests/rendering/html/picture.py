"""The picture of the page in the README: `python -m tests.rendering.html.picture docs/page.png`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

import timeline
from tests.rendering.html.conftest import chromium
from timeline.rendering import Page, lines_for, render
from timeline.settings import View

ROOT = Path(__file__).parents[3]
TITLE = "Kosovo, autumn 2023"


def draw(place: Path) -> None:
    """Photograph the page of the sample articles, one event open, as a reader would see it."""
    story = timeline.extract(["data/"])
    view = View(limit=lines_for(len(story.articles)))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "page.html"
        file.write_text(render(story, "html", view=view, page=Page(title=TITLE)), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium())
        page = browser.new_page(viewport={"width": 1000, "height": 1000}, locale="en-GB")
        page.goto(file.as_uri())
        # The best-told event that the first screen shows.
        page.locator(".event", has=page.locator(".many:not(.unseen)")).first.locator(
            "summary"
        ).click()
        page.evaluate("document.activeElement.blur()")
        page.mouse.move(0, 0)
        page.screenshot(path=place)
        browser.close()


if __name__ == "__main__":
    target = Path(sys.argv[1]).resolve()
    os.chdir(ROOT)  # the page names the files as the reader would
    draw(target)
