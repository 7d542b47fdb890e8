"""The trash: a record is moved there whole, and back."""

from pathlib import Path

import pytest

from hamtimer.core.errors import UserError
from hamtimer.core.play.commands import Command
from hamtimer.core.run.lock import InUseError
from hamtimer.home.records.index import list_rows
from hamtimer.home.records.trash import delete_record, restore_record, trash_folder
from tests.home.records.recorded import T0, begin, path_of, record


def test_a_deleted_record_no_longer_counts_and_comes_back_as_it_was(tmp_path: Path) -> None:
    path = record(tmp_path)
    before, rows = path.read_bytes(), list_rows(tmp_path)
    deleted = delete_record(path)
    assert list_rows(tmp_path) == []
    assert deleted.read_bytes() == before
    assert [row.path for row in list_rows(trash_folder(tmp_path))] == [deleted]
    assert restore_record(deleted) == path
    assert list_rows(tmp_path) == rows
    assert list_rows(trash_folder(tmp_path)) == []
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == [path.name]


def test_records_of_one_name_are_all_kept(tmp_path: Path) -> None:
    for number in range(3):
        delete_record(record(tmp_path, name=f"Curls{' ' * number}"))
    assert len(list_rows(trash_folder(tmp_path))) == 3


def test_a_record_is_never_restored_over_another(tmp_path: Path) -> None:
    deleted = delete_record(record(tmp_path))
    other = record(tmp_path)
    before = other.read_bytes()
    with pytest.raises(UserError, match="there is a record of this name"):
        restore_record(deleted)
    assert deleted.exists()
    assert other.read_bytes() == before


def test_a_run_that_a_program_follows_is_not_deleted(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.do(Command.START, T0)
    with pytest.raises(InUseError):
        delete_record(path_of(run))
    run.close()
    assert path_of(run).exists()


def test_where_files_have_no_second_names_they_are_moved_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr("os.link", refuse)
    path = record(tmp_path)
    deleted = delete_record(path)
    assert restore_record(deleted) == path
    deleted = delete_record(path)
    record(tmp_path)
    with pytest.raises(UserError, match="there is a record of this name"):
        restore_record(deleted)
