"""The list of sessions that `hamtimer list` and a plain `hamtimer` print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hamtimer.core.text import command_text, file_word, literal, table
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.words.exercises import planned_length
from hamtimer.home.library import Entry, Origin

FORMAT = 1
"""The version of `list --json`; docs/commands.md describes it."""
_HEADINGS = {
    Origin.OWN: "Your own sessions",
    Origin.HERE: "In ./sessions",
    Origin.BUNDLED: "Sessions that come with hamtimer",
}


def list_text(entries: Iterable[Entry]) -> Iterator[str]:
    """Return the lines of the list, with a heading for each folder."""
    rows: dict[Origin, list[tuple[str, ...]]] = {}
    for entry in entries:
        rows.setdefault(entry.origin, []).append(_row(entry))
    for number, (origin, lines) in enumerate(rows.items()):
        if number:
            yield ""
        yield _HEADINGS[origin]
        yield from table(lines)
    if not rows:
        yield "There are no sessions. Write one: hamtimer new my-session"


def _row(entry: Entry) -> tuple[str, ...]:
    """Return the displayed name, the length, and the name to run it by."""
    session = entry.session
    if session is None:
        command = command_text("hamtimer", "check", file_word(entry.path))
        return (literal(entry.stem), "has errors", command)
    length = planned_length(compile_session(session))
    return (literal(session.name), length, entry.word)


def list_values(entries: Iterable[Entry]) -> dict[str, Any]:
    """Return the list as values for JSON."""
    return {"format": FORMAT, "sessions": [_values(entry) for entry in entries]}


def _values(entry: Entry) -> dict[str, Any]:
    session = entry.session
    timeline = compile_session(session) if session else None
    return {
        "session": entry.stem,
        "name": entry.name,
        "path": str(entry.path),
        "origin": entry.origin,
        "description": session.description if session else "",
        "tags": session.tags if session else [],
        "equipment": session.equipment if session else [],
        "level": session.level if session else "",
        "length_ms": _exact_length(timeline),
        "least_ms": timeline.least_ms if timeline else None,
        "assumed_ms": timeline.assumed_ms if timeline else None,
        "problems": [str(problem) for problem in entry.loaded.problems],
    }


def _exact_length(timeline: Timeline | None) -> int | None:
    return timeline.assumed_ms if timeline and timeline.is_exact else None
