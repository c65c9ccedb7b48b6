"""What stays of a clause in a title, and what goes first when it is too long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from timeline.events.frames import (
    CONDITIONS,
    FINITE,
    RELATIVE,
    SPEECH,
    SUBJECTS,
    Frame,
    is_auxiliary,
    is_set_off,
)
from timeline.events.lexicon import entries, governors
from timeline.events.tree import Tree
from timeline.events.triggers import Trigger
from timeline.records import TimeExpression

# Words that a statement would be another, or untrue, without: "never resigned", "nearly drowned".
_UNTIL = frozenset(("until", "till"))
_TRUTH = frozenset(
    "not n't n’t never no neither nor hardly barely scarcely nearly almost only partly".split()  # noqa: SIM905
    + "allegedly reportedly apparently possibly probably likely perhaps maybe longer".split()  # noqa: SIM905
)
# What stands beside a clause rather than in it.
_ASIDE = frozenset(
    "parataxis discourse vocative list orphan dislocated reparandum advcl:relcl".split()  # noqa: SIM905
)
# Words that a clause or a noun phrase cannot do without.
_CORE = frozenset(
    "aux aux:pass cop compound:prt nsubj nsubj:pass csubj csubj:pass expl obj iobj".split()  # noqa: SIM905
    + "xcomp ccomp obl:agent fixed flat compound det case nmod:poss nummod".split()  # noqa: SIM905
    + "goeswith nmod:desc det:predet cc:preconj mark".split()  # noqa: SIM905
)
_ADVERBIAL = frozenset("obl obl:unmarked obl:tmod advmod advcl nmod nmod:unmarked dep".split())  # noqa: SIM905
_TIMED = frozenset("obl obl:unmarked obl:tmod nmod:unmarked advmod xcomp dep".split())  # noqa: SIM905
# Clauses that may follow a statement ("killing two", "after a tram derailed"); others ("because",
# "although") argue rather than tell.
_FOLLOWING = frozenset(("", "after", "to", "when", "as", "before", "by"))
# What means nothing without the clause that describes it: "what they want", "those who fled".
_NEEDING = frozenset(("what", "whatever", "whoever", "those", "anyone", "everyone", "all", "one"))
_COMPLETING = frozenset(("for", "of", "from", "against", "on", "about", "into", "with"))
# Set off by a comma, what these open belongs to the clause rather than to the noun before it.
_APART = frozenset("after as at by for in on over through with".split())  # noqa: SIM905
# What hangs on a noun without being part of the subject that it lends.
_NO_SUBJECT = frozenset(
    "acl:relcl acl parataxis case conj cc nsubj nsubj:pass cop aux mark advcl csubj expl".split()  # noqa: SIM905
)
# Conjunctions that parsers take for a preposition of the subject.
_OUTSIDE = frozenset(
    "after as because before beyond for if once since until when while with".split()  # noqa: SIM905
)
# Apposed to a date, these open an aside: "on 28 March, the day on which ...".
_UNITS = frozenset(("minute", "hour", "day", "night", "week", "month", "year"))
# Words that join a sentence to what came before it.
LINKING = frozenset(
    "also however meanwhile nevertheless nonetheless furthermore moreover then".split()  # noqa: SIM905
    + "therefore thus hence similarly additionally subsequently consequently".split()  # noqa: SIM905
    + "instead too indeed still yet separately earlier later now here there".split()  # noqa: SIM905
)

AMOUNTS = frozenset("about around almost nearly over under up between at more fewer less".split())  # noqa: SIM905
"""Words that say how a number is meant: "up to 400", "at least two"."""

# What goes first when a title is too long: other clauses, what describes a name, circumstances, the
# rest of a list, what completes a noun.
_CLAUSE, _DESCRIPTION, _CIRCUMSTANCE, _MEMBER, COMPLEMENT = range(5)


class Branch(NamedTuple):
    """A part that a title can do without."""

    rank: int
    first: int
    tokens: frozenset[int]


class Compression:
    """Gathers the words of a clause and, apart, what it can do without."""

    def __init__(
        self, tree: Tree, frame: Frame, trigger: Trigger, times: Sequence[TimeExpression]
    ) -> None:
        self.tree = tree
        self.frame = frame
        self.times = times
        self.speech = trigger.type in SPEECH and trigger.predicate == frame.root
        self.path = {trigger.token, trigger.predicate}
        for start in (trigger.token, trigger.predicate):
            for above in tree.ancestors(start):
                if above == frame.root:
                    break
                self.path.add(above)
        self.above = set(tree.ancestors(frame.root))
        if frame.root not in tree.ancestors(trigger.token) and trigger.token != frame.root:
            # "the clashes that took place": the trigger is the borrowed subject.
            self.path = {trigger.token, trigger.predicate}
        self.branches: list[Branch] = []

    def words(self) -> tuple[set[int], list[Branch]]:
        """The words of the longest statement, and what may go, in the order in which it goes."""
        tree, frame = self.tree, self.frame
        kept = self._subtree(frame.root)
        if frame.subject not in kept:
            kept |= self._subtree(frame.subject, subject=True)
            kept -= {c for c in tree.children[frame.root] if self._is_relative(c)}
        kept |= set(frame.auxiliaries)
        kept -= self._broken_times(kept)
        branches = sorted(self.branches, key=lambda branch: (branch.rank, -branch.first))
        return kept, branches

    def _broken_times(self, kept: set[int]) -> set[int]:
        """What is left of time expressions that were left out in part: "ago"."""
        tree = self.tree
        numbers = {tree.times[i] for i in kept} - {-1}
        broken: set[int] = set()
        for number in numbers:
            inside = tree.inside(self.times[number].start, self.times[number].end)
            top = tree.top(inside)
            if not kept.issuperset(inside) and top is not None:
                broken.update(inside, tree.children[top])
        return broken - self.path

    def _is_relative(self, child: int) -> bool:
        token = self.tree.tokens[child]
        return token.text.lower() in RELATIVE and token.dep in (*SUBJECTS, "advmod", "mark")

    def _subtree(self, index: int, limit: int = COMPLEMENT, subject: bool = False) -> set[int]:
        kept = {index}
        for child in self.tree.children[index]:
            if subject and (
                self.tree.tokens[child].dep in _NO_SUBJECT
                or child == self.frame.root
                or child in self.above
            ):
                continue
            rank = self._rank(index, child)
            if rank is None:
                continue
            # Within what may go, the last words go first.
            below = min(rank, limit) if rank >= 0 else limit
            part = self._subtree(child, below)
            kept |= part
            # "drawing the attention of Oslo" is too long: all of it goes, not "of Oslo" alone.
            alone = rank < COMPLEMENT or limit == COMPLEMENT
            if rank >= 0 and alone and not part & self.path:
                self.branches.append(Branch(min(rank, limit), min(part), frozenset(part)))
        return kept

    def _rank(self, head: int, child: int) -> int | None:
        """When a word and all below it may go: None at once, -1 never, else in that order."""
        tree = self.tree
        token = tree.tokens[child]
        dep = token.dep
        if child in self.path:
            return -1
        if tree.enclosed[child] or tree.tokens[head].dep == "punct":
            return None
        if dep == "punct":
            return -1
        if head == self.frame.subject and dep == "case" and tree.lower[child] in _OUTSIDE:
            return None  # "After a tram derailed", where parsers take "after" for a preposition
        if tree.names[child] is not None and tree.names[child] is tree.names[head]:
            return -1
        if dep == "advmod" and tree.lower[child] in AMOUNTS and self._counts(child):
            return -1  # "up to 400 people", where parsers take "up to" for the verb's
        if tree.lower[child] in _TRUTH:
            return -1
        case = tree.case(child)
        if case and not CONDITIONS.isdisjoint(case.split(" ")):
            return -1
        if dep in _ASIDE:
            # 'Lund said: "We closed it"' needs what follows, "They left, officials said" does not.
            entry = entries("VERB").get(token.lemma.lower())
            teller = entry is not None and entry.type in SPEECH
            said = dep == "parataxis" and self.speech and head == self.frame.root and child > head
            return -1 if said and not teller and token.pos != "NOUN" else None
        if head == self.frame.root:
            if (
                tree.tokens[head].dep == "acl:relcl"
                and child > head
                and dep in ("obl", "advcl", "nmod", "advmod")
                and is_set_off(tree, child)
            ):
                return None  # "They boarded the ship that hit the bridge, as part of an inquiry"
            if dep == "mark" and tree.lower[child] in _COMPLETING and child > self._begin():
                return -1  # "The talks are on ending the strike"
            if dep in ("mark", "cc", "conj") and token.tag != "TO":
                return None
            if token.tag == "WRB" or (dep == "xcomp" and self._is_finite(child)):
                return None  # a finite verb is no complement but has lost its subject to a misparse
            if dep in _ADVERBIAL and child < self._begin():
                return None
        until = tree.times[child] >= 0 and tree.times[head] in (-1, tree.times[child])
        if until and not _UNTIL.isdisjoint((case, tree.case(head))):
            return -1  # "did not reopen until April 3"
        if self._tells_when(child) and (dep in _TIMED or (dep == "nmod" and case == "on")):
            return None if tree.tokens[head].dep != "acl" else -1  # "a letter dated 3 May"
        if dep == "cc":
            return -1
        if dep == "conj":
            if tree.tokens[head].dep == "compound":
                return -1  # "between the Elms End and Lund Hill stops"
            if tree.child(head, "cc:preconj") is not None or "between" in tree.case(head):
                return -1  # "both towns and villages", "talks between Berg and Lund"
            return _MEMBER if token.pos not in ("VERB", "AUX") else _CLAUSE
        if dep in ("advcl", "acl", "acl:relcl"):
            return self._clause_rank(head, child)
        if dep in ("appos", "obl:unmarked") and token.lemma.lower() in _UNITS:
            if tree.tokens[head].pos == "ADJ":
                return -1  # "a 42-year-old man"
            return None  # "on 28 March, the day on which ...", "a day after police found it"
        if dep == "appos":
            # "the spokeswoman Paula Lund", but "Paula Lund, a spokeswoman"
            return _DESCRIPTION if is_set_off(tree, child) else -1
        if dep in _CORE:
            return -1
        if dep in _ADVERBIAL:
            return self._circumstance_rank(head, child)
        return -1

    def _begin(self) -> int:
        """Where the statement begins: at its subject or, where that is borrowed, its verb."""
        frame = self.frame
        own = frame.subject in self.tree.children[frame.root]
        return frame.subject if own and frame.subject < frame.root else frame.root

    def _clause_rank(self, head: int, child: int) -> int | None:
        tree = self.tree
        token = tree.tokens[child]
        if tree.tokens[head].dep == "advmod":
            return -1  # "as soon as they landed"
        case = tree.case(child)
        if token.dep == "advcl":
            asked = governors().get((tree.lemmas[head], "VERB"))
            if case == "to" and child > head and asked and asked.complement not in (None, "same"):
                return COMPLEMENT  # "asked a court [to free him]" has asked nothing
            if case in _COMPLETING:
                return COMPLEMENT
            finite = not case and token.tag not in ("VBG", "VBN")
            if case not in _FOLLOWING or child < head or finite:
                return None
            return _CLAUSE
        if token.dep == "acl:relcl" and tree.lower[head] in _NEEDING:
            return -1
        if token.dep == "acl:relcl" and is_set_off(tree, child):
            return None
        return _DESCRIPTION if token.dep == "acl:relcl" or case != "to" else COMPLEMENT

    def _circumstance_rank(self, head: int, child: int) -> int | None:
        tree = self.tree
        token = tree.tokens[child]
        if tree.case(child).startswith("according"):
            return None
        if tree.tokens[head].pos in ("ADJ", "ADV", "NUM") or tree.tokens[head].lemma == "one":
            return -1  # "significantly higher", "700 feet wide", "a raid like the one in May"
        if token.tag == "WRB":
            return -1  # "when their tram derailed"
        if token.dep == "advmod":
            return None if self._is_linking(child) else _CIRCUMSTANCE
        if token.dep == "nmod" and is_set_off(tree, child) and tree.case(child) in _APART:
            return None  # "spun in the race, over the radio"
        if token.dep in ("nmod", "nmod:unmarked"):
            return COMPLEMENT if tree.case(child) == "of" else _MEMBER
        if token.text.lower() in RELATIVE:
            return -1  # "for which Oslo blames Ostrova"
        if child < head and is_set_off(tree, child):
            return _CLAUSE  # "Oslo, through its envoy, called on Ostrova"
        verb = tree.tokens[head].pos == "VERB"
        others = [
            c for c in tree.children[head] if tree.tokens[c].dep in ("obj", "obl", "xcomp", "ccomp")
        ]
        if verb and min((c for c in others if c > head), default=-1) == child:
            return COMPLEMENT  # "called on Serbia"
        return _CIRCUMSTANCE

    def _is_finite(self, child: int) -> bool:
        tokens = self.tree.tokens
        return tokens[child].tag in FINITE or any(
            is_auxiliary(self.tree, c) and tokens[c].tag in FINITE
            for c in self.tree.children[child]
        )

    def _counts(self, child: int) -> bool:
        """Whether a number follows at once, or after "than", "to", "least"."""
        return any(after.pos == "NUM" for after in self.tree.tokens[child + 1 : child + 3])

    def _is_linking(self, child: int) -> bool:
        return self.tree.lower[child] in LINKING

    def _tells_when(self, child: int) -> bool:
        tree = self.tree
        number = tree.times[child]
        if number < 0:
            return False
        time = self.times[number]
        if time.type == "DURATION":
            # "an hour after leaving port"
            after = tree.inside(time.start, time.end).stop
            return after < len(tree.tokens) and tree.tokens[after].text in ("after", "before")
        return time.type in ("DATE", "TIME")
