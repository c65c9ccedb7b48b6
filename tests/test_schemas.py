from __future__ import annotations

from pathlib import Path

import jsonschema
import msgspec
import pytest

from tests.hand_made import STORY
from timeline.schemas import SCHEMAS, file_name, make, read
from timeline.schemas.__main__ import main

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_file_in_the_package_is_what_the_records_say(name: str) -> None:
    assert msgspec.json.decode(make(name)) == read(name)


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_a_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(read(name))


def test_check_passes_here_and_finds_a_planted_difference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--check"]) == 0
    assert main(["--write"], tmp_path) == 0
    assert main(["--check"], tmp_path) == 0
    changed = tmp_path / file_name("timeline")
    changed.write_text(changed.read_text().replace('"quote"', '"quotation"'))
    assert main(["--check"], tmp_path) == 1
    assert "timeline.schema.json is not what the records say" in capsys.readouterr().err


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("*.json")), ids=lambda path: path.stem)
def test_golden_files_follow_their_schema(path: Path) -> None:
    jsonschema.validate(msgspec.json.decode(path.read_bytes()), read("golden"))


def test_a_timeline_without_a_quote_is_refused() -> None:
    timeline = msgspec.json.decode(msgspec.json.encode(STORY))
    del timeline["events"][0]["sources"][0]["quote"]
    with pytest.raises(jsonschema.ValidationError, match="'quote' is a required property"):
        jsonschema.validate(timeline, read("timeline"))
