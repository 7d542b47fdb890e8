"""Files are written whole or not at all, and stay whose and what they were."""

import os
import stat
import sys
from pathlib import Path

import pytest

from hamtimer.core.practice.plan import PracticePlan
from hamtimer.home.folders import runs_folder
from hamtimer.home.records.begin import begin_practice
from hamtimer.home.records.index import list_rows
from hamtimer.home.settings import change_settings
from hamtimer.home.writing import (
    as_written_before,
    give_to_owner_of_folder,
    make_folder,
    whole_file,
    write_bytes,
    write_text,
)

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes and links")
as_root = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may give files away"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_file_is_written_and_nothing_else(folder: Path) -> None:
    write_text(folder / "a.txt", "Übung\r\n")
    assert (folder / "a.txt").read_bytes() == "Übung\r\n".encode()
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


@posix
@pytest.mark.parametrize("mask", [0o022, 0o027, 0o077])
def test_a_new_file_may_be_read_as_any_new_file_may(folder: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_text(folder / "a.txt", "a")
    finally:
        os.umask(before)
    assert mode_of(folder / "a.txt") == 0o666 & ~mask


@posix
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755])
def test_a_file_that_is_replaced_keeps_its_mode(folder: Path, mode: int) -> None:
    file = folder / "a.txt"
    file.write_text("old")
    file.chmod(mode)
    write_text(file, "new")
    assert (file.read_text(), mode_of(file)) == ("new", mode)


@posix
def test_a_part_of_a_private_file_is_as_private(folder: Path) -> None:
    file = folder / "a.txt"
    file.write_text("old")
    file.chmod(0o600)
    with whole_file(file) as part:
        assert mode_of(part) == 0o600


@as_root
def test_a_file_that_is_replaced_keeps_its_owner(folder: Path) -> None:
    file = folder / "a.txt"
    file.write_text("old")
    os.chown(file, 1_234, 2_345)
    write_text(file, "new")
    assert (file.stat().st_uid, file.stat().st_gid) == (1_234, 2_345)


@as_root
def test_what_is_new_under_sudo_belongs_to_the_owner_of_its_folder(folder: Path) -> None:
    os.chown(folder, 1_234, 2_345)
    make_folder(folder / "b" / "c")
    write_text(folder / "b" / "c" / "a.txt", "new")
    for path in (folder / "b", folder / "b" / "c", folder / "b" / "c" / "a.txt"):
        assert (path.stat().st_uid, path.stat().st_gid) == (1_234, 2_345)


@as_root
def test_in_a_folder_of_the_system_a_new_file_is_as_any_other(tmp_path: Path) -> None:
    write_text(tmp_path / "a.txt", "new")
    assert (tmp_path / "a.txt").stat().st_uid == 0


def test_an_owner_is_only_root_s_to_give(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1_000, raising=False)
    monkeypatch.setattr(os, "chown", lambda *_: pytest.fail("nothing is given away"), raising=False)
    give_to_owner_of_folder(folder)


@posix
def test_where_an_owner_cannot_be_kept_the_file_is_written_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    file = folder / "a.txt"
    file.write_text("old")
    file.chmod(0o640)
    monkeypatch.setattr(os, "chown", refuse)
    write_text(file, "new")
    assert (file.read_text(), mode_of(file)) == ("new", 0o640)


@posix
def test_a_link_still_points_to_the_file(folder: Path) -> None:
    (folder / "real").mkdir()
    real = folder / "real" / "a.txt"
    real.write_text("old")
    (folder / "first").symlink_to("second")
    (folder / "second").symlink_to(Path("real", "a.txt"))
    write_text(folder / "first", "new")
    assert real.read_text() == "new"
    assert (folder / "first").is_symlink()
    assert [path.name for path in real.parent.iterdir()] == ["a.txt"]


@posix
def test_a_link_to_nothing_yet_gets_its_file(folder: Path) -> None:
    (folder / "link").symlink_to("a.txt")
    write_text(folder / "link", "new")
    assert (folder / "link").is_symlink()
    assert (folder / "a.txt").read_text() == "new"


@posix
def test_a_loop_of_links_is_an_error_and_stays(folder: Path) -> None:
    (folder / "a").symlink_to("b")
    (folder / "b").symlink_to("a")
    with pytest.raises(OSError, match="symbolic links"):
        write_text(folder / "a", "new")
    assert (folder / "a").is_symlink()
    assert (folder / "b").is_symlink()


def test_a_folder_is_never_replaced(folder: Path) -> None:
    with pytest.raises(IsADirectoryError):
        write_text(folder, "new")


@posix
def test_a_pipe_is_never_replaced(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    with pytest.raises(OSError, match="not an ordinary file"):
        write_text(folder / "pipe", "new")
    assert stat.S_ISFIFO((folder / "pipe").stat().st_mode)


def test_a_read_only_file_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "a.txt"
    file.write_text("old")
    # Root may write everything, so that no mode would show it.
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)
    with pytest.raises(PermissionError):
        write_text(file, "new")
    assert file.read_text() == "old"


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, OSError, MemoryError])
def test_what_interrupts_writing_leaves_everything_as_it_was(
    folder: Path, error: type[BaseException]
) -> None:
    file = folder / "a.txt"
    file.write_text("old")

    def write() -> None:
        with whole_file(file) as part:
            part.write_text("half")
            raise error

    with pytest.raises(error):
        write()
    assert file.read_text() == "old"
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


def test_a_disk_that_fills_up_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    file = folder / "a.txt"
    file.write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left") as caught:
        write_text(file, "new")
    assert caught.value.filename == str(file)
    assert file.read_text() == "old"
    assert [path.name for path in folder.iterdir()] == ["a.txt"]


def test_a_folder_that_is_missing_is_reported_of_the_file_of_the_person(folder: Path) -> None:
    file = folder / "missing" / "new"
    with pytest.raises(FileNotFoundError) as caught:
        write_text(file, "new")
    assert caught.value.filename == str(file)


def test_a_file_whose_name_is_as_long_as_names_can_be_is_written(folder: Path) -> None:
    file = folder / f"{'a' * 251}.txt"
    write_text(file, "old")
    write_text(file, "new")
    assert file.read_text() == "new"


def test_only_a_new_file_is_written_where_nothing_may_be_replaced(folder: Path) -> None:
    write_bytes(folder / "a", b"old", overwrite=False)
    with pytest.raises(FileExistsError):
        write_bytes(folder / "a", b"new", overwrite=False)
    assert (folder / "a").read_bytes() == b"old"
    assert [path.name for path in folder.iterdir()] == ["a"]


@posix
def test_a_link_counts_as_a_file_where_nothing_may_be_replaced(folder: Path) -> None:
    (folder / "link").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        write_bytes(folder / "link", b"new", overwrite=False)
    assert not (folder / "nowhere").exists()


@pytest.mark.parametrize("links", [True, False])
def test_a_file_that_comes_between_is_not_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    def no_links(*_: object) -> None:
        raise PermissionError

    if not links:
        monkeypatch.setattr(os, "link", no_links)
    write_bytes(folder / "b", b"new", overwrite=False)
    assert (folder / "b").read_bytes() == b"new"

    def write() -> None:
        with whole_file(folder / "a", overwrite=False) as part:
            part.write_text("new")
            (folder / "a").write_text("another's")

    with pytest.raises(FileExistsError):
        write()
    assert (folder / "a").read_text() == "another's"
    assert sorted(path.name for path in folder.iterdir()) == ["a", "b"]


@pytest.mark.parametrize(
    ("before", "changed", "after"),
    [
        ("a\n", "a\nb\n", "a\nb\n"),
        ("", "b\n", "b\n"),
        ("a\r\n", "a\r\nb\n", "a\r\nb\r\n"),
        ("a\r\nb\n", "a\r\nb\nc\n", "a\r\nb\nc\n"),
        ("\ufeffa\r\n", "a\r\nb\n", "\ufeffa\r\nb\r\n"),
        ("\ufeffa\n", "a\nb\n", "\ufeffa\nb\n"),
    ],
)
def test_line_ends_and_the_byte_order_mark_are_those_of_the_file(
    before: str, changed: str, after: str
) -> None:
    assert as_written_before(changed, before) == after


@as_root
def test_nothing_that_is_kept_under_sudo_is_closed_to_the_person(empty_home: Path) -> None:
    os.chown(empty_home, 1_234, 2_345)
    run, problem = begin_practice(PracticePlan(), now=0)
    run.run.close()
    assert problem == ""
    assert change_settings({"volume": 10}) == ""
    assert len(list_rows(runs_folder())) == 1
    found = list(empty_home.rglob("*"))
    assert {path.suffix for path in found} >= {".jsonl", ".toml", ".sqlite"}
    assert {(path.stat().st_uid, path.stat().st_gid) for path in found} == {(1_234, 2_345)}
