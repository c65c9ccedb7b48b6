"""Which time dates a mention: its time expression, a stated relation, or the news it is part of.

Three sources, the surest first. (1) The expression that the syntax attaches: "on Sunday". (2) A
relation to something dated: "following the attack of September 24" gives a limit, never a day.
(3) For news told without a date, what the article as a whole allows: the day of its news if it is
fresh, else the time between the newest event that it tells and its publication.
"""

from __future__ import annotations

import datetime
from collections import ChainMap
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from timeline.edtf import edtf
from timeline.events.frames import SPEECH
from timeline.records import (
    AnnotatedArticle,
    Basis,
    EventDate,
    Mention,
    Relation,
    TimeExpression,
)

DAY = datetime.timedelta(days=1)

FRESH = 3 * DAY
"""News is fresh if the newest day it tells is at most this long before it appeared."""

WEEK = 7 * DAY
"""An article tells what happened within a week before it as its own news."""

DATE_OF_NEWS = 1 * DAY
"""A morning paper tells the day before: a newest day this near is the day of the news."""

NEARBY = 2
"""Sentences over which a story goes on from the event it told before."""

LEAD = 4
"""Sentences, headline included, in which news says what it is about."""

PRECISE = 31 * DAY

Known = Mapping[str, EventDate]
"""What is known of events from other mentions: mention id to the date of its event."""


def date_mentions(article: AnnotatedArticle, known: Known | None = None) -> AnnotatedArticle:
    """Date the mentions of an article; a mention that nothing dates keeps None.

    Without `known` only the article's own words count: expressions and relations between its own
    mentions. With `known`, relations to events that other articles date are settled too, and news
    without a date is placed by the article as a whole.
    """
    own = {mention.id: _own_date(mention, article) for mention in article.mentions}
    stated = {name: date for name, date in own.items() if date is not None}
    # Only read, and not copied for each article: an archive knows millions.
    dates: Known = ChainMap(stated, known or {})  # type: ignore[arg-type]
    news = _news(article, stated, dates)
    causes = _dates_of_causes(article, own)

    def date(mention: Mention) -> EventDate | None:
        found = own[mention.id] or _related_date(mention, article, dates) or causes.get(mention.id)
        if found is None and known is not None and mention.id not in known:
            found = news.date_of(mention)
        return found

    mentions = tuple(
        msgspec.structs.replace(mention, date=date(mention)) for mention in article.mentions
    )
    return msgspec.structs.replace(article, mentions=mentions)


def days_told(article: AnnotatedArticle) -> dict[str, datetime.date]:
    """The day of each mention, as far as the article gives one: its own, or that of its news.

    A guess that is good enough to tell two searches of one river apart, and is no date yet.
    """
    placed = date_mentions(article, {}).mentions
    dates = {one.id: one.date for one in placed if one.date and one.date.earliest}
    return {
        name: date.earliest
        for name, date in dates.items()
        if date.earliest and date.earliest == date.latest
    }


def _own_date(mention: Mention, article: AnnotatedArticle) -> EventDate | None:
    return None if mention.time is None else _date_of_time(article.times[mention.time], article)


def _date_of_time(time: TimeExpression, article: AnnotatedArticle) -> EventDate | None:
    if time.earliest is None and time.latest is None:
        return None
    return EventDate(
        edtf=edtf(time.earliest, time.latest, time.mod),
        earliest=time.earliest,
        latest=time.latest,
        basis=_basis(time, article),
        reason=_reading(time, article),
    )


def _basis(time: TimeExpression, article: AnnotatedArticle) -> Basis:
    if "X" in time.value:
        return "bounded"
    if time.anchor is None:
        return "stated"
    if time.anchor.startswith("article:") or article.article.published_basis == "inferred":
        return "inferred"
    return "resolved"


def _reading(time: TimeExpression, article: AnnotatedArticle) -> str:
    """How an expression was read, as "“on Sunday” is 2023-09-24, counted from ..."."""
    said = f"“{time.text}” is {time.value}"
    if time.anchor is None:
        return f"{said}, as the text says"
    kind, _, name = time.anchor.partition(":")
    if kind == "article":
        return f"{said}, in the year that article {name} tells or appeared in"
    if kind == "time":
        before = article.times[int(name)]
        return f"{said}, counted from “{before.text}” ({before.value})"
    about = article.article
    if about.published is not None:
        return f"{said}, counted from the publication on {about.published}"
    window = edtf(about.published_earliest, about.published_latest)
    return f"{said}, counted from a publication in {window}"


def _related_date(mention: Mention, article: AnnotatedArticle, dates: Known) -> EventDate | None:
    for relation in mention.relations:
        other = _related_to(relation, article, dates)
        if other is not None:
            return _limited(mention, relation, other, article)
    return None


def _dates_of_causes(
    article: AnnotatedArticle, own: Mapping[str, EventDate | None]
) -> dict[str, EventDate]:
    """Limits of events by what came after: the uprising that a declaration of 2008 followed."""
    limits = {}
    for mention in article.mentions:
        later = own[mention.id]
        for relation in mention.relations:
            if relation.kind == "after" and relation.mention and later and later.latest:
                told = article.text[relation.start : relation.end]
                reason = f"“{told}” sets the limit, since {later.reason}"
                limits[relation.mention] = _bounded(None, later.latest, reason)
    return limits


def _related_to(relation: Relation, article: AnnotatedArticle, dates: Known) -> EventDate | None:
    if relation.time is not None:
        return _date_of_time(article.times[relation.time], article)
    return dates.get(relation.mention) if relation.mention is not None else None


def _limited(
    mention: Mention, relation: Relation, other: EventDate, article: AnnotatedArticle
) -> EventDate | None:
    """The limits that a relation to `other` sets; an event told as done was done by publication."""
    told = article.text[relation.start : relation.end]
    done_by = _published_by(article) if mention.status in ("happened", "ongoing") else None
    match relation.kind:
        case "during":
            earliest, latest = other.earliest, other.latest
        case "after":
            earliest, latest = other.earliest, done_by
        case "before":
            earliest, latest = None, other.latest
    if earliest is None and latest is None:
        return None
    if earliest and latest and earliest > latest:
        return None
    return _bounded(earliest, latest, f"“{told}” sets the limits, since {other.reason}")


def _bounded(
    earliest: datetime.date | None, latest: datetime.date | None, reason: str
) -> EventDate:
    return EventDate(
        edtf=edtf(earliest, latest),
        earliest=earliest,
        latest=latest,
        basis="bounded",
        reason=reason,
    )


def _published_by(article: AnnotatedArticle) -> datetime.date | None:
    return article.article.published or article.article.published_latest


class _News(NamedTuple):
    """What an article as a whole says about when its undated news happened.

    `told` are the events that it tells as done and that are dated, in text order; `newest` is the
    newest day among them and among expressions such as "today", not after publication.
    """

    article: AnnotatedArticle
    told: Sequence[tuple[Mention, EventDate]]
    newest: datetime.date | None

    def date_of(self, mention: Mention) -> EventDate | None:
        """Place news without a date of its own; None where wording or tense do not allow it.

        "Has called for" in an article whose newest day is weeks before it appeared happened
        somewhere in between. What follows on an older event in the text happened after that, and
        what follows on history may be history too.
        """
        if mention.background or mention.tense == "none":
            return None
        if mention.type == "LIFE" and mention.lemma == "bear":
            return None  # "Harald was born in Lund", an article says of whom the news is about
        if mention.time is not None:
            return None  # "a day earlier" than something unknown is not the day of the news
        if mention.status == "planned":
            return self._to_come()
        if mention.status in ("possible", "denied"):
            return None
        before = self._told_before(mention)
        if mention.tense == "pluperfect":
            return self._until(before)
        scene = self._scene(mention, before)
        if scene is not None:
            return scene
        # A noun points to what the reader knows: "the talks" may be of any day before.
        day = None if mention.nominal else self._day_of_news()
        lead = None if day is None else self._lead(mention)
        if lead is not None and day is not None:
            day = lead[1].earliest or day
        if day is not None and (before is None or self._is_said_now(mention, before, day)):
            return EventDate(
                edtf=edtf(day, day),
                earliest=day,
                latest=day,
                basis="published",
                reason=f"told as news of {day}, in an article that appeared then or the day after"
                if lead is None
                else f"told of the day of “{lead[0].text}” ({day}), with which the article begins",
            )
        return self._after(before)

    def _to_come(self) -> EventDate | None:
        published = self.article.article.published
        if published is None:
            return None
        return _bounded(published, None, f"told as still to come on {published}")

    def _day_of_news(self) -> datetime.date | None:
        published = self.article.article.published
        if published is None or (self.newest and published - self.newest > FRESH):
            return None
        if self.newest and published - self.newest <= DATE_OF_NEWS:
            return self.newest
        return published

    def _lead(self, mention: Mention) -> tuple[Mention, EventDate] | None:
        """What the article is about, for what it tells of it in the simple past.

        "A fire broke out on Thursday", the news begins, and tells on the next day what police said
        of it: it was on Thursday too that "residents were evacuated". What was said is of today.
        """
        if mention.tense != "past" or mention.type in SPEECH or mention.quoted:
            return None
        published = self.article.article.published
        for other, date in self.told:
            if other.sentence < LEAD and not other.background and other.type not in SPEECH:
                day = date.earliest if date.earliest == date.latest else None
                recent = day and published and DAY * 0 <= published - day <= WEEK
                return (other, date) if recent else None
        return None

    def _told_before(self, mention: Mention) -> tuple[Mention, EventDate] | None:
        """The dated event that the text tells last before a mention, if that is close by.

        An event that is only known to a year says too little about what was told after it.
        """
        for other, date in reversed(self.told):
            if other.start < mention.start and (other.background or _is_precise(date)):
                fresh = self._day_of_news() is not None
                far = fresh and mention.sentence - other.sentence > NEARBY
                return None if far else self._news_of_sentence(mention, other, date)
        return None

    def _news_of_sentence(
        self, mention: Mention, last: Mention, date: EventDate
    ) -> tuple[Mention, EventDate]:
        """What the sentence of a dated event tells, where that event is only named in it.

        "A court on Wednesday released the man who admitted last month's raid": the text goes on
        from the release.
        """
        if last.nominal or last.tense == "pluperfect":
            for other, told in reversed(self.told):
                if (
                    other.sentence == last.sentence
                    and other.start < mention.start
                    and (other.tense == "past" and not other.nominal)
                    and _is_precise(told)
                ):
                    return other, told
        return last, date

    @staticmethod
    def _is_said_now(
        mention: Mention, before: tuple[Mention, EventDate], day: datetime.date
    ) -> bool:
        """What is said is news, whatever it is about; other news goes on from news of the day."""
        _, date = before
        return mention.type == "STATEMENT" or (date.latest or datetime.date.max) >= day

    def _scene(
        self, mention: Mention, before: tuple[Mention, EventDate] | None
    ) -> EventDate | None:
        """The day of the story that a mention goes on with, told in the simple past close by.

        "The plane fell on Thursday. It was redirected to Omsk" (the default of narrative: Dowty
        1986, Linguistics and Philosophy 9(1)). Acts of saying go on with acts of saying.
        """
        if before is None or mention.tense != "past" or mention.nominal or mention.quoted:
            return None
        other, date = before
        if other.tense not in ("past", "none") or other.quoted or date.earliest != date.latest:
            return None
        if (mention.type in SPEECH) != (other.type in SPEECH):
            return None
        if not self._is_near(mention, other):
            return None
        day = date.earliest
        return EventDate(
            edtf=edtf(day, day),
            earliest=day,
            latest=day,
            basis="published",
            reason=f"goes on with “{other.text}”, told just before ({day})",
        )

    def _is_near(self, mention: Mention, other: Mention) -> bool:
        sentences = self.article.sentences
        return mention.sentence - other.sentence <= NEARBY or (
            sentences[mention.sentence].paragraph == sentences[other.sentence].paragraph
        )

    def _until(self, before: tuple[Mention, EventDate] | None) -> EventDate | None:
        """What "had happened" was over when the story stood where it was told."""
        latest = before[1].latest if before else self._day_of_news() or _published_by(self.article)
        if latest is None:
            return None
        what = f"“{before[0].text}”, told just before" if before else "the news"
        return _bounded(None, latest, f"told as done before {what} ({latest})")

    def _after(self, before: tuple[Mention, EventDate] | None) -> EventDate | None:
        if before is None:
            earliest, what = self.newest, "the newest event that the article tells"
        elif before[0].background:
            return None
        else:
            earliest, what = before[1].earliest, f"“{before[0].text}”, told just before"
        if earliest is None:
            return None
        latest = _published_by(self.article)
        if latest and latest <= earliest:
            return None  # limits that leave one day would make a day of what is not known
        return _bounded(earliest, latest, f"news without a date, after {what} ({earliest})")


def _is_precise(date: EventDate) -> bool:
    return bool(date.earliest and date.latest and date.latest - date.earliest <= PRECISE)


def _news(article: AnnotatedArticle, own: Known, dates: Known) -> _News:
    """What the article says about its news by the dates of its own words, if it has any.

    Dates of its events that other articles give come second: they may be those of the articles.
    """
    limit = _published_by(article)
    told = _told(article, own)
    if not any(_is_precise(date) for _, date in told):
        told = _told(article, dates)
    days = [date.earliest for _, date in told if date.earliest == date.latest]
    days += _days_of_news(article)
    newest = max((day for day in days if day and (not limit or day <= limit)), default=None)
    return _News(article, told, newest)


def _told(article: AnnotatedArticle, dates: Known) -> list[tuple[Mention, EventDate]]:
    """The dated events that an article tells, but for those of a life: no story goes on from "the
    driver was born on September 30, 1997"."""
    return [
        (mention, date)
        for mention in article.mentions
        if mention.status == "happened"
        and (date := dates.get(mention.id))
        and date.earliest
        and not (mention.background and mention.type == "LIFE")
    ]


def _days_of_news(article: AnnotatedArticle) -> Iterator[datetime.date]:
    """The days of expressions counted from the publication, whatever they date: "today"."""
    published = article.article.published
    for time in article.times:
        counted = published is not None and time.anchor == "published"
        if counted and time.earliest and time.earliest == time.latest:
            yield time.earliest
