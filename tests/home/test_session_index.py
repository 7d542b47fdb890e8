"""The index of session files: right or empty, whatever happens to it and to the files."""

import json
import os
from pathlib import Path

import pytest

from hamtimer.home import session_index
from hamtimer.home.folders import cache_folder
from hamtimer.home.session_index import Facts, open_index, settled_identity

BRIDGE = Facts("Bridge day", "0:40", "beginner", ("mat",), ("glutes",), ("Glute bridge",))
BROKEN = Facts("broken", "", errors=2, first_error="3:5: no")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a session file that was last changed a while ago."""
    path = tmp_path / "bridge.yaml"
    path.write_text("name: Bridge day")
    os.utime(path, (1_000_000, 1_000_000))
    return path


def keep(path: Path, facts: Facts = BRIDGE) -> None:
    index = open_index()
    index.find(path)
    index.keep(path, settled_identity(path), facts)
    index.save()


@pytest.mark.parametrize("facts", [BRIDGE, BROKEN])
def test_what_was_kept_is_known_the_next_time(file: Path, facts: Facts) -> None:
    assert open_index().find(file) is None
    keep(file, facts)
    assert open_index().recall(file) == facts
    assert open_index().find(file) == facts


def test_a_file_is_the_same_from_every_working_folder(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    keep(Path(file.name))
    assert open_index().find(file) == BRIDGE


def test_a_file_that_was_changed_or_replaced_is_read_again(file: Path) -> None:
    keep(file)
    os.utime(file, (1_000_001, 1_000_001))
    assert open_index().find(file) is None
    assert open_index().recall(file) == BRIDGE
    keep(file)
    other = file.with_name("other")
    other.write_text("name: Bridge dax")
    os.utime(other, (1_000_001, 1_000_001))
    other.replace(file)
    assert open_index().find(file) is None
    file.unlink()
    assert open_index().find(file) is None


def test_a_file_that_was_changed_just_now_may_change_unseen_and_is_not_kept(file: Path) -> None:
    os.utime(file)
    assert settled_identity(file) == ""
    keep(file)
    assert open_index().find(file) is None


def test_what_another_version_of_the_program_kept_is_not_used(file: Path) -> None:
    keep(file)
    index = open_index()
    index.program, index.is_changed = "another", True
    index.save()
    index = open_index()
    assert index.find(file) is None
    index.keep(file, settled_identity(file), BROKEN)
    index.save()
    assert open_index().find(file) == BROKEN


@pytest.mark.parametrize(
    "written",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"program": "x", "files": []}',
        b'{"program": "x", "files": {"a": 3}}',
        b'{"program": "x", "files": {"a": ["1", {"name": 3, "length": "0:40"}]}}',
        b'{"program": "x", "files": {"a": ["1", {"name": "x", "length": "1", "tags": [3]}]}}',
        b'{"program": "x", "files": {"a": ["1", {"name": "x", "length": "1", "tags": 3}]}}',
        b'{"program": "x", "files": {"a": ["1", {"name": "x", "length": "1", "errors": "3"}]}}',
    ],
)
def test_a_damaged_index_is_an_empty_one(file: Path, written: bytes) -> None:
    cache_folder().mkdir(parents=True, exist_ok=True)
    (cache_folder() / "sessions.json").write_bytes(written)
    assert open_index().known == {}
    keep(file)
    assert open_index().find(file) == BRIDGE


def test_where_nothing_can_be_kept_nothing_is_known(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache_folder().parent.mkdir(parents=True, exist_ok=True)
    cache_folder().write_text("in the way")
    keep(file)
    assert open_index().find(file) is None

    def nowhere() -> Path:
        raise OSError

    monkeypatch.setattr(session_index, "cache_folder", nowhere)
    keep(file)
    assert open_index().find(file) is None


def test_files_of_long_ago_are_dropped_before_the_index_grows_without_end(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(file)
    monkeypatch.setattr(session_index, "MOST_FILES", 1)
    other = file.with_name("other.yaml")
    other.write_bytes(file.read_bytes())
    os.utime(other, (1_000_000, 1_000_000))
    keep(other)
    stored = json.loads((cache_folder() / "sessions.json").read_text())
    assert list(stored["files"]) == [str(other)]
