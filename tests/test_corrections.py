"""What a reader set right by hand: found again, applied, and told where it no longer applies."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

import timeline
from tests.annotated import annotated
from timeline.corrections import NoCorrectionsError, amend, plan, read, regroup
from timeline.records import AnnotatedArticle, Cluster, Event, Timeline

RAID = annotated(
    "raid",
    """
Masked men {attacked:ASSAULT,lemma=attack,time=0} a post in [Lemberk:PLACE] <on Friday:2024-03-01>.
Two officers {died:DEATH,lemma=die}.
A minister {resigned:PERSONNEL,lemma=resign,time=1} <on Sunday:2024-03-03>.
""",
)
LATER = annotated(
    "later",
    """
Masked men {attacked:ASSAULT,lemma=attack,time=0} a post in [Lemberk:PLACE] <on Friday:2024-03-01>.
The town {mourned:LIFE,lemma=mourn}.
""",
)


def story(corrections: str, *articles: AnnotatedArticle) -> Timeline:
    return timeline.merge(articles or (RAID, LATER), corrections=read(corrections.encode()))


def event(made: Timeline, trigger: str, article: str = "raid") -> Event:
    (found,) = (
        one
        for one in (*made.events, *made.undated)
        if any(s.trigger.text == trigger and s.article == article for s in one.sources)
    )
    return found


def told(made: Timeline) -> list[tuple[str, str]]:
    return [(one.severity, one.message) for one in made.problems if one.step == "corrections"]


def test_without_corrections_nothing_is_marked() -> None:
    made = story("")
    assert len(event(made, "attacked").sources) == 2
    assert {one.corrected for one in (*made.events, *made.undated)} == {()}
    assert told(made) == []


def test_an_event_is_redated_and_keeps_what_its_sources_say() -> None:
    made = story(
        '[[redate]]\nevent = { quote = "resigned on Sunday" }\ndate = "2024-02"\nwhy = "the 25th"'
    )
    resigned = event(made, "resigned")
    assert resigned.date is not None
    assert (resigned.date.edtf, resigned.date.basis) == ("2024-02", "corrected")
    assert resigned.corrected == ("redate",)
    assert resigned.sources[0].date is not None
    assert resigned.sources[0].date.edtf == "2024-03-03"
    assert made.events[0] == resigned  # and stands where its new date belongs
    assert told(made) == []


def test_a_wrong_date_can_be_taken_away() -> None:
    made = story('[[redate]]\nevent = { quote = "resigned on Sunday" }\ndate = "XXXX"')
    assert event(made, "resigned") in made.undated


def test_an_event_is_retitled_by_its_id() -> None:
    name = event(story(""), "attacked").id
    made = story(f'[[retitle]]\nevent = "{name}"\ntitle = "The raid  on Lemberk"')
    assert event(made, "attacked").title == "The raid on Lemberk"


def test_the_id_of_any_mention_names_its_event() -> None:
    source = next(s for s in event(story(""), "attacked").sources if s.article == "later")
    for name in (source.mention, "e" + source.mention):
        made = story(f'[[retitle]]\nevent = "{name}"\ntitle = "The raid"')
        assert event(made, "attacked").title == "The raid"


def test_events_are_merged_and_the_link_says_so() -> None:
    made = story('[[merge]]\nevents = [{ quote = "men attacked" }, { quote = "officers died" }]')
    assert event(made, "attacked") == event(made, "died")
    assert len(event(made, "died").sources) == 3
    assert {"corrections": 1.0} in [link.features for link in event(made, "died").links]
    assert event(made, "died").corrected == ("merge",)


def test_mentions_are_split_off() -> None:
    made = story('[[split]]\napart = [{ quote = "attacked", article = "later" }]')
    assert event(made, "attacked", "later") != event(made, "attacked", "raid")
    assert event(made, "attacked", "later").corrected == ("split",)
    assert len(event(made, "attacked", "raid").sources) == 1


def test_an_event_is_dropped() -> None:
    made = story('[[drop]]\nevent = { quote = "The town mourned" }')
    assert "mourned" not in {
        s.trigger.text for e in (*made.events, *made.undated) for s in e.sources
    }


def test_other_events_follow_a_date_set_by_hand() -> None:
    from timeline.records import Relation

    first = RAID.mentions[0]
    after = annotated(
        "raid",
        RAID.text.replace("attacked", "{attacked:ASSAULT,lemma=attack}", 1).replace(
            "died", "{died:DEATH,lemma=die}"
        ),
        relations={"died": Relation(kind="after", start=0, end=6, mention=first.id)},
    )
    made = story('[[redate]]\nevent = { quote = "men attacked" }\ndate = "2024-02-10"', after)
    died = event(made, "died")
    assert died.date is not None
    assert died.date.edtf == "2024-02-10/.."


@pytest.mark.parametrize(
    ("corrections", "severity", "message"),
    [
        (
            '[[drop]]\nevent = "e000000000000"',
            "warning",
            "drop 1 was not applied: no article tells 'e000000000000' any more",
        ),
        (
            '[[drop]]\nevent = { quote = "a flood" }',
            "warning",
            "drop 1 was not applied: “a flood” is not in any article",
        ),
        (
            '[[drop]]\nevent = { quote = "died", article = "later" }',
            "warning",
            "drop 1 was not applied: “died” is not in article 'later'",
        ),
        (
            '[[drop]]\nevent = { quote = "Two officers" }',
            "warning",
            "drop 1 was not applied: “Two officers” holds no word that tells an event",
        ),
        (
            '[[retitle]]\nevent = { quote = "officers died.\\nA minister resigned" }\ntitle = "X"',
            "warning",
            "retitle 1 was not applied: it names 2 events: give the article, or fewer words "
            "around one trigger",
        ),
        (
            '[[merge]]\nevents = [{ quote = "attacked", article = "raid" }, '
            '{ quote = "attacked", article = "later" }]',
            "note",
            "merge 1 was not applied: it is one event already",
        ),
        (
            '[[split]]\napart = [{ quote = "officers died" }]',
            "note",
            "split 1 was not applied: it is an event of its own already",
        ),
        (
            '[[drop]]\nevent = { quote = "officers died" }\n'
            '[[retitle]]\nevent = { quote = "officers died" }\ntitle = "X"',
            "warning",
            "retitle 1 was not applied: its event was dropped",
        ),
    ],
)
def test_what_no_longer_applies_is_told(corrections: str, severity: str, message: str) -> None:
    assert told(story(corrections)) == [(severity, message)]


def test_what_applies_is_applied_beside_what_does_not() -> None:
    made = story(
        '[[drop]]\nevent = "e000000000000"\n[[drop]]\nevent = { quote = "The town mourned" }'
    )
    assert len(told(made)) == 1
    assert "mourned" not in {s.trigger.text for e in made.undated for s in e.sources}


def test_corrections_survive_other_articles_and_another_order() -> None:
    given = '[[retitle]]\nevent = { quote = "attacked", article = "later" }\ntitle = "The raid"'
    made = story(given)
    other = annotated("other", "A ferry {sank:ACCIDENT,lemma=sink,time=0} <today:2023-01-01>.")
    for articles in ((LATER, RAID), (other, RAID, LATER)):
        again = event(story(given, *articles), "attacked")
        assert again.title == "The raid"
        assert again.id == event(made, "attacked").id


def test_events_of_two_stories_are_not_merged() -> None:
    given = read(b'[[merge]]\nevents = [{ quote = "officers died" }, { quote = "town mourned" }]')
    actions, problems = plan(given, (RAID, LATER))
    assert problems == []
    here = [Cluster(mentions=(one.id,)) for one in RAID.mentions]
    done = regroup(here, actions)
    assert done.clusters == tuple(here)
    assert [one.message for one in done.problems] == [
        "merge 1 was not applied: its events are of different stories"
    ]
    assert amend((), actions, done.applied) == ((), [])


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[[drop]\n", "Expected"),
        (b"[[drop]]\nevnt = 'e1'\n", "evnt"),
        (b"[[merge]]\nevents = ['e1']\n", "length"),
        (b"[[redate]]\nevent = 'e1'\ndate = '24 September'\n", "redate 1: '24 September' is no"),
        (b"schema = 'timeline-corrections/2'\n", "schema"),
        (b"\xff", "decode"),
    ],
)
def test_what_is_no_corrections_file_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(NoCorrectionsError, match=message):
        read(data)


def test_the_example_of_the_guide_is_a_corrections_file() -> None:
    guide = (Path(__file__).parents[1] / "docs" / "corrections.md").read_text(encoding="utf-8")
    given = read(guide.split("```toml\n")[1].split("```")[0].encode())
    assert [len(part) for part in msgspec.structs.astuple(given)[1:]] == [1, 1, 1, 1, 1]
