"""Articles to sentences, tokens and names: the only door to spaCy."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.articles import products, vocabulary
from timeline.articles.labels import ENTITY_LABELS, to_universal
from timeline.articles.lines import is_sentence_end
from timeline.records import Entity, ParsedArticle, ReadArticle, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span
    from spacy.tokens import Token as SpacyToken

_UNNEEDED = frozenset(  # factories whose results no step reads
    {
        "entity_linker",
        "span_finder",
        "spancat",
        "spancat_singlelabel",
        "textcat",
        "textcat_multilabel",
    }
)
_NEEDED = {
    "DEP": "a parser",
    "SENT_START": "sentence boundaries",
    "POS": "parts of speech",
    "LEMMA": "a lemmatizer",
    "ENT_IOB": "a named entity recogniser",
}
_BATCH = 32  # blocks
_LONGEST = 5_000  # characters at a time: memory grows with them, and spaCy refuses a million
_WHITE = dict.fromkeys(
    map(ord, "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u2007\u202f\u2028\u2029"), " "
)
_BOUNDARY = re.compile(r"[.!?…][\"'”’»)\]]*\s+(?=[A-Z\d“\"‘'«(])")
_CLOSING = "\"'”’»"
_ENDLESS = re.compile(r"\S{300,}")
_CODE = re.compile(r"^\[E\d+\] ")  # spaCy numbers its messages: "[E050] Can't find model"
_REACH = 10  # tokens that are looked at for a word: "..." and quotation marks make no sentence


class ModelMissing(Exception):  # noqa: N818  # a state of the installation, named as such
    """There is no pipeline of that name, or one that lacks a part; the message is one line."""


def load_model(name: str | None = None) -> Language:
    """The spaCy pipeline of that name or path; None is the one that ships with the package.

    Parts that no step needs are switched off. Raises `ModelMissing` where it is not installed,
    cannot be loaded, or does not give sentences, syntax, lemmas and names; and where a file of ours
    is not the one that was packed.
    """
    import spacy

    from timeline.model import model_path, packing
    from timeline.model.remembered import remember_embeddings

    path: str | Path = model_path() if name is None else name
    shown = "the pipeline of the package" if name is None else f"the spaCy pipeline {name!r}"
    if name is None and (faults := packing.faults(model_path())):
        raise ModelMissing(f"{shown} cannot be trusted: {', '.join(faults)}")
    try:
        with warnings.catch_warnings():
            # A pipeline of another minor version warns (W095) and works, or fails below.
            warnings.simplefilter("ignore")
            nlp = spacy.load(path)
    except Exception as error:  # a pipeline is code and data of others: it can fail in any way
        reason = next(iter(str(error).splitlines()), "") or type(error).__name__
        raise ModelMissing(f"{shown} cannot be loaded: {_CODE.sub('', reason)}") from error
    products.by_numpy(nlp)
    remember_embeddings(nlp)
    vocabulary.remember_lemmas(nlp)
    without_exception(nlp, "m.")
    for pipe in list(nlp.pipe_names):
        if nlp.get_pipe_meta(pipe).factory in _UNNEEDED:
            nlp.disable_pipe(pipe)
    probe = nlp("Anna Berg left Oslo on Monday.")
    missing = [what for layer, what in _NEEDED.items() if not probe.has_annotation(layer)]
    if missing:
        raise ModelMissing(f"{shown} has no {', '.join(missing).replace('a ', '')}")
    return nlp


def without_exception(nlp: Language, word: str) -> None:
    """Take out a word that English tokenizers keep whole, if they do. "m." they take for the end of
    "10 p. m.", and so the full stop of "paid $550m." for none."""
    from spacy.tokenizer import Tokenizer

    tokenizer = nlp.tokenizer
    if isinstance(tokenizer, Tokenizer) and word in tokenizer.rules:
        tokenizer.rules = {key: rule for key, rule in tokenizer.rules.items() if key != word}


def parse(articles: Iterable[ReadArticle], nlp: Language) -> Iterator[ParsedArticle]:
    """Each article with its sentences, tokens and names, one by one in the order given.

    The body and headline blocks are parsed, one after the other, so that a sentence never runs from
    one paragraph into the next; all offsets are positions in the article's text. White space makes
    no tokens. Batches do not go beyond an article: what its neighbours are must not change, by a
    rounding in a matrix product, what is read in it.
    """
    for article in articles:
        builder = _Builder(article)
        blocks = [block for block in article.blocks if block.kind in ("body", "headline")]
        spans = [
            (paragraph, start, end)
            for paragraph, block in enumerate(blocks)
            for start, end in pieces(article.text, block.start, block.end)
        ]
        texts = (_readable(article.text[start:end]) for _, start, end in spans)
        with products.on_one_core():
            docs = nlp.pipe(texts, batch_size=_BATCH)
            for (paragraph, start, _), doc in zip(spans, docs, strict=True):
                builder.add(doc, start, paragraph)
        yield builder.finished()


def _readable(text: str) -> str:
    """The text as the pipeline gets it, of the same length: one kind of white space, and no words
    without end (an image as text, a rule of dashes), on which a tokenizer's time is quadratic."""
    return _ENDLESS.sub(lambda match: "x" * len(match[0]), text.translate(_WHITE))


def pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cuts a range into pieces short enough to parse, after a sentence where there is one."""
    while end - start > _LONGEST:
        half, limit = start + _LONGEST // 2, start + _LONGEST
        cut = max((m.end() for m in _BOUNDARY.finditer(text, half, limit)), default=0)
        if not cut:
            cut = max(text.rfind(white, half, limit) for white in " \n\t") + 1 or limit
        yield start, cut
        start = cut
    if start < end:
        yield start, end


class _Builder:
    """Collects the records of one article; token indices run through all of its blocks."""

    def __init__(self, article: ReadArticle) -> None:
        self.article = article
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.ranges: list[tuple[int, int]] = []
        self.entities: list[Entity] = []
        self.shared: dict[str, str] = {}  # spaCy makes a new string each time a token is asked

    def finished(self) -> ParsedArticle:
        return ParsedArticle(
            article=self.article.article,
            text=self.article.text,
            blocks=self.article.blocks,
            sentences=tuple(self.sentences),
            tokens=tuple(self.tokens),
            sentence_tokens=tuple(self.ranges),
            entities=tuple(self.entities),
        )

    def add(self, doc: Doc, offset: int, paragraph: int) -> None:
        base = len(self.tokens)
        kept = [token for token in doc if not token.is_space]
        place = {token.i: index for index, token in enumerate(kept)}
        heads = []
        for token in kept:
            head = token.head
            while head.is_space and head.head.i != head.i:
                head = head.head
            heads.append(place.get(head.i, place[token.i]))
        deps, heads = to_universal(
            [token.dep_ for token in kept],
            heads,
            [token.lemma_ for token in kept],
            [token.pos_ for token in kept],
        )
        ranges = _sentence_ranges(kept)
        _join_roots(ranges, deps, heads)
        for index, token in enumerate(kept):
            start = offset + token.idx
            end = start + len(token)
            self.tokens.append(
                Token(
                    start=start,
                    end=end,
                    text=self._same(self.article.text[start:end]),
                    lemma=self._same(token.lemma_ or token.lower_),
                    pos=self._same(token.pos_),
                    tag=self._same(token.tag_),
                    dep=self._same(deps[index]),
                    head=base + heads[index],
                )
            )
        for first, stop in ranges:
            self.ranges.append((base + first, base + stop))
            self.sentences.append(
                Sentence(
                    start=self.tokens[base + first].start,
                    end=self.tokens[base + stop - 1].end,
                    paragraph=paragraph,
                )
            )
        for span in doc.ents:
            if entity := self._entity(span, offset):
                self.entities.append(entity)

    def _same(self, string: str) -> str:
        return self.shared.setdefault(string, string)

    def _entity(self, span: Span, offset: int) -> Entity | None:
        """A name without the article before it and the genitive after it, which some label in."""
        label = ENTITY_LABELS.get(span.label_)
        tokens = [token for token in span if not token.is_space]
        while tokens and (tokens[-1].tag_ == "POS" or tokens[-1].lower_ in ("'s", "’s")):
            tokens.pop()
        # "The" inside a sentence is part of the name: "in The Hague".
        while len(tokens) > 1 and (
            tokens[0].text in ("the", "a", "an")
            or (tokens[0].text == "The" and _opens(tokens[0].i, span.doc))
        ):
            del tokens[0]
        if label is None or not any(token.text[:1].isalnum() for token in tokens):
            return None
        start = offset + tokens[0].idx
        end = offset + tokens[-1].idx + len(tokens[-1].text)
        text = self.article.text[start:end]
        return Entity(start=start, end=end, label=label, text=text, name=" ".join(text.split()))


def _opens(index: int, doc: Doc) -> bool:
    return index == 0 or bool(doc[index].is_sent_start) or doc[index - 1].is_quote


def _sentence_ranges(kept: list[SpacyToken]) -> list[tuple[int, int]]:
    """The sentences as ranges of `kept`, with what a parser cuts off too early put back."""
    starts: list[int] = []
    for index in _sentence_starts(kept):
        # “ belongs to the sentence that it opens, not to the one before.
        while index and _opens_quote(kept[index - 1]) and (not starts or index - 1 > starts[-1]):
            index -= 1
        if not starts:
            starts.append(0)
        elif not _continues(kept, starts[-1], index):
            starts.append(index)
    stops = [*starts[1:], len(kept)]
    return list(zip(starts, stops, strict=True))


def _sentence_starts(kept: list[SpacyToken]) -> Iterator[int]:
    starts = {sentence.start for sentence in kept[0].doc.sents} if kept else set()
    last = 0
    for index, token in enumerate(kept):
        # White space that starts a sentence is no token of ours: the next word starts it.
        if index == 0 or any(place in starts for place in range(last + 1, token.i + 1)):
            yield index
        last = token.i


def _opens_quote(token: SpacyToken) -> bool:
    if token.text in "“‘«([":
        return True
    return token.text in "\"'" and not token.whitespace_ and token.i + 1 < len(token.doc)


def _continues(kept: list[SpacyToken], start: int, index: int) -> bool:
    """Whether the sentence from `start` goes on at `index`: a bracket or quotation mark is left
    over, or the words that name the speaker (“We will go!” | he said), or a clause cut in two."""
    token, before = kept[index], kept[index - 1]
    if not any(other.text[0].isalnum() for other in kept[start:index]):
        return True
    if token.text[0] in "”’»)],.;:!?" or (token.text in "\"'" and token.whitespace_):
        return True
    if not any(other.text[0].isalnum() for other in kept[index : index + _REACH]):
        return index + _REACH >= len(kept)
    if before.text in ",–—" or (token.text[0] == "-" and not before.whitespace_):
        return True
    if before.text in _CLOSING and index - 2 >= start and kept[index - 2].text == ",":
        return True
    if not token.text[0].islower():
        return False
    return before.text[-1] in _CLOSING + "!?…" or not is_sentence_end(before.text)


def _join_roots(ranges: list[tuple[int, int]], deps: list[str], heads: list[int]) -> None:
    """One root for each sentence: the others hang from the first as parataxis."""
    for first, stop in ranges:
        roots = [index for index in range(first, stop) if heads[index] == index]
        for index in range(first, stop):
            if not first <= heads[index] < stop and roots:
                heads[index] = roots[0]
        for root in roots[1:]:
            heads[root], deps[root] = roots[0], "parataxis"
