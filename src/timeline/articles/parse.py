"""Articles to sentences, tokens and names: the only door to spaCy."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.articles import products, vocabulary
from timeline.articles.labels import ENTITY_LABELS, to_universal
from timeline.articles.sentences import Words, sentence_ranges
from timeline.records import Entity, ParsedArticle, ReadArticle, Sentence, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

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
_ENDLESS = re.compile(r"\S{300,}")
_CODE = re.compile(r"^\[E\d+\] ")  # spaCy numbers its messages: "[E050] Can't find model"
_NAMED = ("LEMMA", "POS", "TAG", "DEP")
_COLUMNS = ("IDX", "LENGTH", "SPACY", "IS_SPACE", "HEAD", "SENT_START", *_NAMED)
"""What is read of each token, at once: asked one by one, a token is a new object each time, and so
is each of its strings."""


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
        self.shared: dict[str, str] = {}
        self.strings: dict[int, str] = {}

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
        table: Any = doc.to_array(list(_COLUMNS)).view("int64")
        columns: dict[str, list[int]] = dict(zip(_COLUMNS, table.T.tolist(), strict=True))
        places = [place for place, space in enumerate(columns["IS_SPACE"]) if not space]
        lemmas, parts, tags, deps = (self._names(doc, columns[name], places) for name in _NAMED)
        deps, heads = to_universal(deps, _heads(columns, places), lemmas, parts)
        ranges = sentence_ranges(_words(doc, columns, places))
        _join_roots(ranges, deps, heads)
        begins, lengths, text = columns["IDX"], columns["LENGTH"], self.article.text
        for index, place in enumerate(places):
            start = offset + begins[place]
            end = start + lengths[place]
            self.tokens.append(
                Token(
                    start=start,
                    end=end,
                    text=self._same(text[start:end]),
                    lemma=lemmas[index] or self._same(doc[place].lower_),
                    pos=parts[index],
                    tag=tags[index],
                    dep=deps[index],
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

    def _names(self, doc: Doc, keys: Sequence[int], places: Sequence[int]) -> list[str]:
        """The strings of the hashes in a column; each that an article has is there once."""
        strings, known = doc.vocab.strings, self.strings
        for key in {keys[place] for place in places} - known.keys():
            known[key] = self._same(strings[key % 2**64])
        return [known[keys[place]] for place in places]

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


def _words(doc: Doc, columns: Mapping[str, Sequence[int]], places: Sequence[int]) -> Words:
    text, begins, lengths = doc.text, columns["IDX"], columns["LENGTH"]
    return Words(
        texts=[text[begins[place] : begins[place] + lengths[place]] for place in places],
        spaced=[bool(columns["SPACY"][place]) for place in places],
        places=places,
        total=len(doc),
        starts={place for place, starts in enumerate(columns["SENT_START"]) if starts == 1},
    )


def _opens(index: int, doc: Doc) -> bool:
    return index == 0 or bool(doc[index].is_sent_start) or doc[index - 1].is_quote


def _heads(columns: Mapping[str, Sequence[int]], places: Sequence[int]) -> list[int]:
    """The head of each word, by its place among the words: white space is passed over."""
    spaces, steps = columns["IS_SPACE"], columns["HEAD"]
    if len(places) == len(steps):
        return [place + step for place, step in enumerate(steps)]
    index_of = {place: index for index, place in enumerate(places)}
    heads = []
    for place in places:
        head = place + steps[place]
        while spaces[head] and steps[head]:
            head += steps[head]
        heads.append(index_of.get(head, index_of[place]))
    return heads


def _join_roots(ranges: list[tuple[int, int]], deps: list[str], heads: list[int]) -> None:
    """One root for each sentence: the others hang from the first as parataxis."""
    for first, stop in ranges:
        roots = [index for index in range(first, stop) if heads[index] == index]
        for index in range(first, stop):
            if not first <= heads[index] < stop and roots:
                heads[index] = roots[0]
        for root in roots[1:]:
            heads[root], deps[root] = roots[0], "parataxis"
