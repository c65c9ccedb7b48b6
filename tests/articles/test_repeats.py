"""Paragraphs that a text prints twice."""

from timeline.articles.layout import lay_out

LEAD = "The coast guard said on Monday that everyone on board had been brought to safety."
SECOND = "The ferry had left the port at dawn, although a storm was known to be coming."
QUOTED = (
    "“We saw the rocks before us and nobody on the bridge answered,” said Lise Dahl, a teacher "
    "who was on her way home with her class."
)
PULLED = "“We saw the rocks before us and nobody on the bridge answered”."


def kinds(*paragraphs: str) -> list[str]:
    return [block.kind for block in lay_out("\n\n".join(paragraphs)).blocks]


def test_a_pull_quote_is_furniture_before_its_paragraph_and_after() -> None:
    assert kinds(LEAD, SECOND, PULLED, QUOTED) == ["body", "body", "furniture", "body"]
    assert kinds(LEAD, SECOND, QUOTED, PULLED) == ["body", "body", "body", "furniture"]


def test_a_sentence_that_shares_only_a_phrase_is_prose() -> None:
    shares = "Nobody on the bridge answered when the harbour called the ferry at six."
    assert kinds(LEAD, SECOND, QUOTED, shares) == ["body"] * 4


def test_the_lead_stays_though_a_box_repeats_it() -> None:
    assert kinds(LEAD, SECOND, f"WHAT WE KNOW {LEAD} {SECOND}")[:2] == ["body", "body"]
