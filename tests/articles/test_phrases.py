import re

import pytest

from timeline.articles.layout import lay_out
from timeline.articles.phrases import Phrase, phrase_kind, phrases

PROSE = "The coast guard said on Monday that everyone on board had been brought to safety."


@pytest.mark.parametrize("row", phrases(), ids=lambda row: row.example[:30])
def test_every_row_fits_its_example(row: Phrase) -> None:
    if row.scope == "end":
        assert re.search(row.pattern + "$", row.example)
    elif row.scope in ("line", "foot"):
        assert re.fullmatch(row.pattern, row.example)
    else:
        assert row.scope == "start"
        assert re.match(row.pattern, row.example)


@pytest.mark.parametrize("row", phrases(), ids=lambda row: row.example[:30])
def test_every_example_gets_its_kind_in_an_article(row: Phrase) -> None:
    text = f"{PROSE}\n{row.example}\n{PROSE} It was cold."
    if row.scope == "foot":
        text = f"{PROSE}\n{PROSE} It was cold.\n{row.example}"
    assert row.kind in [block.kind for block in lay_out(text).blocks]


@pytest.mark.parametrize(
    "sentence",
    [
        "Advertising revenue fell 10 percent on Monday.",
        "Like many others on the island, she fled.",
        "Follow-up talks were held on Tuesday.",
        "Photos of the ferry were shown in court.",
        "Image rights were sold for two million euros.",
        "Published in 2008, the report blamed the captain.",
        "Updated figures show that nine people died.",
        "Correction officers went on strike on Monday.",
        "Research by the university shows that the ice is melting.",
        "Reporting by the newspaper led to two arrests.",
        "Heavy rain contributed to the accident.",
        "Related companies were searched on Friday.",
        "Now playing for Bergen, he scored twice.",
        "This report was published by the ministry on Friday.",
        "Most popular parties lost votes.",
        "The polls show all parties losing ground.",
        "Privacy policy changes drew fire on Monday.",
        "More than ninety people were on board.",
        "Watch towers were built along the border.",
        "Video of the attack was shown in court.",
        "File sharing was banned in March.",
        "Share prices fell on Monday.",
        "Reuters first reported the talks on Sunday.",
        "In this photograph she saw her brother again.",
        "Police identified the man in a photo released on Monday.",
        "If you have debts, the bank will call you.",
        "Do you believe him? The judge did not.",
        "Above all, the party wants peace.",
        "Three of 12 full members voted against the plan.",
    ],
)
def test_news_that_starts_like_furniture_is_news(sentence: str) -> None:
    assert phrase_kind(sentence) is None
