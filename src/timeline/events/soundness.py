"""Whether what is left of a sentence reads as one.

The parse is the parser's guess, so the words are looked at as they stand, too: where some were left
out, those on both sides must go together, every finite verb must have its subject, every list its
end, and no word at the end may wait for what followed it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from timeline.events.compression import AMOUNTS
from timeline.events.editing import tells
from timeline.events.frames import (
    CONDITIONS,
    FINITE,
    RELATIVE,
    SUBJECTS,
    Frame,
    is_auxiliary,
    is_perhaps_told,
    subject_words,
)
from timeline.events.leaning import may_be_several
from timeline.events.lexicon import carriers, entries, leaning
from timeline.events.tree import Tree
from timeline.events.wording import punctuated

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_OPENS = frozenset(("NOUN", "PROPN", "PRON", "DET", "NUM"))
_ASKING = frozenset(("WP", "WDT", "WP$", "WRB"))
_NEEDED = frozenset(("obj", "iobj", "xcomp", "ccomp"))
"""What a verb at the end of a title cannot lose, if it follows at once."""

_LEADING = frozenset("result lead consist depend rely refer belong amount culminate call".split())  # noqa: SIM905
"""Verbs that say nothing without what they lead to: "resulted [in nine deaths]"."""

_OPEN = frozenset(("up", "everything", "anything", "something", "nothing", "all"))
"""Words that "to" goes on: "up to $900", "do everything to help"."""

_SUBJECT_LENGTH = 10
"""Words within which a clause has its subject."""

_DASHES = frozenset(("-", "–", "—"))
_RANKED = frozenset("first second third last latest next only".split())  # noqa: SIM905

_PLACING = frozenset(("place", "put", "ram"))
"""Verbs that tell where something came to be: "rammed his car [into a wall]"."""

_CLAUSE_OPENERS = frozenset(
    "after although as because before how if since than that though until when where while".split()  # noqa: SIM905
)
_CLAUSAL = frozenset("advcl acl:relcl ccomp aux aux:pass cop".split())  # noqa: SIM905
_OBJECTS = frozenset(("obj", "iobj", "xcomp"))
_DESCRIBING = frozenset(("nummod", "det", "compound", "amod", "case", "nmod:poss"))
_COMPLETING = frozenset(("nmod", "obl", "acl", "advcl"))


def is_sound(tree: Tree, frame: Frame, words: set[int]) -> bool:
    """Whether the words of a title read as a sentence."""
    ordered = punctuated(tree, sorted(words))
    if not ordered or not _begins(tree, frame, ordered) or not _ends(tree, frame, ordered):
        return False
    told = set(ordered)
    for before, after in pairwise(ordered):
        if after > before + 1 and not _joins(tree, before, after):
            return False
    for index in ordered:
        token = tree.tokens[index]
        acts = token.dep in SUBJECTS or token.tag in FINITE
        if acts and not _has_subject(tree, frame, told, index):
            return False
        if token.pos != "PUNCT" and not _is_whole(tree, words, index):
            return False
    return not (
        _lacks_object(tree, frame, words)
        or _lacks_question(tree, frame, words)
        or _counts_afar(tree, words)
        or _lacks_choice(tree, words)
        or _has_half_a_bracket(tree, ordered)
        or _is_too_many(tree, frame, words)
        or _sets_against_nothing(tree, words)
    )


def _lacks_object(tree: Tree, frame: Frame, words: set[int]) -> bool:
    """Whether a clause tells what was done to the noun that it describes: "the shares that Berg
    received", and not "the town where Berg died"."""
    if tree.tokens[frame.root].dep != "acl:relcl" or tree.tokens[frame.subject].head != frame.root:
        return False
    children = tree.children[frame.root]
    if tree.child(frame.root, "aux:pass", "cop") is not None or "that" in tree.case(frame.root):
        return False
    own = [c for c in children if c in words and tree.lower[c] not in RELATIVE]
    placed = any(
        tree.tokens[c].tag == "WRB"
        or (tree.tokens[c].dep in ("obl", "nmod") and tree.lower[c] in RELATIVE)
        or tree.lower[c] == "whose"
        for c in tree.subtree(frame.root)
        if c <= frame.root
    )
    return not placed and not any(tree.tokens[c].dep in _OBJECTS | {"ccomp"} for c in own)


def _lacks_question(tree: Tree, frame: Frame, words: set[int]) -> bool:
    """Whether what was told lost the word that it begins with: "told [how] he was left alone"."""
    told = tree.child(frame.root, "ccomp")
    if told is None or told not in words:
        return False
    opening = [c for c in tree.children[told] if c < told and tree.tokens[c].tag == "WRB"]
    return not words.issuperset(opening)


def _counts_afar(tree: Tree, words: set[int]) -> bool:
    """Whether a clause counts what stands far from it: "Twenty came for treatment, of which four
    are ill"."""
    return any(tree.lower[i] == "which" and i and tree.lower[i - 1] == "of" for i in words)


def _lacks_choice(tree: Tree, words: set[int]) -> bool:
    """Whether the second of two has gone: "landed either in a field [or on a road]"."""
    told = {tree.lower[i] for i in words}
    return "either" in told and "or" not in told


def _has_half_a_bracket(tree: Tree, ordered: Sequence[int]) -> bool:
    """Whether the one of two dashes has gone: "[The cargo -] a red car - was released"."""
    dashes = [i for i in ordered if tree.tokens[i].text in _DASHES]
    return len(dashes) == 1 and any(
        before == dashes[0] and tree.tokens[after].tag in FINITE
        for before, after in pairwise(ordered)
    )


def _sets_against_nothing(tree: Tree, words: set[int]) -> bool:
    """Whether what is set against an event is left out: "They shot an officer, while in the clashes
    that followed [three died]", but not "He died while in custody"."""
    return any(
        tree.lower[i] == "while"
        and tree.tokens[i - 1].text == ","
        and tree.tokens[i + 1].pos == "ADP"
        for i in words
        if 0 < i < len(tree.tokens) - 1
    )


def _is_too_many(tree: Tree, frame: Frame, words: set[int]) -> bool:
    """Whether one did what several did to themselves, by a misparse: "[They shot] an officer and
    barricaded themselves"."""
    own = any(tree.lower[i] == "themselves" and tree.tokens[i].head == frame.root for i in words)
    return own and not may_be_several(tree, frame.subject)


def _begins(tree: Tree, frame: Frame, ordered: Sequence[int]) -> bool:
    """Whether a title begins with its subject: not "Of 400 consumers", "Named Oslo is", "Were two".

    "At least forty people", "Over 50 people", "Between ten and twenty people" begin well.
    """
    subject = tree.tokens[frame.subject]
    if subject.text.isdigit() and tree.times[frame.subject] >= 0:
        return False
    if any(tree.tokens[i].tag in _ASKING for i in ordered[:2]):
        return False  # "Exactly what happened"
    of = [i for i in ordered if tree.lower[i] in ("whom", "which")]
    if of and not subject_words(tree, frame, set(of)).isdisjoint(of):
        return False  # "Most of whom are ill"
    if _names_one_of(tree, frame.subject):
        return False
    start = tree.tokens[ordered[0]]
    counts = start.text.lower() in AMOUNTS
    if start.dep == "case" and start.head == frame.subject and not counts:
        return False  # "Of 400,000 consumers has been accessed"
    earlier = tree.tokens[ordered[0] - 1] if ordered[0] else None
    if start.tag == "VBG" and start.dep == "advcl":
        return False  # "Speaking [outside the court], Berg said"
    if start.tag == "VBG" and earlier is not None and earlier.pos in ("ADP", "SCONJ"):
        return False  # "[Despite] winning the vote had faced criticism"
    finite = tree.tokens[frame.root].dep not in ("acl", "acl:relcl", "appos")
    led = earlier is not None and earlier.text.lower() in ("with", "of", "for", "by", "about")
    if finite and led and subject.head == frame.root and frame.subject < frame.root:
        return False  # "Contrast that with [the mess consumers were left to sort out]"
    told = [tree.tokens[index] for index in ordered if tree.tokens[index].dep != "punct"]
    if not told:
        return False
    first, following = told[0], told[min(1, len(told) - 1)]
    lower = first.text.lower()
    if first.pos == "AUX" or first.tag in ("VBN", "VBD"):
        return False
    if first.pos == "SCONJ" and lower not in CONDITIONS:
        return False  # "While in the clashes three were killed"
    leads = first.pos == "ADP" or (first.pos == "SCONJ" and first.dep == "case")
    if lower == "at":
        return following.text.lower() in ("least", "most", "last")
    return not leads or lower in AMOUNTS


def _names_one_of(tree: Tree, subject: int) -> bool:
    """Whether a person is called one of several, as where parsers make one name of two phrases:
    "[It is] an element Berg praised", but not "an angry Anders Berg"."""
    name = tree.names[subject]
    if name is None or name.label != "PERSON" or tree.child(subject, "amod") is not None:
        return False
    return any(tree.lower[c] in ("a", "an") for c in tree.children[subject])


def _joins(tree: Tree, before: int, after: int) -> bool:
    """Whether two words go together where those between them were left out.

    Not "took responsibility for it [in a letter] read out by his lawyer", "anyone who takes
    advantage [of services] being offered", "from Lund [to Oslo, Elms] End".
    """
    left_out = [i for i in range(before + 1, after) if tree.tokens[i].dep != "punct"]
    if not left_out:
        return True
    token, last = tree.tokens[after], tree.tokens[before]
    told = [i for i in left_out if tree.tokens[i].tag in FINITE and tree.tokens[i].pos == "VERB"]
    if told and token.pos in _OPENS | {"ADJ"} and token.text.lower() != "that":
        return False  # "apologised [and said] human error had caused the leak"
    if last.pos not in _NOMINAL:
        return True
    hides = any(tree.tokens[i].pos in _NOMINAL and tree.times[i] < 0 for i in left_out)
    if hides and token.text.lower() == "including":
        return False  # "poses a threat [to all] including the crew"
    if hides and token.tag in ("VBN", "VBG", "JJ") and token.pos in ("VERB", "ADJ"):
        modifies = token.dep in ("acl", "amod", "xcomp", "advcl", "dep")
        if modifies and token.head < left_out[0]:
            return False
    if hides and token.tag == "VBG" and token.pos == "AUX":
        return False
    if token.pos not in _OPENS or last.pos not in ("NOUN", "PROPN"):
        return True
    if token.text.lower() == "that":
        return True  # "the announcement [last week] that they would leave"
    if hides:
        return False
    top = after
    while tree.tokens[top].head > before and tree.tokens[top].head != top:
        top = tree.tokens[top].head
    # "gave Berg [on Monday] a medal"
    return tree.tokens[top].dep in _OBJECTS and tree.tokens[tree.tokens[top].head].pos == "VERB"


def _has_subject(tree: Tree, frame: Frame, words: set[int], index: int) -> bool:
    """Whether a finite verb has kept its subject: not "concerns about stability [as a deployment]
    threatens to escalate tensions"; and a subject its verb."""
    token = tree.tokens[index]
    if token.dep in SUBJECTS and index != frame.subject:
        if token.head not in words:
            return False
        clause = tree.tokens[token.head]
        if clause.dep == "advcl" and index > frame.root and not tree.case(token.head):
            return False  # "the war ended the first soldiers came home"
    if token.tag not in FINITE or token.pos not in ("VERB", "AUX"):
        return True
    verb = token.head if is_auxiliary(tree, index) else index
    if verb == frame.root or tree.tokens[verb].head == verb:
        return True
    if tree.tokens[verb].dep == "conj":
        if token.tag == "VBD" and _resumes(tree, words, verb):
            return False
        return _is_joined(tree, words, verb) or _follows_subject(tree, words, index)
    if tree.tokens[verb].dep not in ("xcomp", "ccomp", "parataxis", "advcl"):
        return True
    if (
        token.tag == "VBD"
        and index == verb
        and not _resumes(tree, words, verb)
        and not any(
            tree.tokens[c].dep in ("obj", "ccomp", "xcomp", "aux", "aux:pass")
            for c in tree.children[verb]
        )
    ):
        return True  # "the pupils kidnapped in May", which taggers take for a past tense
    return any(
        child in words and tree.tokens[child].dep in SUBJECTS for child in tree.children[verb]
    ) or _follows_subject(tree, words, index)


def _resumes(tree: Tree, words: set[int], verb: int) -> bool:
    """Whether a verb after a comma goes on with a noun that is left out, before what two commas
    enclose: "died [after a ferry], believed lost, sank", which parsers take for "died and sank"."""
    if tree.tokens[verb - 1].text != ",":
        return False
    first = min(words)  # not into the sentence before
    commas = (i for i in range(verb - 2, first, -1) if tree.tokens[i].text == ",")
    opening = next(commas, None)
    return opening is not None and opening - 1 not in words


def _is_joined(tree: Tree, words: set[int], verb: int) -> bool:
    """Whether a comma or a conjunction stands before a joined clause: not "officers attend the
    scene in Oslo, Norway [after some died and others] are hurt"."""
    first = min(i for i in tree.subtree(verb) if i in words and tree.tokens[i].dep != "punct")
    before = max((i for i in words if i < first), default=first)
    return any(tree.tokens[i].pos in ("CCONJ", "PUNCT") for i in (first, before))


def _follows_subject(tree: Tree, words: set[int], verb: int) -> bool:
    """Whether a noun stands between a finite verb and what opens its clause, whatever the parse:
    "as torrential rain continued", "says 21 of the pupils have been freed"."""
    nominal = False
    for index in range(verb - 1, max(verb - _SUBJECT_LENGTH, -1), -1):
        token = tree.tokens[index]
        if (index not in words and token.dep != "punct") or token.text in (",", ";", ":", "–", "—"):
            return False
        if token.text.lower() in _CLAUSE_OPENERS or token.pos == "VERB":
            return nominal
        nominal = nominal or token.pos in _NOMINAL
    return False


def _is_whole(tree: Tree, words: set[int], index: int) -> bool:
    """Whether a word has what it means nothing without.

    A noun what "of" adds to it ("the gravity [of the situation]"), and what it is counted or
    described for; a list its end ("the name, date of birth [and address]"); "only" its time.
    """
    token = tree.tokens[index]
    described = token.dep in _DESCRIBING and index < token.head
    if described and token.head not in words:
        return False  # "including one [derailment] and two collisions"
    if token.dep == "advmod" and tree.lower[index] == "only":
        lost = (tree.times[c] >= 0 and c not in words for c in tree.children[token.head])
        if any(lost):
            return False  # "but only informed consumers [last month]"
    if token.tag == "WRB" and index > min(words) and not tells(tree, words, index):
        return False
    opens = token.dep == "mark" and tree.lower[index] == "that" and token.head in words
    if opens and not any(i > index and tree.tokens[i].pos in ("VERB", "AUX") for i in words):
        return False  # "knew that its decision to close the port [would hurt the town]"
    if token.pos == "VERB" and (
        token.dep == "dep"
        or _is_empty(tree, words, index)
        or _lacks_place(tree, words, index)
        or (
            token.dep == "conj"
            and is_perhaps_told(tree, index)
            and not words.issuperset(range(token.head, index))
        )
    ):
        return False
    if token.pos != "NOUN":
        return True
    members = [c for c in tree.children[index] if tree.tokens[c].dep == "conj"]
    kept = [c for c in members if c in words]
    if members and not kept and tree.case(index).startswith("including"):
        return False  # "took data including names [and addresses]"
    if kept and not any(
        i in words and tree.tokens[i].pos == "CCONJ" for i in range(index, max(words))
    ):
        return False
    before = {
        tree.lower[c]
        for c in tree.children[index]
        if c < index and tree.tokens[c].dep not in ("case", "punct", "cc")
    }
    bare = before == {"the"}
    if token.lemma.lower() in entries("NOUN") and not bare:
        return True  # "a breach [of its systems]", but not "secured the release [of the crew]"
    return not any(
        c > index
        and c not in words
        and tree.times[c] < 0
        and (
            (tree.tokens[c].dep in _COMPLETING and tree.case(c).split(" ")[0] == "of")
            or (bare and tree.tokens[c].dep in ("acl", "acl:relcl") and tree.first[c] == index + 1)
        )
        for c in tree.children[index]
    )


def _is_empty(tree: Tree, words: set[int], verb: int) -> bool:
    """Whether a verb says only that something took place, and the time it did is left out: "the
    raid began [in May]"."""
    carrier = carriers().get(tree.lemmas[verb])
    if carrier is None or carrier.kind not in ("occur", "aspect"):
        return False
    after = [c for c in tree.children[verb] if c > verb and tree.tokens[c].dep != "punct"]
    return any(tree.times[c] >= 0 for c in after) and not any(c in words for c in after)


def _lacks_place(tree: Tree, words: set[int], verb: int) -> bool:
    """Whether a verb has lost where something was brought: "placed six firms [on a list]"."""
    if tree.lemmas[verb] not in _PLACING or tree.child(verb, "obj") is None:
        return False
    return not any(i > verb and tree.tokens[i].dep == "case" for i in words)


def _ends(tree: Tree, frame: Frame, ordered: Sequence[int]) -> bool:
    """Whether a title has what its last word needs: not "a crash, when a driver", "called for Oslo
    [to act]", "exploded in the city, resulting [in a fire]", "could cost the bank up [to $900]".
    """
    last = next((i for i in reversed(ordered) if not tree.signs[i]), -1)
    if last < 0 or last + 1 >= len(tree.tokens):
        return True
    end, follower = tree.tokens[last], tree.tokens[last + 1]
    if end.pos == "ADJ" and tree.tokens[last - 1].tag == "POS":
        return False  # "in the wake of the Dow's huge [falls]"
    if end.tag == "IN" and end.dep in ("obl", "nmod") and follower.text in (",", ";", "-", "–"):
        return False  # "are moving away from, rather than closer to"
    if tree.sentence_of[last + 1] != tree.sentence_of[last]:
        return True
    if follower.text == "," and _begins_another(tree, ordered, last):
        return False
    if follower.dep == "punct":
        return True
    if tree.lower[last - 1] == tree.lower[last + 1] == "as":
        return False  # "as early [as next week]"
    goal = "in order to" if follower.text.lower() == "in" else "to"
    if end.text.lower() in _OPEN and _reads(tree, last + 1, goal):
        return False
    if end.pos in _NOMINAL:
        return not _goes_on(tree, frame, last)
    if end.pos not in ("VERB", "ADP"):
        return True
    joined = tree.child(last, "conj")
    if joined is not None and joined > last and tree.child(last, "obj") is None:
        return tree.child(joined, "obj") is None  # "told members to inspect [and seize any ship]"
    if end.tag in ("VBN", "VBG") and tree.tokens[ordered[ordered.index(last) - 1]].text == ",":
        return False  # "exposed its customers, included [by sending them to a false site]"
    aims = end.tag == "VB" and end.dep in ("acl", "advcl")  # "to monitor [for leaks]"
    asks = aims or end.tag == "VBG" or end.lemma.lower() in _LEADING
    needed = _NEEDED | {"obl"} if asks else _NEEDED
    if end.lemma.lower() in _LEADING:
        needed |= {"advcl"}  # "has called [for withdrawing the troops]"
    return not any(
        tree.tokens[child].dep in needed and min(tree.subtree(child)) == last + 1
        for child in tree.children[last]
        if child > last and tree.times[child] < 0
    )


def _begins_another(tree: Tree, ordered: Sequence[int], last: int) -> bool:
    """Whether the last in a list is the subject of what follows: "met in Oslo and the mayor, Anders
    Berg, [was told]"."""
    following = tree.tokens[last + 2] if last + 2 < len(tree.tokens) else None
    if following is None or following.tag not in FINITE:
        return False
    above = (last, *tree.ancestors(last))
    listed = (i for i in above if i in ordered and tree.tokens[i].pos in _NOMINAL)
    return any(tree.tokens[i].dep == "conj" for i in listed)


def _reads(tree: Tree, first: int, words: str) -> bool:
    """Whether these words stand from a token on."""
    told = words.split()
    return [token.text.lower() for token in tree.tokens[first : first + len(told)]] == told


def _goes_on(tree: Tree, frame: Frame, last: int) -> bool:
    """Whether a noun at the end is the beginning of something that was left out.

    "affected by more than the bureau [first estimated]", "monitored for fears [it may spread]",
    "seen as a testament [to their work]", "voiced a hope [that it ends]".
    """
    end, following = tree.tokens[last], last + 1
    while following + 1 < len(tree.tokens) and tree.tokens[following].pos == "ADV":
        following += 1
    token = tree.tokens[following]
    if tree.sentence_of[following] != tree.sentence_of[last] or tree.times[following] >= 0:
        return False
    finite = token.pos in ("VERB", "AUX") and token.tag in FINITE
    timed = following + 1 < len(tree.tokens) and tree.child(following, "obl:unmarked") is not None
    if token.tag == "VBD" and timed and tree.child(following, "obj", *SUBJECTS) is None:
        finite = token.dep not in ("acl", "advcl")  # "a letter dated 3 May", read as a past tense
    if finite and tree.tokens[frame.root].dep not in ("acl:relcl", "acl"):
        return token.head <= last or token.dep in _CLAUSAL
    above = set(tree.ancestors(frame.root))
    if token.tag == "PRP" and token.dep in SUBJECTS:
        return token.head not in above
    if tree.lower[last + 1] == "that" and tree.tokens[last + 1].dep == "mark":
        return True
    complements = [
        c
        for c in tree.children[last]
        if c > last and tree.first[c] == last + 1 and tree.times[c] < 0
    ]
    children = [c for c in tree.children[last] if c < last]
    ranked = any(tree.lower[c] in _RANKED for c in children)
    if ranked and any(tree.case(c) == "to" and tree.tokens[c].dep == "acl" for c in complements):
        return True  # "the first [to win]"
    if tree.lower[last + 1] == "of" and tree.lower[last - 1] in ("in", "on"):
        return True  # "in spite [of the rain]", "on behalf [of the mayor]"
    bare = [tree.tokens[c].dep for c in children] == ["case"]
    if bare and tree.case(last) == "with" and any(tree.tokens[c].dep == "acl" for c in complements):
        return True  # "started behind the safety car with conditions [deemed too wet]"
    return (
        any(
            tree.tokens[c].dep == "nmod"
            and tree.case(c).split(" ")[0] in ("of", "to")
            and end.lemma.lower() not in entries("NOUN")
            for c in complements
        )
        or _is_told_behind(tree, last, complements)
        or _is_comment(tree, last, complements)
        or _takes_more(tree, last)
    )


def _is_told_behind(tree: Tree, noun: int, complements: Sequence[int]) -> bool:
    """Whether what follows a noun says which one is meant, as nothing before did: "because of the
    wording [in the statute]"."""
    before = [c for c in tree.children[noun] if c < noun and tree.tokens[c].dep != "case"]
    if [tree.lower[c] for c in before] != ["the"] or tree.lemmas[noun] in entries("NOUN"):
        return False
    kinds = {tree.tokens[c].dep for c in complements}
    if kinds.isdisjoint(("nmod", "acl:relcl")):
        return False
    begin = tree.sentence_of.index(tree.sentence_of[noun])
    return tree.lemmas[noun] not in tree.lemmas[:begin]


def _is_comment(tree: Tree, noun: int, complements: Sequence[int]) -> bool:
    """Whether a noun at the end would say what was thought of all that was told: "Berg resigned, a
    move [praised by the mayor]"."""
    article = tree.child(noun, "det")
    return (
        tree.lower[noun] in leaning()
        and article is not None
        and tree.lower[article] in ("a", "an")
        and tree.lower[article - 1] == ","
        and any(tree.tokens[c].dep in ("acl", "acl:relcl") for c in complements)
    )


def _takes_more(tree: Tree, noun: int) -> bool:
    """Whether a participle loses what follows its object: ", raising hopes [for the others]"."""
    verb = tree.tokens[noun].head
    return (
        noun > verb > 0
        and tree.tokens[verb].tag == "VBG"
        and tree.tokens[verb].dep == "advcl"
        and tree.lower[verb - 1] == ","
        and any(
            tree.tokens[c].dep == "obl" and tree.first[c] == noun + 1 and tree.times[c] < 0
            for c in tree.children[verb]
        )
    )
