"""The schema beside a person's sessions."""

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from hamtimer import __version__
from hamtimer.core.session_file.schema import SCHEMA_NAME, schema_text, with_schema_line
from hamtimer.home.session_schema import provide_schema


def of_version(version: str) -> str:
    """Return a schema that another hamtimer has written, with fewer keys than ours."""
    return json.dumps({"$comment": f"The session format of hamtimer {version}"})


def test_it_is_written_where_there_is_none(tmp_path: Path) -> None:
    assert provide_schema(tmp_path) == ""
    assert (tmp_path / SCHEMA_NAME).read_text("utf-8") == schema_text()


@pytest.mark.parametrize("version", ["0.0.9", "0.0.10", __version__])
def test_an_older_one_is_renewed(tmp_path: Path, version: str) -> None:
    path = tmp_path / SCHEMA_NAME
    path.write_text(of_version(version))
    assert provide_schema(tmp_path) == ""
    assert path.read_text("utf-8") == schema_text()


def test_a_newer_one_is_kept(tmp_path: Path) -> None:
    path = tmp_path / SCHEMA_NAME
    path.write_text(of_version("999.0.0"))
    assert provide_schema(tmp_path) == ""
    assert path.read_text("utf-8") == of_version("999.0.0")


@pytest.mark.parametrize("text", ["{}", "[]", "not JSON", '{"$comment": 1}', "[" * 100_000])
def test_what_is_not_ours_is_kept_and_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / SCHEMA_NAME
    path.write_text(text)
    assert provide_schema(tmp_path).startswith(f"{path}: this is not hamtimer's schema")
    assert path.read_text() == text


def test_one_that_is_right_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / SCHEMA_NAME
    provide_schema(tmp_path)
    os.utime(path, (1, 1))
    assert provide_schema(tmp_path) == ""
    assert path.stat().st_mtime == 1


@pytest.mark.skipif(sys.platform == "win32", reason="as files are protected elsewhere")
def test_a_folder_that_cannot_be_written_is_a_line(tmp_path: Path) -> None:
    path = tmp_path / "missing"
    assert "cannot be written" in provide_schema(path)
    (tmp_path / SCHEMA_NAME).write_text(of_version("0.0.9"))
    (tmp_path / SCHEMA_NAME).chmod(stat.S_IREAD)
    problem = provide_schema(tmp_path)
    assert "cannot be written" in problem or os.geteuid() == 0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name: x\n", "# yaml-language-server: $schema=./hamtimer.schema.json\nname: x\n"),
        (
            "# yaml-language-server: $schema=file:///somewhere/session.schema.json\r\nname: x\r\n",
            "# yaml-language-server: $schema=./hamtimer.schema.json\r\nname: x\r\n",
        ),
    ],
)
def test_the_line_takes_the_place_of_an_older_one(text: str, expected: str) -> None:
    assert with_schema_line(text) == expected


def test_it_has_no_address_that_an_editor_would_ask_for() -> None:
    assert "$id" not in json.loads(schema_text())
