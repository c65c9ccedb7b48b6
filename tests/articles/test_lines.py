from timeline.articles.lines import paragraphs


def lines(text: str) -> list[str]:
    return [text[start:end] for start, end in paragraphs(text)]


def test_each_line_is_a_paragraph_without_the_space_around_it() -> None:
    assert lines("  One.\r\n\r\n\tTwo. \n") == ["One.", "Two."]


WRAPPED = """The ferry left the harbour before dawn with
ninety people on board, the coast guard said,
and ran aground within the hour.
It was pulled free on Monday, when the tide and
the wind had turned.

The captain was not hurt."""


def test_lines_broken_to_a_width_are_put_together() -> None:
    assert [line.replace("\n", " ") for line in lines(WRAPPED)] == [
        "The ferry left the harbour before dawn with ninety people on board, the coast guard said,"
        " and ran aground within the hour.",
        "It was pulled free on Monday, when the tide and the wind had turned.",
        "The captain was not hurt.",
    ]


def test_captions_below_each_other_stay_apart() -> None:
    captions = [
        "Rescuers stand on the pier in the morning of the accident",
        "Passengers are brought to the fire station in the harbour",
        "Divers prepare for another search on the eve of the storm",
    ]
    assert lines("\n".join(captions)) == captions


def test_a_list_of_short_lines_stays_a_list() -> None:
    assert lines("Anna Berg\nbaker\nOslo\nport") == ["Anna Berg", "baker", "Oslo", "port"]
