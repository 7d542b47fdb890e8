"""Recorded runs as text, one row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from hamtimer.core.run.lock import is_in_use
from hamtimer.core.run.tally import RunState
from hamtimer.core.text import clock_text, literal, sets_text, shorten, table
from hamtimer.front.words.days import date_words, moment_words
from hamtimer.home.records.rows import Row

IN_PROGRESS = "in progress"
"""Another hamtimer is playing the run right now."""
LONGEST_NAME = 60
"""How many columns of a session's name are shown."""


def history_lines(rows: Iterable[Row], today: date) -> Iterator[str]:
    """Yield a line for each run, then the reasons why some cannot be read."""
    shown = list(rows)
    yield from table((_cells(row, today) for row in shown), indent="")
    for row in shown:
        if row.problem:
            yield literal(row.problem)


def numbered_lines(rows: Iterable[Row], today: date) -> Iterator[str]:
    """Return a line for each run with its number, from 1, and its id."""
    shown = list(rows)
    cells = (
        (f"{n}", *_cells(row, today), literal(row.path.stem)) for n, row in enumerate(shown, 1)
    )
    yield from table(cells, indent="")
    for row in shown:
        if row.problem:
            yield literal(row.problem)


def when_text(started: str, today: date | None = None) -> str:
    """Return when a run began, from its record: `yesterday 18:40`, `Sun 22 Nov 07:30`.

    For a page that is kept, without `today`, the date is written out: `Sun 22 Nov 2026 07:30`.
    """
    moment = datetime.fromisoformat(started)
    if today is None:
        return f"{date_words(moment.date())} {moment:%H:%M}"
    return moment_words(moment, today)


def _cells(row: Row, today: date) -> tuple[str, ...]:
    if row.problem:
        return (literal(row.path.stem[:16]), "cannot be read, see below", "", "", "")
    name = shorten(literal(row.name), LONGEST_NAME)
    done = ", ".join([sets_text(row.sets, row.reps), *map(_score, row.scores)])
    return (when_text(row.started, today), name, clock_text(row.elapsed_ms), done, _end(row))


def _score(score: tuple[int, int] | None) -> str:
    """Return the rounds and reps under a time cap: `7 + 12`."""
    return f"rounds {score[0]} + {score[1]}" if score else "rounds not known"


def _end(row: Row) -> str:
    """Return how a run ended; empty if it was finished or stopped."""
    if row.state is RunState.INTERRUPTED and is_in_use(row.path):
        return IN_PROGRESS
    if row.is_practice:
        return "practice"
    return row.state.value if row.state in (RunState.INTERRUPTED, RunState.NOT_STARTED) else ""
