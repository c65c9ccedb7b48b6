"""How training cuts texts to words."""

import pytest

from tokenizer import tokenizing_pipeline


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They de-escalate.", "They|de-escalate|."),
        ("NATO-led units", "NATO|-|led|units"),
        ("self-declared", "self|-|declared"),
        ("It paid $550m.", "It|paid|$|550|m|."),
        ("Stop!!! Really?! No?Yes!", "Stop|!!!|Really|?!|No|?|Yes|!"),
        ("<< *** ===== $$", "<<|***|=====|$$"),
        ("<b>", "<|b|>"),
        ("at 7:30PM, 7:30 p.m.", "at|7:30|PM|,|7:30|p.m."),
        ("account(s) (see below): (aged 8)", "account|(|s|)|(|see|below|)|:|(|aged|8|)"),
        ("pages 5–6, 24-9, 1969-1970", "pages|5|–|6|,|24|-|9|,|1969|-|1970"),
        ("call 713-853-3989", "call|713-853-3989"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("and/or e-mail", "and|/|or|e-mail"),
    ],
)
def test_words_are_cut_as_in_the_treebanks(text: str, words: str) -> None:
    assert [token.text for token in tokenizing_pipeline()(text)] == words.split("|")
