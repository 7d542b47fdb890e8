"""Collect the problems of one file while it is read."""

from __future__ import annotations

import re
from dataclasses import replace

from hamtimer.core.notation.mistakes import Mistake, NotUnderstood
from hamtimer.core.session_file.problems import Problem, Severity
from hamtimer.core.session_file.yaml_nodes import Node, Scalar, YamlMistake

MOST_PROBLEMS = 200
"""More problems help nobody, and finding a suggestion for each takes time."""


class TooManyProblemsError(Exception):
    """The file has so many problems that reading on is useless."""


class Report:
    """The problems of one file."""

    def __init__(self, file: str, text: str = "") -> None:
        self.file = file
        self.errors = 0
        self._found: dict[tuple[int, int, str], Problem] = {}
        self._notes = _notes_in(text)
        """By line: the column of a note that could be part of a text."""

    def note_after(self, text: Scalar) -> str:
        """Return the note directly after a text, as in `Workout #3`, or an empty text."""
        if text.line not in self._notes:
            return ""
        column, note = self._notes[text.line]
        end = text.column + len(text.text)
        return note if end < column <= end + 1 else ""

    def error(self, place: Node, message: str, advice: str) -> None:
        """Add an error, which prevents the file from being used."""
        self._add(place, Severity.ERROR, message, advice)

    def refuse(self, place: Node, mistake: Mistake) -> None:
        """Add the error that the text at a place was refused."""
        not_understood = isinstance(mistake, NotUnderstood)
        self._add(place, Severity.ERROR, mistake.message, mistake.advice, not_understood)

    def note(self, mistake: YamlMistake) -> None:
        """Add a mistake found by the YAML reader."""
        self._add(mistake, Severity.ERROR, mistake.message, mistake.advice)

    def warn(self, place: Node, message: str, advice: str) -> None:
        """Add a warning about something valid that is probably a mistake."""
        self._add(place, Severity.WARNING, message, advice)

    def is_not_understood(self, place: Node) -> bool:
        """Return whether the value at a place was refused because it was not understood."""
        return any(problem.not_understood for problem in self._errors_at(place))

    def advise(self, place: Node, advice: str) -> None:
        """Replace the advice of the errors at a place."""
        for problem in self._errors_at(place):
            key = (problem.line, problem.column, problem.message)
            self._found[key] = replace(problem, advice=advice)

    def _errors_at(self, place: Node) -> list[Problem]:
        return [
            problem
            for problem in self._found.values()
            if (problem.line, problem.column) == (place.line, place.column)
            and problem.severity is Severity.ERROR
        ]

    def _add(
        self,
        place: Node | YamlMistake,
        severity: Severity,
        message: str,
        advice: str,
        not_understood: bool = False,  # noqa: FBT001, FBT002 - as the fields of `Problem`
    ) -> None:
        """Add a problem once: a default shared by many exercises is wrong in one place.

        Raises:
            TooManyProblemsError: When there are too many.
        """
        line, column = place.line, place.column
        key = (line, column, message)
        if key in self._found:
            return
        self._found[key] = Problem(
            self.file, line, column, severity, message, advice, not_understood
        )
        self.errors += severity is Severity.ERROR
        if len(self._found) >= MOST_PROBLEMS:
            raise TooManyProblemsError

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems in order of their places."""
        return tuple(sorted(self._found.values(), key=lambda p: (p.line, p.column)))


_NOTE = re.compile(r" (#[^ \t#\r\n][^\r\n]*)")


def _notes_in(text: str) -> dict[int, tuple[int, str]]:
    """Return the column of each note that begins without a space, by line."""
    if " #" not in text:
        return {}
    return {
        number: (found.start(1) + 1, found[1])
        for number, line in enumerate(text.split("\n"), start=1)
        if (found := _NOTE.search(line))
    }
