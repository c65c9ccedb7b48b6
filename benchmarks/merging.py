"""How the time and the memory of merging grow with the number of mentions.

    python benchmarks/merging.py [--mentions 1000 10000 100000 1000000] [--whole] [STORY ...]

The articles of sample stories are annotated once and then told again and again, as other stories:
the people, places and bodies have other names (a share of them the same), the days lie weeks apart,
and a share of the words is exchanged for others of the sample. So trigger words and types are as
frequent as in news, several articles tell each story in part in the same words, and most of the
collection is about something else. Every size runs in a process of its own. What is timed is the
way from annotated articles to events: one name for each, dates, `timeline.merging.cluster`; with
`--whole` it is all of `timeline.merge` for one story, with copies found and events told in order.
Seconds are of the processor, memory is the peak of the process, articles included.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from math import log
from pathlib import Path

import msgspec

import timeline
from timeline import dates, entities, events, merging
from timeline.records import AnnotatedArticle, EventDate, Mention, TimeExpression

HERE = Path(__file__).parents[1]
SAMPLES = (HERE / "data", HERE / "tests" / "stories" / "key-bridge")
SHARED_NAMES = 0.2
"""The share of names that a story has in common with all others: states, alliances."""
OTHER_WORDS = 0.3
"""The share of words in which an article differs from its sample."""
UNDATED = 0.1
"""The share of articles without a date of publication."""
WEEKS = 2500
"""The stories lie within so many weeks before and after those of the sample."""

_WORD = re.compile(r"(?<![\w'’])[a-z]{4,}(?![\w'’])")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghklmnprstvz"


def samples(folders: Sequence[Path]) -> list[AnnotatedArticle]:
    """The annotated articles of the sample stories."""
    found = (item for folder in folders for item in timeline.annotate(folder))
    return [item for item in found if isinstance(item, AnnotatedArticle)]


def articles(sample: Sequence[AnnotatedArticle], mentions: int) -> Iterator[AnnotatedArticle]:
    """Articles with so many mentions or a few more, the same ones each time."""
    words = sorted({word for article in sample for word in _WORD.findall(article.text)})
    by_length: dict[int, list[str]] = {}
    for word in words:
        by_length.setdefault(len(word), []).append(word)
    number = 0
    while mentions > 0:
        story = _Story(number, by_length)
        for article in sample:
            if mentions > 0:
                yield story.told(article)
                mentions -= len(article.mentions)
        number += 1


class _Story:
    """A story like that of the sample: the same offsets, since what is exchanged is as long."""

    def __init__(self, number: int, words: dict[int, list[str]]) -> None:
        self.number = number
        self.words = words
        self.random = random.Random(number)
        self.days = datetime.timedelta(weeks=self.random.randint(-WEEKS, WEEKS))
        self.letters = str.maketrans(
            {
                **dict(zip(_VOWELS, self.random.sample(_VOWELS, len(_VOWELS)), strict=True)),
                **dict(
                    zip(_CONSONANTS, self.random.sample(_CONSONANTS, len(_CONSONANTS)), strict=True)
                ),
            }
        )

    def told(self, article: AnnotatedArticle) -> AnnotatedArticle:
        """An article of this story."""
        text = _WORD.sub(self._word, article.text)
        for entity in sorted(article.entities, key=lambda one: one.start):
            name = self._name(text[entity.start : entity.end])
            text = text[: entity.start] + name + text[entity.end :]
        about = article.article
        published = None
        if self.random.random() >= UNDATED:
            published = self._day(about.published or datetime.date(2023, 11, 30))
        replace = msgspec.structs.replace
        return replace(
            article,
            article=replace(
                about,
                id=f"{self.number:06} {about.id}",
                published=published,
                published_basis=published and "field",
                sha256=hashlib.sha256(text.encode()).hexdigest(),
            ),
            text=text,
            entities=tuple(
                replace(one, text=text[one.start : one.end], name=self._name(one.name))
                for one in article.entities
            ),
            times=tuple(self._time(one) for one in article.times),
            mentions=tuple(self._mention(one, text) for one in article.mentions),
        )

    def _mention(self, mention: Mention, text: str) -> Mention:
        replace = msgspec.structs.replace
        return replace(
            mention,
            id=self._id(mention.id),
            title=replace(mention.title, text=text[mention.clause.start : mention.clause.end]),
            relations=tuple(
                replace(one, mention=one.mention and self._id(one.mention))
                for one in mention.relations
            ),
            participants=tuple(
                replace(one, name=self._name(one.name) if one.label else one.name)
                for one in mention.participants
            ),
            places=tuple(replace(one, name=self._name(one.name)) for one in mention.places),
            date=mention.date and self._date(mention.date),
        )

    def _id(self, mention: str) -> str:
        return f"{mention}{self.number:06x}"

    def _word(self, found: re.Match[str]) -> str:
        if self.random.random() >= OTHER_WORDS:
            return found[0]
        return self.random.choice(self.words[len(found[0])])

    def _name(self, name: str) -> str:
        if random.Random(name).random() < SHARED_NAMES:
            return name
        small = name.lower().translate(self.letters)
        return "".join(
            letter.upper() if old.isupper() else letter
            for old, letter in zip(name, small, strict=True)
        )

    def _time(self, time: TimeExpression) -> TimeExpression:
        return msgspec.structs.replace(
            time, earliest=self._day(time.earliest), latest=self._day(time.latest)
        )

    def _date(self, date: EventDate) -> EventDate:
        return msgspec.structs.replace(
            date, earliest=self._day(date.earliest), latest=self._day(date.latest)
        )

    def _day(self, day: datetime.date | None) -> datetime.date | None:
        return day and day + self.days


def merged(made: list[AnnotatedArticle]) -> int:
    """The number of events that a collection is merged to; the collection is used up."""
    made.sort(key=lambda one: one.article.id)
    names = entities.unify(made)
    made[:] = [entities.rename(one, names) for one in made]
    made[:], _ = dates.infer(made)
    made[:] = [events.date_mentions(one) for one in made]
    return len(merging.cluster(made))


def told(made: list[AnnotatedArticle]) -> int:
    """The number of events of the timeline of a collection, which is used up."""
    made.reverse()
    one_story = timeline.Settings(one_story=True)
    story = timeline.merge((made.pop() for _ in range(len(made))), one_story)
    return len(story.events) + len(story.undated)


def measure(path: Path, mentions: int, *, whole: bool) -> None:
    """Merge so many mentions and print what it took."""
    decode = msgspec.json.Decoder(AnnotatedArticle).decode
    sample = [decode(line) for line in path.read_bytes().splitlines()]
    made = list(articles(sample, mentions))
    mentions = sum(len(article.mentions) for article in made)
    started = time.process_time()
    count = told(made) if whole else merged(made)
    seconds = time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(mentions, count, seconds, memory)


def main() -> None:
    """Measure each size and print the table and the exponent."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    sizes = [1_000, 10_000, 100_000, 1_000_000]
    parser.add_argument("stories", nargs="*", type=Path, default=SAMPLES, metavar="STORY")
    parser.add_argument("--mentions", nargs="+", type=int, default=sizes)
    parser.add_argument("--whole", action="store_true", help="time all of timeline.merge")
    options = parser.parse_args()
    points = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.jsonl"
        path.write_bytes(b"\n".join(map(msgspec.json.encode, samples(options.stories))))
        print(f"{'mentions':>10}{'events':>10}{'seconds':>10}{'GB':>8}", flush=True)
        for size in options.mentions:
            command = [sys.executable, __file__, "measure", str(path), str(size)]
            command += ["whole"] if options.whole else []
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            mentions, events, seconds, memory = map(float, done.stdout.split())
            points.append((log(mentions), log(seconds)))
            print(f"{mentions:>10,.0f}{events:>10,.0f}{seconds:>10.1f}{memory:>8.2f}", flush=True)
    if len(points) > 1:
        print(f"exponent {_slope(points):.2f}")


def _slope(points: Sequence[tuple[float, float]]) -> float:
    """The slope of the line through points, by least squares."""
    x, y = (sum(values) / len(points) for values in zip(*points, strict=True))
    return sum((a - x) * (b - y) for a, b in points) / sum((a - x) ** 2 for a, _ in points)


if __name__ == "__main__":
    if sys.argv[1:2] == ["measure"]:
        measure(Path(sys.argv[2]), int(sys.argv[3]), whole="whole" in sys.argv[4:])
    else:
        main()
