"""A plan changed during a run: its record, what a replay makes of it, and what is resumed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hamtimer.core.play.commands import CHANGES_PLAN, Command
from hamtimer.core.play.outcomes import Result
from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.player import Player
from hamtimer.core.run.done import done_exercises
from hamtimer.core.run.header import Header
from hamtimer.core.run.journal_reader import read_journal
from hamtimer.core.run.played import played_by
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import Choices
from hamtimer.core.session.model import Session
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.home.records.new_record import begin_journal
from hamtimer.home.records.reading import read_run_record
from hamtimer.home.records.replay import replay
from hamtimer.home.records.resume import resume
from tests.home.records.recorded import T0, live, path_of

TEXT = """\
name: Legs
exercises:
  - name: Nordic
    sets: 2
    reps: 2
    tempo: 2-0-1-0
    rest: 20s
    easier:
      - name: Assisted
  - block: Pair
    kind: circuit
    rest-between-rounds: 20s
    exercises:
      - {name: Squat, sets: 2, reps: 2, tempo: 1-0-1-0, rest: 10s}
      - {name: Row, sets: 2, reps: 3, tempo: self-paced}
  - {name: Calf raise, sets: 3, reps: 2, tempo: 1-0-1-0, sides: each, rest: 15s}
"""
CHANGED = TEXT.replace("reps: 2, tempo: 1-0-1-0, sides: each", "reps: 4, tempo: 1-0-1-0")


def session_of(text: str) -> Session:
    session = load_session(text, "legs.yaml").session
    assert session is not None
    return session


def begin(folder: Path) -> Run:
    player = Player(compile_session(session_of(TEXT)), gap_ms=None)
    played = played_by(player)
    header = Header("Legs", "legs.yaml", TEXT, "2026-11-22T07:30:00+01:00", "0", played=played)
    run = Run(player, begin_journal(folder, header, T0))
    run.do(Command.START, T0)
    return run


def state_of(player: Player, now: int) -> tuple[object, ...]:
    """Return all that a replay must give again."""
    turns = [(t.key, t.exercise.id, t.is_extra) for t in player.timeline.turns]
    return player.state.at(now), turns, player.undoable, plan_of(player.timeline)


_values = {Command.GO_TO: ["squat", "calf-raise", "nordic", ""], Command.FIT: ["1", "3", "", "x"]}
_presses = st.sampled_from([*CHANGES_PLAN, *Command]).flatmap(
    lambda command: st.tuples(
        st.just(command), st.sampled_from(_values.get(command, [""])), st.integers(0, 25_000)
    )
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_presses | st.just("reload"), max_size=10), st.integers(0, 20_000))
def test_replaying_a_record_gives_the_state_that_the_run_had(
    tmp_path_factory: pytest.TempPathFactory, presses: list[object], later: int
) -> None:
    run, now = begin(tmp_path_factory.mktemp("runs")), T0
    for press in presses:
        if isinstance(press, tuple):
            command, value, after = press
            now += after
            run.do(command, now, value)
        else:
            run.reload(session_of(CHANGED), CHANGED, Choices(), now)
    now += later
    run.do(Command.PAUSE, now)
    run.advance(now)
    if run.journal is not None:
        run.journal.write_note({"alive": True}, now)
    run.close()
    recorded = read_journal(path_of(run))
    again = replay(recorded, now)
    assert state_of(again, now) == state_of(run.player, now)
    tally = recorded.tally()
    assert tuple(tally.own_log) == run.player.attempts()
    assert tally.played == played_by(run.player)


def play_to_the_end(run: Run, now: int) -> None:
    while not run.is_over:
        now += 1_000
        run.advance(now)
        if run.player.is_running and run.player.step.is_open:
            run.do(Command.DONE, now)


def test_a_run_with_changes_is_resumed_in_its_changed_plan(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.do(Command.EASIER, T0 + 1_000)
    run.do(Command.FIT, T0 + 2_000, "2")
    live(run, T0 + 2_000, T0 + 30_000)
    plan = plan_of(run.player.timeline)
    run.close()
    again = resume(read_journal(path_of(run)), T0 + 90_000)
    assert plan_of(again.player.timeline) == plan
    assert again.player.outcomes() == run.player.outcomes()
    again.do(Command.RESUME, T0 + 91_000)
    again.do(Command.ANOTHER_SET, T0 + 92_000)
    play_to_the_end(again, T0 + 92_000)
    again.close()
    summary = read_journal(path_of(run)).tally().summary()
    assert next(one.name for one in summary.done.exercises) == "Assisted"


def test_what_was_left_out_was_not_asked_for_and_what_came_later_is_not_skipped(
    tmp_path: Path,
) -> None:
    run = begin(tmp_path)
    run.do(Command.LATER, T0 + 1_000)
    run.do(Command.FIT, T0 + 2_000, "4")
    play_to_the_end(run, T0 + 2_000)
    run.close()
    tally = read_journal(path_of(run)).tally()
    assert {one.result for one in tally.log} == {Result.DONE}
    record = read_run_record(path_of(run))
    assert [one.work.name for one in record.sets][:1] == ["Squat"]
    planned, done = tally.summary().planned, tally.summary().done
    assert [(one.name, one.sets) for one in planned.exercises] == [
        (one.name, one.sets) for one in done.exercises
    ]


def test_a_variant_from_the_middle_on_counts_by_itself(tmp_path: Path) -> None:
    run = begin(tmp_path)
    live(run, T0, T0 + 18_000)
    run.do(Command.EASIER, T0 + 18_000)
    play_to_the_end(run, T0 + 18_000)
    run.close()
    done = done_exercises(read_journal(path_of(run)).tally())
    assert [(one.exercise, one.variant, one.done) for one in done][:2] == [
        ("nordic", "", (2,)),
        ("nordic", "assisted", (2,)),
    ]


def test_only_what_is_new_in_the_plan_is_written(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.do(Command.ANOTHER_SET, T0 + 11_000)
    run.close()
    lines = [json.loads(line) for line in path_of(run).read_text(encoding="utf-8").splitlines()]
    (line,) = [line for line in lines if line.get("do") == "another-set"]
    assert [type(one) for one in line["plan"]][:4] == [int, int, dict, int]


def test_an_undone_change_is_undone_in_the_record(tmp_path: Path) -> None:
    run = begin(tmp_path)
    before = played_by(run.player)
    run.do(Command.EASIER, T0 + 1_000)
    run.do(Command.UNDO, T0 + 2_000)
    run.close()
    assert read_journal(path_of(run)).tally().played == before


def test_both_texts_of_a_reloaded_session_are_kept(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.reload(session_of(CHANGED), CHANGED, Choices(), T0 + 12_000)
    run.close()
    recorded = read_journal(path_of(run))
    assert recorded.header.text == TEXT
    (line,) = [entry for entry in recorded.entries if entry.values.get("do") == "reload"]
    assert line.values["text"] == CHANGED
    assert plan_of(replay(recorded, T0 + 20_000).timeline) == plan_of(run.player.timeline)


def test_a_variant_chosen_before_the_run_knows_its_neighbours() -> None:
    loaded = load_session(TEXT, "legs.yaml")
    chosen = loaded.choose(Choices(variants={"nordic": "assisted"}))
    player = Player(compile_session(chosen), gap_ms=None)
    player.do(Command.START, T0)
    assert not player.can(Command.EASIER, T0)
    player.do(Command.HARDER, T0)
    assert player.step.exercise.name == "Nordic"
    player.do(Command.EASIER, T0 + 100)
    assert player.step.exercise.name == "Assisted"
    plan = plan_of(player.timeline)
    assert (plan[0].exercise, plan[0].variant) == ("nordic", "assisted")
