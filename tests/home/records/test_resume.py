"""Which interrupted runs are offered, and what happens to one that cannot be resumed."""

import io
import json
import threading
import tracemalloc
from pathlib import Path

import pytest
from filelock import FileLock

from hamtimer.core.play.commands import Command
from hamtimer.core.run.header import JournalError
from hamtimer.core.run.journal import Journal
from hamtimer.core.run.journal_reader import read_journal
from hamtimer.core.run.lock import is_in_use, lock
from hamtimer.core.run.run import Run
from hamtimer.core.run.tally import RunState
from hamtimer.home.records.index import list_rows
from hamtimer.home.records.new_record import begin_journal
from hamtimer.home.records.replay import replay
from hamtimer.home.records.resume import (
    ChangedError,
    find_interrupted,
    find_resumable,
    resume,
)
from tests.home.records.recorded import (
    GET_READY,
    SET,
    T0,
    as_if_laid_out_otherwise,
    begin,
    live,
    path_of,
    record,
)

OLD, NEW = "2026-11-20T07:30:00+01:00", "2026-11-22T07:30:00+01:00"


def resumable(folder: Path) -> list[Path]:
    return [found.recorded.path for found in find_resumable(folder)]


def append(path: Path, *lines: dict[str, object]) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.writelines(f"{json.dumps(line)}\n" for line in lines)


def lose_last_lines(path: Path, number: int) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-number]))


def test_the_newest_interrupted_run_comes_first(tmp_path: Path) -> None:
    old, new = (record(tmp_path, started, ms=5_000) for started in (OLD, NEW))
    record(tmp_path, "2026-11-23T07:30:00+01:00")
    assert resumable(tmp_path) == [new, old]


def test_a_damaged_record_is_passed_over_for_an_older_one(tmp_path: Path) -> None:
    old, new = (record(tmp_path, started, ms=5_000) for started in (OLD, NEW))
    text = new.read_text(encoding="utf-8")
    new.write_text(text.replace("name: Curls", "nome: Curls"), encoding="utf-8")
    assert [recorded.path for recorded in find_interrupted(tmp_path)] == [new, old]
    assert resumable(tmp_path) == [old]


def test_a_run_killed_between_its_last_set_and_its_end_is_not_offered(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.do(Command.START, T0)
    live(run, T0, T0 + GET_READY + SET + 60_000 + SET)
    assert run.player.is_over
    run.close()
    lose_last_lines(path_of(run), 1)
    (recorded,) = find_interrupted(tmp_path)
    assert resumable(tmp_path) == []
    with pytest.raises(JournalError, match="this run is over; nothing is left to do"):
        resume(recorded, 0)
    assert list_rows(tmp_path)[0].state is RunState.FINISHED


def test_a_set_whose_line_was_lost_is_written_when_the_run_is_resumed(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.do(Command.START, T0)
    live(run, T0, T0 + GET_READY + 14_000)
    run.do(Command.NEXT, T0 + GET_READY + 14_000)
    run.close()
    path = path_of(run)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    cut = next(i for i, line in enumerate(lines) if '"do": "next"' in line)
    path.write_text("".join(lines[: cut + 1]), encoding="utf-8")
    assert list_rows(tmp_path)[0].reps == 0
    resume(read_journal(path), 0).close()
    assert list_rows(tmp_path)[0].reps == 2


def test_a_command_and_what_came_of_it_are_one_write(tmp_path: Path) -> None:
    class Watched(io.TextIOWrapper):
        def write(self, text: str) -> int:
            written.append(len(text.splitlines()))
            return super().write(text)

    run = begin(tmp_path)
    run.do(Command.START, T0)
    live(run, T0, T0 + GET_READY + 14_000)
    assert run.journal is not None
    run.journal.close()
    written: list[int] = []
    now = T0 + GET_READY + 14_000
    run.journal = Journal(path_of(run), Watched(path_of(run).open("ab")), start_ms=now)
    run.do(Command.STOP, now)
    assert written == [3], "the command, the outcome, the end"
    run.close()


def test_a_session_that_is_laid_out_otherwise_today_is_summed_up_instead(tmp_path: Path) -> None:
    path = record(tmp_path, ms=GET_READY + SET + 5_000)
    as_if_laid_out_otherwise(path)
    (recorded,) = find_interrupted(tmp_path)
    assert resumable(tmp_path) == []
    with pytest.raises(ChangedError, match="plays the session differently") as changed:
        resume(recorded, 0)
    done = changed.value.summary.done
    assert (done.sets, done.reps, done.tension_ms) == (1, 4, 28_000)
    assert changed.value.summary.elapsed_ms == GET_READY + SET + 5_000
    assert list(find_interrupted(tmp_path)) == [], "it is closed, and stands in nobody's way"
    assert list_rows(tmp_path)[0].state is RunState.STOPPED


def test_a_run_that_would_come_to_something_else_today_is_not_resumed(tmp_path: Path) -> None:
    path = record(tmp_path, ms=GET_READY + SET + 5_000)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('"reps": 4, "held_ms"', '"reps": 3, "held_ms"'), encoding="utf-8")
    with pytest.raises(ChangedError):
        resume(read_journal(path), 0)
    assert list_rows(tmp_path)[0].reps == 3, "what was recorded counts"


def test_words_may_change_without_a_run_becoming_another_one(tmp_path: Path) -> None:
    path = record(tmp_path, ms=GET_READY + 5_000)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: Curl,", "name: CURL,"), encoding="utf-8")
    assert resumable(tmp_path) == [path]


def test_undo_is_counted_alike_before_and_after_a_resume(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.do(Command.START, T0)
    live(run, T0, T0 + GET_READY + 14_000)
    run.do(Command.NEXT, T0 + GET_READY + 14_000)
    assert list_rows(tmp_path)[0].reps == 2
    run.close()
    again = resume(read_journal(path_of(run)), 0)
    again.do(Command.UNDO, 500)
    again.close()
    assert list_rows(tmp_path)[0].reps == 0
    assert replay(read_journal(path_of(run)), 0).outcomes() == ()


# A record of absurd times


def hold_forever(folder: Path, *lines: dict[str, object]) -> Path:
    from hamtimer.core.play.player import Player
    from hamtimer.core.run.header import Header
    from hamtimer.core.run.played import played_by
    from hamtimer.core.session_file.loader import load_session
    from hamtimer.core.timeline.compiler import compile_session

    text = "name: Sit\nexercises: [{name: Sit, hold: 30s+, prepare: 0s}]\n"
    session = load_session(text, "sit.yaml").session
    assert session is not None
    player = Player(compile_session(session))
    header = Header("Sit", "sit.yaml", text, NEW, "0.1.0", played=played_by(player))
    run = Run(player, begin_journal(folder, header, 0))
    run.do(Command.START, 0)
    run.close()
    append(path_of(run), *lines)
    return path_of(run)


HOUR = 3_600_000
DAYS = [{"t": minutes * 60_000, "alive": True} for minutes in range(1, 3 * 24 * 60)]
"""Three days of holding, without a pause."""


@pytest.mark.parametrize(
    "lines",
    [
        [{"t": 300 * 24 * HOUR, "alive": True}],
        [{"t": 300 * 24 * HOUR, "do": "pause"}],
        [{"t": 24 * HOUR, "do": "next"}, {"t": 48 * HOUR, "do": "pause"}],
        DAYS,
    ],
    ids=["alive", "pause", "next", "days"],
)
def test_a_record_of_an_absurd_time_takes_no_memory(
    tmp_path: Path, lines: list[dict[str, object]]
) -> None:
    path = hold_forever(tmp_path, *lines)
    recorded = read_journal(path)
    tracemalloc.start()
    with pytest.raises(JournalError, match="it is damaged: no run lasts as long as it says"):
        replay(recorded, 0)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert resumable(tmp_path) == []
    assert len(list_rows(tmp_path)) == 1


@pytest.mark.parametrize("t", [10**12, 10**400, -1, True, 1.5, "1", None, [1]])
def test_a_line_whose_time_is_none_counts_for_nothing(tmp_path: Path, t: object) -> None:
    path = hold_forever(tmp_path)
    before = read_journal(path).entries
    append(path, {"t": t, "do": "stop"})
    assert read_journal(path).entries == before


def test_a_pause_may_last_for_days(tmp_path: Path) -> None:
    week = 7 * 24 * HOUR
    path = hold_forever(tmp_path, {"t": 5_000, "do": "pause"}, {"t": week, "do": "resume"})
    assert replay(read_journal(path), 0).state.elapsed_ms == 5_000
    assert resumable(tmp_path) == [path]


@pytest.mark.parametrize("depth", [20, 500, 900, 980, 100_000])
def test_a_line_that_is_nested_deeply_counts_for_nothing(tmp_path: Path, depth: int) -> None:
    path = record(tmp_path, ms=5_000)
    before = read_journal(path)
    nested = "[" * depth + "]" * depth
    with path.open("a") as file:
        file.write(f'{{"t": 5000, "event": "outcome", "side": {nested}}}\n')
        file.write(f'{{"t": 5000, "converted": {{"plan": {nested}}}}}\n')
    assert read_journal(path) == before
    assert read_journal(path).entries == before.entries
    assert resumable(tmp_path) == [path]


@pytest.mark.parametrize("depth", [20, 500, 980, 100_000])
def test_a_header_that_is_nested_deeply_is_damaged(tmp_path: Path, depth: int) -> None:
    path = record(tmp_path, ms=5_000)
    text = path.read_text(encoding="utf-8")
    nested = "[" * depth + "]" * depth
    path.write_text(text.replace('"practice": null', f'"practice": {nested}'), encoding="utf-8")
    assert list_rows(tmp_path)[0].problem
    assert resumable(tmp_path) == []


# Looking must not be in the way


def test_who_only_looks_keeps_nobody_from_resuming(tmp_path: Path) -> None:
    path = record(tmp_path, ms=5_000)
    looking = FileLock(path.with_name(f"{path.name}.lock"), thread_local=False)
    looking.acquire()
    timer = threading.Timer(0.05, looking.release)
    timer.start()
    resume(read_journal(path), 0).close()
    timer.join()


def test_looking_takes_no_lock_of_a_run_that_was_left_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = record(tmp_path, ms=5_000)

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the lock was asked for")

    monkeypatch.setattr(FileLock, "acquire", refuse)
    assert not is_in_use(path)


def test_what_a_crash_left_is_looked_at_and_stays(tmp_path: Path) -> None:
    path = record(tmp_path, ms=5_000)
    beside = path.with_name(f"{path.name}.lock")
    beside.touch()
    assert not is_in_use(path)
    assert beside.exists()
    unlock = lock(path)
    assert is_in_use(path)
    unlock()
    assert not is_in_use(path)
