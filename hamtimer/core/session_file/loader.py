"""Load a session file: from text to a `Session`, or to all of its problems.

First the text is composed to nodes and read to a document; then all layers are resolved and the
session is built, once for each stretch of its plan, so that everything in it is checked.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import field, replace
from pathlib import Path

from hamtimer.core.dataclass import dataclass
from hamtimer.core.garbage_collection import without_collector
from hamtimer.core.session.choices import Choices
from hamtimer.core.session.model import Role, Session
from hamtimer.core.session_file.build import NOTHING_CHOSEN, build_session
from hamtimer.core.session_file.choose import choose_session
from hamtimer.core.session_file.document import Document, ExerciseItem
from hamtimer.core.session_file.document_reader import read_document
from hamtimer.core.session_file.kinds import what_is
from hamtimer.core.session_file.other_files import markdown_mistake, missing_advice, refusal
from hamtimer.core.session_file.problem_list import Report, TooManyProblemsError
from hamtimer.core.session_file.problems import Problem, Severity
from hamtimer.core.session_file.size import check_size
from hamtimer.core.session_file.values.planning import Weeks
from hamtimer.core.session_file.yaml_nodes import (
    Mapping,
    Node,
    Scalar,
    Sequence,
    YamlMistake,
    YamlSyntaxMistake,
    compose,
)

LARGEST_FILE = 4 * 1024 * 1024
"""In bytes. Ten thousand exercises with every key need half of it."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The result of loading a file."""

    session: Session | None
    """The session without choices; None if there are errors."""
    problems: tuple[Problem, ...] = ()
    """Errors and warnings, in order of line and column."""
    text: str = ""
    """The text of the file, for the record of a run; empty if it could not be read."""
    document: Document | None = field(default=None, compare=False, repr=False)
    """The document from which the session is built; None if there are errors."""

    def choose(self, choices: Choices, signals: Iterable[tuple[str, str]] = ()) -> Session:
        """Return the session as it will be played; `signals` are those of the person's settings.

        Raises:
            ChoiceError: When the session has no such exercise, variant or week, when nothing would
                be left, or when it could not be read.
        """
        return choose_session(self.document, choices, dict(signals))


def read_session(path: Path) -> Loaded:
    """Load the session in the file `path`. Never raises: errors are in the problems."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        return _refused(path, *_why(path, error))
    if other := refusal(data):
        return _refused(path, *other)
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
    """Return why a file could not be opened, and what to do."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file", missing_advice(path)
    # Windows answers a folder with a PermissionError.
    if isinstance(error, IsADirectoryError) or os.path.isdir(path):  # noqa: PTH112 - it never raises
        return "this is a folder", "name a file in it"
    if isinstance(error, PermissionError):
        return "you have no permission to read this file", "change its permissions"
    reason = getattr(error, "strerror", None) or "no file can have this name"
    return f"this file cannot be read ({reason})", "name another file"


def _refused(path: Path, message: str, advice: str) -> Loaded:
    return Loaded(None, (Problem(str(path), 0, 0, Severity.ERROR, message, advice),))


def load_session(text: str, file: str) -> Loaded:
    """Load a session from its text; `file` names it in the problems.

    Never raises, and takes at most about a second for any text: errors are in the problems.
    """
    report = Report(file, text)
    session = document = None
    with suppress(TooManyProblemsError), without_collector():
        try:
            document = _read(text.removeprefix("\ufeff"), report)
            if document is not None:
                session = _check(document, report)
        except YamlSyntaxMistake as mistake:
            for fault in _faults(text.removeprefix("\ufeff"), file, mistake):
                report.note(fault)
        except YamlMistake as mistake:
            report.note(mistake)
    if report.errors:
        session = document = None
    return Loaded(session, report.problems(), text, document)


def _faults(text: str, file: str, mistake: YamlMistake) -> list[YamlMistake]:
    """Return the problems of a text that is not YAML."""
    # Only here: most files are YAML.
    from hamtimer.core.session_file.broken_yaml import explain_broken_yaml

    markdown = markdown_mistake(text, file)
    return [markdown] if markdown else explain_broken_yaml(text, mistake)


def _read(text: str, report: Report) -> Document | None:
    if len(text) > LARGEST_FILE:
        raise YamlMistake(1, 1, "this text is larger than 4 MiB", "a session is much smaller")
    root, mistakes = compose(text)
    for mistake in mistakes:
        report.note(mistake)
    if root is None:
        example = "write at least `name: …` and `exercises:` with a list"
        raise YamlMistake(1, 1, "there is no session in this file", example)
    if not isinstance(root, Mapping):
        in_prose = isinstance(root, Scalar) or not any(
            isinstance(item, Mapping) for item in root.items
        )
        markdown = markdown_mistake(text, report.file) if in_prose else None
        raise markdown or _no_session(root)
    document = read_document(root, report)
    return document if "exercises" in document.values else None


def _no_session(root: Node) -> YamlMistake:
    """Return the problem of a file that is not a group of keys."""
    if isinstance(root, Sequence):
        message, advice = (
            "a list of exercises is not a whole session",
            "put `name: …` and `exercises:` above it",
        )
    elif equals := re.match(r"([\w-]+)\s*=\s*(\S+)", what_is(root).strip('"')):
        message = "a key and its value are separated by a colon, not by `=`"
        advice = f"write a colon and a space: `{equals[1][:20]}: {equals[2][:20]}`"
    else:
        message = f"this should be a session, not {what_is(root)}"
        advice = (
            "write keys and values like `name: …`; "
            "`hamtimer new NAME --from-text FILE` makes a session of plain text"
        )
    return YamlMistake(root.line, root.column, message, advice)


def _check(document: Document, report: Report) -> Session | None:
    """Build the session in every stretch of its plan, and return the first with work."""
    first: Session | None = None
    absent: dict[str, list[int]] = {}
    for week in document.stretches:
        missing: set[str] = set()
        chosen = replace(NOTHING_CHOSEN, choices=Choices(week=week))
        session = build_session(document, chosen, report, missing)
        for exercise in missing:
            absent.setdefault(exercise, []).append(week)
        check_size(session, document.root, report)
        if first is None and any(part.role is Role.WORK for part in session.parts):
            first = session
    if absent:
        for item in document.exercises():
            if item.id in absent:
                _warn_of_gaps(item, absent[item.id], document, report)
    if first is None and not report.errors:
        message = "there is nothing to do in this session"
        report.error(document.root, message, "give an exercise some sets")
    return first


def _warn_of_gaps(
    item: ExerciseItem, stretches: list[int], document: Document, report: Report
) -> None:
    """Warn once about the weeks in which an exercise is skipped because its amount is missing."""
    if len(stretches) == len(document.stretches):
        message = "no week of the plan says how much to do"
        advice = "add `reps: 10` or `hold: 30s`, or weeks to its plan"
        report.error(item.node, message, advice)
        return
    weeks: list[tuple[int, int]] = []
    for first in stretches:
        later = [week for week in document.stretches if week > first]
        last = later[0] - 1 if later else document.weeks
        if weeks and weeks[-1][1] == first - 1:
            weeks[-1] = (weeks[-1][0], last)
        else:
            weeks.append((first, last))
    name = item.place.values["name"].value if "name" in item.place.values else item.id
    noun = "week" if weeks == [(weeks[0][0], weeks[0][0])] else "weeks"
    message = f"{name}: not in {noun} {Weeks(tuple(weeks))}"
    advice = "write `skip: yes` for them if so, or how much to do in the other weeks"
    report.warn(item.node, message, advice)
