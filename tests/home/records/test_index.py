"""What is known of every record, and the index that keeps it."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.run.tally import RunState
from hamtimer.home.folders import cache_folder
from hamtimer.home.records import index
from hamtimer.home.records.index import list_rows, read_practice
from hamtimer.home.records.rows import RecordRead, read_record
from tests.core.practice.test_practice import recorded_practice
from tests.home.records.recorded import record


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that were read since."""
    names: list[str] = []

    def note(path: Path) -> RecordRead:
        names.append(path.name)
        return read_record(path)

    monkeypatch.setattr(index, "read_record", note)
    return names


def names(folder: Path) -> list[str]:
    return [row.name for row in list_rows(folder)]


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        # The hour that comes twice when summer time ends.
        ("2026-10-25T02:40:00+02:00", "2026-10-25T02:10:00+01:00"),
        # Berlin in the morning, New York after the flight.
        ("2026-11-03T09:00:00+01:00", "2026-11-03T04:30:00-05:00"),
        # Auckland in the evening, Honolulu on the day before.
        ("2026-11-03T20:00:00+13:00", "2026-11-02T22:00:00-10:00"),
        # Within one second.
        ("2026-11-03T20:00:00.100+01:00", "2026-11-03T20:00:00.900+01:00"),
    ],
)
@pytest.mark.parametrize("in_order", [True, False])
def test_runs_are_ordered_by_the_instant_at_which_they_began(
    tmp_path: Path, older: str, newer: str, *, in_order: bool
) -> None:
    runs = [(older, "Older"), (newer, "Newer")]
    for started, name in runs if in_order else reversed(runs):
        record(tmp_path, started, name)
    assert names(tmp_path) == ["Newer", "Older"]


def test_runs_of_one_instant_keep_the_order_in_which_they_began(tmp_path: Path) -> None:
    paths = [record(tmp_path) for _ in range(12)]
    assert [row.path for row in list_rows(tmp_path)] == paths[::-1]


def test_what_is_no_record_is_none(tmp_path: Path) -> None:
    record(tmp_path)
    (tmp_path / "._2026-11-22T07-30-00-curls.jsonl").write_bytes(b"\x00\x05\x16\x07")
    (tmp_path / ".#curls.jsonl").write_text("a lock of an editor")
    (tmp_path / "folder.jsonl").mkdir()
    (tmp_path / "notes.txt").write_text("mine")
    assert names(tmp_path) == ["Curls"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_fifo_among_the_records_holds_nothing_up(tmp_path: Path) -> None:
    record(tmp_path)
    os.mkfifo(tmp_path / "2026-11-23T07-30-00-curls.jsonl")
    assert names(tmp_path) == ["Curls"]


def test_a_record_that_cannot_be_read_is_sorted_where_its_name_says(tmp_path: Path) -> None:
    record(tmp_path, "2026-11-20T07:30:00+01:00", "First")
    (tmp_path / "2026-11-21T07-30-00-curls.jsonl").write_text("damaged")
    record(tmp_path, "2026-11-22T07:30:00+01:00", "Last")
    last, damaged, first = list_rows(tmp_path)
    assert (first.name, last.name) == ("First", "Last")
    assert "this is not a record of a run" in damaged.problem


@pytest.mark.parametrize("event", ["[]", "{}", "[1]", "3", "null", '"what"'])
def test_a_damaged_line_in_a_record_is_passed_over(tmp_path: Path, event: str) -> None:
    path = record(tmp_path)
    with path.open("a", encoding="utf-8") as file:
        file.write(f'{{"t": 10, "event": {event}}}\n')
    assert names(tmp_path) == ["Curls"]


def test_a_record_is_read_once(tmp_path: Path, read: list[str]) -> None:
    path = record(tmp_path)
    first = list_rows(tmp_path)
    assert read == [path.name]
    assert list_rows(tmp_path) == first
    assert read == [path.name]


def test_a_record_that_was_changed_is_read_again(tmp_path: Path, read: list[str]) -> None:
    path = record(tmp_path, ms=5_000)
    assert list_rows(tmp_path)[0].state is RunState.INTERRUPTED
    with path.open("a") as file:
        file.write('{"t": 5000, "event": "stopped", "session_ms": 5000}\n')
    assert list_rows(tmp_path)[0].state is RunState.STOPPED
    assert read == [path.name] * 2


def test_a_record_that_was_deleted_is_forgotten(tmp_path: Path) -> None:
    record(tmp_path).unlink()
    kept = record(tmp_path, name="Kept")
    assert names(tmp_path) == ["Kept"]
    kept.unlink()
    assert names(tmp_path) == []


def test_folders_do_not_mix(tmp_path: Path) -> None:
    record(tmp_path / "one", name="One")
    record(tmp_path / "two", name="Two")
    assert [names(tmp_path / "one"), names(tmp_path / "two")] == [["One"], ["Two"]]


def remove(path: Path) -> None:
    path.unlink()


def damage(path: Path) -> None:
    path.write_bytes(b"no database" * 1_000)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5_000])


def put_a_folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("break_it", [remove, damage, cut, put_a_folder_there])
def test_the_index_may_be_lost_at_any_time(
    tmp_path: Path, break_it: Callable[[Path], None]
) -> None:
    record(tmp_path)
    before = list_rows(tmp_path)
    break_it(cache_folder() / "records.sqlite")
    assert list_rows(tmp_path) == before
    assert list_rows(tmp_path) == before


def test_a_damaged_index_is_rebuilt(tmp_path: Path, read: list[str]) -> None:
    path = record(tmp_path)
    list_rows(tmp_path)
    cut(cache_folder() / "records.sqlite")
    for _ in range(4):
        list_rows(tmp_path)
    assert len(read) <= 3, f"{path.name} is known again"


def test_an_index_that_another_program_writes_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "WAIT_S", 0.01)
    record(tmp_path)
    before = list_rows(tmp_path)
    record(tmp_path, "2026-11-23T07:30:00+01:00", "Newer")
    path = cache_folder() / "records.sqlite"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert names(tmp_path) == ["Newer", "Curls"]
        other.execute("COMMIT")
    assert path.exists()
    assert list_rows(tmp_path)[1:] == before


def test_an_index_that_another_version_wrote_is_not_believed(
    tmp_path: Path, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = record(tmp_path)
    list_rows(tmp_path)
    monkeypatch.setattr(index, "CONTENT", "another")
    list_rows(tmp_path)
    assert read == [path.name] * 2


def test_where_no_index_can_be_kept_everything_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: list[str]
) -> None:
    closed = tmp_path / "closed"
    closed.write_text("a file where the folder should be")
    monkeypatch.setattr(index, "cache_folder", lambda: closed / "cache")
    path = record(tmp_path)
    assert names(tmp_path) == ["Curls"]
    assert names(tmp_path) == ["Curls"]
    assert read == [path.name] * 2


def test_what_is_closed_for_now_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = record(tmp_path)

    def refuse(_path: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as closed:
        closed.setattr(Path, "open", refuse)
        assert list_rows(tmp_path)[0].problem == f"{path}: Permission denied"
    assert list_rows(tmp_path)[0].problem == ""


def test_a_folder_that_cannot_be_read_is_an_error_and_a_missing_one_is_empty(
    tmp_path: Path,
) -> None:
    assert list_rows(tmp_path / "nowhere") == []
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="Not a directory"):
        list_rows(tmp_path / "file")


def test_what_was_measured_is_read_from_the_oldest_record_on(
    tmp_path: Path, read: list[str]
) -> None:
    path = recorded_practice(tmp_path, PracticePlan(sets=1, reps=2))
    record(tmp_path, "2026-01-01T00:00:00+00:00")
    (tmp_path / "2020.jsonl").write_text("what is this?\n")
    problems: list[str] = []
    first = list(read_practice(tmp_path, problems.append))
    assert {sample.when for sample in first} == {"2026-11-22T08:00:00+01:00"}
    assert len(first) == 3
    assert len(problems) == 1
    assert list(read_practice(tmp_path, problems.append)) == first
    assert read.count(path.name) == 1


def test_history_loads_nothing_that_reads_or_lays_out_sessions(
    empty_home: Path,
) -> None:
    record(empty_home / "hamtimer" / "runs")
    program = """
import sys
from hamtimer.cli.main import main
main(["history"], standalone_mode=False)
rooms = ("hamtimer.core.session_file", "hamtimer.core.timeline.compiler", "yaml", "textual")
print([name for name in sys.modules if name.startswith(rooms)])
"""
    answer = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", program],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
        cwd=Path(__file__).parents[3],
    )
    assert "Curls" in answer.stdout
    assert answer.stdout.splitlines()[-1] == "[]"
