"""The calls in order: read, parse, dates, names, events; then dates again, merge, order.

`annotate` works on one article at a time and needs the language model. `merge` looks at the whole
collection and needs only what `annotate` gives, so its input may come from a file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

import msgspec

import timeline
from timeline import articles, dates, entities, events, grouping, incremental, merging, ordering
from timeline.annotation import one_by_one
from timeline.corrections import Corrections, Plan, amend, plan, redated, regroup
from timeline.records import (
    AnnotatedArticle,
    Article,
    Copy,
    Event,
    Generator,
    Problem,
    ReadArticle,
    Story,
    Timeline,
)
from timeline.settings import Settings
from timeline.workers import in_processes

Paths = str | Path | Iterable[str | Path]
"""A file or folder, or several; "-" is standard input."""


def annotate(
    paths: Paths, settings: Settings | None = None, watch: articles.Watch | None = None
) -> Iterator[AnnotatedArticle | Problem]:
    """Read articles and find their names, dates and event mentions, one article at a time.

    Yields an annotated article with what there is to note about it, or a problem for input that
    could not be used, in an order that depends on the files alone. With `settings.store`, what is
    unchanged since the last run is taken from there. `watch` tells how much is left.

    Raises `ModelMissing` if the language model is not there, `StoreError` for a store that cannot
    be used, and `WorkersFailed` if the processes of `settings.workers` do not start.
    """
    settings = settings or Settings()
    paths = [paths] if isinstance(paths, str | Path) else paths
    problems: list[Problem] = []
    notes: dict[str, tuple[Problem, ...]] = {}
    annotated = in_processes if settings.workers > 1 else one_by_one
    with incremental.opened(settings) as kept:
        reading = articles.read(
            paths,
            published=settings.published,
            names=settings.fields,
            through=kept.read if kept else None,
            watch=watch,
        )
        with closing(reading):  # before the store is
            found = _articles_only(reading, problems, notes)
            for read, article in annotated(found, settings, kept):
                about = notes.pop(read.article.id)
                if isinstance(article, Problem):
                    problems += [*about, article]
                else:
                    yield msgspec.structs.replace(article, problems=about)
                yield from _drained(problems)
    yield from _drained(problems)


def merge(
    annotated: Iterable[AnnotatedArticle | Problem],
    settings: Settings | None = None,
    corrections: Corrections | None = None,
) -> Timeline:
    """Merge the mentions of one event across articles and put the events in order.

    Of the settings, those of the story count: `one_story`, names to follow, places, aliases.
    `corrections` are made by hand; those that no longer apply are problems in the timeline, as
    are those in the input. The result does not depend on the order of the
    input.
    """
    settings = settings or Settings()
    collection: list[AnnotatedArticle] = []
    problems: list[Problem] = []
    for item in annotated:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            collection.append(item)
            problems.extend(item.problems)
    collection.sort(key=lambda one: (one.article.id, one.article.sha256))
    collection = grouping.without_boilerplate(_without_copies(collection, problems))
    model = ", ".join(sorted({one.model for one in collection}))
    groups = [collection] if settings.one_story else grouping.stories(collection)
    actions, unknown = plan(corrections or Corrections(), collection)
    named = grouping.naming(groups)
    parts = [_merge_story(group, named, actions, settings) for group in groups if group]
    told, unmet = amend(
        (event for part in parts for event in part.events),
        actions,
        [name for part in parts for name in part.applied],
    )
    return Timeline(
        generator=Generator(timeline=timeline.__version__, model=model),
        articles=tuple(sorted((a for p in parts for a in p.articles), key=lambda a: a.id)),
        events=ordering.in_order(event for event in told if event.date is not None),
        undated=ordering.in_order(event for event in told if event.date is None),
        problems=tuple(
            sorted(
                {*problems, *unknown, *unmet, *(one for part in parts for one in part.problems)},
                key=lambda p: (p.step, p.where, p.message),
            )
        ),
        stories=tuple(story for part in parts for story in part.stories),
        copies=tuple(sorted((c for part in parts for c in part.copies), key=lambda c: c.article)),
    )


class _Part(msgspec.Struct, frozen=True):
    """What one story adds to a timeline."""

    articles: tuple[Article, ...]
    events: tuple[Event, ...]
    problems: tuple[Problem, ...]
    applied: tuple[str, ...]
    stories: tuple[Story, ...]
    copies: tuple[Copy, ...]


def _merge_story(
    collection: list[AnnotatedArticle],
    named: Counter[str],
    actions: Plan,
    settings: Settings,
) -> _Part:
    """The events of the articles of one story: nothing is merged or inferred across stories."""
    copied = grouping.copies(collection)
    here = grouping.naming([collection])
    names = entities.unify(collection, settings.aliases)
    collection = entities.with_holders([entities.rename(one, names) for one in collection])
    story = grouping.story(collection, lambda name: named[name] - here[name], copied)
    collection, notes = dates.infer(collection)
    collection = [events.date_mentions(one) for one in collection]
    days = {name: day for one in collection for name, day in events.days_told(one).items()}
    clusters, applied, unfit = regroup(merging.cluster(collection, days), actions)
    known = ordering.date_events(clusters, collection)
    known = redated(known, clusters, actions)
    collection = [events.date_mentions(one, known) for one in collection]
    originals = grouping.originals(collection, copied)
    followed = entities.called((*settings.follow, *settings.places), collection)
    dated, undated = ordering.order(
        clusters, collection, story.id, originals.article, originals.sentence, followed
    )
    return _Part(
        articles=tuple(one.article for one in collection),
        events=(*dated, *undated),
        problems=(*notes, *unfit),
        applied=applied,
        stories=(story,),
        copies=copied,
    )


def extract(
    paths: Paths, settings: Settings | None = None, corrections: Corrections | None = None
) -> Timeline:
    """Make a timeline from files and folders of articles: `annotate`, then `merge`."""
    return merge(annotate(paths, settings), settings, corrections)


def read_timeline(data: bytes | str) -> Timeline:
    """Read back what `timeline extract --format json` wrote.

    Raises `msgspec.DecodeError` for JSON that is no timeline, and for what is no JSON.
    """
    return msgspec.json.decode(data, type=Timeline)


def read_annotated(
    lines: Iterable[str | bytes], where: str
) -> Iterator[AnnotatedArticle | Problem]:
    """Read back what `timeline annotate` wrote, one JSON line per article.

    `where` names the input in the problems that are given for lines that cannot be read.
    """
    decoder = msgspec.json.Decoder(AnnotatedArticle)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield Problem(
                step="merge", where=where, message=f"line {number} is no annotated article: {error}"
            )


def _without_copies(
    collection: list[AnnotatedArticle], problems: list[Problem]
) -> list[AnnotatedArticle]:
    """Leave out articles with the very text of another: a file saved twice is one source."""
    first: dict[str, str] = {}
    for article in collection:
        about = article.article
        if first.setdefault(about.sha256, about.id) != about.id:
            message = f"the same text as {first[about.sha256]}: counted once"
            problems.append(
                Problem(step="merge", where=about.id, message=message, severity="warning")
            )
    return [one for one in collection if first[one.article.sha256] == one.article.id]


def _articles_only(
    found: Iterable[ReadArticle | Problem],
    problems: list[Problem],
    notes: dict[str, tuple[Problem, ...]],
) -> Iterator[ReadArticle]:
    """The articles among what was read; lost input goes to `problems`, and what is to note about
    an article, which comes just before it, to `notes` under its id."""
    about: list[Problem] = []
    for item in found:
        if isinstance(item, ReadArticle):
            notes[item.article.id] = tuple(about)
            about.clear()
            yield item
        elif item.severity == "error":
            problems.append(item)
        else:
            about.append(item)
    problems.extend(about)


def _drained(problems: list[Problem]) -> Iterator[Problem]:
    while problems:
        yield problems.pop(0)
