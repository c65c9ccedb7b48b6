"""The words of a sentence that say in one short statement what happened, for a title.

Sentence compression by the parse, after Knight and Marcu 2002 (Artificial Intelligence 139(1)) and
Filippova and Strube 2008 (INLG): what a clause cannot do without stays (subject, verb, objects, the
way to the trigger), what leads away is left out (attribution, linking words, the date, which a
timeline shows beside it), and the rest goes, least needed first, until the title is short enough.
No word is added but a name in the place of a pronoun or of a part of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from timeline.events.clauses import clause
from timeline.events.lexicon import entries, governors
from timeline.events.tree import Tree
from timeline.events.triggers import Trigger
from timeline.records import Entity, TimeExpression, Title, TitleForm

LONGEST = 100
"""Characters of a title."""

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass", "expl")
_RELATIVE = frozenset(("who", "which", "that", "whom", "whose", "when", "where"))
_SPEECH = frozenset(("STATEMENT", "ACCUSE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"))
# Words that a statement would be another, or untrue, without: "never resigned", "nearly drowned".
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
_COMPLETING = frozenset(("for", "of", "from", "against", "on", "about", "into", "with"))
_PLURAL_SELF = frozenset("i we me us my our mine ours you your".split())  # noqa: SIM905
_PERSONAL = frozenset("he she it they him her them his its their this that these those".split())  # noqa: SIM905
_POINTING = frozenset("this these that those such his her its their whose".split())  # noqa: SIM905
_OPENING, _CLOSING = "“«„‘([", "”»’)]"
# A clause after one of these is no fact that could be told without it.
_CONDITIONS = frozenset(("if", "unless", "whether", "lest", "than", "until", "till", "without"))
_QUOTED = re.compile(r'"\s*([^"]*?)\s*"')
_SINGLE_OPEN, _SINGLE_CLOSE = re.compile(r"(?<!\w)['‘](?=\w)"), re.compile(r"(?<=\w)['’](?!\w)")
_SPACE = re.compile(r"\s+")
_GAP = re.compile(r"\s+([,;:.?!%)\]”»’])|([(\[“«$£€])\s+")
_ENDS = ' \t\n,;:–—-."'
_BREAK = re.compile(r"[,;:–—]\s|\s(?=(?:after|while|which|who|as|because|although|when)\s)")

# What goes first when a title is too long: other clauses, what describes a name, circumstances, the
# rest of a list, what completes a noun.
_CLAUSE, _DESCRIPTION, _CIRCUMSTANCE, _MEMBER, _COMPLEMENT = range(5)


class _Frame(NamedTuple):
    """A finite clause: its predicate, the head of its subject, and borrowed auxiliaries."""

    root: int
    subject: int
    auxiliaries: tuple[int, ...]


class _Branch(NamedTuple):
    """A part that a title can do without."""

    rank: int
    first: int
    tokens: frozenset[int]


def title(
    tree: Tree,
    trigger: Trigger,
    antecedents: Mapping[int, Entity],
    times: Sequence[TimeExpression],
) -> Title:
    """The statement that tells a trigger's event, in at most `LONGEST` characters.

    "Lund, police said, was freed and flew home" gives for *flew* "Lund flew home".
    """
    found = _frame(tree, trigger)
    if found is not None:
        frame, form = found
        words, rest = _Compression(tree, frame, trigger, times).words()
        while True:
            text = _text(tree, sorted(words), frame, antecedents)
            if len(text) <= LONGEST or not rest:
                break
            words -= rest.pop(0).tokens
        if len(text) <= LONGEST and not _is_bare(tree, trigger, frame, words):
            if form != "phrase" and _points_elsewhere(tree, frame, words, antecedents):
                form = "reference"
            return Title(text=text, form=form)
    span = clause(tree, trigger)
    first, last = tree.inside(span.start, span.end)[0], tree.inside(span.start, span.end)[-1]
    text = _text(tree, list(range(first, last + 1)), None, antecedents)
    return Title(text=shortened(text), form="phrase")


def shortened(text: str, longest: int = LONGEST) -> str:
    """A text cut at the end of a phrase if possible, else of a word, to so many characters."""
    if len(text) <= longest:
        return text
    ends = [
        found.start() for found in _BREAK.finditer(text) if longest // 3 < found.start() <= longest
    ]
    if ends:
        return text[: ends[-1]].rstrip(_ENDS)
    return text[: text.rfind(" ", 0, longest)].rstrip(_ENDS) + "…"


# --- the clause -------------------------------------------------------------------------------


def _frame(tree: Tree, trigger: Trigger) -> tuple[_Frame, TitleForm] | None:
    """The nearest finite clause that tells a trigger, and how directly it does."""
    index = trigger.predicate
    form: TitleForm = "statement"
    if trigger.noun and index == trigger.token:
        form = "setting"
    for _ in range(8):
        token = tree.tokens[index]
        if token.dep == "parataxis" and trigger.type in _SPEECH and not _complement(tree, index):
            # "..., police said": what they said is the clause beside it.
            if token.head == index or tree.tokens[token.head].pos in ("NOUN", "PROPN"):
                return None
            index = token.head
            continue
        frame = _finite(tree, index) if _is_told(tree, index) else None
        if frame is not None:
            return frame, form
        if (
            token.dep == "acl"
            and token.tag == "VBN"
            and index == trigger.predicate
            and not _is_set_off(tree, index)
        ):
            # "21 pupils taken by rebels": news prints it so.
            return _Frame(index, token.head, ()), "setting"
        if token.head == index:
            return None
        if token.dep not in ("xcomp", "ccomp", "conj", "csubj"):
            form = "setting"
        index = token.head
    return None


def _is_told(tree: Tree, index: int) -> bool:
    """Whether a clause is told as such: not "if he resigned", nor what someone feared or denied."""
    if _CONDITIONS.intersection(tree.case(index).split(" ")):
        return False
    token = tree.tokens[index]
    if token.dep != "ccomp":
        return True
    head = tree.tokens[token.head]
    governor = governors().get((head.lemma.lower(), "NOUN" if head.pos == "NOUN" else "VERB"))
    return governor is None or governor.clause in (None, "same")


def _is_set_off(tree: Tree, index: int) -> bool:
    """Whether a comma stands before a word and all below it."""
    first = min(tree.subtree(index))
    return "," in (tree.tokens[first].text, tree.tokens[max(first - 1, 0)].text)


def _complement(tree: Tree, index: int) -> bool:
    return tree.child(index, "ccomp", "obj", "xcomp") is not None


def _finite(tree: Tree, index: int) -> _Frame | None:
    """The clause of a predicate if it is finite and its subject is known."""
    token = tree.tokens[index]
    auxiliaries = [c for c in tree.children[index] if _is_auxiliary(tree, c)]
    if token.pos not in ("VERB", "AUX") and not auxiliaries:
        return None
    subject = tree.child(index, *_SUBJECTS)
    finite = (token.tag in _FINITE and token.pos in ("VERB", "AUX")) or any(
        tree.tokens[aux].tag in _FINITE for aux in auxiliaries
    )
    borrowed: tuple[int, ...] = ()
    if not finite and not auxiliaries and token.dep == "conj" and token.tag != "VBG":
        # "was tried and jailed", "will land and visit"
        borrowed = tuple(c for c in tree.children[token.head] if _is_auxiliary(tree, c))
        finite = bool(borrowed) and tree.tokens[token.head].tag == token.tag
    if not finite and subject is not None:
        # Headlines leave the auxiliary out, and taggers take a present for an infinitive.
        root = token.head == index
        to = tree.case(index).startswith("to")
        finite = (root and (token.tag == "VBN" or to)) or (
            token.tag == "VB" and not to and (root or token.dep == "ccomp")
        )
    if not finite:
        return None
    if subject is None or tree.tokens[subject].text.lower() in _RELATIVE:
        subject = _borrowed_subject(tree, index)
    return None if subject is None else _Frame(index, subject, borrowed)


def _is_auxiliary(tree: Tree, index: int) -> bool:
    return tree.tokens[index].dep in ("aux", "aux:pass", "cop")


def _borrowed_subject(tree: Tree, index: int) -> int | None:
    """The subject that a finite verb shares: with the verb it is joined to, or what it describes.

    "He resigned and flew home"; "the envoy who resigned"; "Kosovo, with its four crossings, closed
    the border", where parsers lose the thread.
    """
    for _ in range(6):
        token = tree.tokens[index]
        head = token.head
        if head == index:
            return None
        if token.dep == "conj":
            own = tree.child(head, *_SUBJECTS)
            if own is not None and tree.tokens[own].text.lower() not in _RELATIVE:
                return own
            index = head
            continue
        described = token.dep == "acl:relcl" or (
            token.dep in ("parataxis", "appos") and head < index
        )
        if described and tree.tokens[head].pos in ("NOUN", "PROPN", "NUM"):
            return head
        return None
    return None


def _is_bare(tree: Tree, trigger: Trigger, frame: _Frame, words: set[int]) -> bool:
    """Whether a statement tells nothing yet: "Berg said", "The ministers have called"."""
    if trigger.noun or (trigger.type not in _SPEECH and trigger.type != "OTHER"):
        return False
    if trigger.predicate != frame.root:
        return False
    told = words - _subject_words(tree, frame, words) - {frame.root}
    return not any(tree.tokens[i].pos in ("NOUN", "PROPN", "VERB", "NUM", "ADJ") for i in told)


def _subject_words(tree: Tree, frame: _Frame, words: set[int]) -> set[int]:
    without = frozenset(("acl:relcl", "parataxis", "conj", "acl"))
    return words.intersection(tree.subtree(frame.subject, without))


# --- what stays -------------------------------------------------------------------------------


class _Compression:
    """Gathers the words of a clause and, apart, what it can do without."""

    def __init__(
        self, tree: Tree, frame: _Frame, trigger: Trigger, times: Sequence[TimeExpression]
    ) -> None:
        self.tree = tree
        self.frame = frame
        self.times = times
        self.speech = trigger.type in _SPEECH and trigger.predicate == frame.root
        self.path = {trigger.token, trigger.predicate}
        for start in (trigger.token, trigger.predicate):
            for above in tree.ancestors(start):
                if above == frame.root:
                    break
                self.path.add(above)
        if frame.root not in tree.ancestors(trigger.token) and trigger.token != frame.root:
            # "the clashes that took place": the trigger is the borrowed subject.
            self.path = {trigger.token, trigger.predicate}
        self.branches: list[_Branch] = []

    def words(self) -> tuple[set[int], list[_Branch]]:
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
        return token.text.lower() in _RELATIVE and token.dep in (*_SUBJECTS, "advmod", "mark")

    def _subtree(self, index: int, limit: int = _COMPLEMENT, subject: bool = False) -> set[int]:
        kept = {index}
        for child in self.tree.children[index]:
            if subject and (
                self.tree.tokens[child].dep in _NO_SUBJECT
                or self.frame.root in self.tree.subtree(child)
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
            alone = rank < _COMPLEMENT or limit == _COMPLEMENT
            if rank >= 0 and alone and not part & self.path:
                self.branches.append(_Branch(min(rank, limit), min(part), frozenset(part)))
        return kept

    def _rank(self, head: int, child: int) -> int | None:
        """When a word and all below it may go: None at once, -1 never, else in that order."""
        tree = self.tree
        token = tree.tokens[child]
        dep = token.dep
        if child in self.path:
            return -1
        if self._is_enclosed(child) or tree.tokens[head].dep == "punct":
            return None
        if dep == "punct":
            return -1
        if head == self.frame.subject and dep == "case" and token.text.lower() in _OUTSIDE:
            return None  # "After a tram derailed", where parsers take "after" for a preposition
        if tree.names[child] is not None and tree.names[child] is tree.names[head]:
            return -1
        if token.text.lower() in _TRUTH or _CONDITIONS.intersection(tree.case(child).split(" ")):
            return -1
        if dep in _ASIDE:
            # 'Lund said: "We closed it"' needs what follows, "They left, officials said" does not.
            entry = entries("VERB").get(token.lemma.lower())
            teller = entry is not None and entry.type in _SPEECH
            said = dep == "parataxis" and self.speech and head == self.frame.root and child > head
            return -1 if said and not teller and token.pos != "NOUN" else None
        if head == self.frame.root:
            if dep in ("mark", "cc", "conj") and token.tag != "TO":
                return None
            if token.tag == "WRB" or (dep == "xcomp" and token.tag in _FINITE):
                return None  # a finite verb is no complement but has lost its subject to a misparse
            if dep in _ADVERBIAL and child < self._begin():
                return None
        if self._tells_when(child) and (
            dep in _TIMED or (dep == "nmod" and tree.case(child) == "on")
        ):
            return None if tree.tokens[head].dep != "acl" else -1  # "a letter dated 3 May"
        if dep == "cc":
            return -1
        if dep == "conj":
            if tree.child(head, "cc:preconj") is not None or "between" in tree.case(head):
                return -1  # "both towns and villages", "talks between Berg and Lund"
            return _MEMBER if token.pos not in ("VERB", "AUX") else _CLAUSE
        if dep in ("advcl", "acl", "acl:relcl"):
            return self._clause_rank(head, child)
        if dep in ("appos", "obl:unmarked") and token.lemma.lower() in _UNITS:
            return None  # "on 28 March, the day on which ...", "a day after police found it"
        if dep == "appos":
            # "the spokeswoman Paula Lund", but "Paula Lund, a spokeswoman"
            return _DESCRIPTION if _is_set_off(tree, child) else -1
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
            if case in _COMPLETING:
                return _COMPLEMENT
            finite = not case and token.tag not in ("VBG", "VBN")
            if case not in _FOLLOWING or child < head or finite:
                return None
            return _CLAUSE
        if token.dep == "acl:relcl" and _is_set_off(tree, child):
            return None
        return _DESCRIPTION if token.dep == "acl:relcl" or case != "to" else _COMPLEMENT

    def _circumstance_rank(self, head: int, child: int) -> int | None:
        tree = self.tree
        token = tree.tokens[child]
        if tree.tokens[head].pos in ("ADJ", "ADV", "NUM") or tree.tokens[head].lemma == "one":
            return -1  # "significantly higher", "700 feet wide", "a raid like the one in May"
        if token.tag == "WRB":
            return -1  # "when their tram derailed"
        if token.dep == "advmod":
            return None if self._is_linking(child) else _CIRCUMSTANCE
        if token.dep in ("nmod", "nmod:unmarked"):
            return _COMPLEMENT if tree.case(child) == "of" else _MEMBER
        if token.text.lower() in _RELATIVE:
            return -1  # "for which Oslo blames Ostrova"
        if child < head and _is_set_off(tree, child):
            return _CLAUSE  # "Oslo, through its envoy, called on Ostrova"
        verb = tree.tokens[head].pos == "VERB"
        others = [
            c for c in tree.children[head] if tree.tokens[c].dep in ("obj", "obl", "xcomp", "ccomp")
        ]
        if verb and min((c for c in others if c > head), default=-1) == child:
            return _COMPLEMENT  # "called on Serbia"
        return _CIRCUMSTANCE

    def _is_linking(self, child: int) -> bool:
        return self.tree.tokens[child].text.lower() in _LINKING

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

    def _is_enclosed(self, child: int) -> bool:
        first = min(self.tree.subtree(child))
        opens = self.tree.tokens[first].text in "([" or (
            first > 0 and self.tree.tokens[first - 1].text in ("(", "[")
        )
        return opens and self.tree.tokens[child].dep != "punct"


# What hangs on a noun without being part of the subject that it lends.
_NO_SUBJECT = frozenset(
    "acl:relcl acl parataxis case conj cc nsubj nsubj:pass cop aux mark advcl csubj expl".split()  # noqa: SIM905
)
_OUTSIDE = frozenset(
    "after as because before beyond for if once since until when while with".split()  # noqa: SIM905
)
_UNITS = frozenset(("minute", "hour", "day", "night", "week", "month", "year"))
_LINKING = frozenset(
    "also however meanwhile nevertheless nonetheless furthermore moreover then".split()  # noqa: SIM905
    + "therefore thus hence similarly additionally subsequently consequently".split()  # noqa: SIM905
    + "instead too indeed still yet separately earlier later now here there".split()  # noqa: SIM905
)


# --- whether it stands alone ------------------------------------------------------------------


def _points_elsewhere(
    tree: Tree, frame: _Frame, words: set[int], antecedents: Mapping[int, Entity]
) -> bool:
    """Whether a reader would have to know what came before: "It closed", "That raid failed"."""
    if tree.quoted[frame.root]:
        return True  # words of someone whom the title does not name
    quoting = any(tree.quoted[i] for i in words)
    for index in words:
        token = tree.tokens[index]
        lower = token.text.lower()
        if lower in _PLURAL_SELF and not (quoting and tree.quoted[index]):
            return True
        if lower not in _PERSONAL or (index in antecedents and _is_sure(tree, index)):
            continue
        if index == frame.subject and token.dep != "expl":
            return True
        if token.head == frame.root and token.dep in ("obj", "iobj"):
            return True
    return any(
        tree.tokens[child].text.lower() in _POINTING
        and child not in antecedents
        and tree.tokens[child].dep in ("det", "nmod:poss", "amod")
        for child in tree.children[frame.subject]
    )


# --- the words --------------------------------------------------------------------------------


def _text(
    tree: Tree, words: list[int], frame: _Frame | None, antecedents: Mapping[int, Entity]
) -> str:
    """These tokens as a title, with full names where the sentence has a part or a pronoun."""
    words = _trimmed(tree, _punctuated(tree, words), frame)
    if not words:
        return ""
    text = ""
    named: set[str] = set()
    skipped: set[int] = set()
    divided = _unclosed(tree, words, frame)
    for place, index in enumerate(words):
        if index in skipped:
            continue
        token = tree.tokens[index]
        last = words[place - 1] if place else index
        glued = place and last == index - 1 and tree.tokens[last].end == token.start
        name, parts = _full_name(tree, index, antecedents, named)
        skipped.update(parts)
        text += ("" if glued or not place else " ") + (token.text if name is None else name)
        known = tree.names[index]
        if known is not None:
            named.add(known.name)
        if index == divided:
            text += ","
    return _polished(text)


def _polished(text: str) -> str:
    """A text with its quotation marks in pairs, none around the whole, and no loose punctuation."""
    text = _GAP.sub(r"\1\2", _SPACE.sub(" ", text)).strip(" ,;:–—-.'‘’")
    text = text.rstrip(' "“”«»')
    for opening, closing in ("“”", "«»", '""'):
        if text.count(opening) == text.count(closing) + 1 or (
            opening == closing and text.count(opening) % 2
        ):
            # A quotation that goes on in the article ends with the title.
            inner = text.rsplit(opening, 1)[1].strip()
            text = text.rstrip() + closing if inner else text.replace(opening, "")
        elif text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
        if text[:1] == opening and text[-1:] == closing and text.count(closing) in (1, 2):
            text = text[1:-1]
    if len(_SINGLE_OPEN.findall(text)) > len(_SINGLE_CLOSE.findall(text)):
        text = _SINGLE_OPEN.sub("", text)
    text = _QUOTED.sub(r'"\1"', text).strip(" ,;:–—-.")
    return text[:1].upper() + text[1:]


def _full_name(
    tree: Tree, index: int, antecedents: Mapping[int, Entity], named: set[str]
) -> tuple[str | None, range]:
    """The name to write for a token, and the tokens that it stands for."""
    token = tree.tokens[index]
    known = antecedents.get(index)
    if known is not None and tree.names[index] is None:
        if known.name in named:
            return None, range(0)
        if not _is_sure(tree, index):
            return None, range(0)
        named.add(known.name)
        return known.name + ("'s" if token.dep == "nmod:poss" else ""), range(0)
    entity = tree.names[index]
    if entity is None or entity.label != "PERSON" or entity.name in named:
        return None, range(0)
    inside = tree.inside(entity.start, entity.end)
    if index != inside.start or len(entity.name) <= len(entity.text):
        return None, range(0)
    if entity.text.split()[-1] not in entity.name.split():
        return None, range(0)
    return entity.name, inside


def _is_sure(tree: Tree, index: int) -> bool:
    """Whether a pronoun is a subject, or belongs to one, of a clause that goes on with its theme:
    only these take the subject before. "The forces that it has massed" are anyone's.
    """
    token = tree.tokens[index]
    if token.text.lower() == "it" and _is_expletive(tree, token.head):
        return False
    if token.dep == "nmod:poss":
        if token.text.lower() == "its":
            return False  # of the subject before, or of what was done to it
        token = tree.tokens[token.head]
    return (
        token.dep in ("nsubj", "nsubj:pass")
        and tree.tokens[index].pos in ("PRON", "DET")
        and tree.tokens[token.head].dep in ("root", "ROOT", "conj", "ccomp", "parataxis")
    )


def _is_expletive(tree: Tree, verb: int) -> bool:
    """Whether "it" stands for a clause that follows: "It is not known if", "It is easy to see"."""
    return any(_is_auxiliary(tree, c) for c in tree.children[verb]) and any(
        tree.tokens[c].dep in ("ccomp", "csubj", "xcomp", "advcl") and c > verb and tree.case(c)
        for c in tree.children[verb]
    )


def _punctuated(tree: Tree, words: list[int]) -> list[int]:
    """Without the punctuation of parts that were left out."""
    kept = {i for i in words if tree.tokens[i].dep != "punct"}
    return [i for i in words if i in kept or _belongs(tree, i, kept)]


def _belongs(tree: Tree, index: int, kept: set[int]) -> bool:
    """Whether a sign still has the words that it stands between or beside.

    A comma closes what it closed, though the words before it are gone: of "Lund, mayor of a town
    that ..., resigned" the second comma stays.
    """
    text = tree.tokens[index].text
    before = _next_word(tree, index, -1)
    after = _next_word(tree, index, 1)
    if text in _OPENING:
        return after in kept
    if text in _CLOSING:
        return before in kept
    if text not in ("-", "–", "/", ",", ";", ":", "—", "."):
        return before in kept or after in kept
    if after not in kept or not any(i < index for i in kept):
        return False
    if before in kept or text != ",":
        return before in kept
    last = max(i for i in kept if i < index)
    return not any(tree.tokens[i].text == "," for i in range(last + 1, index))


def _opens(tree: Tree, index: int, frame: _Frame | None) -> bool:
    """Whether a conjunction only joins the whole title to what is left out."""
    return frame is None or tree.tokens[index].head in (frame.root, frame.subject)


def _next_word(tree: Tree, index: int, step: int) -> int:
    """The nearest token that is no punctuation."""
    index += step
    while 0 <= index < len(tree.tokens) and tree.tokens[index].dep == "punct":
        index += step
    return index


def _unclosed(tree: Tree, words: list[int], frame: _Frame | None) -> int:
    """The end of a subject that a comma divides and none closes, -1 where there is none; a comma
    that closes nothing is taken out of the words.

    "Lund, the mayor who resigned, flew home" has for *resigned* "Lund, the mayor, resigned".
    """
    if frame is None or frame.subject > frame.root:
        return -1
    verb = min(
        (
            i
            for i in words
            if i == frame.root or (_is_auxiliary(tree, i) and tree.tokens[i].head == frame.root)
        ),
        default=-1,
    )
    before = [i for i in words if i < verb]
    commas = [
        i
        for i in before
        if tree.tokens[i].text == "," and tree.tokens[tree.tokens[i].head].dep != "conj"
    ]
    subject = min(_subject_words(tree, frame, set(words)), default=verb)
    if len(commas) != 1 or not subject < commas[0]:
        return -1
    if commas[0] == before[-1]:
        words.remove(commas[0])
        return -1
    listed = any(tree.tokens[i].dep == "cc" for i in before if i > commas[0])
    return -1 if listed or tree.tokens[commas[0]].head == frame.root else before[-1]


def _trimmed(tree: Tree, words: list[int], frame: _Frame | None) -> list[int]:
    """Without words at the end that lead to nothing, and signs at the beginning."""
    kept = set(words)
    while words and (
        (
            tree.tokens[words[-1]].dep in ("case", "mark", "cc", "det", "nmod:poss", "cc:preconj")
            and tree.tokens[words[-1]].head > words[-1]
        )
        or (tree.tokens[words[-1]].dep == "cc" and tree.tokens[words[-1]].head not in kept)
    ):
        kept.discard(words.pop())
    while words and (
        tree.tokens[words[0]].dep in ("cc", "punct")
        or (tree.tokens[words[0]].dep == "mark" and _opens(tree, words[0], frame))
        or tree.tokens[words[0]].tag in ("WRB", "WDT", "WP", "WP$")
        or tree.tokens[words[0]].text.lower() in _LINKING
    ):
        words.pop(0)
    return words
