"""Where each value of a session comes from, as JSON; docs/commands.md describes every key."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from hamtimer.core.session_file.origin import ExerciseOrigins, Origin

FORMAT = 1
"""The version of the format."""


def origin_json(name: str, exercises: Iterable[ExerciseOrigins]) -> Iterator[str]:
    """Yield one JSON object, an exercise a piece."""
    yield f'{{\n"format": {FORMAT},\n"name": {json.dumps(name)},\n"exercises": ['
    for number, exercise in enumerate(exercises):
        values = [_values(origin) for origin in exercise.origins]
        piece = {"id": exercise.id, "name": exercise.name, "origin": values}
        yield f"{',' if number else ''}\n{json.dumps(piece)}"
    yield "\n]\n}\n"


def _values(origin: Origin) -> dict[str, str | int | None]:
    return {
        "key": origin.key,
        "written": origin.written,
        "layer": origin.layer,
        "line": origin.line or None,
        "column": origin.column or None,
    }
