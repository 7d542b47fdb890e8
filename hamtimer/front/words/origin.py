"""Where each value of a session comes from, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hamtimer.core.session_file.origin import ExerciseOrigins, Origin
from hamtimer.core.text import literal, table

LONGEST_VALUE = 50
"""Longer values are cut; the line in the file shows the rest."""


def origin_lines(exercises: Iterable[ExerciseOrigins]) -> Iterator[str]:
    """Yield every exercise, with a line for each of its values."""
    yield "Where each value comes from (values not listed are defaults)"
    for exercise in exercises:
        yield ""
        yield f"{literal(exercise.name)} [{literal(exercise.id)}]"
        yield from table([_row(origin) for origin in exercise.origins])


def _row(origin: Origin) -> tuple[str, ...]:
    written = literal(origin.written)
    if len(written) > LONGEST_VALUE:
        written = f"{written[: LONGEST_VALUE - 1]}…"
    place = f"line {origin.line}, column {origin.column}" if origin.line else "not in the file"
    return (origin.key, written, place, literal(origin.layer))
