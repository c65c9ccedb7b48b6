"""An article's dependency trees, indexed so that the rules can walk them both ways."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from functools import cached_property

from timeline.events.lexicon import phrases
from timeline.events.misreadings import put_right
from timeline.records import Entity, ParsedArticle, Span, TimeExpression, Token

QUOTE_OPEN, QUOTE_CLOSE = "“«„", "”»"
STRAIGHT = ('"', "``", "''")
SINGLE = ("'", "‘", "’")
_SIGNALS = frozenset(("after", "before", "since"))
_OPENING = 4  # words in which a clause says how it hangs on another: "a few days after"


class Tree:
    """Tokens with their children, names, time expressions, and quotations.

    Everything is addressed by token index. `names[i]` is the entity that token i is part of, and
    `times[i]` the index of the time expression; -1 or None where there is none. `quoted[i]` numbers
    the quotation that token i stands in, 0 outside of any.
    """

    def __init__(
        self,
        parsed: ParsedArticle,
        entities: Sequence[Entity] = (),
        times: Sequence[TimeExpression] = (),
    ) -> None:
        self.tokens: tuple[Token, ...] = put_right(parsed.tokens)
        count = len(self.tokens)
        self.children: list[list[int]] = [[] for _ in range(count)]
        for index, token in enumerate(self.tokens):
            if token.head != index:
                self.children[token.head].append(index)
        self.first = self._leftmost()
        self.starts = [token.start for token in self.tokens]
        self.sentence_of = [0] * count
        for number, (first, end) in enumerate(parsed.sentence_tokens):
            self.sentence_of[first:end] = [number] * (end - first)
        self.names: list[Entity | None] = [None] * count
        for entity in entities:
            for index in self.inside(entity.start, entity.end):
                self.names[index] = entity
        self.times = [-1] * count
        for number, time in enumerate(times):
            for index in self.inside(time.start, time.end):
                self.times[index] = number
        # Whether a sentence is written in capitals, as many headlines are.
        self.capitalised = [
            _in_capitals(self.tokens[first:end]) for first, end in parsed.sentence_tokens
        ]
        self.quoted = _quotations(self.tokens, self.sentence_of, parsed)

    @cached_property
    def enclosed(self) -> list[bool]:
        """Whether a token and all below it stand in brackets, or behind one that opens."""
        texts = [token.text for token in self.tokens]
        return [
            (texts[first] in "([" or (first > 0 and texts[first - 1] in ("(", "[")))
            and token.dep != "punct"
            for token, first in zip(self.tokens, self.first, strict=True)
        ]

    @cached_property
    def lengths(self) -> list[int]:
        """The letters of each word."""
        return [token.end - token.start for token in self.tokens]

    @cached_property
    def lemmas(self) -> list[str]:
        """The lemmas in lower case."""
        return [token.lemma.lower() for token in self.tokens]

    @cached_property
    def signs(self) -> list[bool]:
        """Whether a token is punctuation."""
        return [token.dep == "punct" for token in self.tokens]

    @cached_property
    def word_before(self) -> list[int]:
        """The nearest token before each that is no punctuation, -1 where there is none."""
        found, last = [], -1
        for index, sign in enumerate(self.signs):
            found.append(last)
            last = last if sign else index
        return found

    @cached_property
    def word_after(self) -> list[int]:
        """The nearest token after each that is no punctuation, their number where there is none."""
        found, last = [], len(self.signs)
        for index in range(len(self.signs) - 1, -1, -1):
            found.append(last)
            last = last if self.signs[index] else index
        return found[::-1]

    @cached_property
    def lower(self) -> list[str]:
        """The words in lower case."""
        return [token.text.lower() for token in self.tokens]

    def _leftmost(self) -> list[int]:
        """The first token of each subtree: asked for often, so worked out once."""
        first = list(range(len(self.tokens)))
        for index in first[:]:
            above = self.tokens[index].head
            while first[above] > index:
                first[above] = index
                above = self.tokens[above].head
        return first

    def inside(self, start: int, end: int) -> range:
        """The tokens within a range of characters (a token cut by the range counts)."""
        first = bisect_left(self.starts, start)
        if first and self.tokens[first - 1].end > start:
            first -= 1
        return range(first, bisect_left(self.starts, end))

    def top(self, indices: range) -> int | None:
        """The token of a range whose head lies outside of it."""
        for index in indices:
            head = self.tokens[index].head
            if head not in indices or head == index:
                return index
        return None

    def child(self, index: int, *deps: str) -> int | None:
        """The first child with one of these relations."""
        for child in self.children[index]:
            if self.tokens[child].dep in deps:
                return child
        return None

    def subtree(self, index: int, without: frozenset[str] = frozenset()) -> Iterator[int]:
        """A token and all below it, in no particular order, leaving out branches by relation."""
        stack = [index]
        while stack:
            index = stack.pop()
            yield index
            if without:
                stack += [c for c in self.children[index] if self.tokens[c].dep not in without]
            else:
                stack += self.children[index]

    def ancestors(self, index: int) -> Iterator[int]:
        """The heads of a token, from the nearest to the root."""
        while (head := self.tokens[index].head) != index:
            yield head
            index = head

    def case(self, index: int) -> str:
        """What introduces a token, in lower case: preposition, conjunction, "when"."""
        return self._cases[index]

    @cached_property
    def _cases(self) -> list[str]:
        words: list[list[str]] = [[] for _ in self.tokens]
        for child, token in enumerate(self.tokens):
            if child < token.head and (token.dep in ("case", "mark") or token.tag == "WRB"):
                words[token.head].append(self.lower[child])
                words[token.head] += [
                    self.lower[part]
                    for part in self.children[child]
                    if self.tokens[part].dep == "fixed"
                ]
        return [" ".join(introducing) for introducing in words]

    def is_known_clause(self, verb: int) -> bool:
        """Whether a clause tells what a reader is taken to know, and so is no news of its own.

        Clauses of time do, and relative clauses that say which one is meant: "the ship that
        destroyed the bridge" (temporal and restrictive presupposition: Levinson 1983, Pragmatics).
        """
        token = self.tokens[verb]
        if self.opens_with_signal(verb) or self._is_restrictive(verb):
            return True
        # "after a ship struck the bridge and killed six": the second verb shares the clause.
        joined = token.dep == "conj" and token.head < verb
        shares = joined and self.child(verb, "nsubj", "nsubj:pass") is None
        return shares and self.is_known_clause(token.head)

    def _is_restrictive(self, verb: int) -> bool:
        token = self.tokens[verb]
        if token.dep != "acl:relcl" or token.head > verb:
            return False
        first = min(self.subtree(verb))
        definite = any(
            self.lower[child] in ("the", "this", "that")
            for child in self.children[token.head]
            if child < token.head
        )
        return (
            definite and first > 0 and self.tokens[first - 1].text != "," != self.tokens[first].text
        )

    def opens_with_signal(self, verb: int) -> bool:
        """Whether a clause begins with "after", "before", or "since", or so long after something.

        "Divers found the truck, a day after the ship brought down the bridge": parsers take "after"
        for the ship's, so the words are looked at.
        """
        if self.tokens[verb].dep not in ("advcl", "conj", "acl", "acl:relcl", "dep"):
            return False
        clause = (i for i in self.subtree(verb) if i < verb and self.tokens[i].pos != "PUNCT")
        opening = [self.tokens[index] for index in sorted(clause)[:_OPENING]]
        return any(
            one.text.lower() in _SIGNALS
            and all(before.pos in ("DET", "NUM", "NOUN", "ADV") for before in opening[:place])
            for place, one in enumerate(opening)
        )

    def phrase(self, verb: int, table: Container[str]) -> str:
        """The longest entry of a table that begins with this verb ("take part in"), or its lemma.

        A preposition that introduces a time is no part of a verb: "the minister called on Monday".
        """
        lemma = self.tokens[verb].lemma.lower()
        for phrase in phrases().get(lemma, ()):
            if phrase not in table:
                continue
            words = phrase.split(" ")[1:]
            if self._follows(verb, words) or self._completes(verb, words):
                return phrase
        return lemma

    def _follows(self, verb: int, words: list[str]) -> bool:
        for place, word in enumerate(words, start=verb + 1):
            if place >= len(self.tokens) or self.lower[place] != word:
                return False
            token = self.tokens[place]
            if token.dep == "case" and self.times[token.head] >= 0:
                return False
        return True

    def _completes(self, verb: int, words: list[str]) -> bool:
        """Whether particle, object, or oblique completes a verb, with others between them.

        "shot him down", "lost their lives", "took the suspect into custody"
        """
        for child in self.children[verb]:
            token = self.tokens[child]
            if len(words) == 1:
                if token.dep == "compound:prt" and token.text.lower() == words[0]:
                    return True
                if token.dep in ("obj", "nsubj:pass") and token.lemma.lower() == words[0]:
                    return True
            elif len(words) == 2 and token.dep == "obl" and token.lemma.lower() == words[1]:
                return self.case(child) == words[0]
        return False

    def words(self, indices: Sequence[int]) -> str:
        """These tokens as text, with blanks where the article has them or leaves tokens out."""
        text = ""
        for place, index in enumerate(indices):
            last = indices[place - 1] if place else index
            glued = (
                place and last == index - 1 and self.tokens[last].end == self.tokens[index].start
            )
            text += self.tokens[index].text if glued or not place else " " + self.tokens[index].text
        return text

    def span(self, indices: Sequence[int]) -> Span:
        """The characters from the first of these tokens to the last."""
        return Span(start=self.tokens[min(indices)].start, end=self.tokens[max(indices)].end)


def _in_capitals(tokens: Sequence[Token]) -> bool:
    words = [token.text for token in tokens if len(token.text) > 3 and token.text[0].isalpha()]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.7 * len(words)


def _quotations(
    tokens: Sequence[Token], sentence_of: Sequence[int], parsed: ParsedArticle
) -> list[int]:
    """Number the quotation of each token; a straight quote opens and closes within a paragraph.

    A single quotation mark opens before a word and closes where it is no apostrophe.
    """
    numbers, current, count, paragraph, mark = [], 0, 0, -1, ""
    for index, token in enumerate(tokens):
        here = parsed.sentences[sentence_of[index]].paragraph if parsed.sentences else 0
        if here != paragraph:
            current, paragraph = 0, here
        text = token.text
        opens = text in QUOTE_OPEN or text in STRAIGHT
        if not current and (opens or _opens_single(tokens, index, parsed.text)):
            count += 1
            current, mark = count, "single" if text in SINGLE else "double"
            numbers.append(current)
            continue
        numbers.append(current)
        single = mark == "single" and text in SINGLE and token.tag != "POS"
        if single or (mark == "double" and (text in QUOTE_CLOSE or text in STRAIGHT)):
            current = 0
    return numbers


def _opens_single(tokens: Sequence[Token], index: int, text: str) -> bool:
    token = tokens[index]
    if token.text not in SINGLE or token.tag == "POS":
        return False
    before = text[token.start - 1 : token.start]
    after = text[token.end : token.end + 1]
    return (not before or before.isspace()) and after.isalnum()
