"""Corrections: lines added to a record, which another correction undoes."""

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamtimer.core.errors import UserError
from hamtimer.core.play.commands import Command
from hamtimer.core.play.outcomes import best_attempts
from hamtimer.core.records.edits import Edit
from hamtimer.core.records.record import DoneSet
from hamtimer.core.run.lock import InUseError
from hamtimer.core.run.tally import RunState, Tally
from hamtimer.core.session.model import Side
from hamtimer.home.records.edit import edit_record
from hamtimer.home.records.index import list_rows
from hamtimer.home.records.reading import read_run_record
from hamtimer.home.records.resume import find_interrupted, resume
from tests.core.records.test_dose import follow, run_of
from tests.home.records.recorded import GET_READY, SET, T0, begin, live, path_of, record

SIDES = "  - {name: Lift, sets: 2, reps: 2, tempo: 2-0-2-0, sides: each, switch: 2s}"


def finished(folder: Path) -> Path:
    """Record a run of two sets of four reps, both done."""
    run = begin(folder)
    run.do(Command.START, T0)
    live(run, T0, T0 + GET_READY + SET + 60_000 + SET + 1_000)
    run.close()
    return path_of(run)


def reps_of(path: Path) -> list[int | None]:
    return [one.done.reps if one.done else None for one in read_run_record(path).sets]


def as_uncorrected(path: Path) -> list[DoneSet]:
    """Return the sets of a record, but for the mark that they were corrected."""
    return [
        replace(one, outcome=replace(one.outcome, corrected=False) if one.outcome else None)
        for one in read_run_record(path).sets
    ]


def test_a_correction_is_added_and_nothing_is_rewritten(tmp_path: Path) -> None:
    path = finished(tmp_path)
    before = path.read_bytes()
    edit_record(path, Edit(set_number=2, reps=3))
    assert path.read_bytes().startswith(before)
    assert reps_of(path) == [4, 3]
    assert list_rows(tmp_path)[0].reps == 7


def test_a_correction_changes_neither_length_nor_end(tmp_path: Path) -> None:
    path = finished(tmp_path)
    (before,) = list_rows(tmp_path)
    edit_record(path, Edit(set_number=1, reps=4, said={"note": "fine"}))
    (after,) = list_rows(tmp_path)
    assert after == before


def test_a_rep_that_was_added_afterwards_is_not_known_to_be_under_tension(tmp_path: Path) -> None:
    path = finished(tmp_path)
    edit_record(path, Edit(set_number=1, reps=6))
    dose = read_run_record(path).sets[0].dose.dose
    assert (dose.by_plan_ms, dose.unknown_ms) == (SET, 2 * 7_000)


@settings(max_examples=15)
@given(st.lists(st.tuples(st.sampled_from([1, 2]), st.integers(0, 9)), max_size=4))
def test_a_correction_and_its_opposite_give_the_same(edits: list[tuple[int, int]]) -> None:
    with TemporaryDirectory() as folder:
        path = path_of(run := begin(Path(folder)))
        follow(run, GET_READY + SET + 60_000 + 16_500)
        before, done = as_uncorrected(path), reps_of(path)
        for number, reps in edits:
            edit_record(path, Edit(set_number=number, reps=reps))
        for number, was in enumerate(done, 1):
            edit_record(path, Edit(set_number=number, reps=was or 0))
        assert as_uncorrected(path) == before


def test_the_last_that_was_said_holds_and_can_be_undone(tmp_path: Path) -> None:
    path = finished(tmp_path)
    edit_record(path, Edit(set_number=1, said={"rpe": 8, "pain": 3, "note": "left knee"}))
    edit_record(path, Edit(set_number=1, said={"rpe": 7, "note": None}))
    first, second = read_run_record(path).sets
    assert (first.rpe, first.pain, first.note) == (7, 3, "")
    assert (second.rpe, second.pain) == (None, None)


def test_a_load_is_that_of_the_set_or_else_of_the_exercise(tmp_path: Path) -> None:
    path = finished(tmp_path)
    edit_record(path, Edit(said={"load": "20 kg"}))
    edit_record(path, Edit(set_number=2, said={"load": "22.5 kg"}))
    assert [one.load for one in read_run_record(path).sets] == ["20 kg", "22.5 kg"]


def test_one_side_is_corrected_alone(tmp_path: Path) -> None:
    path = path_of(run := run_of(tmp_path, SIDES))
    follow(run, 60_000)
    edit_record(path, Edit(set_number=1, side=Side.RIGHT, reps=1))
    assert reps_of(path) == [2, 1, 2, 2]


def test_a_hold_is_corrected_in_time(tmp_path: Path) -> None:
    path = path_of(run := run_of(tmp_path, "  - {name: Sit, hold: 30s}"))
    follow(run, 41_000)
    edit_record(path, Edit(set_number=1, time_ms=25_000))
    (only,) = read_run_record(path).sets
    assert only.done is not None
    assert only.done.held_ms == 25_000
    assert only.dose.dose.by_plan_ms == 25_000
    assert only.outcome is not None
    assert (only.outcome.result, only.outcome.work_ms) == ("stopped early", 25_000)
    edit_record(path, Edit(set_number=1, time_ms=40_000))
    dose = read_run_record(path).dose()
    assert (dose.by_plan_ms, dose.unknown_ms) == (30_000, 10_000)


def test_a_set_that_was_never_begun_can_be_said_to_be_done(tmp_path: Path) -> None:
    path = record(tmp_path)
    edit_record(path, Edit(set_number=2, reps=4))
    assert reps_of(path) == [None, 4]
    dose = read_run_record(path).dose()
    assert (dose.received_ms, dose.unknown_ms) == (0, SET)


@pytest.mark.parametrize(
    ("exercises", "edit", "message"),
    [
        (SIDES, Edit(set_number=3, reps=1), "there is no set 3; write 1 to 2"),
        (SIDES, Edit(reps=1), "reps and time belong to a set; add --set"),
        (SIDES, Edit(set_number=1, reps=1), "each side has its own reps; add --side, one of: left"),
        (
            SIDES,
            Edit("squat"),
            '"squat" is not an exercise of this run; add --exercise, one of: lift',
        ),
        (SIDES, Edit(set_number=1, side=Side.LEFT, part=2, reps=1), "the set has no part 2"),
        (SIDES, Edit(set_number=1, side=Side.LEFT, time_ms=1), "reps are counted in this set"),
        (
            "  - {name: Sit, hold: 30s}",
            Edit(set_number=1, reps=1),
            "reps are not counted in this set; write --time",
        ),
        (
            "  - {name: Sit, hold: 30s}",
            Edit(set_number=1, side=Side.LEFT, time_ms=1),
            "the set has no left side; leave out --side",
        ),
        (
            "  - {name: Lift, reps: 2, tempo: 2-0-2-0, sides: alternating}",
            Edit(set_number=1, side=Side.LEFT, reps=1),
            "the sides take turns in this set",
        ),
        (
            "  - {name: Lift, reps: 2}\n  - {name: Sit, hold: 30s}",
            Edit(set_number=1, reps=1),
            "the run has several exercises; add --exercise, one of: lift, sit",
        ),
        (
            "  - {name: Lift one, reps: 2}\n  - {name: Lift two, reps: 2}",
            Edit("lift", set_number=1, reps=1),
            '"lift" matches several exercises; add --exercise, one of: lift-one, lift-two',
        ),
    ],
)
def test_what_is_invalid_is_refused_and_nothing_is_written(
    tmp_path: Path, exercises: str, edit: Edit, message: str
) -> None:
    path = path_of(run := run_of(tmp_path, exercises))
    follow(run, 1_000)
    before = path.read_bytes()
    with pytest.raises(UserError) as raised:
        edit_record(path, edit)
    assert message in str(raised.value)
    assert path.read_bytes() == before


def test_a_run_that_a_program_follows_is_not_edited(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.do(Command.START, T0)
    with pytest.raises(InUseError):
        edit_record(path_of(run), Edit(set_number=1, reps=1))
    run.close()


def test_an_interrupted_run_that_was_corrected_is_still_resumed(tmp_path: Path) -> None:
    path = record(tmp_path, ms=GET_READY + SET + 2_000)
    edit_record(path, Edit(set_number=1, reps=3))
    (recorded,) = find_interrupted(tmp_path)
    run = resume(recorded, T0)
    run.do(Command.RESUME, T0)
    live(run, T0, T0 + 58_000 + SET + 1_000)
    run.close()
    assert reps_of(path) == [3, 4]
    assert list_rows(tmp_path)[0].state is RunState.FINISHED


def test_undoing_a_later_set_leaves_a_correction(tmp_path: Path) -> None:
    path = record(tmp_path, ms=GET_READY + SET + 60_000 + 10_000)
    edit_record(path, Edit(set_number=1, reps=3))
    (recorded,) = find_interrupted(tmp_path)
    run = resume(recorded, T0)
    run.do(Command.RESUME, T0)
    run.do(Command.NEXT, T0 + 100)
    run.do(Command.UNDO, T0 + 200)
    run.close()
    assert reps_of(path)[0] == 3


def test_the_correction_of_a_set_that_is_undone_goes_with_it() -> None:
    tally = Tally(None)
    kept = {"result": "done", "held_ms": 0, "tension_ms": None}
    outcome = {"event": "outcome", "side": "both", **kept}
    for line in (
        {"t": 1, **outcome, "step": 1, "reps": 4},
        {"t": 2, **outcome, "step": 3, "reps": 4},
        {"t": 2, **outcome, "step": 1, "reps": 3, "corrected": True, "edited": True},
        {"t": 2, **outcome, "step": 3, "reps": 2, "corrected": True, "edited": True},
        {"t": 3, "event": "undone", "outcomes": 1},
        {"t": 4, **outcome, "step": 3, "reps": 5},
    ):
        tally.take(line)
    assert {step: one.reps for step, one in best_attempts(tally.log).items()} == {1: 3, 3: 5}
    assert [one.reps for one in tally.own_log] == [4, 5]


def test_a_run_of_which_only_a_note_was_added_is_not_started(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.close()
    edit_record(path_of(run), Edit(said={"note": "no time today"}))
    assert list_rows(tmp_path)[0].state is RunState.NOT_STARTED
