"""An interrupted run may be dismissed: it is not offered any more, and stays in history."""

from pathlib import Path

import pytest

from hamtimer.core.run.lock import InUseError
from hamtimer.core.run.tally import RunState
from hamtimer.home.records.dismiss import dismiss_run
from hamtimer.home.records.index import list_rows
from hamtimer.home.records.resume import find_interrupted, find_resumable, resume
from tests.home.records.recorded import GET_READY, T0, begin, path_of, record


def offered(folder: Path) -> list[Path]:
    return [found.recorded.path for found in find_resumable(folder)]


def test_a_dismissed_run_is_not_offered_and_stays_in_history(tmp_path: Path) -> None:
    path = record(tmp_path, ms=GET_READY + 9_000)
    (before,) = list_rows(tmp_path)
    lines = path.read_text()
    dismiss_run(path)
    assert offered(tmp_path) == []
    assert list(find_interrupted(tmp_path)) == []
    (row,) = list_rows(tmp_path)
    assert row.state is RunState.INTERRUPTED
    assert (row.sets, row.reps, row.elapsed_ms) == (before.sets, before.reps, before.elapsed_ms)
    assert path.read_text().startswith(lines), "a line is added, and nothing rewritten"


def test_to_dismiss_is_undone_and_the_run_continues_where_it_was(tmp_path: Path) -> None:
    path = record(tmp_path, ms=GET_READY + 9_000)
    dismiss_run(path)
    dismiss_run(path, dismissed=False)
    assert offered(tmp_path) == [path]
    (found,) = find_resumable(tmp_path)
    run = resume(found.recorded, T0)
    assert run.player.state.position_ms(T0) == 9_000
    run.close()


def test_a_run_that_was_never_begun_does_not_begin_by_being_dismissed(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.close()
    dismiss_run(path_of(run))
    (row,) = list_rows(tmp_path)
    assert row.state is RunState.NOT_STARTED


def test_a_run_that_continues_all_the_same_is_offered_when_it_is_interrupted_again(
    tmp_path: Path,
) -> None:
    path = record(tmp_path, ms=GET_READY + 9_000)
    (found,) = find_resumable(tmp_path)
    dismiss_run(path)
    resume(found.recorded, T0).close()
    assert offered(tmp_path) == [path]


def test_a_run_that_a_program_follows_is_not_dismissed(tmp_path: Path) -> None:
    run = begin(tmp_path)
    with pytest.raises(InUseError):
        dismiss_run(path_of(run))
    run.close()


def test_it_is_known_when_the_run_was_left(tmp_path: Path) -> None:
    record(tmp_path, "2026-11-22T07:30:00+00:00", ms=60_000)
    (found,) = find_resumable(tmp_path)
    assert found.left.isoformat(timespec="minutes") == "2026-11-22T07:31+00:00"
