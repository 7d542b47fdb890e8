"""All records by session and exercise, for the history."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from hamtimer.core.dataclass import dataclass
from hamtimer.core.next.calendar import SessionCalendar, session_calendar
from hamtimer.core.records.exercise_days import ExerciseDay
from hamtimer.core.run.header import session_name
from hamtimer.home.library import Entry, Origin
from hamtimer.home.records.index import list_rows, read_days
from hamtimer.home.records.next import done_days
from hamtimer.home.records.rows import Row


@dataclass(frozen=True, slots=True)
class ExerciseHistory:
    """An exercise of a session in every run in which it was done."""

    name: str
    """Its latest name."""
    runs: tuple[tuple[date, tuple[ExerciseDay, ...]], ...]
    """The oldest first; a run has an entry for each side."""


@dataclass(frozen=True, slots=True)
class SessionHistory:
    """A session that was done, or is due for the first time."""

    name: str
    runs: int
    last: date | None
    """The day of the newest run; None: there is none yet."""
    calendar: SessionCalendar
    exercises: tuple[ExerciseHistory, ...]
    """In the order in which they were first done."""


def read_history(folder: Path, entries: Iterable[Entry], today: date) -> list[SessionHistory]:
    """Return the history of every session, the one done last first, then those that are due.

    `entries` are the session files, for their schedules; a session whose file is gone has the days
    on which it was done. Runs in which nothing was done are left out. A bundled session counts once
    it was done: before that, nobody asked for it. Raises `OSError` when the folder of the records
    cannot be read.
    """
    rows = [row for row in list_rows(folder) if row.exercises and not row.problem][::-1]
    by_session: dict[str, list[tuple[Row, tuple[ExerciseDay, ...]]]] = {}
    for row, days in zip(rows, read_days(folder, rows), strict=True):
        by_session.setdefault(row.session, []).append((row, days))
    found_entries = {
        session_name(entry.session.id, str(entry.path)): entry
        for entry in entries
        if entry.session is not None
    }
    loaded = {name: entry.loaded for name, entry in found_entries.items()}
    found = []
    for name, runs in by_session.items():
        done = done_days(row for row, _ in runs)
        calendar = session_calendar(loaded.get(name), done, today)
        newest = runs[-1][0]
        found.append(SessionHistory(newest.name, len(runs), newest.day, calendar, _exercises(runs)))
    found.sort(key=lambda one: one.last or today, reverse=True)
    new = [entry for name, entry in found_entries.items() if name not in by_session]
    return [*found, *_due_first(new, today)]


def _due_first(entries: Iterable[Entry], today: date) -> Iterator[SessionHistory]:
    """Yield the sessions that were never done and have a day on which they are due."""
    for entry in entries:
        calendar = session_calendar(entry.loaded, (), today)
        if calendar.marks and entry.origin is not Origin.BUNDLED:
            yield SessionHistory(entry.name, 0, None, calendar, ())


def _exercises(
    runs: Sequence[tuple[Row, tuple[ExerciseDay, ...]]],
) -> tuple[ExerciseHistory, ...]:
    found: dict[str, list[tuple[date, tuple[ExerciseDay, ...]]]] = {}
    for row, days in runs:
        by_exercise: dict[str, list[ExerciseDay]] = {}
        for one in days:
            by_exercise.setdefault(one.exercise, []).append(one)
        for exercise, sides in by_exercise.items():
            found.setdefault(exercise, []).append((row.day, tuple(sides)))
    return tuple(ExerciseHistory(these[-1][1][-1].name, tuple(these)) for these in found.values())
