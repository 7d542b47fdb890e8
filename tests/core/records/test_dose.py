"""Time under tension: prescribed, measured, by plan and not known, never mixed."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.plan_values import plan_values
from hamtimer.core.records.dose import Dose
from hamtimer.core.records.record import RunRecord
from hamtimer.core.records.week_report import report_exercises
from hamtimer.core.run.header import Header
from hamtimer.core.run.journal_reader import read_journal
from hamtimer.core.run.played import played_by
from hamtimer.core.run.run import Run
from hamtimer.core.session.model import Side, Sides
from hamtimer.core.session.work import Phase
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.home.records.new_record import begin_journal
from hamtimer.home.records.reading import read_run_record
from tests.core.practice.person import practise
from tests.home.records.recorded import GET_READY, SET, STARTED, T0, begin, live, path_of

PHASES = (4_000, 1_000, 2_000) * 4


def run_of(folder: Path, exercises: str, gaps: str = "10s") -> Run:
    """Begin a run of a session of these exercises, with 10 s before and between their sets."""
    text = f"name: Test\ndefaults: {{prepare: {gaps}, rest: {gaps}}}\nexercises:\n{exercises}\n"
    loaded = load_session(text, "test.yaml")
    assert loaded.session is not None, loaded.problems
    player = Player(compile_session(loaded.session))
    header = Header("Test", "test.yaml", text, STARTED, "0.1.0", played=played_by(player))
    return Run(player, begin_journal(folder, header, T0))


def follow(run: Run, until: int, taps: list[int] | None = None) -> RunRecord:
    """Let time pass ten times a second, tap at these times, stop the run, and read its record."""
    due = sorted(taps or [])
    if not run.player.is_running:
        run.do(Command.START, T0)
    for now in range(500, until + 1, 500):
        while due and due[0] <= now:
            run.tap(T0 + due.pop(0))
        run.advance(T0 + now)
    run.do(Command.STOP, T0 + until)
    run.close()
    return read_run_record(path_of(run))


def taps_after(lengths: Sequence[int]) -> list[int]:
    """Return the times of a tap at the end of each length, from the beginning of the first set."""
    return [GET_READY + sum(lengths[: number + 1]) for number in range(len(lengths))]


def test_who_is_led_gets_the_dose_by_plan(tmp_path: Path) -> None:
    record = follow(begin(tmp_path), GET_READY + SET + 1_000)
    assert record.dose() == Dose(planned_ms=2 * SET, by_plan_ms=SET)
    assert record.dose().coverage == 0


def test_a_set_that_is_left_in_its_middle_counts_what_passed_under_tension(tmp_path: Path) -> None:
    record = follow(begin(tmp_path), GET_READY + 9_000)
    assert record.dose() == Dose(planned_ms=2 * SET, by_plan_ms=9_000)
    # The rep that was broken off is in the sum alone.
    phases = record.sets[0].dose.phases
    assert phases[Phase.ECCENTRIC,].by_plan_ms == 4_000
    assert phases[Phase.CONCENTRIC,].by_plan_ms == 2_000


def test_a_run_of_which_nothing_was_done_has_no_coverage(tmp_path: Path) -> None:
    record = follow(begin(tmp_path), GET_READY - 1_000)
    assert record.dose() == Dose(planned_ms=2 * SET)
    assert record.dose().coverage is None


def test_what_was_tapped_is_measured_phase_by_phase(tmp_path: Path) -> None:
    lengths = (3_500, 1_200, 2_100) * 4
    record = follow(begin(tmp_path), GET_READY + SET + 5_000, taps_after(lengths))
    assert record.dose() == Dose(planned_ms=2 * SET, measured_ms=4 * 6_800)
    assert record.dose().coverage == 1
    measured = {phases: dose.measured_ms for phases, dose in record.sets[0].dose.phases.items()}
    eccentric, stretched, concentric = Phase.ECCENTRIC, Phase.STRETCHED, Phase.CONCENTRIC
    assert measured == {(eccentric,): 14_000, (stretched,): 4_800, (concentric,): 8_400}


def test_a_rep_beside_a_missed_tap_is_by_plan(tmp_path: Path) -> None:
    taps = taps_after(PHASES)
    del taps[3]  # the end of the second rep's lowering
    record = follow(begin(tmp_path), GET_READY + SET + 5_000, taps)
    assert record.dose() == Dose(2 * SET, measured_ms=SET - 7_000, by_plan_ms=7_000)


def test_a_tap_that_was_taken_for_another_turn_measures_nothing(tmp_path: Path) -> None:
    # The first tap, after lowering and pause at 4.5 s, may be taken for the end of the lowering.
    taps = taps_after([round(0.9 * length) for length in PHASES])
    del taps[2], taps[0]
    record = follow(begin(tmp_path), GET_READY + SET + 5_000, taps)
    assert record.dose().measured_ms == 2 * 6_300


def test_who_taps_slowly_gets_no_more_by_plan_than_time_has_passed(tmp_path: Path) -> None:
    # Two reps take 20 s; 8 s of the set are left for the two others, though 14 were planned.
    lengths = (6_000, 1_500, 2_500) * 2
    record = follow(begin(tmp_path), GET_READY + SET + 5_000, taps_after(lengths))
    assert record.sets[0].done is not None
    assert record.sets[0].done.reps == 4
    assert record.dose() == Dose(2 * SET, measured_ms=20_000, by_plan_ms=8_000)


def test_work_at_a_self_chosen_pace_is_not_known(tmp_path: Path) -> None:
    run = run_of(tmp_path, "  - {name: Squat, reps: 10, tempo: self-paced}")
    run.do(Command.START, T0)
    live(run, T0, T0 + GET_READY + 20_000)
    run.do(Command.DONE, T0 + GET_READY + 20_000)
    record = follow(run, GET_READY + 20_500)
    assert record.dose() == Dose(unknown_ms=20_000)
    assert record.dose().coverage == 0


def test_a_hold_counts_as_long_as_it_lasted(tmp_path: Path) -> None:
    record = follow(run_of(tmp_path, "  - {name: Sit, hold: 30s}"), GET_READY + 30_500)
    assert record.dose() == Dose(planned_ms=30_000, by_plan_ms=30_000)


def test_the_sides_stand_apart(tmp_path: Path) -> None:
    run = run_of(tmp_path, "  - {name: Lift, reps: 2, tempo: 2-0-2-0, sides: each, switch: 2s}")
    record = follow(run, GET_READY + 14_500)
    sides = {one.side: one.dose.dose for one in record.sets}
    assert sides[Side.LEFT] == Dose(8_000, by_plan_ms=8_000)
    assert sides[Side.RIGHT] == Dose(8_000, by_plan_ms=4_500)


def test_taps_in_a_set_whose_sides_take_turns_are_those_of_their_side(tmp_path: Path) -> None:
    run = run_of(tmp_path, "  - {name: Lift, reps: 2, tempo: 3-0-2-0, sides: alternating}")
    lengths = (3_100, 1_900, 2_900, 1_800, 3_100, 1_900, 2_900, 1_800)
    record = follow(run, GET_READY + 21_500, taps_after(lengths))
    sides = {one.side: one.dose.dose.measured_ms for one in record.sets}
    assert sides == {Side.LEFT: 10_000, Side.RIGHT: 9_400}


def test_an_unloaded_return_is_not_under_tension(tmp_path: Path) -> None:
    tempo = "tempo: 5-0-0-0, reset: 3s"
    run = run_of(tmp_path, f"  - {{name: Nordic, reps: 2, {tempo}}}")
    record = follow(run, GET_READY + 17_500, taps_after((4_800, 3_200, 4_900, 3_000)))
    assert record.dose() == Dose(planned_ms=10_000, measured_ms=9_700)


def test_a_set_that_was_undone_takes_what_was_measured_with_it(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.do(Command.START, T0)
    now = T0
    for tap in taps_after(PHASES):
        live(run, now, T0 + tap)
        now = T0 + tap
        run.tap(now)
    live(run, now, now + 2_000)
    assert read_run_record(path_of(run)).dose().measured_ms == SET
    run.do(Command.UNDO, now + 2_000)
    for line in (Command.BACK, Command.UNDO, Command.RESTART, Command.STOP):
        run.do(line, now + 2_100)
    run.close()
    record = read_run_record(path_of(run))
    assert record.dose().received_ms <= SET + 2_100


@pytest.mark.parametrize("bpm", [60, 90])
def test_a_practice_at_another_pace_is_measured_on_the_clock(tmp_path: Path, bpm: int) -> None:
    plan = PracticePlan(sets=1, reps=3, level=Level.TURNS, bpm=bpm)
    record = practice_record(tmp_path, plan, [1.0])
    assert record.dose().measured_ms == pytest.approx(3 * 8_000 * 60 / bpm, abs=10)
    assert record.dose().planned_ms == pytest.approx(3 * 8_000 * 60 / bpm, abs=10)


def practice_record(folder: Path, plan: PracticePlan, paces: list[float]) -> RunRecord:
    """Practise, each phase in turn taking its length times one of the paces."""
    player = practice_player(plan)
    values, played = plan_values(plan), played_by(player)
    header = Header("Practice", "", "", STARTED, "0.1.0", practice=values, played=played)
    journal = begin_journal(folder, header, 0)
    turn = iter(range(10_000))
    practise(
        plan, lambda _rep, _phase, wanted: wanted * paces[next(turn) % len(paces)], journal=journal
    )
    journal.close()
    return read_run_record(journal.path)


@settings(max_examples=15)
@given(st.lists(st.floats(0.85, 1.15), min_size=1, max_size=7), st.sampled_from(Sides))
def test_taps_of_known_lengths_give_the_dose_within_a_hundredth(
    paces: list[float], sides: Sides
) -> None:
    plan = PracticePlan(sets=1, reps=3, sides=sides, level=Level.SILENT)
    with TemporaryDirectory() as folder:
        record = practice_record(Path(folder), plan, paces)
    lengths = (5_000, 1_000, 2_000) * (3 if sides in (Sides.BOTH, Sides.LEFT, Sides.RIGHT) else 6)
    known = sum(length * paces[n % len(paces)] for n, length in enumerate(lengths))
    assert record.dose().measured_ms == pytest.approx(known, rel=0.01)
    assert record.dose().coverage == 1


@settings(max_examples=15)
@given(
    st.lists(st.sampled_from([0.9, 1.0, 1.05]), min_size=12, max_size=12),
    st.sets(st.integers(0, 11), max_size=4),
    st.sets(st.integers(0, 11), max_size=1),
)
def test_a_missed_or_doubled_tap_never_counts_as_measured(
    paces: list[float], missed: set[int], bounced: set[int]
) -> None:
    lengths = [round(length * pace) for length, pace in zip(PHASES, paces, strict=True)]
    taps = taps_after(lengths)
    made = [tap for number, tap in enumerate(taps) if number not in missed]
    made += [tap + 60 for number, tap in enumerate(taps) if number in bounced - missed]
    with TemporaryDirectory() as folder:
        record = follow(begin(Path(folder)), GET_READY + SET + 4_000, made)
    whole = [
        sum(lengths[first : first + 3])
        for first in range(0, 12, 3)
        if not missed & {first - 1, first, first + 1, first + 2}
    ]
    dose = record.dose()
    assert dose.measured_ms == sum(whole)
    if missed:
        assert dose.coverage != 1
    assert dose.received_ms <= SET + 1_600


@given(
    st.lists(
        st.tuples(
            st.sampled_from([None, None, "tap", *Command]),
            st.sampled_from([100, 900, 5_000, 15_000]),
        ),
        max_size=40,
    ),
    st.sampled_from(
        [
            "  - {name: Lift, sets: 3, reps: 2-4, tempo: 2-0-2-0, sides: each, switch: 0s}",
            "  - {name: Lift, sets: 3, reps: 2, tempo: 2-1-2-0, sides: alternating}",
            "  - {name: Sit, sets: 3, hold: 10s+}\n  - {name: Squat, reps: 3, tempo: self-paced}",
            "  - {name: Lift, sets: 4, reps: 3, tempo: 2-0-2-0, every: 15s}",
        ]
    ),
)
def test_no_more_is_received_than_time_has_passed(
    moves: list[tuple[Command | str | None, int]], exercises: str
) -> None:
    with TemporaryDirectory() as folder:
        run = run_of(Path(folder), exercises, gaps="0s")
        run.do(Command.START, T0)
        now = T0
        for move, length in moves:
            for _ in range(0, length, 500):
                now += 500
                run.advance(now)
            if isinstance(move, Command):
                run.do(move, now)
            elif move:
                run.tap(now)
        run.advance(now)
        run.close()
        record = read_run_record(path_of(run))
        passed = read_journal(path_of(run)).last_ms
    assert record.dose().received_ms <= passed
    for one in report_exercises([record]):
        by_phase = sum(dose.received_ms for dose in one.phases.values())
        assert by_phase <= one.dose.received_ms
