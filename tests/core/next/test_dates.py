"""The dates of a plan and what is due, by the bundled sessions: worked out by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hamtimer.core.next.dates import DoneDay, due_of_session, sessions_asked, week_of_plan
from hamtimer.core.run.done import DoneExercise
from hamtimer.core.session.model import DatedPlan, Missed
from hamtimer.core.session_file.loader import Loaded, load_session, read_session
from hamtimer.home.folders import bundled_folder

MONDAY = date(2026, 3, 2)
DONE = DoneExercise("a", "", ((1, 1),), (1,), is_time=False, load="", is_finished=True)


def nordic(missed: Missed) -> Loaded:
    loaded = read_session(bundled_folder() / "nordic-lowering.yaml")
    assert loaded.session is not None
    return replace(loaded, session=replace(loaded.session, plan=DatedPlan(MONDAY, missed)))


def test_each_week_of_the_nordic_plan_asks_for_its_sessions() -> None:
    loaded = nordic(Missed.WAIT)
    assert [sessions_asked(loaded, week) for week in range(1, 6)] == [1, 2, 3, 3, 3]


@pytest.mark.parametrize(
    ("missed", "weeks"),
    [
        (Missed.WAIT, [1, 2, 2, 3, 3, 4]),
        (Missed.GO_ON, [1, 2, 3, 4, 5, 6]),
        (Missed.BACK, [1, 2, 2, 3, 2, 3]),
    ],
)
def test_the_nordic_plan_followed_by_a_person_who_misses_sessions(
    missed: Missed, weeks: list[int]
) -> None:
    loaded, sessions = nordic(missed), [1, 1, 2, 0, 3]
    runs = [
        DoneDay(MONDAY + timedelta(days=7 * block + 2 * number), (DONE,))
        for block, count in enumerate(sessions)
        for number in range(count)
    ]
    for block, expected in enumerate(weeks):
        for day in (7 * block, 7 * block + 6):  # a block keeps its week to its end
            found = week_of_plan(loaded, runs, MONDAY + timedelta(days=day))
            assert found is not None
            assert found.week == expected, (block, day)
            assert found.done == (sessions[block - 1] if block else 0)


def test_before_its_first_day_a_plan_has_no_week() -> None:
    assert week_of_plan(nordic(Missed.WAIT), [], MONDAY - timedelta(days=1)) is None


def test_without_any_schedule_nothing_is_due() -> None:
    loaded = load_session("name: S\nexercises: [{name: A, reps: 5}]\n", "s.yaml")
    assert due_of_session(loaded, [], MONDAY) is None


def test_the_schedule_of_a_session_is_for_exercises_without_their_own() -> None:
    text = (
        "name: S\nschedule: every 3 days\nexercises:\n"
        "  - {name: A, reps: 5}\n  - {name: B, reps: 5, schedule: daily}\n"
    )
    loaded = load_session(text, "s.yaml")
    run = DoneDay(MONDAY, (DONE, replace(DONE, exercise="b")))
    found = due_of_session(loaded, [run], MONDAY + timedelta(days=1))
    assert found is not None
    assert [(one.exercise.id, one.due.call.value) for one in found.exercises] == [
        ("a", "not due"),
        ("b", "due"),
    ]
    assert found.call.value == "due"
