"""One annotated article as TimeML 1.2.1: TIMEX3 and EVENT tags in its text, with the links we know.

TIMEX3 is narrower than our records, so some readings are put in its terms here and nowhere else: an
interval ("November 28 and 29") becomes its two ends, since TIMEX3 has no interval values, and
"recent weeks", to us somewhere in the past, a duration of unknown length. The text between the tags
is the article's text, character by character, but for characters that XML can't hold.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from timeline.records import AnnotatedArticle, Mention, TimeExpression

SUFFIX = ".tml"

_UNKNOWN_DAY = "XXXX-XX-XX"
_JOINER = re.compile(r"\s*(?:-{1,2}|–|—|,|&|\b(?:and|to|through|until|till|or)\b)\s*")
_RECENT = {
    **{"hours": "PTXH", "days": "PXD", "weeks": "PXW", "months": "PXM", "quarters": "PXQ"},
    **{"years": "PXY", "decades": "PXE"},
}
_QUANTIFIED = re.compile(r"(every|each)\b", re.IGNORECASE)
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TENSES = {
    "past": "PAST",
    "pluperfect": "PAST",
    "present": "PRESENT",
    "perfect": "PRESENT",
    "future": "FUTURE",
}
_REL_TYPES = {"after": "AFTER", "before": "BEFORE", "during": "IS_INCLUDED"}


class Timex(msgspec.Struct, frozen=True):
    """A TIMEX3 tag. `index` is the place of its expression among those of the article."""

    start: int
    end: int
    type: str
    value: str
    mod: str | None
    quant: str | None
    index: int
    whole: bool
    """Whether it is all of its expression, not one end of an interval."""


def timexes(times: Iterable[TimeExpression]) -> Iterator[Timex]:
    """Our expressions in the terms of TIMEX3, in the same order."""
    for index, time in enumerate(times):
        ends = time.value.split("/")
        joiners = list(_JOINER.finditer(time.text))
        if len(ends) == 2 and joiners:
            # "Sunday, May 3 to 5": a comma joins only where nothing else does.
            joiner = max(joiners, key=lambda found: len(joiners) > 1 and found[0].strip() != ",")
            parts = [
                (time.start, time.start + joiner.start(), ends[0]),
                (time.start + joiner.end(), time.end, ends[1]),
            ]
        else:
            parts = [(time.start, time.end, time.value)]
        quantified = _QUANTIFIED.match(time.text) if time.type == "SET" else None
        for start, end, value in parts:
            kind, value = _kind_and_value(time, value)
            quant = quantified[1].upper() if quantified else None
            whole = len(parts) == 1
            yield Timex(start, end, kind, value, time.mod, quant, index, whole)


def _kind_and_value(time: TimeExpression, value: str) -> tuple[str, str]:
    words = time.text.lower().removeprefix("the ").split()
    if value == "PAST_REF" and len(words) == 2 and words[0] == "recent" and words[1] in _RECENT:
        return "DURATION", _RECENT[words[1]]
    return time.type, value


def timeml(article: AnnotatedArticle) -> str:
    """An article with its time expressions, its events, and what dates them."""
    about = article.article
    return document(
        article.text,
        name=about.id,
        created=about.published,
        times=article.times,
        mentions=article.mentions,
    )


def document(
    text: str,
    *,
    name: str,
    created: date | None,
    times: Sequence[TimeExpression],
    mentions: Sequence[Mention] = (),
) -> str:
    """A TimeML document; `created` is t0 (XXXX-XX-XX where it isn't known).

    Mentions with the same trigger share one EVENT with an instance each. A trigger that overlaps a
    time expression without lying in it, or the other way round, can't be tagged and is left out.
    """
    tagged = [(one.start, one.end, one) for one in timexes(times)]
    triggers = _triggers(mentions, [(start, end) for start, end, _ in tagged])
    day = created.isoformat() if created else _UNKNOWN_DAY
    tids = {timex.index: f"t{n}" for n, (_, _, timex) in enumerate(tagged, 1)}
    elements = [
        *(
            (s, e, "TIMEX3", _timex_attributes(t, n, times, tids))
            for n, (s, e, t) in enumerate(tagged, 1)
        ),
        *(
            (s, e, "EVENT", _event_attributes(found, n))
            for n, ((s, e), found) in enumerate(triggers, 1)
        ),
    ]
    t0 = _tag(
        "TIMEX3",
        {"tid": "t0", "type": "DATE", "value": day, "functionInDocument": "CREATION_TIME"},
    )
    whole = {timex.index for _, _, timex in tagged if timex.whole}
    links = _links(triggers, {index: tid for index, tid in tids.items() if index in whole})
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n'
        f"<DOCID>{_plain(name)}</DOCID>\n<DCT>{t0}{day}</TIMEX3></DCT>\n"
        f"<TEXT>{_marked(text, elements)}</TEXT>\n{''.join(links)}</TimeML>\n"
    )


_Trigger = tuple[tuple[int, int], list[Mention]]
_Attributes = dict[str, str | None]


def _triggers(mentions: Sequence[Mention], taken: Sequence[tuple[int, int]]) -> list[_Trigger]:
    """Mentions by their trigger, in the order of the text, without those that cross a span."""
    spans = list(taken)
    found: dict[tuple[int, int], list[Mention]] = {}
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        place = (mention.start, mention.end)
        if place not in found:
            if any(_cross(place, other) for other in spans):
                continue
            found[place] = []
            spans.append(place)
        found[place].append(mention)
    return list(found.items())


def _cross(one: tuple[int, int], other: tuple[int, int]) -> bool:
    (start, end), (first, last) = sorted((one, other))
    return start < first < end < last


def _timex_attributes(
    timex: Timex, number: int, times: Sequence[TimeExpression], tids: dict[int, str]
) -> _Attributes:
    anchor = times[timex.index].anchor
    anchored = {"published": "t0"}.get(anchor or "")
    if anchor and anchor.startswith("time:"):
        anchored = tids.get(int(anchor.removeprefix("time:")))
    return {
        **{"tid": f"t{number}", "type": timex.type, "value": timex.value, "mod": timex.mod},
        **{"quant": timex.quant, "temporalFunction": "true" if anchored else None},
        "anchorTimeID": anchored,
    }


def _event_attributes(mentions: Sequence[Mention], number: int) -> _Attributes:
    kinds = sorted({mention.type for mention in mentions})
    class_ = "REPORTING" if kinds == ["STATEMENT"] else "OCCURRENCE"
    return {"eid": f"e{number}", "class": class_, "comment": " ".join(kinds)}


def _links(triggers: Sequence[_Trigger], tids: dict[int, str]) -> Iterator[str]:
    """The instances of the events, and how they lie to times and to each other."""
    instances = {
        mention.id: (f"ei{number}", f"e{event}", mention)
        for number, (event, mention) in enumerate(_mentions(triggers), 1)
    }
    for eiid, eid, mention in instances.values():
        yield _tag("MAKEINSTANCE", _instance_attributes(eiid, eid, mention), closed=True) + "\n"
    number = 0
    for eiid, _, mention in instances.values():
        related: list[tuple[str, str | None, str | None]] = []
        if mention.time is not None:
            related.append(("IS_INCLUDED", tids.get(mention.time), None))
        for relation in mention.relations:
            time = None if relation.time is None else tids.get(relation.time)
            other = instances.get(relation.mention or "")
            related.append((_REL_TYPES[relation.kind], time, other and other[0]))
        for kind, time, event in related:
            if time or event:
                number += 1
                link: _Attributes = {"lid": f"l{number}", "relType": kind, "eventInstanceID": eiid}
                link |= {"relatedToTime": time, "relatedToEventInstance": None if time else event}
                yield _tag("TLINK", link, closed=True) + "\n"


def _mentions(triggers: Sequence[_Trigger]) -> Iterator[tuple[int, Mention]]:
    """Each mention with the number of its event."""
    for number, (_, mentions) in enumerate(triggers, 1):
        for mention in mentions:
            yield number, mention


def _instance_attributes(eiid: str, eid: str, mention: Mention) -> _Attributes:
    return {
        **{"eiid": eiid, "eventID": eid, "pos": "OTHER"},
        "tense": _TENSES.get(mention.tense, "NONE"),
        "aspect": "PERFECTIVE" if mention.tense in ("perfect", "pluperfect") else "NONE",
        "polarity": "NEG" if mention.status == "denied" else "POS",
        "modality": mention.status if mention.status in ("possible", "planned") else None,
    }


def _marked(text: str, elements: Iterable[tuple[int, int, str, _Attributes]]) -> str:
    """The text with its elements as tags; none of them cross."""
    parts: list[str] = []
    closing: list[tuple[int, str]] = []
    last = 0
    for start, end, name, attributes in sorted(elements, key=lambda one: (one[0], -one[1])):
        while closing and closing[-1][0] <= start:
            stop, tag = closing.pop()
            parts += [_plain(text[last:stop]), tag]
            last = stop
        parts += [_plain(text[last:start]), _tag(name, attributes)]
        closing.append((end, f"</{name}>"))
        last = start
    while closing:
        stop, tag = closing.pop()
        parts += [_plain(text[last:stop]), tag]
        last = stop
    return "".join((*parts, _plain(text[last:])))


def _plain(text: str) -> str:
    """Text for XML; a carriage return as a reference, or parsers would drop it."""
    from xml.sax.saxutils import escape  # it loads a web client

    return escape(_NOT_XML.sub("\ufffd", text), {"\r": "&#13;"})


def _tag(name: str, attributes: _Attributes, closed: bool = False) -> str:
    from xml.sax.saxutils import quoteattr

    written = "".join(
        f" {key}={quoteattr(_NOT_XML.sub(chr(0xFFFD), value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}{'/' if closed else ''}>"


_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST = 50


def file_name(article_id: str, taken: set[str]) -> str:
    """A file name for an article that any file system takes, and adds it to those taken.

    An id that had to be changed, or differs from one before only in case, gets a hash of itself, so
    that no article overwrites another.
    """
    stem = _UNSAFE.sub("_", unicodedata.normalize("NFC", article_id)).strip("._-")[:_LONGEST]
    if not stem or stem != article_id or stem.casefold() in taken:
        mark = hashlib.sha256(article_id.encode("utf-8", "replace")).hexdigest()[:8]
        stem = f"{stem}-{mark}" if stem else mark
    taken.add(stem.casefold())
    return stem + SUFFIX
