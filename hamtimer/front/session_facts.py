"""Read the facts of a session file that the library shows."""

from __future__ import annotations

from pathlib import Path

from hamtimer.core.session_file.loader import read_session
from hamtimer.core.session_file.problems import Severity
from hamtimer.core.text import literal
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.front.words.exercises import planned_length
from hamtimer.home.session_index import Facts


def read_facts(path: Path) -> Facts:
    """Return the facts of a session file, or its errors."""
    loaded = read_session(path)
    session = loaded.session
    if session is None:
        errors = [p for p in loaded.problems if p.severity is Severity.ERROR]
        first = f"{errors[0].line}:{errors[0].column}: {errors[0].message}" if errors else ""
        return Facts(literal(path.stem), "", errors=len(errors), first_error=first)
    return Facts(
        session.name,
        planned_length(compile_session(session)),
        level=session.level,
        equipment=tuple(session.equipment),
        tags=tuple(session.tags),
        exercises=tuple(exercise.name for exercise in session.exercises()),
        description=session.description,
        id=session.id,
        has_schedule=session.has_schedule,
    )
