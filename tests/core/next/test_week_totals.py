"""What every week of a plan comes to, worked out by hand."""

from fractions import Fraction

from hamtimer.core.next.week_totals import Amounts, all_weeks, week_totals
from hamtimer.core.session_file.loader import load_session

PLAN = """\
name: Plan
schedule: every other day
exercises:
  - name: Curl
    tempo: 2-0-2-0
    prepare: 0
    rest: 60s
    weeks:
      - {weeks: 1-2, sets: 2, reps: 5, schedule: twice a week}
      - {weeks: 4, sets: 3, reps: 10, schedule: at least 3 times a week}
  - name: Squat
    prepare: 0
    weeks: 4
    reps: 5
    tempo: 1-0-1-0
"""


def amounts(sets: float, reps: float, tension_s: float) -> Amounts:
    return Amounts(Fraction(sets), Fraction(reps), Fraction(tension_s) * 1_000)


def test_each_week_of_a_plan() -> None:
    first, second, third, fourth = week_totals(load_session(PLAN, "plan.yaml"))
    # Twice a week two sets of five reps of 4 s, with a minute of rest between.
    assert (first.week, first.assumed_ms) == (1, 20_000 + 60_000 + 20_000)
    assert first.sessions == 2
    assert (first.session, first.whole) == (amounts(2, 10, 40), amounts(4, 20, 80))
    assert (second.week, second.whole) == (2, first.whole)
    # No entry names week 3, and nothing else says how much to do.
    assert (third.week, third.session) == (3, amounts(0, 0, 0))
    assert third.sessions == 0
    # Curls three times, 3 x 10 x 4 s; squats every other day, 5 x 2 s.
    assert (fourth.week, fourth.sessions) == (4, Fraction(7, 2))
    assert fourth.session == amounts(4, 35, 130)
    assert fourth.whole == amounts(9 + 3.5, 90 + 17.5, 360 + 35)
    sessions, total = all_weeks((first, second, third, fourth))
    assert (sessions, total) == (Fraction(15, 2), amounts(20.5, 147.5, 555))


def test_a_session_without_a_plan_is_one_week_that_is_done_once() -> None:
    text = "name: x\nexercises: [{name: a, reps: 5, tempo: 2-0-2-0}]"
    (week,) = week_totals(load_session(text, "x.yaml"))
    assert week.week == 0
    assert week.sessions == 1
    assert week.session == week.whole == amounts(1, 5, 20)
