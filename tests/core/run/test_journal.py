"""What is kept of a run: a file of lines, whatever the disk does."""

import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, cast

import pytest
from filelock import FileLock

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import EventKind
from hamtimer.core.run.header import JournalError
from hamtimer.core.run.journal import Journal, Kept
from hamtimer.core.run.journal_reader import list_journals, read_journal
from hamtimer.core.run.lock import is_in_use, lock
from hamtimer.core.run.run import Run
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import StepKind
from hamtimer.home.records.new_record import begin_journal
from tests.core.run.conftest import Begin
from tests.core.run.curls import T0, TEXT, header, live, path_of, session


def test_a_lock_taken_while_another_is_given_back_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release, taken = FileLock.release, list[Callable[[], None]]()

    def be_overtaken(held: FileLock, *, force: bool = False) -> None:
        release(held, force=force)
        monkeypatch.undo()
        taken.append(lock(tmp_path / "run.jsonl"))

    give_back = lock(tmp_path / "run.jsonl")
    monkeypatch.setattr(FileLock, "release", be_overtaken)
    give_back()
    assert is_in_use(tmp_path / "run.jsonl")
    taken[0]()
    assert not is_in_use(tmp_path / "run.jsonl")


@pytest.mark.parametrize("error", [OSError(38, "not implemented"), NotImplementedError()])
def test_where_there_are_no_locks_a_run_is_recorded_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(_held: FileLock, **_: float) -> None:
        raise error

    monkeypatch.setattr(FileLock, "acquire", refuse)
    begin_journal(tmp_path, header(), T0).close()
    assert not is_in_use(list_journals(tmp_path)[0])


@pytest.mark.parametrize(
    "wrong",
    [
        {"choices": {"week": "soon", "skip": [], "variants": {}}},
        {"choices": {"week": None, "skip": [[1]], "variants": {}}},
        {"lead_ms": float("inf")},
        {"practice": 3},
    ],
)
def test_a_damaged_header_is_reported_as_damaged(begin: Begin, wrong: dict[str, Any]) -> None:
    path = path_of(begin())
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | wrong))
    with pytest.raises(JournalError, match=r"curls\.jsonl: its first line is damaged"):
        read_journal(path)


def test_a_missing_folder_has_no_runs(tmp_path: Path) -> None:
    assert list_journals(tmp_path / "nowhere") == []


class FullDisk:
    """A file on a disk that has no room left."""

    def write(self, _text: str) -> int:
        raise OSError(28, "No space left on device")

    def close(self) -> None:
        """Close as files do."""


def test_a_full_disk_stops_the_record_but_not_the_session(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "full.jsonl", cast("IO[str]", FullDisk()), start_ms=T0)
    run = Run(Player(compile_session(session())), journal)
    run.do(Command.START, T0)
    live(run, T0, T0 + 20_000)
    assert run.player.step.kind is StepKind.SET
    assert "No space left on device" in run.problem
    assert "no longer recorded" in run.problem


def fill_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nothing more be written to a record."""

    def refuse(*_: object, **__: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hamtimer.core.run.journal.json.dumps", refuse)


def test_a_record_says_how_much_of_its_run_it_has(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = begin()
    kept = [run.kept]
    run.do(Command.START, T0)
    live(run, T0, T0 + 20_000)
    kept.append(run.kept)
    fill_disk(monkeypatch)
    live(run, T0 + 20_000, T0 + 30_000)
    kept.append(run.kept)
    assert kept == [Kept.NOTHING, Kept.ALL, Kept.PART]
    run.close()
    monkeypatch.undo()
    again, _ = Journal.reopen(path_of(run), 0)
    assert again.kept is Kept.ALL
    again.close()


def test_a_record_without_its_start_cannot_be_resumed(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = begin()
    fill_disk(monkeypatch)
    run.do(Command.START, T0)
    assert run.kept is Kept.NOTHING
    assert read_journal(path_of(run)).entries == ()


def test_every_line_is_an_object_that_other_programs_can_read(begin: Begin) -> None:
    run = begin()
    run.do(Command.START, T0)
    live(run, T0, T0 + 40_000)
    lines: list[dict[str, Any]] = [
        json.loads(line) for line in path_of(run).read_text(encoding="utf-8").splitlines()
    ]
    assert lines[0]["text"] == TEXT
    assert lines[1] == {"t": 0, "do": "start"}
    (outcome,) = (line for line in lines if line.get("event") == EventKind.OUTCOME)
    assert (outcome["reps"], outcome["result"], outcome["t"]) == (4, "done", 38_000)


def test_the_run_is_known_to_be_alive_at_least_every_few_seconds(begin: Begin) -> None:
    run = begin()
    run.do(Command.START, T0)
    live(run, T0, T0 + 38_000 + 45_000)
    assert read_journal(path_of(run)).last_ms >= 38_000 + 40_000


def test_a_run_that_is_paused_has_nothing_to_record(begin: Begin) -> None:
    run = begin()
    run.do(Command.START, T0)
    run.do(Command.PAUSE, T0 + 5_000)
    live(run, T0 + 5_000, T0 + 30_000)
    assert read_journal(path_of(run)).last_ms == 5_000


def test_a_disk_that_is_slow_to_write_holds_nothing_up(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = threading.Event()
    monkeypatch.setattr(os, "fsync", lambda _descriptor: done.wait(10))
    run = begin()
    begun = time.monotonic()
    run.do(Command.START, T0)
    run.do(Command.NEXT, T0 + 500)
    assert time.monotonic() - begun < 5
    done.set()


def test_a_disk_that_fails_is_reported(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    run = begin()
    monkeypatch.setattr(os, "fsync", fail)
    threads = set(threading.enumerate())
    run.do(Command.START, T0)
    for thread in set(threading.enumerate()) - threads:
        thread.join()
    assert "Input/output error" in run.problem


def test_a_cue_is_recorded_by_its_name(begin: Begin) -> None:
    run = begin()
    run.do(Command.START, T0)
    live(run, T0, T0 + 10_000)
    cues = [e.values["cue"] for e in read_journal(path_of(run)).entries if "cue" in e.values]
    assert cues[:2] == ["get-ready", "countdown"]


def test_a_tick_is_not_recorded_for_it_means_nothing(begin: Begin) -> None:
    run = begin()
    run.do(Command.START, T0)
    live(run, T0, T0 + 13_500)
    last = read_journal(path_of(run)).entries[-1].values
    assert last["alive"], "the ticks of a long phase are left out"
