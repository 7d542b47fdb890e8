"""The totals of each week of a session's plan: of one session, and of the whole week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.totals import plan_totals
from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session.model import Schedule, Session
from hamtimer.core.session_file.loader import Loaded
from hamtimer.core.timeline.compiler import compile_session

DAYS_OF_WEEK = 7


@dataclass(frozen=True, slots=True)
class Amounts:
    """Amounts of work. Weekly amounts may be fractions: every other day is 3.5 times."""

    sets: Fraction
    reps: Fraction
    tension_ms: Fraction | None
    """None: unknown, as for self-paced work."""

    def __add__(self, other: Amounts) -> Amounts:
        """Return the sum of both."""
        tension_ms = None
        if self.tension_ms is not None and other.tension_ms is not None:
            tension_ms = self.tension_ms + other.tension_ms
        return Amounts(self.sets + other.sets, self.reps + other.reps, tension_ms)


NOTHING = Amounts(Fraction(0), Fraction(0), Fraction(0))


@dataclass(frozen=True, slots=True)
class WeekTotals:
    """One week of a plan."""

    week: int
    """From 1; 0: the session has no plan."""
    sessions: Fraction
    """The sessions in the week, by the most frequent exercise; one without a schedule."""
    least_ms: int
    """The length of one session if open steps take their minimum."""
    assumed_ms: int
    is_exact: bool
    session: Amounts
    """The totals of one complete session."""
    whole: Amounts
    """All sessions of the week, each exercise as often as its own schedule says."""


def week_totals(loaded: Loaded) -> tuple[WeekTotals, ...]:
    """Return the totals of every week of the plan; without a plan there is one week."""
    document = loaded.document
    if document is None:
        return ()
    if not document.weeks:
        return (_totals(0, loaded.choose(Choices())),)
    weeks: list[WeekTotals] = []
    for week in range(1, document.weeks + 1):
        if weeks and week not in document.stretches:
            weeks.append(replace(weeks[-1], week=week))
        else:
            weeks.append(_week(loaded, week))
    return tuple(weeks)


def _week(loaded: Loaded, week: int) -> WeekTotals:
    try:
        session = loaded.choose(Choices(week=week))
    except ChoiceError:  # there is nothing to do in it
        return WeekTotals(week, Fraction(0), 0, 0, is_exact=True, session=NOTHING, whole=NOTHING)
    return _totals(week, session)


def _totals(week: int, session: Session) -> WeekTotals:
    timeline = compile_session(session)
    often = {e.id: _times(e.schedule, session.schedule) for e in session.exercises()}
    single = whole = NOTHING
    for done in plan_totals(plan_of(timeline)).exercises:
        tension: int | None = done.tension_ms
        once = Amounts(
            Fraction(done.sets),
            Fraction(done.reps),
            None if tension is None else Fraction(tension),
        )
        single += once
        whole += _times_over(once, often[done.id])
    return WeekTotals(
        week,
        max(often.values()),
        timeline.least_ms,
        timeline.assumed_ms,
        timeline.is_exact,
        single,
        whole,
    )


def _times(schedule: Schedule, of_session: Schedule) -> Fraction:
    """Return the minimum times per week; one without a schedule."""
    said = schedule if schedule.times else of_session
    return Fraction(said.times * DAYS_OF_WEEK, said.days) if said.times else Fraction(1)


def _times_over(once: Amounts, times: Fraction) -> Amounts:
    tension_ms = None if once.tension_ms is None else once.tension_ms * times
    return Amounts(once.sets * times, once.reps * times, tension_ms)


def all_weeks(weeks: Iterable[WeekTotals]) -> tuple[Fraction, Amounts]:
    """Return the number of sessions of the whole plan, and their totals."""
    sessions, total = Fraction(0), NOTHING
    for week in weeks:
        sessions += week.sessions
        total += week.whole
    return sessions, total
