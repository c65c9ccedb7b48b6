"""The whole run on the sample articles: what must hold whatever the steps find."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import msgspec
import pytest

import timeline
from timeline.records import AnnotatedArticle, Problem, Timeline
from timeline.settings import Settings

DATA = Path(__file__).parent.parent / "data"


def encoded(made: Timeline) -> bytes:
    return msgspec.json.encode(made)


@pytest.fixture(scope="module")
def annotated() -> list[AnnotatedArticle | Problem]:
    return list(timeline.annotate([DATA]))


@pytest.fixture(scope="module")
def story(annotated) -> Timeline:
    return timeline.merge(annotated)


def test_every_quote_is_the_text_at_its_offsets(annotated, story):
    texts = {one.article.id: one.text for one in annotated if isinstance(one, AnnotatedArticle)}
    for event in (*story.events, *story.undated):
        assert event.sources
        for source in event.sources:
            text = texts[source.article]
            assert text[source.sentence.start : source.sentence.end] == source.quote
            assert text[source.trigger.start : source.trigger.end] == source.trigger.text
            assert source.sentence.start <= source.trigger.start < source.sentence.end
            if source.time is not None:
                assert text[source.time.start : source.time.end] == source.time.text


def test_no_title_has_a_word_that_its_source_has_not(annotated, story):
    """The words of one quote, with the full names that its article has for short ones."""

    def words(*texts: str) -> set[str]:
        told = re.sub(r"['’]s\b", "", " ".join(texts).casefold())  # "his" may be "Berg's"
        return set(re.findall(r"[^\W_]+", told))

    articles = [one for one in annotated if isinstance(one, AnnotatedArticle)]
    names = {one.article.id: words(*(name.name for name in one.entities)) for one in articles}
    for event in (*story.events, *story.undated):
        said = [words(source.quote) | names[source.article] for source in event.sources]
        assert any(words(event.title) <= one for one in said), event.title
        assert 0 < len(event.title) <= 100


def test_every_mention_is_in_one_event(annotated, story):
    mentions = [
        mention.id
        for one in annotated
        if isinstance(one, AnnotatedArticle)
        for mention in one.mentions
    ]
    told = [source.mention for event in (*story.events, *story.undated) for source in event.sources]
    assert sorted(told) == sorted(mentions)
    assert len(set(mentions)) == len(mentions)


def test_dates_agree_with_their_limits(story):
    for event in story.events:
        assert event.date is not None
        assert event.date.earliest or event.date.latest
        if event.date.earliest and event.date.latest:
            assert event.date.earliest <= event.date.latest
        if event.date.basis == "bounded":
            assert event.date.edtf.count("/") == 1 or event.date.earliest == event.date.latest


def test_events_stand_in_order(story):
    starts = [event.date.earliest or event.date.latest for event in story.events]
    assert starts == sorted(starts)


def test_the_order_of_the_input_does_not_matter(annotated, story):
    assert encoded(timeline.merge(reversed(annotated))) == encoded(story)
    files = sorted(DATA.iterdir(), reverse=True)
    backwards = timeline.extract(files)
    assert [event.id for event in backwards.events] == [event.id for event in story.events]


def test_the_number_of_workers_does_not_matter(story):
    assert encoded(timeline.extract([DATA], Settings(workers=2))) == encoded(story)


def test_extract_is_annotate_and_merge_through_a_file(annotated, story):
    lines = [msgspec.json.encode(one) for one in annotated]
    again = timeline.merge(timeline.read_annotated(lines, "lines.jsonl"))
    assert encoded(again) == encoded(story)


def test_an_unrelated_article_changes_no_id(tmp_path, story):
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / "unrelated.txt").write_text(
        "LEEDS, March 3, 2021 (Northern Desk) — A bakery in Leeds won a prize for its rye bread "
        "on Tuesday.\n",
        encoding="utf-8",
    )
    more = timeline.extract([tmp_path / "data"])
    ids = {event.id for event in (*more.events, *more.undated)}
    assert {event.id for event in (*story.events, *story.undated)} <= ids


def test_a_file_saved_twice_is_one_source(annotated, story):
    copied = next(one for one in annotated if isinstance(one, AnnotatedArticle))
    about = msgspec.structs.replace(copied.article, id="zz-copy")
    twice = timeline.merge([*annotated, msgspec.structs.replace(copied, article=about)])
    assert twice.events == story.events
    (problem,) = [one for one in twice.problems if one.where == "zz-copy"]
    assert copied.article.id in problem.message


def test_a_line_that_is_no_annotated_article_is_a_problem():
    (problem,) = timeline.read_annotated(['{"text": 1}'], "lines.jsonl")
    assert isinstance(problem, Problem)
    assert "line 1" in problem.message


def test_what_has_been_done_is_not_of_a_year_long_gone(tmp_path):
    (tmp_path / "mine.txt").write_text(
        "Published: 14 October 2018\n\nThe rebels have freed 21 of the miners of Ostrova seized "
        "more than two years ago, the mayor said on Sunday.\n",
        encoding="utf-8",
    )
    story = timeline.extract(tmp_path)
    freed = [
        event.date
        for event in story.events
        if any(source.trigger.text == "freed" for source in event.sources)
    ]
    assert [date.earliest.year for date in freed if date] == [2018]
