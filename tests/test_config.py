"""The configuration file: what it sets, what goes before it, and a line for each mistake."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import timeline
from tests.hand_made import STORY
from timeline import cli
from timeline.config import ConfigError, fields_of, load_settings, read
from timeline.records import Problem, Timeline
from timeline.settings import Settings

Run = Callable[..., tuple[int, str, str]]


def test_a_file_gives_options_and_a_story() -> None:
    config = read(b'[options]\nquiet = true\n[story]\ntitle = "Dam"\nfollow = ["Ana Berg"]\n')
    assert config.options == {"options": {"quiet": True}}
    assert (config.story.title, config.story.follow, config.story.places) == (
        "Dam",
        ("Ana Berg",),
        (),
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"[story", "no TOML: "),
        (b"\xff", "no TOML: "),
        (b"quiet = true", "'quiet' stands in no table: put it below [options] or [story]"),
        (b"[story]\nfolow = []", "[story]: no setting 'folow': did you mean 'follow'?"),
        (b"[story]\nxyz = []", "[story]: no setting 'xyz': there are title, follow, places"),
        (b"[story]\nfollow = 3", "[story]: Expected `array`, got `int` - at `$.follow`"),
        (b"[story.aliases]\nBerg = 'A'", "[story]: Expected `array`, got `str`"),
    ],
)
def test_a_mistake_is_named(data: bytes, message: str) -> None:
    with pytest.raises(ConfigError) as error:
        read(data)
    assert str(error.value).startswith(message)


def test_a_mapping_of_fields_is_checked() -> None:
    assert fields_of(["published=a.b", "text=x=y"]) == (("published", "a.b"), ("text", "x=y"))
    with pytest.raises(ConfigError, match="no mapping: write it as published=date_published"):
        fields_of(["published"])
    with pytest.raises(ConfigError, match="no field 'publisht' of an article: did you mean"):
        fields_of(["publisht=a"])


def test_a_library_call_reads_the_same_file(tmp_path: Path) -> None:
    path = tmp_path / "timeline.toml"
    path.write_text(
        "[options]\nworkers = 2\npublished = 2024-03-06\n[extract]\nworkers = 3\n"
        'map = { text = "story" }\n[story]\nplaces = ["Lund"]\n'
    )
    assert load_settings(path) == Settings(
        workers=3,
        published=datetime.date(2024, 3, 6),
        fields=(("text", "story"),),
        places=("Lund",),
    )
    path.write_text("[options]\nworkers = 'many'\n")
    with pytest.raises(ConfigError, match=r"timeline\.toml: Expected `int`, got `str`"):
        load_settings(path)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Settings]:
    """The settings that a run in an empty folder is made with."""
    settings: list[Settings] = []

    def annotate(paths: list[str], one: Settings) -> Iterator[Problem]:
        settings.append(one)
        yield Problem(step="articles", where="a", message="b", severity="note")

    def merge(items: list[Problem], one: Settings, corrections: object) -> Timeline:
        settings.append(one)
        return STORY

    monkeypatch.setattr(timeline, "annotate", annotate)
    monkeypatch.setattr(timeline, "merge", merge)
    monkeypatch.setattr("timeline.cli.reading.no_article", lambda problems: None)
    monkeypatch.chdir(tmp_path)
    return settings


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*arguments: str) -> tuple[int, str, str]:
        return (cli.run(list(arguments)), *capsys.readouterr())

    return run


def _write(text: str, name: str = "timeline.toml") -> None:
    Path(name).write_text(text, encoding="utf-8")


def test_the_file_of_the_folder_gives_defaults(run: Run, seen: list[Settings]) -> None:
    _write(
        "[options]\nworkers = 2\nquiet = true\n[extract]\nformat = 'jsonl'\nlimit = 2\n"
        "published = 2024-03-06\nmap = { text = 'story' }\n"
        "[story]\nfollow = ['Ana']\nplaces = ['Lund']\naliases = { Ana = ['A.'] }\n"
    )
    status, out, err = run("extract", "news")
    assert (status, len(out.splitlines()), err) == (0, 2, "")
    assert seen[0] == Settings(
        workers=2,
        published=datetime.date(2024, 3, 6),
        fields=(("text", "story"),),
        follow=("Ana",),
        places=("Lund",),
        aliases={"Ana": ("A.",)},
    )
    assert seen[1] == seen[0]


def test_an_option_goes_before_the_file_and_a_command_before_all(
    run: Run, seen: list[Settings]
) -> None:
    _write("[options]\nworkers = 2\n[annotate]\nworkers = 3\n")
    run("extract", "news", "--workers", "4")
    run("extract", "news", "--quiet")
    run("annotate", "news")
    assert [one.workers for one in (seen[0], seen[2], seen[4])] == [4, 2, 3]


def test_all_on_the_command_line_goes_before_a_limit_of_the_file(
    run: Run, seen: list[Settings]
) -> None:
    _write("[extract]\nlimit = 1\nformat = 'jsonl'\n")
    assert len(run("extract", "news", "--quiet")[1].splitlines()) == 1
    status, out, _ = run("extract", "news", "--quiet", "--all")
    assert (status, len(out.splitlines()) > 1) == (0, True)


def test_another_file_may_be_named(run: Run, seen: list[Settings]) -> None:
    _write("[options]\nworkers = 2\n")
    _write("[options]\nworkers = 3\n", "other.toml")
    run("--config", "other.toml", "extract", "news")
    assert seen[0].workers == 3
    status, _, err = run("--config", "none.toml", "extract", "news")
    assert (status, err) == (2, "timeline: none.toml: No such file or directory\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[extrakt]\n", "no table [extrakt]: did you mean 'extract'?"),
        ("[extract]\nlimt = 3\n", "[extract]: no option 'limt': did you mean 'limit'?"),
        ("[options]\ngoldn = 3\n", "[options]: no option 'goldn': did you mean 'golden'?"),
        ("[options]\nformat = 'json'\n", "[options]: each command has formats of its own"),
        ("[extract]\nlimit = 'many'\n", "Invalid value for '--limit'"),
        ("[extract]\nfrom = 'soon'\n", "Invalid value for '--from'"),
        ("[extract]\nlimit = [3]\n", "the value of 'limit' is no text, number, date or truth"),
        ("[story]\nfolow = []\n", "[story]: no setting 'folow'"),
        ("[", "no TOML"),
    ],
)
def test_a_mistake_is_one_line_that_names_the_file(
    run: Run, seen: list[Settings], text: str, message: str
) -> None:
    _write(text)
    status, out, err = run("extract", "news")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"timeline: timeline.toml: {message}")


def test_a_wrong_option_is_not_blamed_on_the_file(run: Run, seen: list[Settings]) -> None:
    _write("[extract]\nlimit = 3\n")
    assert "timeline.toml" not in run("extract", "news", "--limit", "x")[2]


def test_a_wrong_mapping_is_one_line(run: Run, seen: list[Settings]) -> None:
    status, _, err = run("extract", "news", "--map", "txt=story")
    assert (status, err.count("\n")) == (2, 1)
    assert "--map: no field 'txt' of an article: did you mean 'text'?" in err
