"""Every domain record, frozen. What one step hands to the next, and what the JSON outputs hold.

The flow: a path is read into a `ReadArticle`, parsed into a `ParsedArticle`, reduced to an
`AnnotatedArticle` (one line of `timeline annotate`), and many of those become one `Timeline`.

Offsets are half-open character positions in the article's `text`. Dates `earliest` and `latest` are
inclusive, as in the JSON outputs; None means unknown on that side. Nothing here computes: steps do.
"""

from __future__ import annotations

import datetime
import importlib
from typing import Literal

import msgspec

Status = Literal["happened", "ongoing", "planned", "possible", "denied"]
"""Whether the text tells the event as fact, as going on, announced, possible, or untrue."""

Basis = Literal["stated", "resolved", "inferred", "bounded", "published", "corrected"]
"""How a date came about.

stated: the text gives it in full ("24 September 2023"). resolved: worked out from the publication
date or another date of the same article ("on Sunday"). inferred: worked out with the help of other
articles (the year of "24 September"). bounded: only limits are known ("after the attack").
published: told as news of the publication day without a date of its own. corrected: set by hand in
a corrections file.
"""

Correction = Literal["merge", "split", "redate", "retitle"]
"""What a corrections file did to an event."""

PublishedBasis = Literal["field", "url", "header", "dateline", "option", "inferred"]
"""Where a publication date was found: a metadata field, the address of the page, a header line
glued to the text, the dateline, the user's `--published`, or the window that the collection
allows."""

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
"""TIMEX3 types (TimeML 1.2.1)."""

BlockKind = Literal["body", "headline", "header", "caption", "furniture", "faq", "sources"]
"""What a stretch of an article's text is."""

READ_KINDS: frozenset[BlockKind] = frozenset(("body", "headline"))
"""The kinds of blocks that are read for names, dates and events."""

Role = Literal["agent", "patient", "other"]
"""What a participant does in an event: acts, is acted upon, or is involved in another way."""

RelationKind = Literal["after", "before", "during"]

CopyKind = Literal["copy", "rewritten"]
"""Whether an article has another's words, or tells the same in other words here and there."""

QuantityKind = Literal[
    "killed", "injured", "arrested", "missing", "deployed", "displaced", "money", "other"
]
"""What a number counts: people with what happened to them, an amount of money, or else."""

Verdict = Literal["revised", "contradicted"]
"""Whether later reports put something right ("at least 9", then "now 12"), or sources that could
know the same say what can't be true together."""

TitleForm = Literal["statement", "setting", "reference", "phrase"]
"""How a title tells an event: in a statement of its own; within a statement about something else
("The attack shocked the town"); in one that points to what came before ("It closed two roads");
or in words that are no statement ("The attack on the convoy")."""


class Record(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Base of all records: immutable, compared by value, encoded as JSON in field order.

    A record holds only what was made before it, so that none can be part of a cycle and the garbage
    collector need not look at them: an archive has millions.
    """


class Problem(Record, frozen=True, kw_only=True):
    """Something the user should know: an unreadable file, a date that could not be settled.

    `where` names the path or the article id. An error means that input was lost and shows in the
    exit status; a warning and a note do not.
    """

    step: str
    where: str
    message: str
    severity: Literal["error", "warning", "note"] = "error"


# --- reading -----------------------------------------------------------------------------------


class Span(Record, frozen=True, kw_only=True):
    """A half-open range of characters in an article's text."""

    start: int
    end: int


class Block(Record, frozen=True, kw_only=True):
    """A stretch of an article's text, as a rule a paragraph or a line, and what it is."""

    start: int
    end: int
    kind: BlockKind


class Article(Record, frozen=True, kw_only=True):
    """What is known about an article, without its text.

    `published` is the day where it is known. Where it is not, the collection may still narrow it
    to the window `published_earliest` to `published_latest` (`published_basis` is then inferred).
    `dateline` is a dateline without a year ("OSLO, Sept 24"), which the collection may complete.
    """

    id: str
    path: str
    title: str | None
    outlet: str | None
    url: str | None
    published: datetime.date | None
    published_basis: PublishedBasis | None
    dateline: str | None = None
    published_earliest: datetime.date | None = None
    published_latest: datetime.date | None = None
    sha256: str


class ReadArticle(Record, frozen=True, kw_only=True):
    """An article as read: metadata, text, and the text's layout (blocks in order, no overlap)."""

    article: Article
    text: str
    blocks: tuple[Block, ...]


# --- parsing -----------------------------------------------------------------------------------


class Token(Record, frozen=True, kw_only=True):
    """A token with its analysis: universal part of speech, Penn tag, lemma, and its head.

    `dep` is a Universal Dependencies relation ("nsubj:pass"), whatever pipeline made it. `head` is
    the index of the head in `ParsedArticle.tokens`; a root is its own head.
    """

    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int


class Sentence(Record, frozen=True, kw_only=True):
    """A sentence; `paragraph` counts the body and headline blocks from 0."""

    start: int
    end: int
    paragraph: int = 0


class Entity(Record, frozen=True, kw_only=True):
    """A name in the text; `name` is the full form it stands for ("Berg": "Anna Berg")."""

    start: int
    end: int
    label: str
    text: str
    name: str


class ParsedArticle(Record, frozen=True, kw_only=True):
    """An article with sentences, tokens and names; the last record that holds tokens.

    `sentence_tokens[i]` is the half-open range of token indices of `sentences[i]`.
    """

    article: Article
    text: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    sentence_tokens: tuple[tuple[int, int], ...]
    entities: tuple[Entity, ...]


# --- dates -------------------------------------------------------------------------------------


class TimeExpression(Record, frozen=True, kw_only=True):
    """A TIMEX3 time expression, with what it was resolved to and why.

    `value` is the TIMEX3 value; unknown parts stay X ("XXXX-09-24"). `earliest` and `latest` are
    None until the expression can be placed. `rule` names the rule that found it. `anchor` says what
    it was resolved from: None (complete in itself), "published", "time:N" (the N-th expression of
    the same article, counted from 0), or "article:ID" (another article). `alternative` is the other
    reading, where there is one.
    """

    start: int
    end: int
    text: str
    type: TimexType
    value: str
    mod: str | None = None
    earliest: datetime.date | None = None
    latest: datetime.date | None = None
    rule: str
    anchor: str | None = None
    alternative: str | None = None


class EventDate(Record, frozen=True, kw_only=True):
    """When something happened: EDTF level 1 (ISO 8601-2), inclusive limits, and how we know.

    `reason` is one sentence for a reader: the expression, the rule, the anchor.
    """

    edtf: str
    earliest: datetime.date | None
    latest: datetime.date | None
    basis: Basis
    reason: str


# --- events ------------------------------------------------------------------------------------


class Participant(Record, frozen=True, kw_only=True):
    """Someone or something that takes part in an event; `label` is None for a common noun."""

    name: str
    label: str | None
    role: Role
    start: int
    end: int


class Place(Record, frozen=True, kw_only=True):
    """A place named with an event."""

    name: str
    start: int
    end: int


class Relation(Record, frozen=True, kw_only=True):
    """A temporal relation that the text states ("following the attack of September 24").

    The limits come from the time expression `time` (an index) or from the event `mention` (an id of
    the same article); `start` and `end` span the words that state it.
    """

    kind: RelationKind
    start: int
    end: int
    time: int | None = None
    mention: str | None = None


class Quantity(Record, frozen=True, kw_only=True):
    """A number that an event is told with: "at least 12 police officers".

    The true number lies between `low` and `high`, both inclusive, as far as the text says: "at
    least 12" has no `high`, "up to 12" no `low`, "about 12" has 12 twice. `modifier` is the word
    that says so, in lower case. `unit` is what is counted ("police officers", "dollar"), None where
    the text leaves it out ("killing 12").
    """

    kind: QuantityKind
    low: int | float | None
    high: int | float | None
    modifier: str | None = None
    unit: str | None = None
    text: str
    start: int
    end: int


class Title(Record, frozen=True, kw_only=True):
    """What a mention could be called: words of its sentence in their order, shortened, with a name
    in the place of a pronoun or of a part of it."""

    text: str
    form: TitleForm


class Mention(Record, frozen=True, kw_only=True):
    """One place in one article where an event is told.

    `sentence` and `time` are indices into the article's sentences and times. `start` and `end` span
    the trigger, `nominal` says that it is a noun ("the attack"); `clause` spans the words that tell
    the event, `title` is made of them. `tense` is that of the verb the trigger is or depends on.
    `background` marks history told in passing, `quoted` what someone else's words tell.
    """

    id: str
    sentence: int
    start: int
    end: int
    text: str
    lemma: str
    nominal: bool = False
    type: str
    status: Status
    tense: Literal["past", "pluperfect", "present", "perfect", "future", "none"] = "none"
    clause: Span
    title: Title
    time: int | None = None
    relations: tuple[Relation, ...] = ()
    date: EventDate | None = None
    participants: tuple[Participant, ...] = ()
    places: tuple[Place, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    salience: float = 0.0
    background: bool = False
    quoted: bool = False


class AnnotatedArticle(Record, frozen=True, kw_only=True):
    """One line of `timeline annotate`: all that merging needs, without tokens.

    `model` is the name and version of the language model that read it.
    """

    article: Article
    model: str
    text: str
    sentences: tuple[Sentence, ...]
    entities: tuple[Entity, ...]
    times: tuple[TimeExpression, ...]
    mentions: tuple[Mention, ...]
    problems: tuple[Problem, ...] = ()


# --- timeline ----------------------------------------------------------------------------------


class SourceTrigger(Record, frozen=True, kw_only=True):
    """The trigger of a source."""

    start: int
    end: int
    text: str


class SourceTime(Record, frozen=True, kw_only=True):
    """The time expression that dates a source's mention."""

    start: int
    end: int
    text: str
    value: str
    rule: str
    anchor: str | None


class Source(Record, frozen=True, kw_only=True):
    """Where an event is told: `quote` is exactly `text[sentence.start:sentence.end]`."""

    article: str
    mention: str
    sentence: Span
    quote: str
    trigger: SourceTrigger
    time: SourceTime | None
    date: EventDate | None
    status: Status
    participants: tuple[Participant, ...]


class Link(Record, frozen=True, kw_only=True):
    """Why two mentions were held to be one event: the score and what each feature added to it."""

    left: str
    right: str
    score: float
    features: dict[str, float]


class Cluster(Record, frozen=True, kw_only=True):
    """Mentions (ids) that were held to be one event, in the order of their articles.

    `nearest` is the strongest link to a mention that was kept out.
    """

    mentions: tuple[str, ...]
    links: tuple[Link, ...] = ()
    nearest: Link | None = None


class Copy(Record, frozen=True, kw_only=True):
    """An article that copies another, word for word or rewritten, and counts as one source with it.

    `original` is where the text comes from, `nearest` the article with which it shares most: the
    original itself, or another copy. `share` is the part of the shorter one's runs of three words,
    outside quotations, that both have.
    """

    article: str
    original: str
    nearest: str
    share: float
    kind: CopyKind


class Story(Record, frozen=True, kw_only=True):
    """Articles (ids) that tell one story, and how many of them are independent of the others.

    `first_report` and `latest_update` are the articles published first and last, None where no
    day of publication is known.
    """

    id: str
    title: str
    articles: tuple[str, ...]
    independent: int
    first_report: str | None = None
    latest_update: str | None = None


class Claim(Record, frozen=True, kw_only=True):
    """What one source says of something on which sources differ.

    `text` is `start` to `end` of the article's text. `low` and `high` are numbers, ISO days, or
    None where the text sets no limit; of a place both are None.
    """

    article: str
    mention: str
    start: int
    end: int
    text: str
    low: int | float | str | None
    high: int | float | str | None


class Conflict(Record, frozen=True, kw_only=True):
    """Something on which the sources of an event differ: the number killed, the day, the place.

    `unit` is what is counted, None for people and where it is no number. `low` and `high` are the
    least and the most that any source says. `claims` are in the order in which the articles were
    published, those of unknown days last.
    """

    about: QuantityKind | Literal["date", "place"]
    unit: str | None
    verdict: Verdict
    low: int | float | str | None
    high: int | float | str | None
    claims: tuple[Claim, ...]


class Membership(Record, frozen=True, kw_only=True):
    """The event (id) that another is part of, and the reason: one sentence for a reader."""

    event: str
    reason: str


class Event(Record, frozen=True, kw_only=True):
    """One event of the timeline with all its sources.

    `nearest` is the strongest link to a mention that was kept out of the event. `independent`
    counts the articles that tell it, copies not; `first_report` and `latest_update` are those of
    its articles that were published first and last. `conflicts` is where its sources differ.
    `salience` is what each signal adds to the score.
    `corrected` says what was set by hand. `part_of` is the event that a reader would name the
    episode by, of which this one is a part ("the deaths" of "the attack"), and `parts` are the
    parts (ids) of this one, in order.
    """

    id: str
    date: EventDate | None
    title: str
    summary: str
    type: str
    status: Status
    score: float
    background: bool
    participants: tuple[Participant, ...]
    places: tuple[Place, ...]
    sources: tuple[Source, ...]
    links: tuple[Link, ...] = ()
    nearest: Link | None = None
    story: str | None = None
    independent: int = 1
    first_report: str | None = None
    latest_update: str | None = None
    conflicts: tuple[Conflict, ...] = ()
    salience: dict[str, float] = {}
    corrected: tuple[Correction, ...] = ()
    part_of: Membership | None = None
    parts: tuple[str, ...] = ()


class Generator(Record, frozen=True, kw_only=True):
    """What made a timeline: our version, and the name and version of the language model."""

    timeline: str
    model: str


class Timeline(Record, frozen=True, kw_only=True):
    """Dated events in order, events without a date, and what went wrong; the stories that the
    articles tell, and which of them are copies."""

    schema: str = "timeline/1"
    generator: Generator
    articles: tuple[Article, ...]
    events: tuple[Event, ...]
    undated: tuple[Event, ...]
    problems: tuple[Problem, ...]
    stories: tuple[Story, ...] = ()
    copies: tuple[Copy, ...] = ()

    def _repr_html_(self) -> str:
        """How Jupyter shows a timeline. Rendering is looked up when it is asked for: records
        import nothing of ours."""
        rendering = importlib.import_module("timeline.rendering.notebook")
        return str(rendering.notebook(self))
