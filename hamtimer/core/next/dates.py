"""Dated plans and what is due: the schedules of a session against the days of its runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hamtimer.core.dataclass import dataclass
from hamtimer.core.next.attempts import next_of_session, with_targets
from hamtimer.core.next.due import Call, Due, due
from hamtimer.core.next.weeks import BLOCK_DAYS, block_start, plan_weeks
from hamtimer.core.run.done import DoneExercise
from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session.model import Exercise, Schedule, Session
from hamtimer.core.session_file.loader import Loaded


@dataclass(frozen=True, slots=True)
class DoneDay:
    """One run: the local day on which it began, and the exercises tried in it."""

    day: date
    exercises: tuple[DoneExercise, ...]


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """The week of a plan on a day."""

    week: int
    again: bool
    """Whether the previous block had the same week."""
    done: int
    """Sessions in the previous block."""
    asked: int
    """Sessions that its week asks for."""


def week_of_plan(loaded: Loaded, runs: Sequence[DoneDay], today: date) -> PlanWeek | None:
    """Return the week of a session's plan; None without a plan, or before its first day."""
    session = loaded.session
    start = plan_start(session, runs) if session and session.weeks else None
    if session is None or start is None or today < start:
        return None
    days = [run.day for run in runs if run.day <= today]

    def asked(week: int) -> int:
        return sessions_asked(loaded, week)

    weeks = plan_weeks(start, today, days, asked, session.plan.missed, session.weeks)
    before = weeks[-2] if len(weeks) > 1 else 0
    last = block_start(today, start)
    done = sum(BLOCK_DAYS >= (last - day).days > 0 for day in days)
    return PlanWeek(weeks[-1], weeks[-1] == before, done, asked(before) if before else 0)


def plan_start(session: Session, runs: Sequence[DoneDay]) -> date | None:
    """Return the first day of a session's plan; None if it has not started."""
    if not session.weeks:
        return None
    return session.plan.start or min((run.day for run in runs), default=None)


def sessions_asked(loaded: Loaded, week: int) -> int:
    """Return how many sessions a week of the plan asks for: its smallest schedule, or one."""
    try:
        session = loaded.choose(Choices(week=week))
    except ChoiceError:  # there is nothing to do in it
        return 0
    schedules = [schedule_of(exercise, session) for exercise in session.exercises()]
    times = [s.times * BLOCK_DAYS // s.days for s in schedules if s.times]
    return max(1, min(times, default=1))


def schedule_of(exercise: Exercise, session: Session) -> Schedule:
    """Return the nearest schedule: the exercise's, or else the session's."""
    return exercise.schedule if exercise.schedule.times else session.schedule


# ------------------------------------------------------------------ due
@dataclass(frozen=True, slots=True)
class ExerciseDue:
    """What the schedule of an exercise says about today."""

    exercise: Exercise
    due: Due


@dataclass(frozen=True, slots=True)
class SessionDue:
    """How a session is due today: it is due when one of its exercises is."""

    session: Session
    """In the week of its plan."""
    exercises: tuple[ExerciseDue, ...]
    """The exercises with a schedule, their own or the session's."""

    @property
    def call(self) -> Call:
        """Whether the session should be done today."""
        calls = {one.due.call for one in self.exercises}
        return next(call for call in Call if call in calls)

    @property
    def on(self) -> date | None:
        """When the next of its exercises is due; None: today, or unknown."""
        return min((one.due.on for one in self.exercises if one.due.on), default=None)

    @property
    def since(self) -> date | None:
        """Since when the first of its exercises has been due."""
        return min((one.due.since for one in self.exercises if one.due.since), default=None)


def due_of_session(loaded: Loaded, runs: Sequence[DoneDay], today: date) -> SessionDue | None:
    """Return how a session is due; None if nothing in it has a schedule."""
    session = _next_session(loaded, runs, today)
    if session is None:
        return None
    start = plan_start(session, runs)
    is_later = start is not None and today < start

    def ask(exercise: Exercise, schedule: Schedule) -> Due:
        if is_later:
            return Due(Call.NOT_DUE, on=start)
        return due(schedule, _days_of(exercise, runs), today, start)

    exercises = tuple(
        ExerciseDue(exercise, ask(exercise, schedule))
        for exercise in session.exercises()
        if (schedule := schedule_of(exercise, session)).times
    )
    return SessionDue(session, exercises) if exercises else None


def not_due(found: SessionDue) -> tuple[ExerciseDue, ...]:
    """Return the exercises that are not due in a session that is due; else nothing."""
    if found.call is not Call.DUE:
        return ()
    return tuple(one for one in found.exercises if one.due.call is not Call.DUE)


def _next_session(loaded: Loaded, runs: Sequence[DoneDay], today: date) -> Session | None:
    """Return the session as done next time: a variant that is the target has its own schedule."""
    planned = week_of_plan(loaded, runs, today)
    choices = Choices(week=planned.week if planned else None)
    try:
        session = loaded.choose(choices)
    except ChoiceError:  # there is nothing to do in this week
        return None
    nexts = next_of_session(session, [run.exercises for run in runs])
    try:
        return loaded.choose(with_targets(choices, nexts))
    except ChoiceError:
        return session


def _days_of(exercise: Exercise, runs: Sequence[DoneDay]) -> list[date]:
    own = exercise.base or exercise.id
    return [run.day for run in runs if any(one.exercise == own for one in run.exercises)]
