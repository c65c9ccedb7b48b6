from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from timeline.articles import ModelMissing, load_model, parse
from timeline.articles.layout import lay_out
from timeline.articles.parse import pieces
from timeline.records import Article, Block, ParsedArticle, ReadArticle


def article(text: str, blocks: tuple[Block, ...] | None = None, id_: str = "a") -> ReadArticle:
    about = Article(
        id=id_,
        path="a.txt",
        title=None,
        outlet=None,
        url=None,
        published=None,
        published_basis=None,
        sha256="0" * 64,
    )
    return ReadArticle(article=about, text=text, blocks=blocks or lay_out(text).blocks)


@Language.component("test_analysis")
def _analysis(doc: Doc) -> Doc:
    """An analysis by rule: two spaces start a sentence, capitals inside one are persons."""
    starts = [token.i == 0 or doc[token.i - 1].is_space for token in doc]
    heads = [max(i for i in range(token.i + 1) if starts[i]) for token in doc]
    person = [
        token.text[0].isupper() and not start for token, start in zip(doc, starts, strict=True)
    ]
    return Doc(
        doc.vocab,
        words=[token.text for token in doc],
        spaces=[bool(token.whitespace_) for token in doc],
        pos=["X"] * len(doc),
        tags=["X"] * len(doc),
        lemmas=[token.lower_ for token in doc],
        heads=heads,
        deps=["ROOT" if start else "dep" for start in starts],
        ents=["B-PERSON" if is_person else "O" for is_person in person],
    )


RULED = spacy.blank("en")
RULED.add_pipe("test_analysis")


@pytest.fixture
def ruled() -> Language:
    return RULED


@pytest.fixture(scope="module")
def model() -> Language:
    return load_model()


def one(text: str, nlp: Language, blocks: tuple[Block, ...] | None = None) -> ParsedArticle:
    (parsed,) = parse([article(text, blocks)], nlp)
    return parsed


def sentences(parsed: ParsedArticle) -> list[str]:
    return [parsed.text[sentence.start : sentence.end] for sentence in parsed.sentences]


def check(parsed: ParsedArticle) -> None:
    """What holds for every parsed article."""
    for token in parsed.tokens:
        assert parsed.text[token.start : token.end] == token.text
        assert token.text.strip()
    for entity in parsed.entities:
        assert parsed.text[entity.start : entity.end] == entity.text
    stops = [0, *(stop for _, stop in parsed.sentence_tokens)]
    assert [start for start, _ in parsed.sentence_tokens] == stops[:-1]
    assert stops[-1] == len(parsed.tokens)
    for (start, stop), sentence in zip(parsed.sentence_tokens, parsed.sentences, strict=True):
        assert sentence.start == parsed.tokens[start].start
        assert sentence.end == parsed.tokens[stop - 1].end
        heads = [parsed.tokens[index].head for index in range(start, stop)]
        assert all(start <= head < stop for head in heads)
        assert sum(head == index for index, head in enumerate(heads, start)) == 1


@settings(deadline=None)
@given(st.text(st.sampled_from("aB .,“”\"'!\n\r\u00a0()-")))
def test_sentences_and_tokens_cover_any_text_in_order(text: str) -> None:
    check(one(text, RULED))


def test_only_body_and_headline_are_read_and_paragraphs_counted(ruled: Language) -> None:
    text = "One here.\nTwo here.\nThree here."
    blocks = (
        Block(start=0, end=9, kind="headline"),
        Block(start=10, end=19, kind="caption"),
        Block(start=20, end=31, kind="body"),
    )
    parsed = one(text, ruled, blocks)
    assert sentences(parsed) == ["One here.", "Three here."]
    assert [sentence.paragraph for sentence in parsed.sentences] == [0, 1]
    check(parsed)


def test_a_line_break_inside_a_paragraph_is_no_token(ruled: Language) -> None:
    text = "The\r\nferry sank."
    parsed = one(text, ruled, (Block(start=0, end=len(text), kind="body"),))
    assert [token.text for token in parsed.tokens] == ["The", "ferry", "sank", "."]
    assert sentences(parsed) == [text]


def test_articles_come_out_in_order_also_those_without_prose(ruled: Language) -> None:
    given_ = [article("One.", id_="a"), article("A+ A-", id_="b"), article("Two.", id_="c")]
    assert [parsed.article.id for parsed in parse(given_, ruled)] == ["a", "b", "c"]


def test_articles_are_read_as_they_come(ruled: Language) -> None:
    def endless() -> Iterator[ReadArticle]:
        while True:
            yield article("One.")

    assert next(parse(endless(), ruled)).text == "One."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will go!”  he said.", ["“We will go!” he said."]),
        ("“We will go,”  Berg said.", ["“We will go,” Berg said."]),
        ("It is late.  ” She left.", ["It is late. ” She left."]),
        ("The mayor,  who left,  is back.", ["The mayor, who left, is back."]),
        ("The officer  said so.", ["The officer said so."]),
        ("She left. “  He stayed.", ["She left.", "“ He stayed."]),
        ("She left.  ...", ["She left. ..."]),
        ("She left.  He stayed.", ["She left.", "He stayed."]),
    ],
)
def test_what_was_cut_off_too_early_is_put_back(
    ruled: Language, text: str, expected: list[str]
) -> None:
    parsed = one(text, ruled)
    assert [sentence.replace("  ", " ") for sentence in sentences(parsed)] == expected
    check(parsed)


def test_an_opening_quotation_mark_goes_with_what_it_opens(model: Language) -> None:
    for quote in sentences(
        one("She left at once. “It is late,” she said. He stayed behind.", model)
    ):
        assert quote.count("“") == quote.count("”")


def test_a_name_loses_article_and_genitive(model: Language) -> None:
    parsed = one(
        "Officials of the European Union’s mission met Anna Berg in Oslo on Monday.", model
    )
    assert {"European Union", "Anna Berg", "Oslo"} <= {entity.name for entity in parsed.entities}
    check(parsed)


def test_the_shipped_pipeline_gives_syntax_in_universal_dependencies(model: Language) -> None:
    parsed = one("Two soldiers were killed by gunmen in Oslo.", model)
    words = {token.text: (token.dep, parsed.tokens[token.head].text) for token in parsed.tokens}
    assert words["soldiers"] == ("nsubj:pass", "killed")
    assert words["killed"] == ("root", "killed")
    assert {token.text: token.lemma for token in parsed.tokens}["killed"] == "kill"


def test_a_sum_of_millions_ends_its_sentence(model: Language) -> None:
    (parsed,) = parse([article("The owner paid $550m. The ship was released.")], model)
    assert [token.text for token in parsed.tokens][4:7] == ["550", "m", "."]
    assert len(parsed.sentences) == 2


def test_the_neighbours_of_an_article_change_nothing_in_it(model: Language) -> None:
    texts = ["Anna Berg left Oslo on Monday.", "The ferry sank. " * 30, "It was cold in the port."]
    together = list(parse([article(text) for text in texts], model))
    assert together == [one(text, model) for text in texts]


def test_a_missing_pipeline_is_one_clear_line() -> None:
    with pytest.raises(
        ModelMissing, match=r"^the spaCy pipeline 'no_such_pipeline' cannot be"
    ) as e:
        load_model("no_such_pipeline")
    assert "\n" not in str(e.value)


def test_a_pipeline_without_the_parts_names_them(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelMissing, match=r"no parser, sentence boundaries, .*recogniser$"):
        load_model(str(tmp_path / "blank"))


@given(st.integers(0, 30_000), st.sampled_from(["a", "a b", "It is so. ", "\n"]))
def test_pieces_are_short_and_make_up_the_whole(length: int, unit: str) -> None:
    text = (unit * length)[:length]
    cut = list(pieces(text, 0, length))
    assert "".join(text[start:end] for start, end in cut) == text
    assert all(0 < end - start <= 5_000 for start, end in cut)


def test_a_long_block_is_cut_between_sentences() -> None:
    text = "The ferry left the port at dawn. " * 1000
    assert all(text[start:].startswith("The ferry") for start, _ in pieces(text, 0, len(text)))


def test_a_word_without_end_takes_no_time_without_end(ruled: Language) -> None:
    text = "A " + '"' * 100_000 + " B"
    assert one(text, ruled).tokens[0].text == "A"
