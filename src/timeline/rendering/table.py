"""A table for the terminal: date, event, sources by number, and a legend of the articles."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from timeline.records import Event, Timeline
from timeline.rendering.page import Page
from timeline.rendering.parts import by_story, nested
from timeline.rendering.wording import (
    BACKGROUND,
    PART,
    UNDATED,
    article_words,
    background_words,
    conflict_legend,
    conflict_words,
    copy_words,
    date_words,
    group_words,
    one_line,
    status_words,
)

if TYPE_CHECKING:
    from rich.table import Table

_DATE_WIDTH = 18  # "between 24 Sep and" / "11 Nov 2023"
_WIDE = 100
"""From so many columns on, headings of years and months divide the table."""

_SOURCES_WIDTH = 11  # four numbers of two digits


def table(timeline: Timeline, page: Page) -> str:
    """The timeline as aligned columns; the same bytes for the same timeline and page."""
    from rich.console import Console
    from rich.text import Text

    out = io.StringIO()
    console = Console(
        file=out,
        width=page.width,
        force_terminal=page.color,
        no_color=not page.color,
        color_system="standard" if page.color else None,
        legacy_windows=False,
    )
    numbers = _numbers(timeline)
    parts = by_story(timeline)
    for number, (story, events, undated) in enumerate(parts, start=1):
        if len(parts) > 1:
            space = "\n" if number > 1 else ""
            heading = f"{space}{number}  {one_line(story.title)}" if story else "Others"
            console.print(Text(heading, style="bold"))
        if events:
            console.print(_grid(events, numbers, grouped=page.width >= _WIDE))
        elif not undated or len(parts) == 1:
            console.print(Text("No dated events."))
        if undated:
            console.print(Text(f"\n{UNDATED}", style="bold"))
            console.print(_grid(undated, numbers, heading=False))
    if any(event.background for event in (*timeline.events, *timeline.undated)):
        console.print(Text(f"\n{BACKGROUND} background, told in passing"))
    if any(part for _, dated, undated in parts for _, part in nested([*dated, *undated])):
        console.print(Text(f"\n{PART} part of the event above"))
    marks = conflict_legend((*timeline.events, *timeline.undated))
    if marks:
        console.print(Text(f"\n{marks}; timeline explain shows what each source says"))
    if numbers:
        console.print(Text(f"\nSources{_counted(timeline)}", style="bold"))
        console.print(_legend(timeline, numbers))
    return "".join(line.rstrip() + "\n" for line in out.getvalue().splitlines())


def _counted(timeline: Timeline) -> str:
    """How many of the articles count, where some are copies: " (5 articles, 3 independent)"."""
    if not timeline.copies:
        return ""
    total = sum(len(story.articles) for story in timeline.stories)
    independent = sum(story.independent for story in timeline.stories)
    return f" ({total} articles, {independent} independent)"


def _numbers(timeline: Timeline) -> dict[str, int]:
    """A number for each article that is a source, in the order in which a reader meets them."""
    numbers: dict[str, int] = {}
    for _, events, undated in by_story(timeline):
        for event in (*events, *undated):
            for source in event.sources:
                numbers.setdefault(source.article, len(numbers) + 1)
    return numbers


def _grid(
    events: Iterable[Event],
    numbers: dict[str, int],
    heading: bool = True,
    grouped: bool = False,
) -> Table:
    """The rows of events; `grouped` puts a heading before each month, or year without one."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(
        box=box.SIMPLE_HEAD,
        expand=True,
        pad_edge=False,
        show_edge=False,
        show_header=heading,
    )
    grid.add_column("Date", width=_DATE_WIDTH)
    grid.add_column("Event", ratio=1, overflow="fold")
    grid.add_column("Sources", width=_SOURCES_WIDTH)
    above = ""
    for event, is_part in nested(events):
        if grouped and event.date and (group := group_words(event.date)) != above:
            above = group
            grid.add_row(Text(group, style="bold"))
        cited = sorted({numbers[source.article] for source in event.sources})
        grid.add_row(
            Text(date_words(event.date, short=True) if event.date else "", style="cyan"),
            Text(
                (f"{PART} " if is_part else "")
                + one_line(event.title)
                + background_words(event)
                + status_words(event)
                + conflict_words(event)
            ),
            Text(" ".join(map(str, cited)), style="green"),
            style="dim" if event.background else "",
        )
    return grid


def _legend(timeline: Timeline, numbers: dict[str, int]) -> Table:
    from rich.table import Table
    from rich.text import Text

    legend = Table.grid(padding=(0, 2, 0, 0), expand=True)
    legend.add_column(justify="right")
    legend.add_column(ratio=1, overflow="fold")
    by_id = {article.id: article for article in timeline.articles}
    copied = {copy.article: copy for copy in timeline.copies}
    for id, number in numbers.items():
        article = by_id.get(id)
        words = article_words(article) if article else one_line(id)
        if article and article.title:
            words += f" ({one_line(article.path)})"
        if copy := copied.get(id):
            words += f"; {copy_words(copy, by_id, numbers)}"
        legend.add_row(Text(str(number), style="green"), Text(words))
    return legend
