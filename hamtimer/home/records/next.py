"""The next run of a session, from its records, and what is due in all sessions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from hamtimer.core.dataclass import dataclass
from hamtimer.core.next.attempts import (
    ExerciseNext,
    as_in_file,
    next_of_session,
    with_targets,
    without_the_same,
)
from hamtimer.core.next.dates import DoneDay, PlanWeek, SessionDue, due_of_session, week_of_plan
from hamtimer.core.run.header import session_name
from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session.model import Session
from hamtimer.core.session_file.loader import Loaded
from hamtimer.home.folders import runs_folder
from hamtimer.home.library import Entry, Origin
from hamtimer.home.records.index import list_rows
from hamtimer.home.records.rows import Row


@dataclass(frozen=True, slots=True)
class NextRun:
    """How to do a session next time."""

    choices: Choices
    """The choices, with the week of the plan and the next targets."""
    nexts: tuple[ExerciseNext, ...] = ()
    week: PlanWeek | None = None
    """The week by the plan's dates; None: they do not determine one."""
    problem: str = ""
    """Why the records or the targets were left out; else empty."""


def next_run(loaded: Loaded, path: Path, choices: Choices, today: date) -> NextRun:
    """Return a session's choices with the next week and targets from its records.

    A week and variants that the person chose stay, and errors never stop a session. Targets among
    the choices are derived again.

    Raises:
        ChoiceError: When the session does not offer the choices.
    """
    session = loaded.session
    if session is None or not session.follows_records:
        return NextRun(choices)
    runs, problem = list[Row](), ""
    try:
        runs = list_runs(session, path)
    except OSError as error:
        problem = f"your records cannot be read ({error.strerror or error}): as in the file"
    week = None if choices.week else week_of_plan(loaded, done_days(runs), today)
    if week is not None:
        choices = replace(choices, week=week.week)
    today_only, choices, done = choices.today, as_in_file(choices), [run.exercises for run in runs]
    if choices.variants:
        without = loaded.choose(replace(choices, variants={}))
        choices = without_the_same(choices, next_of_session(without, done))
    nexts = next_of_session(loaded.choose(choices), done)
    targeted, playable = choices, list[ExerciseNext]()
    for one in nexts:
        try:
            with_one = with_targets(targeted, [one])
            loaded.choose(with_one)
        except ChoiceError as error:
            name = one.exercise.name
            problem = f"the next target of {name} cannot be played, so it is left out: {error}"
        else:
            targeted = with_one
            playable.append(one)
    return NextRun(replace(targeted, today=today_only), tuple(playable), week, problem)


def list_runs(session: Session, path: Path) -> list[Row]:
    """Return the runs of a session in which something was done, the oldest first.

    Raises `OSError` when the folder of the records cannot be read.
    """
    return _runs_of(session, path, list_rows(runs_folder()))


def _runs_of(session: Session, path: Path, rows: Iterable[Row]) -> list[Row]:
    own = session_name(session.id, str(path))
    return [row for row in rows if row.session == own and row.exercises][::-1]


def done_days(runs: Iterable[Row]) -> list[DoneDay]:
    """Return the days of runs, each in the time zone in which it began."""
    return [DoneDay(run.day, run.exercises) for run in runs]


def find_due(entries: Iterable[Entry], today: date) -> Iterator[tuple[Entry, SessionDue]]:
    """Yield how each session with a schedule is due.

    A bundled session counts once it was done: before that, nobody asked for it. Raises `OSError`
    when the folder of the records cannot be read.
    """
    rows = list_rows(runs_folder())
    for entry in entries:
        if entry.session is None:
            continue
        runs = _runs_of(entry.session, entry.path, rows)
        if entry.origin is Origin.BUNDLED and not runs:
            continue
        found = due_of_session(entry.loaded, done_days(runs), today)
        if found is not None:
            yield entry, found
