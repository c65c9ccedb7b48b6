"""Where sources differ, and whether that was put right or stays open."""

import msgspec
import pytest

from tests.annotated import annotated
from timeline.ordering.conflicts import conflicts
from timeline.records import AnnotatedArticle, Entity, EventDate, Quantity


def report(
    name: str,
    text: str,
    *quantities: tuple[str, int | None, int | None],
    kind: str = "killed",
    unit: str | None = "people",
    modifier: str | None = None,
    published: str | None = "2024-03-05",
) -> AnnotatedArticle:
    """An article with quantities (words, low, high) of its one event."""
    made = annotated(name, text, published=published)
    counted = tuple(
        Quantity(
            kind=kind,
            low=low,
            high=high,
            modifier=modifier,
            unit=unit,
            text=words,
            start=made.text.index(words),
            end=made.text.index(words) + len(words),
        )
        for words, low, high in quantities
    )
    mentions = tuple(msgspec.structs.replace(one, quantities=counted) for one in made.mentions)
    return msgspec.structs.replace(made, mentions=mentions)


def found(*articles: AnnotatedArticle, originals: dict[str, str] | None = None):
    told = [(mention, article) for article in articles for mention in article.mentions]
    return [
        (one.about, one.verdict, one.low, one.high, [claim.article for claim in one.claims])
        for one in conflicts(told, originals)
    ]


def killed(name: str, number: int, **options):
    return report(
        name,
        f"The blast {{killed:DEATH}} {number} people.",
        (str(number), number, number),
        **options,
    )


def test_the_same_number_is_no_conflict():
    assert found(killed("a", 12), killed("b", 12)) == []


def test_two_numbers_of_one_day_contradict_each_other():
    assert found(killed("a", 12), killed("b", 14)) == [
        ("killed", "contradicted", 12, 14, ["a", "b"])
    ]


def test_a_number_of_a_later_day_revises_the_earlier():
    later = killed("a", 14, published="2024-03-06")
    assert found(later, killed("b", 12)) == [("killed", "revised", 12, 14, ["b", "a"])]


def test_who_goes_back_to_the_old_number_contradicts():
    articles = [
        killed("a", 12, published="2024-03-04"),
        killed("b", 14, published="2024-03-05"),
        killed("c", 12, published="2024-03-06"),
    ]
    assert [one[1] for one in found(*articles)] == ["contradicted"]


def test_at_least_so_many_agrees_with_more():
    least = report(
        "a",
        "The blast {killed:DEATH} at least 12 people.",
        ("at least 12", 12, None),
        modifier="at least",
    )
    assert found(least, killed("b", 14)) == []
    assert found(least, killed("b", 9)) == [("killed", "contradicted", 9, 12, ["a", "b"])]


def test_about_so_many_agrees_with_a_number_near_it():
    about = report(
        "a", "It {killed:DEATH} about 50 people.", ("about 50", 50, 50), modifier="about"
    )
    assert found(about, killed("b", 52)) == []
    assert found(about, killed("b", 70)) != []


def test_of_one_day_the_report_that_says_now_has_the_last_word():
    fresh = report("b", "The blast has now {killed:DEATH} 14 people.", ("14", 14, 14))
    assert [one[1] for one in found(killed("a", 12), fresh)] == ["revised"]


def test_without_days_nothing_says_which_came_later():
    first, second = killed("a", 12, published=None), killed("b", 14, published=None)
    assert [one[1] for one in found(first, second)] == ["contradicted"]


def test_other_things_counted_are_no_conflict():
    officer = report("b", "It {killed:DEATH} 2 officers.", ("2", 2, 2), unit="officers")
    assert found(killed("a", 12), officer) == []


def test_amounts_of_other_acts_are_no_conflict():
    fine = report("a", "They were {fined:TRIAL} $5.", ("$5", 5, 5), kind="money", unit="dollar")
    paid = report("b", "They {paid:AID} $9.", ("$9", 9, 9), kind="money", unit="dollar")
    more = report("c", "They were {fined:TRIAL} $9.", ("$9", 9, 9), kind="money", unit="dollar")
    assert found(fine, paid) == []
    assert [one[:2] for one in found(fine, more)] == [("money", "contradicted")]


def test_numbers_of_another_order_are_of_something_else():
    assert found(killed("a", 8), killed("b", 20_000)) == []


def test_the_price_of_a_share_is_not_that_of_the_firm():
    def offer(name, *amounts):
        told = [(f"${one}", one, one) for one in amounts]
        text = "It {offered:BUSINESS} " + " or ".join(text for text, _, _ in told) + "."
        return report(name, text, *told, kind="money", unit="dollar")

    both = found(offer("a", 70, 105_000_000_000), offer("b", 82, 121_000_000_000))
    assert [one[2:4] for one in both] == [(70, 82), (105_000_000_000, 121_000_000_000)]


def test_what_might_happen_is_no_claim():
    feared = report("b", "The blast may have {killed:DEATH,status=possible} 14.", ("14", 14, 14))
    assert found(killed("a", 12), feared) == []


def test_a_copy_does_not_contradict_its_original():
    assert found(killed("a", 12), killed("b", 14), originals={"b": "a"}) == []


def on(name: str, day: str):
    made = annotated(name, f"The ferry {{sank:ACCIDENT,time=0}} on <{day[-2:]} March:{day}>.")
    first = made.times[0].earliest
    date = EventDate(edtf=day, earliest=first, latest=first, basis="stated", reason="")
    mentions = tuple(msgspec.structs.replace(one, date=date) for one in made.mentions)
    return msgspec.structs.replace(made, mentions=mentions)


def test_days_that_cannot_both_be_true():
    assert found(on("a", "2024-03-04"), on("b", "2024-03-05")) == [
        ("date", "contradicted", "2024-03-04", "2024-03-05", ["a", "b"])
    ]
    assert found(on("a", "2024-03-04"), on("b", "2024-03-04")) == []


def at(name: str, *places: str):
    made = annotated(
        name, "It {sank:ACCIDENT} near " + " and ".join(f"[{p}:PLACE]" for p in places)
    )
    return msgspec.structs.replace(
        made,
        entities=tuple(
            Entity(start=p.start, end=p.end, label="GPE", text=p.name, name=p.name)
            for one in made.mentions
            for p in one.places
        ),
    )


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        (("Ostrova",), ("Lund",), True),
        (("Ostrova",), ("Ostrova",), False),
        (("Ostrova", "Lund"), ("Lund",), False),
        (("Ostrova",), ("Ostrova Bay",), False),
    ],
)
def test_places_that_no_other_source_names(one, other, differ):
    assert bool(found(at("a", *one), at("b", *other))) == differ


def test_a_claim_has_the_words_of_its_article():
    article = killed("a", 12)
    told = [(m, one) for one in (article, killed("b", 14)) for m in one.mentions]
    claim = conflicts(told)[0].claims[0]
    assert article.text[claim.start : claim.end] == claim.text == "12"
