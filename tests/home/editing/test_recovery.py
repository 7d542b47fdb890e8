"""What was typed survives a crash, and is offered once."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from hamtimer.home.editing import recovery
from hamtimer.home.editing.recovery import (
    RecoveryFile,
    digest,
    find_recovered,
    is_open_elsewhere,
    recovery_folder,
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"before")
    return path


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait for another thread or process; the limit only ends a test that fails."""
    limit = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < limit
        os.sched_yield() if hasattr(os, "sched_yield") else time.sleep(0)


def kept_texts() -> list[str]:
    places = recovery_folder().glob("*.json")
    return [json.loads(place.read_text())["text"] for place in places]


def test_a_change_is_kept_in_the_background(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recovery, "KEPT_AFTER_S", 0)
    one = RecoveryFile(file, b"before")
    one.keep("typed")
    wait_until(lambda: kept_texts() == ["typed"])
    one.keep("typed more")
    wait_until(lambda: kept_texts() == ["typed more"])
    one.close(keep=False)
    assert list(recovery_folder().iterdir()) == []


def test_what_is_left_behind_is_found_by_its_file(file: Path, tmp_path: Path) -> None:
    one = RecoveryFile(file, b"before")
    one.keep("typed")
    one.close(keep=True)
    (found,) = find_recovered(file)
    assert (found.text, found.base, found.file) == ("typed", digest(b"before"), file)
    assert find_recovered(tmp_path / "b.yaml") == []
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    assert find_recovered(link) == [found]
    found.forget()
    assert find_recovered() == []


def test_what_was_saved_is_not_kept(file: Path) -> None:
    one = RecoveryFile(file, b"before")
    one.keep("typed")
    one.saved(b"typed")
    one.close(keep=True)
    assert find_recovered() == []


def test_an_open_editor_is_known_and_its_text_is_not_offered(file: Path) -> None:
    assert not is_open_elsewhere(file)
    one = RecoveryFile(file, b"before")
    assert is_open_elsewhere(file)
    one.keep("typed")
    assert find_recovered(file) == []
    one.close(keep=False)
    assert not is_open_elsewhere(file)


EDIT = """\
import sys, time
from pathlib import Path
from hamtimer.home.editing.recovery import RecoveryFile
one = RecoveryFile(Path(sys.argv[1]), b"before")
one.keep("typed")
print("typed", flush=True)
time.sleep(60)
"""


def test_a_kill_leaves_what_was_typed(file: Path) -> None:
    command = [sys.executable, "-c", EDIT, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        process.stdout.readline()
        wait_until(lambda: kept_texts() == ["typed"])
        assert is_open_elsewhere(file)
        process.kill()
    assert [one.text for one in find_recovered(file)] == ["typed"]
    assert not is_open_elsewhere(file)


def test_a_full_disk_is_reported_and_stops_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    one = RecoveryFile(file, b"before")
    monkeypatch.setattr(recovery, "write_bytes", refuse)
    one.keep("typed")
    one.close(keep=True)
    assert one.problem == "No space left on device"


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"file": 5, "text": 1}', "\xff"])
def test_a_damaged_recovery_file_is_passed_over(file: Path, content: str) -> None:
    one = RecoveryFile(file, b"before")
    one.keep("typed")
    one.close(keep=True)
    (found,) = find_recovered(file)
    found.place.write_text(content, "latin-1")
    assert find_recovered(file) == []
