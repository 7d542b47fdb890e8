"""The line that says what is left out of a session because it is not due today."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from hamtimer.core.session.choices import Choices
from hamtimer.front.due_today import NotDue


class NotDueLine(Static):
    """Its room is there only while something is left out."""

    DEFAULT_CSS = """
    NotDueLine { height: auto; max-height: 3; padding: 0 1; color: $warning; display: none; }
    """

    def __init__(self, not_due: NotDue) -> None:
        super().__init__(Content(not_due.words), id="not-due", markup=False)
        self.not_due = not_due

    def is_left_out(self, choices: Choices) -> bool:
        """Whether anything is left out by these choices because it is not due."""
        return bool(self.not_due.ids & choices.skip)

    def follow(self, choices: Choices) -> None:
        """Show the line where it is true."""
        self.display = self.is_left_out(choices)
