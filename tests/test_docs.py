"""The documents say what the code does: a command, option, field or output they miss fails."""

from __future__ import annotations

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

import timeline
from timeline import cli, formats
from timeline import config as configs
from timeline.cli.defaults import defaults
from timeline.rendering import FORMATS
from timeline.schemas import SCHEMAS, read

ROOT = Path(__file__).parents[1]
CLI = ROOT / "docs" / "cli.md"
PYTHON = ROOT / "docs" / "python.md"
JSON = ROOT / "docs" / "json.md"


def _sections(text: str, level: str) -> dict[str, str]:
    """The text under each heading of a level."""
    parts = re.split(rf"^{level} (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def _commands() -> Iterator[tuple[str, typer.core.TyperCommand]]:
    yield from typer.main.get_command(cli.app).commands.items()  # type: ignore[attr-defined]


def _options() -> Iterator[tuple[str, str]]:
    """Every command with each of its options."""
    for name, one in _commands():
        for option in one.params:
            for spelling in option.opts:
                if spelling.startswith("-"):
                    yield name, spelling


def _undocumented(text: str) -> list[str]:
    sections = {heading.split()[1]: body for heading, body in _sections(text, "##").items()}
    return [
        f"{command} {option}"
        for command, option in _options()
        if not re.search(rf"`{option}[ `]", sections.get(command, ""))
    ]


def _stale(text: str) -> list[str]:
    """Commands and options that the document has and the program has not."""
    known = set(_options()) | {(command, "--help") for command, _ in _options()}
    known |= {(command, "") for command, _ in _commands()}
    found = set()
    for heading, body in _sections(text, "##").items():
        command = heading.split()[1]
        rows = re.findall(r"^\| `(.*)", body, flags=re.MULTILINE)
        found |= {
            (command, option) for row in rows for option in re.findall(r"(?<!\w)--?\w[\w-]*", row)
        }
        found.add((command, ""))
    return [f"{command} {option}" for command, option in sorted(found - known)]


def test_every_command_and_option_is_documented() -> None:
    assert _undocumented(CLI.read_text(encoding="utf-8")) == []


def test_no_document_outlives_its_option() -> None:
    assert _stale(CLI.read_text(encoding="utf-8")) == []


def _unnamed(text: str) -> list[str]:
    return [name for name in timeline.__all__ if f"timeline.{name}" not in text]


def test_every_public_name_is_documented() -> None:
    text = PYTHON.read_text(encoding="utf-8")
    assert _unnamed(text) == []
    assert _unnamed(text.replace("timeline.check(", "")) == ["check"]


def test_every_command_has_a_call_and_the_documents_name_each_other() -> None:
    text = PYTHON.read_text(encoding="utf-8")
    for name, _ in _commands():
        assert re.search(rf"^\| `timeline {name}` \| `timeline\.[\w.]+\(", text, re.MULTILINE), name
    assert "(cli.md)" in text
    assert "(python.md)" in CLI.read_text(encoding="utf-8")


def test_every_general_option_is_documented() -> None:
    command = typer.main.get_command(cli.app)
    text = CLI.read_text(encoding="utf-8")
    options = [one for parameter in command.params for one in parameter.opts]
    assert [one for one in options if one not in text] == []


def test_the_tables_of_formats_are_those_of_the_code(tmp_path: Path) -> None:
    assert formats.main(["--check"]) == 0
    copy = tmp_path / "formats.md"
    text = formats.DOCUMENT.read_text(encoding="utf-8")
    copy.write_text(text.replace("trafilatura", "another"), encoding="utf-8")
    assert formats.main(["--check"], copy) == 1
    assert formats.main(["--write"], copy) == 0
    assert copy.read_text(encoding="utf-8") == text


def test_the_configuration_in_the_documents_is_one() -> None:
    (example,) = re.findall(
        r"^```toml\n(.*?)^```", CLI.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    config = configs.read(example.encode())
    path, commands = Path("timeline.toml"), dict(_commands())
    assert defaults(path, config, commands)["extract"]["format"] == "markdown"
    assert config.story.follow == ("Ana Đurić", "River Authority")


def test_a_planted_omission_is_found() -> None:
    text = CLI.read_text(encoding="utf-8")
    assert _undocumented(text.replace("`--golden FILE`", "")) == ["check --golden"]
    assert "merge --format" in _undocumented(text.replace("## timeline merge", "## timeline mend"))
    assert _stale(text.replace("| `--update`", "| `--renew`")) == ["check --renew"]


def test_every_format_is_documented_with_what_it_loses() -> None:
    text = CLI.read_text(encoding="utf-8")
    for name, format in FORMATS.items():
        row = re.search(rf"^\| `{name}` \|.*\| (.*) \|$", text, flags=re.MULTILINE)
        assert row is not None, name
        assert row[1] == format.loses


def _fields(name: str) -> Iterator[tuple[str, set[str]]]:
    for record, schema in read(name)["$defs"].items():
        yield record, set(schema["properties"])


def _documented_fields(text: str) -> dict[str, set[str]]:
    return {
        record: set(re.findall(r"^\| `(\w+)` \|", body.split("\n## ")[0], flags=re.MULTILINE))
        for record, body in _sections(text, "###").items()
    }


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_field_of_the_json_is_documented(name: str) -> None:
    documented = _documented_fields(JSON.read_text(encoding="utf-8"))
    for record, fields in _fields(name):
        assert documented.get(record) == fields, record


def test_no_record_is_documented_that_is_not_there() -> None:
    records = {record for name in SCHEMAS for record, _ in _fields(name)}
    assert _documented_fields(JSON.read_text(encoding="utf-8")).keys() == records


@pytest.mark.parametrize("path", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]))
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", path.read_text(encoding="utf-8")):
        name, _, anchor = target.partition("#")
        there = path.parent / name if name else path
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", there.read_text("utf-8"), flags=re.MULTILINE)
            anchors = {re.sub(r"[^\w -]", "", one).lower().replace(" ", "-") for one in headings}
            assert anchor in anchors, target


def _failures(text: str) -> int:
    """How many examples of a document do not print what it says."""
    blocks = re.findall(r"^```pycon\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)
    example = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, "python.md", None, 0)
    assert len(example.examples) > 10
    runner = doctest.DocTestRunner(verbose=False)
    return runner.run(example, out=lambda line: None).failed


def test_the_python_examples_print_what_they_say() -> None:
    text = PYTHON.read_text(encoding="utf-8")
    assert _failures(text) == 0
    assert _failures(text.replace("2024-03-11", "2024-03-18")) > 0


def test_the_readme_shows_what_the_program_prints(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The block between the markers is a command line and exactly its output."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(
        r"<!-- timeline:begin -->\s*```\w*\n\$ timeline ([^\n]*)\n(.*?)```\s*<!-- timeline:end -->",
        readme,
        flags=re.DOTALL,
    )
    assert block is not None, "README.md has no output block"
    monkeypatch.chdir(ROOT)
    assert cli.run(shlex.split(block[1])) == 0
    assert capsys.readouterr().out.strip() == block[2].strip()


def test_the_python_in_the_readme_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    monkeypatch.chdir(ROOT)
    examples = re.findall(r"^```python\n(.*?)^```", readme, flags=re.DOTALL | re.MULTILINE)
    assert examples
    for example in examples:
        exec(example, {})
    assert len(capsys.readouterr().out.splitlines()) == 3
