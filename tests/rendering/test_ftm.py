"""The entities read by followthemoney itself, with its model of what they may hold."""

from __future__ import annotations

import msgspec
from followthemoney import model
from followthemoney.proxy import EntityProxy

from tests.rendering.flood import STORY
from timeline.rendering import left_out, render


def entities() -> list[EntityProxy]:
    """Read as Aleph would: a property or a value that its model refuses would be lost."""
    found = []
    for line in render(STORY, "ftm").splitlines():
        raw = msgspec.json.decode(line)
        model.get(raw["schema"]).validate(raw)  # type: ignore[union-attr]
        proxy = model.get_proxy(raw, cleaned=False)
        assert {name: set(values) for name, values in proxy.properties.items()} == {
            name: set(values) for name, values in raw["properties"].items()
        }
        found.append(proxy)
    return found


def named(caption: str) -> EntityProxy:
    (found,) = [one for one in entities() if one.caption == caption]
    return found


def test_an_event_points_to_those_involved_and_to_its_articles() -> None:
    ids = {one.id: one for one in entities()}
    burst = named("A dam bursts above Ostrova")
    assert [ids[id].caption for id in burst.get("involved")] == ["Dam Company", "Ana Đurić"]
    assert {ids[id].schema.name for id in burst.get("proof")} == {"Article"}
    assert burst.get("location") == ["Ostrova"]
    assert burst.get("namesMentioned") == ["Valley"]


def test_dates_are_as_exact_as_known() -> None:
    assert named("A dam bursts above Ostrova").get("date") == ["2021-03-03"]
    assert named("The dam is opened").get("date") == ["1974"]
    resigned = named("Mayor Ana Đurić resigns")
    assert resigned.get("startDate") == ["2021-03-03"]
    assert resigned.get("endDate") == ["2021-03-05"]
    assert not named("Engineers warn of cracks").get("date")


def test_a_name_is_one_entity_however_many_events_it_is_in() -> None:
    ids = [one.id for one in entities()]
    assert len(ids) == len(set(ids))
    assert named("Ana Đurić").schema.name == "Person"
    assert named("Valley Army").schema.name == "Organization"


def test_a_denied_event_is_left_out_and_told() -> None:
    assert all(one.caption != "Nobody was shot" for one in entities())
    assert left_out(STORY, "ftm") == ["1 event denied by the sources"]
