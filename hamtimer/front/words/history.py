"""Recorded runs as text, one row each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hamtimer.core.run.lock import is_in_use
from hamtimer.core.run.tally import RunState
from hamtimer.core.text import clock_text, literal, sets_text, shorten, table
from hamtimer.home.records.rows import Row

IN_PROGRESS = "in progress"
"""Another hamtimer is playing the run right now."""
LONGEST_NAME = 60
"""How many columns of a session's name are shown."""


def history_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Yield a line for each run, then the reasons why some cannot be read."""
    shown = list(rows)
    yield from table(map(_cells, shown), indent="")
    for row in shown:
        if row.problem:
            yield literal(row.problem)


def numbered_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Return a line for each run with its number, from 1, and its id."""
    shown = list(rows)
    cells = ((f"{n}", *_cells(row), literal(row.path.stem)) for n, row in enumerate(shown, 1))
    yield from table(cells, indent="")
    for row in shown:
        if row.problem:
            yield literal(row.problem)


def when_text(started: str) -> str:
    """Return the start of a recorded run: `2026-11-22 07:30`."""
    return literal(started[:16].replace("T", " "))


def _cells(row: Row) -> tuple[str, ...]:
    if row.problem:
        return (literal(row.path.stem[:16]), "cannot be read, see below", "", "", "")
    name = shorten(literal(row.name), LONGEST_NAME)
    done = ", ".join([sets_text(row.sets, row.reps), *map(_score, row.scores)])
    return (when_text(row.started), name, clock_text(row.elapsed_ms), done, _end(row))


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
