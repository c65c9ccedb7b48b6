"""How training cuts texts to words."""

import pytest

import recipe


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They de-escalate.", ["They", "de-escalate", "."]),
        ("NATO-led units", ["NATO", "-", "led", "units"]),
        ("It paid $550m.", ["It", "paid", "$", "550", "m", "."]),
    ],
)
def test_words_are_cut_as_the_pipeline_cuts_them(text: str, words: list[str]) -> None:
    assert [token.text for token in recipe.tokenizing_pipeline()(text)] == words
