"""A real headless Chromium for the tests of the page: Debian's, or the one that CHROMIUM names."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from timeline.records import Timeline
from timeline.rendering import Page as Paper
from timeline.rendering import render

expect.set_options(timeout=20_000)  # a busy machine is no fault of the page

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str:
    """The path of the browser; without one, the tests fail and say what to do."""
    named = os.environ.get("CHROMIUM")
    found = next((path for name in (named, *NAMES) if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("the tests of the page need Chromium: `make browser` installs it")
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium())
        yield started
        started.close()


class Visit:
    """A page opened from a file, and what it said to the console and asked of the network."""

    def __init__(self, context: BrowserContext, file: Path) -> None:
        self.said: list[str] = []
        self.asked: list[str] = []
        self.file = file
        self.page: Page = context.new_page()
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append("dialog"), dialog.dismiss()))
        context.on("request", lambda request: self.asked.append(request.url))

    def go(self, fragment: str = "") -> Page:
        self.page.goto(self.file.as_uri() + fragment)
        return self.page

    def titles(self) -> list[str]:
        """The titles of the events that can be seen."""
        return [text.strip() for text in self.page.locator(".what:visible").all_inner_texts()]

    def count(self) -> str:
        return self.page.locator("output").inner_text()


Visiting = Callable[..., Visit]


@pytest.fixture
def visit(browser: Browser, tmp_path: Path) -> Iterator[Visiting]:
    """Gives a function that writes the page of a timeline and opens it; options are of the browser.

    A page that said anything to the console or asked for anything but itself fails its test.
    """
    visits: list[Visit] = []
    contexts: list[BrowserContext] = []

    def open_page(story: Timeline, fragment: str = "", **options: object) -> Visit:
        file = tmp_path / f"page-{len(visits)}.html"
        file.write_text(render(story, "html", page=Paper(title="The flood")), encoding="utf-8")
        context = browser.new_context(locale="en-GB", **options)  # type: ignore[arg-type]
        context.set_default_timeout(120_000)
        contexts.append(context)
        visits.append(Visit(context, file))
        visits[-1].go(fragment)
        return visits[-1]

    yield open_page
    for context in contexts:
        context.close()
    for one in visits:
        assert one.said == []
        assert {url.split("#")[0] for url in one.asked} == {one.file.as_uri()}
