"""Plans with a date, and what is due: the calendar of a session against the days of its runs."""

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
    """One run: the day on which it began, by its own clock, and what was tried in it."""

    day: date
    exercises: tuple[DoneExercise, ...]


@dataclass(frozen=True, slots=True)
class PlanWeek:
    """The week of a plan that a day belongs to."""

    week: int
    again: bool
    """The block before had the same week."""
    done: int
    """Sessions in the block before."""
    asked: int
    """What its week asks for."""


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
    """Return the first day of a session's plan; None while nothing says when it began."""
    if not session.weeks:
        return None
    return session.plan.start or min((run.day for run in runs), default=None)


def sessions_asked(loaded: Loaded, week: int) -> int:
    """Return how many sessions a week of the plan asks for: the least of its schedules, or one."""
    try:
        session = loaded.choose(Choices(week=week))
    except ChoiceError:  # nothing is to be done in it
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
    """What is due of a session today: it is due when one of its exercises is."""

    session: Session
    """In the week of its plan."""
    exercises: tuple[ExerciseDue, ...]
    """Those with a schedule, their own or the session's."""

    @property
    def call(self) -> Call:
        """Whether the session should be done today."""
        calls = {one.due.call for one in self.exercises}
        return next(call for call in Call if call in calls)

    @property
    def on(self) -> date | None:
        """When the next of its exercises is due; None: today, or nothing says so."""
        return min((one.due.on for one in self.exercises if one.due.on), default=None)

    @property
    def since(self) -> date | None:
        """Since when the first of its exercises has been due."""
        return min((one.due.since for one in self.exercises if one.due.since), default=None)


def due_of_session(loaded: Loaded, runs: Sequence[DoneDay], today: date) -> SessionDue | None:
    """Return what is due of a session; None when nothing in it has a schedule."""
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
    """Return what is not due of a session that is due itself; of any other one nothing."""
    if found.call is not Call.DUE:
        return ()
    return tuple(one for one in found.exercises if one.due.call is not Call.DUE)


def _next_session(loaded: Loaded, runs: Sequence[DoneDay], today: date) -> Session | None:
    """Return a session as it is done next: a variant that is the target has its own schedule."""
    planned = week_of_plan(loaded, runs, today)
    choices = Choices(week=planned.week if planned else None)
    try:
        session = loaded.choose(choices)
    except ChoiceError:  # nothing is to be done in this week
        return None
    nexts = next_of_session(session, [run.exercises for run in runs])
    try:
        return loaded.choose(with_targets(choices, nexts))
    except ChoiceError:
        return session


def _days_of(exercise: Exercise, runs: Sequence[DoneDay]) -> list[date]:
    own = exercise.base or exercise.id
    return [run.day for run in runs if any(one.exercise == own for one in run.exercises)]
