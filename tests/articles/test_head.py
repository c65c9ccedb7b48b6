from timeline.articles.layout import Layout, lay_out

PROSE = "The coast guard said on Monday that everyone on board had been brought to safety."


def rows(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in lay_out(text, title).blocks]


def layout(text: str) -> Layout:
    return lay_out(text)


def test_header_lines_are_read_by_name() -> None:
    text = f"Title: Ferry runs aground\nWord Count: 12\nLOAD-DATE: May 4, 2018\n{PROSE}"
    assert layout(text).headers == {
        "title": "Ferry runs aground",
        "word count": "12",
        "published": "May 4, 2018",
    }
    assert [kind for kind, _ in rows(text)] == ["header", "header", "header", "body"]


def test_a_header_name_inside_the_text_is_text() -> None:
    assert rows(f"{PROSE}\nTitle: a word that she never used of herself in all these years.")[
        1
    ] == (
        "body",
        "Title: a word that she never used of herself in all these years.",
    )


def test_a_date_glued_to_the_first_sentence_is_split_off() -> None:
    text = f" date 2018-05-04 {PROSE}"
    assert rows(text) == [("header", "date 2018-05-04"), ("body", PROSE)]
    assert layout(text).headers == {"date": "2018-05-04"}


def test_a_sentence_that_starts_with_a_date_is_left_whole() -> None:
    text = f"On 4 May 2018 the ferry sank. {PROSE}"
    assert rows(text) == [("body", text)]


def test_a_stamp_between_standfirst_and_text_splits_the_two() -> None:
    text = f"Ferry runs aground off Bergen Friday 4 May 2018 11.20 BST {PROSE}"
    assert rows(text) == [
        ("headline", "Ferry runs aground off Bergen"),
        ("header", "Friday 4 May 2018 11.20 BST"),
        ("body", PROSE),
    ]


def test_place_and_stamp_of_a_wire_go_before_its_dateline() -> None:
    text = f"OSLO | Fri May 4, 2018 6:15 pm EDT OSLO (AFP) - {PROSE}"
    assert rows(text) == [
        ("header", "OSLO | Fri May 4, 2018 6:15 pm EDT"),
        ("header", "OSLO (AFP) -"),
        ("body", PROSE),
    ]


def test_an_update_behind_the_headline_is_a_header() -> None:
    text = f"Ferry runs aground off Bergen Updated: 2018-05-04 07:30 (Agencies)\n{PROSE}"
    assert rows(text)[:2] == [
        ("headline", "Ferry runs aground off Bergen"),
        ("header", "Updated: 2018-05-04 07:30 (Agencies)"),
    ]
    assert layout(text).headers == {"updated": "2018-05-04 07:30"}


def test_datelines_of_all_kinds_are_split_off() -> None:
    for dateline in (
        "OSLO —",
        "NEW YORK --",
        "BERGEN, Norway (AP) —",
        "OSLO, May 4 (Northern Press) -",
        "Oslo, May 4, 2018 (Northern Press) –",
        "(Reuters) -",
        "Bergen, Norway (CNN)",
        "U.N. HEADQUARTERS —",
    ):
        text = f"{dateline} {PROSE}"
        assert rows(text) == [("header", dateline), ("body", PROSE)], dateline
        assert layout(text).dateline == dateline.rstrip(" -–—")


def test_capitals_and_a_dash_inside_a_sentence_are_no_dateline() -> None:
    text = "NATO — founded in 1949 — said on Monday that the ferry had not been in its service."
    assert rows(text) == [("body", text)]


def test_a_caption_may_stand_above_the_dateline() -> None:
    text = f"FILE - In this May 4, 2018 file photo, a ferry leaves the port.\nOSLO — {PROSE}"
    assert [kind for kind, _ in rows(text)] == ["caption", "header", "body"]


def test_a_byline_is_a_header() -> None:
    assert rows(f"By Anna Berg and Ola Nordmann\n{PROSE}")[0][0] == "header"


def test_a_date_in_the_byline_is_read() -> None:
    text = f"By Anna Berg, Northern Press staff | Published: 4 May 2018 | 3 min read\n{PROSE}"
    assert rows(text)[0][0] == "header"
    assert layout(text).headers == {"published": "4 May 2018"}


def test_the_line_that_repeats_the_title_is_a_headline() -> None:
    text = f"Ferry Runs Aground!\n{PROSE}"
    assert rows(text, "Ferry runs aground")[0] == ("headline", "Ferry Runs Aground!")


def test_a_title_glued_to_the_first_sentence_is_split_off() -> None:
    text = f"Ferry runs aground off Bergen {PROSE}"
    assert rows(text, "Ferry runs aground off Bergen")[0] == (
        "headline",
        "Ferry runs aground off Bergen",
    )
