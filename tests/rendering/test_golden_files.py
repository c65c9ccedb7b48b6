"""What every format writes of a small story, compared byte by byte with files that were read."""

from __future__ import annotations

import pytest

from tests.rendering.golden_files import FOLDER, made, path
from timeline.rendering import FORMATS


@pytest.mark.parametrize("format", FORMATS)
def test_a_format_writes_what_was_read(format: str) -> None:
    assert made(format).decode() == path(format).read_bytes().decode()


def test_no_golden_file_outlives_its_format() -> None:
    assert {one.name for one in FOLDER.iterdir()} == {path(format).name for format in FORMATS}
