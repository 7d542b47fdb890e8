"""The quick changes of a session on the overview: made, undone, and kept in its file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from hamtimer.core.edit.cells import Cell
from hamtimer.core.edit.change import (
    change_value,
    checked,
    duplicate_exercise,
    move_exercise,
    remove_exercise,
)
from hamtimer.core.edit.draft import Draft
from hamtimer.core.edit.merge import merge
from hamtimer.core.edit.splice import EditError
from hamtimer.core.edit.step_value import stepped
from hamtimer.core.session.model import Sides
from hamtimer.core.session_file.loader import Loaded, read_session
from hamtimer.tui.drawing.values import cell_label

_TRIES = {"sides": len(Sides)}
"""How many steps to try until one fits the exercise; for all other keys one."""


class QuickChanges:
    """A session file and the changes made so far.

    Every change raises an `EditError` in words for the person when it cannot be made.
    """

    def __init__(self, loaded: Loaded, path: Path) -> None:
        self.draft = Draft(loaded, loaded)
        self.path = path
        """The path of its file; keeping a change of a bundled session leads to a copy."""

    @property
    def loaded(self) -> Loaded:
        """The session with the changes so far."""
        return self.draft.loaded

    def step(self, cell: Cell, steps: int) -> None:
        """Change a value by one sensible step; a word, to the next one that fits."""
        written: str | None = cell.written
        for tries_left in reversed(range(_TRIES.get(cell.key, 1))):
            written = stepped(cell.key, written or "", steps)
            if written is None:
                shown = cell.written or "nothing"
                raise EditError(f"{cell_label(cell)}: there is no step from {shown}; type a value")
            try:
                self.set(cell, written)
            except EditError:
                if not tries_left:
                    raise
            else:
                return

    def set(self, cell: Cell, written: str) -> None:
        """Set a value to a typed one."""
        self.draft = self.draft.change(change_value(self.loaded.text, cell, written))

    def refusal(self, cell: Cell, written: str) -> str:
        """Return why a typed value is refused; empty if it is accepted."""
        try:
            self.draft.change(change_value(self.loaded.text, cell, written))
        except EditError as error:
            return str(error)
        return ""

    def move(self, exercise: str, steps: int) -> None:
        """Move an exercise in its list."""
        self._change(lambda: move_exercise(self.loaded, exercise, steps))

    def duplicate(self, exercise: str) -> None:
        """Duplicate an exercise below itself."""
        self._change(lambda: duplicate_exercise(self.loaded, exercise))

    def remove(self, exercise: str) -> None:
        """Remove an exercise."""
        self._change(lambda: remove_exercise(self.loaded, exercise))

    def insert(self, after: str, source: Loaded, exercise: str) -> None:
        """Add an exercise of another session after one of this session."""
        from hamtimer.core.edit.adding import add_exercise

        self._change(lambda: add_exercise(self.loaded, after, source, exercise))

    def undo(self) -> None:
        """Undo the last change."""
        self.draft = self.draft.undo()

    def keep(self) -> None:
        """Write the changes to the file.

        Raises:
            UserError: When that is not possible; then nothing is changed.
        """
        from hamtimer.home.editing.own_copy import keep_text

        self.path = keep_text(self.path, self.draft.kept.text, self.loaded.text)
        self.draft = self.draft.keep(read_session(self.path))

    def follow_file(self, found: Loaded) -> str:
        """Take over a file that another program saved; return a message about it.

        Unkept changes are applied to it too, unless both touch the same lines.
        """
        if found.session is None:
            return "The file was saved with errors; this is the version before"
        if not self.draft.is_changed:
            self.draft = Draft(found, found)
            return "The file was saved by another program: this is the new version"
        text = merge(self.draft.kept.text, self.loaded.text, found.text)
        if text is not None:
            with suppress(EditError):
                self.draft = Draft(found, checked(text, ""), Draft(found, found))
                return "The file was saved by another program: your changes are applied to it"
        self.draft = Draft(found, self.loaded, Draft(found, found))
        return "The file was saved by another program, which changed the same lines: check them"

    def _change(self, make: Callable[[], str]) -> None:
        self.draft = self.draft.change(make())
