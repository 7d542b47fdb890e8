"""Loading a session file: from text to a `Session`, or to everything that is wrong with it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from hamtimer.core.session.model import (
    Part,
    Progression,
    Role,
    Schedule,
    Session,
    SessionSettings,
)
from hamtimer.core.session_file.blocks import BlockReader
from hamtimer.core.session_file.cascade import given
from hamtimer.core.session_file.fields import SESSION
from hamtimer.core.session_file.problem_list import Report, TooManyProblemsError
from hamtimer.core.session_file.problems import Problem, Severity
from hamtimer.core.session_file.size import check_size
from hamtimer.core.session_file.tables import Values, read_table
from hamtimer.core.session_file.yaml_nodes import Node, YamlMistake, compose

LARGEST_FILE = 4 * 1024 * 1024
"""In bytes. Ten thousand exercises with everything said about them are half of it."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading a file."""

    session: Session | None
    """None when there are errors."""
    problems: tuple[Problem, ...] = ()
    """Errors and warnings, in order of line and column."""
    text: str = ""
    """The file as it was written, for the record of a run; empty when it could not be read."""


def read_session(path: Path) -> Loaded:
    """Load the session in the file `path`. Never raises: what is wrong is in the problems."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        return _refused(path, *_why(path, error))
    if len(data) > LARGEST_FILE:
        return _refused(path, "this file is larger than 4 MiB", "a session is much smaller")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        message, advice = "this file is not in UTF-8", "save it as UTF-8 in your editor"
        return Loaded(None, (Problem(str(path), line, column, Severity.ERROR, message, advice),))
    return load_session(text, str(path))


def _why(path: Path, error: Exception) -> tuple[str, str]:
    """Say why a file could not be opened, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file", "check the name and the folder"
    # Windows answers a folder with a PermissionError.
    if isinstance(error, IsADirectoryError) or path.is_dir():
        return "this is a folder", "name a file in it"
    if isinstance(error, PermissionError):
        return "this file may not be read", "change its permissions"
    reason = getattr(error, "strerror", None) or "the name is not possible"
    return f"this file cannot be read ({reason})", "name another file"


def _refused(path: Path, message: str, advice: str) -> Loaded:
    return Loaded(None, (Problem(str(path), 0, 0, Severity.ERROR, message, advice),))


def load_session(text: str, file: str) -> Loaded:
    """Load a session from its text; `file` names it in the problems.

    Never raises and takes no more than about a second, whatever the text: all that is wrong is
    in the problems.
    """
    report = Report(file)
    session = None
    with suppress(TooManyProblemsError):
        try:
            session = _load(text.removeprefix("\ufeff"), report)
        except YamlMistake as mistake:
            report.note(mistake)
    return Loaded(None if report.errors else session, report.problems(), text)


def _load(text: str, report: Report) -> Session | None:
    if len(text) > LARGEST_FILE:
        raise YamlMistake(1, 1, "this text is larger than 4 MiB", "a session is much smaller")
    root, mistakes = compose(text)
    for mistake in mistakes:
        report.note(mistake)
    if root is None:
        example = "write at least `name: …` and `exercises:` with a list"
        raise YamlMistake(1, 1, "there is no session in this file", example)
    return _session(root, read_table(root, SESSION, report), report)


def _session(root: Node, values: Values, report: Report) -> Session | None:
    defaults: Values = given(values, "defaults", {})
    reader = BlockReader(report)
    parts: list[Part] = []
    for role, key in _PARTS:
        part = reader.part(role, values[key].node, defaults) if key in values else None
        if part is not None:
            parts.append(part)
    if report.errors:
        return None
    if not any(part.role is Role.WORK for part in parts):
        report.error(root, "nothing in this session is to be done", "give an exercise some sets")
        return None
    exercises = [e for part in parts for e in part.block.exercises()]
    session = Session(
        name=values["name"].value,
        parts=tuple(parts),
        description=given(values, "description", ""),
        source=given(values, "source", ""),
        tags=given(values, "tags", ()),
        equipment=_equipment(given(values, "equipment", ()), parts),
        level=given(values, "level", ""),
        schedule=given(values, "schedule", Schedule()),
        progression=given(values, "progression", Progression()),
        version=given(values, "hamtimer", 1),
        settings=SessionSettings(given(values, "sounds", ()), given(values, "voice", None)),
        weeks=max((week.last for e in exercises for week in e.weeks), default=0),
    )
    check_size(session, root, report)
    return session


_PARTS = ((Role.WARM_UP, "warm-up"), (Role.WORK, "exercises"), (Role.COOL_DOWN, "cool-down"))


def _equipment(own: tuple[str, ...], parts: list[Part]) -> tuple[str, ...]:
    """Gather what is needed, each thing once, however its capitals are written."""
    needed = {thing.casefold(): thing for thing in reversed(own)}
    things = [*own]
    for part in parts:
        for exercise in part.block.exercises():
            for thing in exercise.equipment:
                if thing.casefold() not in needed:
                    needed[thing.casefold()] = thing
                    things.append(thing)
    return tuple(dict.fromkeys(needed[thing.casefold()] for thing in things))
