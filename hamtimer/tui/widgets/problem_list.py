"""The list of problems in the edited text."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widgets import Static

from hamtimer.core.session_file.problems import Problem, Severity
from hamtimer.core.text import count_text, literal

MOST = 12
"""How many are listed; the others follow when these are fixed."""
SIGNS = {Severity.ERROR: "✗", Severity.WARNING: "!"}


def problem_text(problem: Problem) -> str:
    """Return a problem with its sign, its line and its advice."""
    place = f"{problem.line}: " if problem.line else ""
    return literal(f"{SIGNS[problem.severity]} {place}{problem.message}; {problem.advice}")


class ProblemList(Static):
    """Lists problems with their lines, highlighting those of the caret's line."""

    DEFAULT_CSS = """
    ProblemList {
        height: auto; max-height: 50%; padding: 0 1; display: none;
        border-top: solid $foreground 25%;
    }
    """

    def __init__(self) -> None:
        super().__init__(id="problems", markup=False)
        self._shown: tuple[tuple[Problem, ...], int] = ((), 0)

    def show(self, problems: Sequence[Problem], line: int) -> None:
        """List problems; the caret is in `line`, from 1."""
        here = line if any(problem.line == line for problem in problems) else 0
        if (tuple(problems), here) == self._shown:
            return
        self._shown = (tuple(problems), here)
        self.display = bool(problems)
        # The list starts with the last problem above the caret, or on its line.
        above = sum(problem.line < line for problem in problems)
        first = max(0, min(above, len(problems) - MOST))
        lines = [_line(each, each.line == here) for each in problems[first : first + MOST]]
        if len(problems) > MOST:
            lines.append(Content.styled(f"{count_text(len(problems), 'problem')} in all", "dim"))
        self.update(Content("\n").join(lines))


def _line(problem: Problem, is_here: bool) -> Content:  # noqa: FBT001 - private
    colour = "$error" if problem.severity is Severity.ERROR else "$warning"
    return Content.styled(problem_text(problem), f"{colour} bold" if is_here else colour)
