import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.articles.layout import lay_out

PROSE = "The coast guard said on Monday that everyone on board had been brought to safety."
MORE = [PROSE, "The ferry had left the port at dawn, although a storm was known to be coming."] * 2

PIECES = [
    *(PROSE, "Title: Ferry", " date 2018-05-04 ", "OSLO, May 4 (AFP) - ", "By Anna Berg"),
    *("FAQ:", "What is a ferry?", "Sources:", "– Coast guard", "Read more:", "A+ A-"),
    *("1/12 ", "2/12 ", "3/12 ", "(Reuters)", "./REL", "Image caption ", "Updated 3:15 pm"),
    *("— Harbor (@harbor) May 4, 2018", " ", "\n", "\r\n", "\n\n", "\u2028", "“", "”"),
]


def rows(*lines: str) -> list[tuple[str, str]]:
    text = "\n".join(lines)
    return [(block.kind, text[block.start : block.end]) for block in lay_out(text).blocks]


def kind_of(line: str, *, lines: list[str] | None = None) -> str:
    """The kind of a line that stands behind two paragraphs and before two."""
    before = MORE if lines is None else lines
    (kind,) = [kind for kind, string in rows(*before, line, *MORE) if string == line]
    return kind


@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map("".join)))
def test_blocks_are_in_order_within_bounds_and_leave_out_nothing_but_space(text: str) -> None:
    blocks = lay_out(text, "Ferry").blocks
    ends = [0, *itertools.chain.from_iterable((b.start, b.end) for b in blocks), len(text)]
    assert ends == sorted(ends)
    for block in blocks:
        piece = text[block.start : block.end]
        assert piece
        assert piece == piece.strip()
    gaps = zip(ends[::2], ends[1::2], strict=True)
    assert not "".join(text[start:end] for start, end in gaps).strip()


def test_a_headline_printed_twice_counts_once() -> None:
    text = f"Ferry runs aground\n\nFerry runs aground\nA+ A-\n{PROSE}"
    layout = lay_out(text)
    assert layout.headline == "Ferry runs aground"
    kinds = [block.kind for block in layout.blocks]
    assert kinds == ["headline", "furniture", "furniture", "body"]


def test_a_short_line_between_paragraphs_is_furniture() -> None:
    assert kind_of("'A terrible night'") == "furniture"


def test_a_subhead_long_enough_to_tell_something_is_a_headline() -> None:
    assert kind_of("Captain found asleep in his bed at noon") == "headline"


def test_a_long_line_without_full_stop_among_paragraphs_is_a_caption() -> None:
    line = "Rescuers bring the last passengers ashore on the morning after the ferry ran aground"
    assert kind_of(line) == "caption"


def test_where_no_paragraph_ends_in_a_full_stop_such_a_line_is_prose() -> None:
    line = "Rescuers bring the last passengers ashore on the morning after the ferry ran aground"
    assert [kind for kind, _ in rows("It was cold.", PROSE, line)] == ["body", "body", "body"]


def test_a_standfirst_above_the_text_is_a_headline() -> None:
    line = "Dozens saved after the ferry ran aground in the first storm of the year"
    assert kind_of(line, lines=[]) == "headline"


@pytest.mark.parametrize(
    "line",
    [
        "“Nobody told us that the ferry was going to leave that early in the morning”",
        "The ferry was built in 2008. It had been repaired twice and was to be sold this summer",
        "- Police arrested the captain and two of his officers",
        "She was safe.",
        "May 20: ferry refloated",
        "2008 – ferry built",
        "“It's over.",
    ],
)
def test_prose_that_lost_its_full_stop_is_prose(line: str) -> None:
    assert kind_of(line) == "body"


def test_a_sentence_cut_by_a_line_break_is_prose_on_both_sides() -> None:
    lines = rows(*MORE, "The captain, who had been at sea for", "thirty years, was not on board.")
    assert [kind for kind, _ in lines[-2:]] == ["body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Getty Images The ferry on the rocks off the coast",
        "The ferry on the rocks off the coast (Reuters)",
        "The ferry lies on the rocks off the coast. (Ola Nordmann/AFP via Getty Images)",
        "The ferry lies on the rocks off the coast. REUTERS/Ola Nordmann",
    ],
)
def test_the_credit_of_an_agency_makes_a_caption(line: str) -> None:
    assert kind_of(line) == "caption"


@pytest.mark.parametrize("mark", ["/REL", " (Reuters)", " – AFP", "/AP/"])
def test_the_mark_of_an_agency_behind_the_last_sentence_is_split_off(mark: str) -> None:
    assert rows(*MORE, PROSE + mark)[-2:] == [("body", PROSE), ("furniture", mark.strip())]


def test_an_agency_named_in_the_last_sentence_stays() -> None:
    line = "The captain told a reporter of the news agency (Reuters) that he was innocent."
    assert rows(*MORE, line)[-1] == ("body", line)


def test_a_picture_gallery_is_furniture_and_a_date_is_not() -> None:
    gallery = [f"{n}/12 {n} May 2018 The ferry off Bergen, seen from above." for n in range(1, 5)]
    assert [kind for kind, _ in rows(*MORE, *gallery)[-4:]] == ["furniture"] * 4
    assert kind_of("9/11 changed how ports are watched, the minister said on Monday.") == "body"


def test_the_author_of_a_post_is_split_off_and_the_post_is_kept() -> None:
    post = "Everyone on the ferry is safe pic.twitter.com/ab1 — Harbor (@harbor) May 4, 2018"
    assert rows(*MORE, post)[-3:] == [
        ("body", "Everyone on the ferry is safe"),
        ("furniture", "pic.twitter.com/ab1"),
        ("furniture", "— Harbor (@harbor) May 4, 2018"),
    ]


def test_a_line_of_stars_is_furniture() -> None:
    assert kind_of("* * *") == "furniture"


def test_a_single_line_of_megabytes_is_one_block() -> None:
    text = "The minister said on Tuesday that the ferry had been safe. " * 90_000
    assert [block.kind for block in lay_out(text).blocks] == ["body"]
