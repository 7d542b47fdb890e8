"""Whatever happens while a session is saved, nothing is lost."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Never

import pytest

from benchmarks.kill_saving import kill_while_saving
from hamtimer.core.errors import UserError
from hamtimer.home.editing.saving import (
    ChangedMeanwhileError,
    free_path,
    last_valid_path,
    save,
    save_new,
    save_over_other,
    save_valid,
    save_with_errors,
)

Save = Callable[[Path, bytes, bytes], None]
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes and links")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sessions" / "a.yaml"
    path.parent.mkdir()
    path.write_bytes(b"before")
    return path


def names(file: Path) -> list[str]:
    return sorted(path.name for path in file.parent.iterdir())


def test_a_saved_file_holds_the_text_and_nothing_is_beside_it(file: Path) -> None:
    save(file, b"after", b"before")
    assert file.read_bytes() == b"after"
    assert names(file) == ["a.yaml"]


@posix
def test_mode_and_links_stay(file: Path, tmp_path: Path) -> None:
    file.chmod(0o640)
    link = tmp_path / "link.yaml"
    link.symlink_to(file)
    save(link, b"after", b"before")
    assert link.is_symlink()
    assert file.read_bytes() == b"after"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.parametrize("now", [b"theirs", None])
def test_what_another_program_did_is_not_overwritten(file: Path, now: bytes | None) -> None:
    if now is None:
        file.unlink()
    else:
        file.write_bytes(now)
    with pytest.raises(ChangedMeanwhileError) as raised:
        save(file, b"mine", b"before")
    assert raised.value.data == now
    assert (file.read_bytes() if file.exists() else None) == now
    assert [name for name in names(file) if name != "a.yaml"] == []


def test_a_change_in_the_middle_of_saving_is_noticed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = os.fsync

    def fsync(descriptor: int) -> None:
        slow(descriptor)
        file.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(ChangedMeanwhileError):
        save(file, b"mine", b"before")
    assert file.read_bytes() == b"theirs"
    assert names(file) == ["a.yaml"]


def test_saving_over_the_other_keeps_it_beside(file: Path) -> None:
    file.write_bytes(b"theirs")
    kept = save_over_other(file, b"mine", b"theirs")
    assert kept == file.with_name("a.yaml.other")
    assert (file.read_bytes(), kept.read_bytes()) == (b"mine", b"theirs")
    again = save_over_other(file, b"more", b"mine")
    assert again == file.with_name("a.yaml-2.other")
    assert kept.read_bytes() == b"theirs"


def test_saving_over_the_other_is_refused_when_it_changed_again(file: Path) -> None:
    file.write_bytes(b"newer")
    with pytest.raises(ChangedMeanwhileError):
        save_over_other(file, b"mine", b"theirs")
    assert file.read_bytes() == b"newer"


def test_a_deleted_file_can_be_written_again(file: Path) -> None:
    file.unlink()
    assert save_over_other(file, b"mine", None) is None
    assert file.read_bytes() == b"mine"


def test_the_last_valid_text_is_kept_until_a_valid_one_is_saved(file: Path) -> None:
    save_with_errors(file, b"broken", b"before", b"before")
    assert (file.read_bytes(), last_valid_path(file).read_bytes()) == (b"broken", b"before")
    save_with_errors(file, b"more broken", b"broken", None)
    assert last_valid_path(file).read_bytes() == b"before"
    save_valid(file, b"good", b"more broken")
    assert names(file) == ["a.yaml"]


def refuse(number: int) -> Never:
    raise OSError(number, os.strerror(number))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
@pytest.mark.parametrize("how", [save, save_valid])
def test_a_disk_that_refuses_changes_nothing(
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    how: Callable[[Path, bytes, bytes], None],
) -> None:
    monkeypatch.setattr(Path, "write_bytes", lambda *_: refuse(number))
    with pytest.raises(UserError, match="cannot be saved"):
        how(file, b"mine", b"before")
    assert file.read_bytes() == b"before"
    assert names(file) == ["a.yaml"]


def test_errors_are_not_saved_when_the_valid_text_cannot_be_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "write_bytes", lambda *_: refuse(errno.ENOSPC))
    with pytest.raises(UserError, match="last-valid"):
        save_with_errors(file, b"broken", b"before", b"before")
    assert file.read_bytes() == b"before"


@posix
def test_a_file_that_may_not_be_written_is_left(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda path, _mode: Path(path) != file)
    with pytest.raises(UserError, match="the file is read-only"):
        save(file, b"mine", b"before")
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(UserError, match="its folder is read-only"):
        save(file, b"mine", b"before")


def test_a_folder_that_is_gone_is_named(file: Path) -> None:
    file.unlink()
    file.parent.rmdir()
    with pytest.raises(UserError, match="its folder is gone"):
        save(file, b"mine", None)


def test_a_new_file_replaces_none(file: Path) -> None:
    with pytest.raises(UserError, match="already exists"):
        save_new(file, b"mine")
    free = free_path(file)
    assert free.name == "a-2.yaml"
    save_new(free, b"mine")
    assert (file.read_bytes(), free.read_bytes()) == (b"before", b"mine")


@posix
def test_kills_in_the_middle_of_saving_lose_nothing(tmp_path: Path) -> None:
    result = kill_while_saving(tmp_path, kills=24)
    assert result.kills == 24
    assert result.lost == 0
