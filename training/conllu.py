"""Universal Dependencies treebanks (CoNLL-U) as spaCy docs, one for each paragraph.

https://universaldependencies.org/format.html
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

# The features that the rules for lemmas, tense and agreement need; the others (Abbr, Typo,
# ExtPos, Style ...) only make classes that the morphologizer has no context to tell.
FEATURES = frozenset(
    [
        "Case",
        "Degree",
        "Gender",
        "Mood",
        "Number",
        "Person",
        "Poss",
        "PronType",
        "Tense",
        "VerbForm",
        "Voice",
    ]
)


@dataclass
class Sentence:
    """One sentence of a treebank, word by word. `heads` count within the sentence."""

    starts_document: bool = False
    starts_paragraph: bool = False
    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Read a CoNLL-U file. Raises ValueError where words and written form disagree."""
    sentence, fused_until, fused_space, text = Sentence(), 0, True, ""
    for line in path.read_text("utf-8").splitlines():
        if not line:
            check(sentence, text, path)
            yield sentence
            sentence, fused_until = Sentence(), 0
        elif line.startswith("#"):
            sentence.starts_document |= line.startswith("# newdoc")
            sentence.starts_paragraph |= line.startswith(("# newdoc", "# newpar"))
            # Blocks of GUM (headings, captions, list items) are paragraphs too.
            if line.startswith("# text = "):
                text = line.removeprefix("# text = ")
        else:
            number, form, lemma, pos, tag, feats, head, dep, _, misc = line.split("\t")
            space = "SpaceAfter=No" not in misc.split("|")
            if "-" in number:  # don't, written as one: the words inside it are not spaced
                fused_until = int(number.split("-")[1])
                fused_space = space
                continue
            if "." in number:  # an empty node of the enhanced graph
                continue
            if int(number) < fused_until:
                space = False
            elif int(number) == fused_until:
                space = fused_space
            sentence.words.append(form)
            sentence.spaces.append(space)
            sentence.lemmas.append(lemma)
            sentence.pos.append(pos)
            sentence.tags.append(tag)
            sentence.morphs.append(
                "|".join(feat for feat in feats.split("|") if feat.split("=")[0] in FEATURES)
            )
            sentence.heads.append(int(head) - 1 if head != "0" else len(sentence.words) - 1)
            sentence.deps.append("ROOT" if head == "0" else dep)
            sentence.misc.append(misc)


def check(sentence: Sentence, text: str, path: Path) -> None:
    """Refuse a sentence whose words and spaces do not give its text back."""
    joined = "".join(
        word + " " * space for word, space in zip(sentence.words, sentence.spaces, strict=True)
    )
    if joined.strip().replace("\xa0", " ") != text.strip().replace("\xa0", " "):
        raise ValueError(f"{path.name}: words do not give the text back: {text!r} {joined!r}")
    if sentence.deps.count("ROOT") != 1:
        raise ValueError(f"{path.name}: not one root: {text!r}")


def paragraphs(sentences: Iterator[Sentence]) -> Iterator[list[Sentence]]:
    """Group sentences by paragraph."""
    group: list[Sentence] = []
    for sentence in sentences:
        if group and sentence.starts_paragraph:
            yield group
            group = []
        group.append(sentence)
    if group:
        yield group


def paragraph_doc(vocab: Vocab, sentences: list[Sentence]) -> Doc:
    """Make one annotated doc of a paragraph's sentences."""
    words: list[str] = []
    heads: list[int] = []
    starts: list[bool] = []
    for sentence in sentences:
        heads += [head + len(words) for head in sentence.heads]
        starts += [index == 0 for index in range(len(sentence.words))]
        words += sentence.words
    return Doc(
        vocab,
        words=words,
        spaces=[space for sentence in sentences for space in sentence.spaces],
        lemmas=[lemma for sentence in sentences for lemma in sentence.lemmas],
        pos=[pos for sentence in sentences for pos in sentence.pos],
        tags=[tag for sentence in sentences for tag in sentence.tags],
        morphs=[morph for sentence in sentences for morph in sentence.morphs],
        heads=heads,
        deps=[dep for sentence in sentences for dep in sentence.deps],
        sent_starts=starts,
    )
