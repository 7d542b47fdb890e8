"""Runs that were interrupted: found, replayed and resumed, whatever happened to their files."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamtimer.core.play.commands import Command
from hamtimer.core.play.state import Status
from hamtimer.core.run.header import JournalError
from hamtimer.core.run.journal_reader import read_journal
from hamtimer.core.run.lock import InUseError
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import Choices
from hamtimer.core.timeline.steps import StepKind
from hamtimer.home.records.new_record import begin_journal
from hamtimer.home.records.replay import replay
from hamtimer.home.records.resume import find_interrupted, find_resumable, resume
from tests.core.run.conftest import Begin
from tests.core.run.curls import T0, TEXT, crash, header, live, path_of


def test_a_run_that_was_interrupted_is_found_and_continues_where_it_was(
    tmp_path: Path, begin: Begin, open_runs: list[Run]
) -> None:
    run = begin()
    run.do(Command.START, T0)
    live(run, T0, T0 + 21_300)
    crash(run)  # in the lowering of rep 2
    (recorded,) = find_interrupted(tmp_path)
    much_later = 5_000
    again = resume(recorded, much_later)
    open_runs.append(again)
    player = again.player
    assert player.state.status is Status.PAUSED
    assert player.step.kind is StepKind.SET
    assert player.state.position_ms(much_later) == pytest.approx(11_300, abs=1_000)
    again.do(Command.RESUME, much_later + 500)
    live(again, much_later + 500, much_later + 30_000)
    assert [o.reps for o in again.player.outcomes()] == [4]
    again.close()
    (twice,) = find_interrupted(tmp_path)
    assert [o.reps for o in replay(twice, 0).outcomes()] == [4]


def test_resuming_does_not_count_the_time_the_program_was_not_running(begin: Begin) -> None:
    run = begin()
    run.do(Command.START, T0)
    live(run, T0, T0 + 12_000)
    recorded = read_journal(path_of(run))
    player = replay(recorded, 10**9)
    assert player.state.session_ms(10**9) == recorded.last_ms


def test_undo_still_works_after_a_crash(begin: Begin) -> None:
    run = begin()
    run.do(Command.START, T0)
    live(run, T0, T0 + 20_000)
    run.do(Command.NEXT, T0 + 20_000)
    player = replay(read_journal(path_of(run)), 0)
    assert player.step.kind is StepKind.REST
    player.do(Command.UNDO, 1_000)
    assert (player.step.kind, player.state.position_ms(1_000)) == (StepKind.SET, 10_000)


def test_a_run_that_is_being_followed_is_not_interrupted(tmp_path: Path, begin: Begin) -> None:
    run = begin()
    run.do(Command.START, T0)
    assert list(find_interrupted(tmp_path)) == []
    with pytest.raises(InUseError, match="another hamtimer is following this run"):
        resume(read_journal(path_of(run)), 0)
    run.close()
    assert [found.path for found in find_interrupted(tmp_path)] == [path_of(run)]
    assert {path.suffix for path in tmp_path.iterdir() if path.is_file()} == {".jsonl"}


def test_a_finished_run_is_not_offered_again(tmp_path: Path, begin: Begin) -> None:
    run = begin()
    run.do(Command.START, T0)
    run.do(Command.STOP, T0 + 15_000)
    run.close()
    assert list(find_interrupted(tmp_path)) == []
    assert read_journal(path_of(run)).is_over


def test_a_run_that_went_on_elsewhere_since_it_was_offered_continues_from_there(
    tmp_path: Path, begin: Begin, open_runs: list[Run]
) -> None:
    run = begin()
    run.do(Command.START, T0)
    live(run, T0, T0 + 12_000)
    run.close()
    (offered,) = find_interrupted(tmp_path)
    elsewhere = resume(offered, 0)
    elsewhere.do(Command.RESUME, 1_000)
    live(elsewhere, 1_000, 31_000)
    elsewhere.close()
    open_runs.append(again := resume(offered, 500_000))
    assert [o.reps for o in again.player.outcomes()] == [4]
    assert again.player.step.kind is StepKind.REST


def test_a_run_that_was_ended_since_it_was_offered_does_not_continue(
    tmp_path: Path, begin: Begin
) -> None:
    run = begin()
    run.do(Command.START, T0)
    run.close()
    (offered,) = find_interrupted(tmp_path)
    elsewhere = resume(offered, 0)
    elsewhere.do(Command.STOP, 1_000)
    elsewhere.close()
    before = path_of(run).read_bytes()
    with pytest.raises(JournalError, match="this run is over"):
        resume(offered, 0)
    assert path_of(run).read_bytes() == before


@pytest.mark.parametrize("last", [Command.STOP, Command.NEXT])
def test_an_end_whose_line_was_cut_off_by_a_crash_is_an_end(
    tmp_path: Path, begin: Begin, last: Command
) -> None:
    run = begin(Choices(skip=frozenset({"sit"})))
    run.do(Command.START, T0)
    live(run, T0, T0 + 40_000)
    run.do(Command.NEXT, T0 + 40_000)
    run.do(last, T0 + 41_000)
    assert run.player.is_over
    run.close()
    *lines, _end = path_of(run).read_bytes().splitlines(keepends=True)
    path_of(run).write_bytes(b"".join(lines))
    (offered,) = find_interrupted(tmp_path)
    assert list(find_resumable(tmp_path)) == []
    with pytest.raises(JournalError, match="this run is over"):
        resume(offered, 0)
    assert list(find_interrupted(tmp_path)) == [], "it is not offered again"


def test_an_undone_end_is_no_end(tmp_path: Path, begin: Begin) -> None:
    run = begin(Choices(skip=frozenset({"sit"})))
    run.do(Command.START, T0)
    for _ in range(4):
        run.do(Command.NEXT, T0 + 1_000)
    assert run.player.is_over
    run.do(Command.UNDO, T0 + 2_000)
    crash(run)
    assert [found.path for found in find_interrupted(tmp_path)] == [path_of(run)]


def test_the_choices_are_kept_with_the_run(begin: Begin) -> None:
    choices = Choices(skip=frozenset({"sit"}))
    run = begin(choices)
    run.do(Command.START, T0)
    recorded = read_journal(path_of(run))
    assert replace(recorded.header, played=None) == header(choices)
    assert {s.exercise.id for s in replay(recorded, 0).timeline.steps} == {"curl"}


def test_a_gap_in_time_is_played_again_as_a_pause(begin: Begin) -> None:
    run = begin()
    run.do(Command.START, T0)
    live(run, T0, T0 + 12_000)
    run.advance(T0 + 700_000)
    run.do(Command.RESUME, T0 + 710_000)
    live(run, T0 + 710_000, T0 + 711_000)
    now = 123
    player = replay(read_journal(path_of(run)), now)
    assert player.state.position_ms(now) == pytest.approx(3_000, abs=100)
    assert player.pauses >= 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    # Some waits are longer than the program may be silent for: the run pauses by itself.
    st.lists(st.tuples(st.sampled_from(Command), st.integers(0, 4_000)), max_size=15),
    st.integers(1, 15),
    st.sampled_from([0, 250]),
)
def test_a_replay_is_the_run_though_it_was_interrupted_and_resumed(
    begin: Begin, pressed: list[tuple[Command, int]], broken_off: int, lead_ms: int
) -> None:
    run, now = begin(lead_ms=lead_ms), T0
    for number, (command, later) in enumerate([(Command.START, 0), *pressed]):
        if number == broken_off and not run.player.is_over:
            run.close()
            now = 5_000_000  # the clock of another day
            run = resume(read_journal(path_of(run)), now)
        now += later
        run.do(command, now)
        run.advance(now)
    run.do(Command.PAUSE, now)
    run.close()
    recorded = read_journal(path_of(run))
    assert recorded.is_over == run.player.is_over
    was, again = run.player, replay(recorded, 0)
    assert again.state.at(0) == replace(was.state.at(now), base_now=0)
    assert again.outcomes() == was.outcomes()
    assert again.undoable == was.undoable
    assert (again.pauses, again.paused_ms) == (was.pauses, was.paused_ms)


def test_a_file_cut_anywhere_can_still_be_read(tmp_path: Path, begin: Begin) -> None:
    run = begin()
    run.do(Command.START, T0)
    live(run, T0, T0 + 30_000)
    run.close()
    whole = path_of(run).read_bytes()
    first_line = whole.index(b"\n") + 1
    cut = tmp_path / "cut.jsonl"
    for length in range(first_line, len(whole), 37):
        cut.write_bytes(whole[:length])
        recorded = read_journal(cut)
        assert recorded.header.name == "Curls"
        replay(recorded, 0)


def test_continuing_after_a_torn_line_keeps_the_file_readable(begin: Begin) -> None:
    run = begin()
    run.do(Command.START, T0)
    live(run, T0, T0 + 15_000)
    path = path_of(run)
    path.write_bytes(path.read_bytes()[:-9])
    crash(run)
    again = resume(read_journal(path), 0)
    again.do(Command.STOP, 500)
    again.close()
    recorded = read_journal(path)
    assert recorded.is_over
    assert [e.values["do"] for e in recorded.entries if "do" in e.values] == [
        "start",
        "pause",
        "stop",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        "[1, 2]",
        '{"other": 1}',
        '{"hamtimer-run": 99, "version": "9"}',
        '{"hamtimer-run": 1}',
        "[" * 100_000,
    ],
)
def test_what_is_no_journal_is_reported_to_be_none(tmp_path: Path, text: str) -> None:
    path = tmp_path / "strange.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(JournalError, match=r"strange\.jsonl"):
        read_journal(path)
    assert list(find_interrupted(tmp_path)) == []


def test_a_recorded_session_that_can_no_longer_be_read_is_an_error(tmp_path: Path) -> None:
    journal = begin_journal(tmp_path, replace(header(), text="name: [broken"), T0)
    journal.write_command("start", T0)
    journal.close()
    with pytest.raises(JournalError, match="curls"):
        replay(read_journal(journal.path), 0)


def test_a_run_that_was_ended_is_known_by_the_end_of_its_file(
    tmp_path: Path, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = begin()
    run.do(Command.START, T0)
    run.do(Command.STOP, T0 + 15_000)
    read: list[Path] = []
    monkeypatch.setattr("hamtimer.core.run.journal_reader.read_journal", read.append)
    assert list(find_interrupted(tmp_path)) == []
    assert read == []


def test_a_session_may_hold_any_line_separator(
    tmp_path: Path, begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    strange = TEXT + "# one\u2028# two\x85# three\n"
    for module in ("curls", "conftest"):
        monkeypatch.setattr(f"tests.core.run.{module}.TEXT", strange)
    run = begin()
    run.do(Command.START, T0)
    crash(run)
    (recorded,) = find_interrupted(tmp_path)
    assert recorded.header.text == strange
