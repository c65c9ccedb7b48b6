from timeline.articles.layout import lay_out

PROSE = "The coast guard said on Monday that everyone on board had been brought to safety."


def kinds(*lines: str) -> list[str]:
    return [block.kind for block in lay_out("\n\n".join(lines)).blocks]


def test_questions_and_answers_under_a_heading_are_an_faq() -> None:
    assert kinds(PROSE, "FAQ:", "What is a ferry?", "A ferry is a ship.") == [
        "body",
        "faq",
        "faq",
        "faq",
    ]


def test_prose_after_the_last_answer_is_prose_again() -> None:
    lines = ["Frequently Asked Questions (FAQ)", "What is a ferry?", PROSE, PROSE, PROSE]
    assert kinds(PROSE, *lines) == ["body", "faq", "faq", "faq", "body", "body"]


def test_answers_may_be_as_long_as_the_longest_before() -> None:
    lines = ["FAQ", "What is a ferry?", PROSE, PROSE, "Who owns it?", PROSE, PROSE, PROSE]
    assert kinds(PROSE, *lines) == ["body", *["faq"] * 7, "body"]


def test_a_sentence_may_introduce_the_questions() -> None:
    lines = ["Q&A", PROSE, "Q: Who owns the U.S. ferry?", PROSE]
    assert kinds(PROSE, *lines) == ["body", *["faq"] * 4]


def test_an_interview_without_the_heading_is_news() -> None:
    assert kinds(PROSE, "What went wrong that night?", PROSE, "Who was warned?", PROSE) == (
        ["body"] * 5
    )


def test_a_heading_alone_makes_no_faq() -> None:
    assert kinds(PROSE, "FAQ", PROSE)[2] == "body"


def test_sources_are_a_list_under_their_heading() -> None:
    assert kinds(PROSE, "Sources:", "– Coast guard – press office", "– https://news.example/1") == [
        "body",
        "sources",
        "sources",
        "sources",
    ]


def test_prose_after_the_list_of_sources_is_prose() -> None:
    assert kinds(PROSE, "References", "1. Coast guard", PROSE) == [
        "body",
        "sources",
        "sources",
        "body",
    ]


def test_sources_end_the_faq() -> None:
    lines = ["FAQ:", "What is a ferry?", "A ship.", "Sources:", "– Coast guard"]
    assert kinds(PROSE, *lines) == ["body", "faq", "faq", "faq", "sources", "sources"]


def test_links_after_the_text_are_furniture_full_stop_or_not() -> None:
    assert kinds(PROSE, "Read more:", "Why ferries sink", "They were saved. But how?") == [
        "body",
        "furniture",
        "furniture",
        "furniture",
    ]


def test_a_link_inside_the_text_takes_no_prose_along() -> None:
    long = " ".join([PROSE] * 4)
    assert kinds(PROSE, "Read more", long, long) == ["body", "furniture", "body", "body"]
