"""Gold timelines without text: the words come from the articles that were read, or not at all."""

import json
from pathlib import Path

import pytest
from evaluation.golds import digest_of, with_text

ARTICLES = {"one": {"title": "Ferry sinks", "text": "The ferry sank off Ostrova on Monday."}}
GOLD = {
    "articles": {"one": digest_of(ARTICLES["one"])},
    "entries": [{"id": "a", "evidence": {"one": ["text", 4, 14]}}],
    "distractors": [{"article": "one", "snippet": ["title", 0, 5]}],
}


def test_places_become_words():
    gold = with_text(GOLD, ARTICLES)
    assert gold["entries"] == [{"id": "a", "evidence": {"one": "ferry sank"}}]
    assert gold["distractors"] == [{"article": "one", "snippet": "Ferry"}]


@pytest.mark.parametrize("articles", [{}, {"one": {**ARTICLES["one"], "text": "Another."}}])
def test_another_article_is_refused(articles):
    with pytest.raises(ValueError, match="one is not the article that was read"):
        with_text(GOLD, articles)


@pytest.mark.parametrize(
    "path", sorted(Path("evaluation/story_golds").glob("*.json")), ids=lambda path: path.stem
)
def test_a_gold_says_what_the_scorer_needs_and_quotes_nothing(path):
    gold = json.loads(path.read_text(encoding="utf-8"))
    for entry in gold["entries"]:
        assert entry["must"]
        assert entry["importance"] in ("major", "minor", "background")
        assert set(entry["evidence"]) == set(entry["sources"]) <= set(gold["articles"])
        for field, start, end in entry["evidence"].values():
            assert field in ("title", "text")
            assert 0 <= start < end
