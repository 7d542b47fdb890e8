"""The days of a session: done, missed and due, and how its schedules were kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from datetime import date
from enum import StrEnum

from hamtimer.core.dataclass import dataclass
from hamtimer.core.next.adherence import Adherence, adherence_of
from hamtimer.core.next.dates import DoneDay, due_of_session, plan_start, schedule_of
from hamtimer.core.next.due import Call
from hamtimer.core.session.model import Exercise, Schedule, Session
from hamtimer.core.session_file.loader import Loaded


class Mark(StrEnum):
    """The mark of a day in the calendar; if several apply, the first counts."""

    DONE = "done"
    DUE = "due"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class KeptSchedule:
    """A schedule of a session, and how it was kept."""

    schedule: Schedule
    exercises: tuple[str, ...]
    """The names of its exercises; empty: all."""
    kept: Adherence


@dataclass(frozen=True, slots=True)
class SessionCalendar:
    """The days of one session, or of several together."""

    marks: Mapping[date, Mark] = field(default_factory=dict)
    schedules: tuple[KeptSchedule, ...] = ()


def session_calendar(
    loaded: Loaded | None, runs: Sequence[DoneDay], today: date
) -> SessionCalendar:
    """Return the calendar of a session.

    Without a schedule or a file, it has only the days on which the session was done.
    """
    found = due_of_session(loaded, runs, today) if loaded else None
    session = found.session if found else loaded.session if loaded else None
    schedules = _schedules(session, runs, today) if session else ()
    marks = {day: Mark.MISSED for one in schedules for day in one.kept.missed}
    if found is not None and found.call is Call.DUE:
        marks[today] = Mark.DUE
    elif found is not None and found.on is not None:
        marks[found.on] = Mark.DUE
    marks |= {run.day: Mark.DONE for run in runs if run.day <= today}
    return SessionCalendar(marks, schedules)


def together(calendars: Iterable[SessionCalendar]) -> SessionCalendar:
    """Return the days of several sessions in one calendar."""
    marks: dict[date, Mark] = {}
    order = list(Mark)
    for one in calendars:
        for day, mark in one.marks.items():
            marks[day] = min(mark, marks.get(day, mark), key=order.index)
    return SessionCalendar(marks)


def _schedules(session: Session, runs: Sequence[DoneDay], today: date) -> tuple[KeptSchedule, ...]:
    """Return the schedules of a session, grouping exercises with the same result."""
    start = plan_start(session, runs)
    groups: dict[tuple[Schedule, Adherence], list[Exercise]] = {}
    exercises = session.exercises()
    for exercise in exercises:
        schedule = schedule_of(exercise, session)
        if schedule.times:
            own = exercise.base or exercise.id
            days = [run.day for run in runs if any(one.exercise == own for one in run.exercises)]
            found = adherence_of(schedule, days, today, start)
            groups.setdefault((schedule, found), []).append(exercise)
    return tuple(
        KeptSchedule(
            schedule,
            () if len(these) == len(exercises) else tuple(one.name for one in these),
            found,
        )
        for (schedule, found), these in groups.items()
    )
