"""The line that names the exercises left out because they are not due today."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from hamtimer.core.session.choices import Choices
from hamtimer.front.due_today import NotDue


class NotDueLine(Static):
    """It is visible only while something is left out."""

    DEFAULT_CSS = """
    NotDueLine { height: auto; max-height: 3; padding: 0 1; color: $warning; display: none; }
    """

    def __init__(self, not_due: NotDue) -> None:
        super().__init__(Content(not_due.words), id="not-due", markup=False)
        self.not_due = not_due

    def is_left_out(self, choices: Choices) -> bool:
        """Return whether these choices leave anything out because it is not due."""
        return bool(self.not_due.ids & choices.skip)

    def follow(self, choices: Choices) -> None:
        """Show or hide the line."""
        self.display = self.is_left_out(choices)
