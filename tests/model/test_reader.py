"""Reading paragraphs: the layers against plain loops, and nothing seen that stands elsewhere."""

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from tests.model.networks import HEADS, PIECES, REACH, STEPS, WIDTH, reader_weights
from timeline.model import reader
from timeline.model.reader import ByDistance, Embedding, Reader

TEXTS = ["Rebels took Goma .", "Two men were shot near the old bridge .", "No"]


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("en")


@pytest.fixture(scope="module")
def weights() -> dict[str, numpy.ndarray]:
    return {key: array.astype("float32") for key, array in reader_weights().items()}


def docs(nlp: Language, *texts: str) -> list[Doc]:
    return [nlp.make_doc(text) for text in texts]


def normal(row: numpy.ndarray, weights: dict[str, numpy.ndarray], at: str) -> numpy.ndarray:
    row = (row - row.mean()) / numpy.sqrt(row.var() + 1e-5)
    return row * weights[f"{at}.weight"] + weights[f"{at}.bias"]


def plain_window(
    x: numpy.ndarray, weights: dict[str, numpy.ndarray], at: str, step: int
) -> numpy.ndarray:
    found = []
    for place in range(len(x)):
        sides = [
            x[other] if 0 <= other < len(x) else numpy.zeros(WIDTH)
            for other in (place - step, place, place + step)
        ]
        pieces = numpy.concatenate(sides) @ weights[f"{at}.maxout.W"] + weights[f"{at}.maxout.b"]
        best = pieces.reshape(PIECES, WIDTH).max(0)
        found.append(normal(best, weights, f"{at}.maxout.norm"))
    return numpy.array(found)


def plain_attention(x: numpy.ndarray, weights: dict[str, numpy.ndarray], at: str) -> numpy.ndarray:
    read = x @ weights[f"{at}.qkv.weight"] + weights[f"{at}.qkv.bias"]
    query, key, value = read.reshape(len(x), 3, HEADS, -1).transpose(1, 0, 2, 3)
    found = []
    for place in range(len(x)):
        mixed = []
        for head in range(HEADS):
            scores = numpy.array(
                [
                    query[place, head] @ key[other, head] / (WIDTH / HEADS) ** 0.5
                    + weights[f"{at}.near"][head, min(max(other - place, -REACH), REACH) + REACH]
                    for other in range(len(x))
                ]
            )
            share = numpy.exp(scores - scores.max())
            mixed.append((share / share.sum()) @ value[:, head])
        out = numpy.concatenate(mixed) @ weights[f"{at}.out.weight"] + weights[f"{at}.out.bias"]
        found.append(normal(out, weights, f"{at}.norm"))
    return numpy.array(found)


def test_layers_give_what_plain_loops_give(
    nlp: Language, weights: dict[str, numpy.ndarray]
) -> None:
    read = docs(nlp, *TEXTS)
    found = Reader(weights, STEPS)(read)
    for doc, start, end in zip(read, found.bounds, found.bounds[1:], strict=False):
        x = Embedding(weights)([doc])
        codes = []
        for place, token in enumerate(doc):
            before = 2 if place == 0 else int(bool(doc[place - 1].whitespace_))
            codes.append(2 * before + bool(token.whitespace_))
        x = x + weights["reader.spacing"][codes]
        for place, step in enumerate(STEPS):
            at = f"reader.layers.{place}"
            x = x + (
                plain_window(x, weights, at, step) if step else plain_attention(x, weights, at)
            )
        assert numpy.allclose(found.rows[start:end], x, atol=1e-4)


def test_a_paragraph_is_read_alike_whatever_stands_beside_it(
    nlp: Language, weights: dict[str, numpy.ndarray]
) -> None:
    together = Reader(weights, STEPS)(docs(nlp, *TEXTS))
    for place, text in enumerate(TEXTS):
        alone = Reader(weights, STEPS)(docs(nlp, text)).rows
        start, end = together.bounds[place], together.bounds[place + 1]
        assert numpy.allclose(together.rows[start:end], alone, atol=1e-5)


def test_an_embedding_does_not_depend_on_what_was_read_before(
    nlp: Language, weights: dict[str, numpy.ndarray]
) -> None:
    fresh, used = Embedding(weights), Embedding(weights)
    for word in TEXTS[1].split():
        used(docs(nlp, f"Goma {word}"))
    assert (fresh(docs(nlp, TEXTS[1])) == used(docs(nlp, TEXTS[1]))).all()


def test_words_are_forgotten_when_there_are_too_many(
    nlp: Language, weights: dict[str, numpy.ndarray], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "_MOST_WORDS", 5)
    embedding = Embedding(weights)
    first = embedding(docs(nlp, TEXTS[1]))
    assert (embedding(docs(nlp, TEXTS[1])) == first).all()
    embedding(docs(nlp, "Goma"))
    assert len(embedding._known) == 1


def test_a_long_paragraph_is_read(nlp: Language, weights: dict[str, numpy.ndarray]) -> None:
    rows = Reader(weights, STEPS)(docs(nlp, "fire " * 400)).rows
    assert rows.shape == (400, WIDTH)
    assert numpy.isfinite(rows).all()


def test_what_attention_takes_does_not_grow_with_the_square_of_a_text(
    nlp: Language, weights: dict[str, numpy.ndarray]
) -> None:
    """Read whole, this text would take 20 GB."""
    rows = Reader(weights, STEPS)([Doc(nlp.vocab, words=["fire"] * 50_000)]).rows
    assert rows.shape == (50_000, WIDTH)
    first = Reader(weights, STEPS)([Doc(nlp.vocab, words=["fire"] * 600)]).rows
    assert numpy.allclose(rows[:400], first[:400], atol=1e-5)


def test_a_part_that_is_missing_is_told() -> None:
    with pytest.raises(KeyError):
        Reader({}, STEPS)


def test_what_is_farther_away_than_the_table_reaches_is_as_far_as_it_reaches() -> None:
    table = ByDistance(numpy.arange(5, dtype="float32"))
    assert table.between(4).tolist() == [[2, 3, 4, 4], [1, 2, 3, 4], [0, 1, 2, 3], [0, 0, 1, 2]]
    assert table.between(300)[0, 299] == 4
