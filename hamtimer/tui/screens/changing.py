"""A screen on which exercises are changed by key, without editing the text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from textual.binding import Binding

from hamtimer.core.session.model import Exercise
from hamtimer.core.session_file.loader import Loaded
from hamtimer.core.text import capitalized
from hamtimer.home.watching import EVERY_S, SessionWatch
from hamtimer.tui.drawing.values import VARIANT, cell_label
from hamtimer.tui.first_screen import FirstScreen
from hamtimer.tui.widgets.line import Line
from hamtimer.tui.widgets.value_line import ValueLine

if TYPE_CHECKING:
    from hamtimer.tui.quick_changes import QuickChanges

VALUE_BINDINGS = (
    # The screen's keys come first: the list would take some of them.
    Binding(
        "left",
        "value(-1)",
        "Value",
        show=False,
        priority=True,
        tooltip="Choose the value before.",
    ),
    Binding(
        "right,tab",
        "value(1)",
        "Value",
        key_display="←→",
        priority=True,
        tooltip="Choose the next value of the exercise.",
    ),
    Binding(
        "plus",
        "step(1)",
        "Change",
        key_display="+-",
        tooltip="Change the value by a step: more, longer, heavier, harder.",
    ),
    Binding(
        "minus",
        "step(-1)",
        "Change",
        show=False,
        tooltip="Change the value by a step: fewer, shorter, lighter, easier.",
    ),
    Binding("equals_sign", "type", "Type", tooltip="Type the value."),
    Binding("K", "keep", "Keep", tooltip="Write the changes into the file, after showing them."),
    Binding("u,ctrl+z", "undo", "Undo", tooltip="Undo the last change."),
)
"""Keys for the values of the chosen exercise, and for keeping or undoing the changes."""

LIST_BINDINGS = (
    Binding("i", "insert", "Insert", tooltip="Insert an exercise from any session below."),
    Binding("d", "duplicate", "Duplicate", tooltip="Duplicate the exercise below itself."),
    Binding("x,delete", "remove", "Remove", tooltip="Remove the exercise from the session."),
    Binding(
        "shift+up,left_square_bracket",
        "shift(-1)",
        "Move up",
        show=False,
        priority=True,
        tooltip="Move the exercise up.",
    ),
    Binding(
        "shift+down,right_square_bracket",
        "shift(1)",
        "Move",
        key_display="Shift+↑↓",
        priority=True,
        tooltip="Move the exercise down.",
    ),
)
"""Keys for the list of exercises."""

_ON_AN_EXERCISE = ("value", "step", "type", "insert", "duplicate", "remove", "shift")


class ChangingScreen(FirstScreen):
    """Handles the keys for quick changes; each screen of this kind shows the results."""

    DEFAULT_CSS = "ChangingScreen.-short ValueLine { height: 1; }"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-normal-height")]  # noqa: RUF012
    DEFAULT_CLASSES = "-normal-height"  # the usual one: set later, all would be styled twice

    def __init__(self, loaded: Loaded, path: Path) -> None:
        super().__init__()
        self._given = (loaded, path)
        self._changes: QuickChanges | None = None
        self.values = ValueLine()
        self.notice = Line(id="notice")
        self.file_watch = SessionWatch(path, loaded.text)
        self._warned_of = ""
        """The changed text that the person was told is not kept."""

    def on_mount(self) -> None:
        self.file_watch.start()
        self.set_interval(EVERY_S, self.follow_file)

    def on_unmount(self) -> None:
        self.file_watch.stop()

    @property
    def changes(self) -> QuickChanges:
        """The changes of the session."""
        if self._changes is None:
            # Only here: most sessions are begun as they are, and the screen is there sooner.
            from hamtimer.tui.quick_changes import QuickChanges

            self._changes = QuickChanges(*self._given)
        return self._changes

    @property
    def loaded(self) -> Loaded:
        """The session with the changes so far."""
        return self._changes.loaded if self._changes else self._given[0]

    @property
    def kept(self) -> Loaded:
        """The session as it is in its file."""
        return self._changes.draft.kept if self._changes else self._given[0]

    @property
    def path(self) -> Path:
        """The path of the session's file."""
        return self._changes.path if self._changes else self._given[1]

    @property
    def is_changed(self) -> bool:
        """Whether there are changes that are not kept."""
        return self.loaded.text != self.kept.text

    def ask_to_leave(self) -> bool:
        """Say once that changes are not kept; return whether it was said now."""
        if not self.is_changed or self._warned_of == self.loaded.text:
            return False
        self._warned_of = self.loaded.text
        self.notice.show("The changes are not kept; leave again to discard them")
        return True

    # What each screen does

    def chosen_exercise(self) -> Exercise | None:
        """Return the exercise to change, as in the file; None if there is none."""
        raise NotImplementedError

    def climb(self, steps: int) -> None:
        """Choose an easier or harder variant of the exercise for today."""
        raise NotImplementedError

    def take_changes(self, exercise: str) -> None:
        """Show the changed session, with an exercise highlighted."""
        raise NotImplementedError

    def load_values(self) -> None:
        """Show the values of the exercise, if they are not shown yet."""
        raise NotImplementedError

    def follow_file(self) -> None:
        """Show what another program has saved, with the unkept changes."""
        found = self.file_watch.take()
        if found is None or found.text == self.kept.text:
            return
        words = self.changes.follow_file(found)
        self._show_changes()
        self.notice.show(words)

    def _show_changes(self) -> None:
        exercise = self.chosen_exercise()
        self.take_changes((exercise.base or exercise.id) if exercise is not None else "")

    # Keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer only keys that have an effect."""
        if action == "keep":
            return self.is_changed
        if action == "undo":
            return self._changes is not None and self._changes.draft.before is not None
        return action not in _ON_AN_EXERCISE or self.chosen_exercise() is not None

    def action_value(self, steps: int) -> None:
        self.load_values()
        self.values.move(steps)

    def action_step(self, steps: int) -> None:
        """Change the chosen value by a step."""
        self.load_values()
        cell = self.values.chosen
        if cell is not None and cell.key == VARIANT:
            self.climb(steps)
        elif cell is not None:
            self._change(lambda _: self.changes.step(cell, steps))

    def action_type(self) -> None:
        """Type the chosen value."""
        self.load_values()
        cell, exercise = self.values.chosen, self.chosen_exercise()
        if cell is None or exercise is None or cell.key == VARIANT:
            return
        from hamtimer.core.session_file.fields.exercise import EXERCISE
        from hamtimer.core.session_file.fields.session import BLOCK
        from hamtimer.tui.screens.type_value import TypeValue

        def take(typed: str | None) -> None:
            if typed is not None:
                self._change(lambda _: self.changes.set(cell, typed))

        def refusal(typed: str) -> str:
            return self.changes.refusal(cell, typed)

        meaning = (EXERCISE.by_key.get(cell.key) or BLOCK.by_key[cell.key]).meaning
        title = f"{exercise.name}: {cell_label(cell)}"
        self.app.push_screen(TypeValue(title, meaning, cell.written, refusal), take)

    def action_shift(self, steps: int) -> None:
        """Move the exercise in its list."""
        self._change(lambda exercise: self.changes.move(exercise, steps))

    def action_duplicate(self) -> None:
        self._change(self.changes.duplicate)

    def action_remove(self) -> None:
        self._change(self.changes.remove)

    def action_insert(self) -> None:
        """Choose an exercise of any session and insert it below."""
        from hamtimer.core.session_file.loader import read_session
        from hamtimer.home.library import open_library
        from hamtimer.tui.screens.find_exercise import FindExercise, Found

        def take(found: Found | None) -> None:
            source = read_session(found.path) if found else None
            if found is not None and source is not None and source.session is not None:
                one = source.session.exercises()[found.number]
                new = one.base or one.id
                self._change(lambda exercise: self.changes.insert(exercise, source, new))

        self.app.push_screen(FindExercise(open_library(), self.path), take)

    def action_undo(self) -> None:
        self._change(lambda _: self.changes.undo())

    def _change(self, make: Callable[[str], None]) -> None:
        """Change the exercise and show the result, or why it cannot be changed."""
        from hamtimer.core.edit.splice import EditError

        exercise = self.chosen_exercise()
        own_id = (exercise.base or exercise.id) if exercise is not None else ""
        try:
            make(own_id)
        except EditError as error:
            self.notice.show(capitalized(str(error)))
        else:
            self.take_changes(own_id)

    def action_keep(self) -> None:
        """Show the changes, and write them into the file."""
        from hamtimer.front.words.differences import loaded_difference_lines
        from hamtimer.home.editing.own_copy import own_path
        from hamtimer.tui.screens.confirm_change import ConfirmChange

        target = own_path(self.path)
        words = loaded_difference_lines(self.kept, self.loaded)
        copy = "" if target == self.path else f"It comes with hamtimer, so a copy is made: {target}"
        self.app.push_screen(
            ConfirmChange(words, self.kept.text, self.loaded.text, target, copy), self._keep
        )

    def _keep(self, keep: bool | None) -> None:  # noqa: FBT001 - the screen gives it
        from hamtimer.core.errors import UserError

        if not keep:
            return
        try:
            self.changes.keep()
        except UserError as error:
            what = f"{error.message}; {error.advice}" if error.advice else error.message
            self.notice.show(f"Not kept: {what}")
            return
        self.file_watch.stop()
        self.file_watch = SessionWatch(self.path, self.kept.text)
        self.file_watch.start()
        self._show_changes()
        self.notice.show(f"Kept in {self.path}")
