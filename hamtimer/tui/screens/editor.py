"""The editor: a session's text on the left, a preview of the session on the right."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from pathlib import Path

from textual.binding import Binding
from textual.message import Message

from hamtimer.core.edit.remedy import find_remedy
from hamtimer.core.play.clock import Clock
from hamtimer.core.session.model import Session
from hamtimer.core.session_file.completion import explain_key
from hamtimer.core.session_file.problems import Problem
from hamtimer.home.editing.edited_file import EditedFile
from hamtimer.tui.screens.editor_saving import look_at_disk, may_leave, offer_recovered, save
from hamtimer.tui.screens.editor_view import EditorView
from hamtimer.tui.screens.question import Question
from hamtimer.tui.settings_flow import OpenSound
from hamtimer.tui.widgets.key_line import HELP

TEXT_KEYS = (
    ("Tab  Shift+Tab", "Indent with spaces, or back."),
    ("Ctrl+X  Ctrl+C  Ctrl+V", "Cut, copy, paste."),
    ("Ctrl+Home  Ctrl+End", "Go to the beginning or the end of the file."),
    ("Shift+arrows  F7", "Select, or select all."),
)
"""Keys of the text itself, for the help."""
LOOK_EVERY_S = 2.0
"""How often to check whether another program has changed the file."""


class EditorScreen(EditorView):
    """Edits one session file."""

    TITLE = "Editor"
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        Binding("ctrl+s", "save", "Save", tooltip="Save the file."),
        Binding("f8,ctrl+n", "next_problem", "Next error", tooltip="Go to the next error."),
        Binding("f4,ctrl+l", "fix", "Fix", tooltip="Fix the error as its message suggests."),
        Binding("f5,ctrl+r", "hear", "Hear", tooltip="Hear one rep of the exercise at the caret."),
        # In older Textuals, the text area uses this key to delete.
        Binding("ctrl+f", "find", "Find", tooltip="Find a text.", priority=True),
        Binding("f3", "find_again", "Find next", show=False, tooltip="Find the next occurrence."),
        Binding(
            "ctrl+space,ctrl+at,ctrl+@",
            "complete",
            "Complete",
            show=False,
            tooltip="List what can be written here; Tab inserts it.",
        ),
        Binding(
            "ctrl+slash,ctrl+underscore",
            "comment",
            "Comment",
            show=False,
            tooltip="Turn the line or the selected lines into comments, or back.",
        ),
        Binding("ctrl+z", "undo", "Undo", show=False, tooltip="Undo the last edit."),
        Binding("ctrl+y", "redo", "Redo", show=False, tooltip="Redo what was undone."),
        Binding("ctrl+t", "preview", "Preview", tooltip="Show or hide the preview."),
        Binding(
            "f1", "help", "Help", tooltip="Explain the key at the caret; show all keys.", id=HELP
        ),
        Binding("escape", "back", "Back", tooltip="Leave the editor."),
    ]

    class Left(Message):
        """The person has left the editor."""

        def __init__(self, path: Path, closing_message: str = "") -> None:
            super().__init__()
            self.path = path
            """The file that was edited last."""
            self.closing_message = closing_message
            """The closing message for the terminal, if the editor was the first screen."""

    def __init__(
        self,
        file: EditedFile,
        open_sound: OpenSound,
        clock: Clock,
        *,
        line: int = 0,
        notice: str = "",
    ) -> None:
        """Edit an open file, with the caret in a line (from 1), and show `notice`."""
        super().__init__(file, line=line, notice=notice)
        self._open_sound = open_sound
        self._clock = clock
        self._is_asking = False
        self._is_heard = False

    def on_mount(self) -> None:
        self._text.intercept = self._completions.take_key
        bindings = Binding.make_bindings(self.BINDINGS)
        # A binding with an id may have another key by now.
        self._text.screen_keys = {key.key: key.action for key in bindings if not key.id}
        self._begin(offer_recovered(self))
        self.set_interval(LOOK_EVERY_S, self.look_at_disk)

    async def ask(self, question: Question) -> str:
        """Ask, and return the value of the answer."""
        return await self.app.push_screen_wait(question)

    def look_at_disk(self) -> None:
        """Check whether another program has changed the file."""
        if not self._is_asking:
            self.run_worker(look_at_disk(self), group="disk", exclusive=True)

    # ------------------------------------------------------------------ keys
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer to fix errors only where there are any."""
        return bool(self._found) if action in ("next_problem", "fix") else True

    def action_help(self) -> None:
        """Explain the key at the caret, and show the keys of the editor."""
        from hamtimer.tui.screens.help import HelpScreen, Row, binding_rows, help_table

        rows: list[Row] = []
        if known := explain_key(self._text.lines, *self._text.cursor_location):
            rows = [
                Row("", f"{known.key}, a key of {known.group}"),
                Row(" ", known.meaning),
                Row(" ", f"Write {known.write}."),
                Row(" ", f"Default: {known.default}."),
                Row("", "The editor"),
            ]
        rows += [*binding_rows(self), *(Row(keys, what) for keys, what in TEXT_KEYS)]
        self.app.push_screen(HelpScreen("Editor", help_table(rows)))

    def action_complete(self) -> None:
        self._completions.offer(asked=True)
        if not self._completions.is_open:
            self.announce("There are no suggestions here")

    def action_comment(self) -> None:
        self._text.action_comment()

    def action_undo(self) -> None:
        self._text.undo()

    def action_redo(self) -> None:
        self._text.redo()

    def action_find(self) -> None:
        self._completions.close()
        self._find.open()

    def action_find_again(self) -> None:
        self._find.again()

    def action_preview(self) -> None:
        self.toggle_class("-alone")

    def action_next_problem(self) -> None:
        """Go to the next error below the caret, wrapping around."""
        row, column = self._text.cursor_location
        places = [(p.line - 1, p.column - 1) for p in self._found if p.line]
        if places:
            place = next((each for each in places if each > (row, column)), places[0])
            self._told_until = 0
            self._text.move_cursor(place, center=True)
            self._text.focus()
            self._show_hint()

    def action_fix(self) -> None:
        """Fix the error in the caret's line, or else the next one."""
        row = self._text.cursor_location[0]
        later = [problem for problem in self._found if problem.line > row]
        if problem := next(iter(later or self._found), None):
            self.run_worker(self._fix(problem, self.content), group="fix", exclusive=True)

    async def _fix(self, problem: Problem, text: str) -> None:
        splice = await asyncio.to_thread(find_remedy, text, problem)
        if splice is None:
            self.announce(f"No quick fix is known for line {problem.line}")
        elif text == self.content:
            start, end = self._text.location(splice.start), self._text.location(splice.end)
            self._told_until = 0
            self._text.put(splice.text, start, end)
            self._edits = self._text.edits

    def action_hear(self) -> None:
        """Play one rep of the exercise at the caret, or stop playing."""
        session = self._reading.loaded.session if self._reading else None
        exercise = self._reading.exercise_at(self._at[0] + 1) if self._reading else ""
        if self._is_heard:
            self._is_heard = False
        elif session is None or not exercise:
            self.announce("Move to an exercise to hear one rep of it")
        else:
            self.run_worker(self._hear(session, exercise), group="hear", exclusive=True)

    async def _hear(self, session: Session, exercise: str) -> None:
        from hamtimer.tui.hearing import FRAME_S, hear
        from hamtimer.tui.sound_start import wait_for_sound

        heard = hear(session, exercise, self.file.path, self._open_sound, self._clock)
        if heard is None:
            self.announce("There is nothing to hear: this exercise has no tempo, hold or time")
            return
        self._is_heard = True
        try:
            await wait_for_sound(heard.sound)
            heard.begin()
            while self._is_heard and (words := heard.follow()):
                self.announce(words)
                await asyncio.sleep(FRAME_S)
            self._told_until = 0
            self._show_hint()
        finally:
            ring_out, self._is_heard = self._is_heard, False
            await asyncio.to_thread(heard.end, ring_out=ring_out)

    # ------------------------------------------------------------------ saving and leaving
    def action_save(self) -> None:
        self._begin(self._save())

    async def _save(self) -> None:
        await save(self)
        if self.content != self.file.saved:
            # It was typed while the file was being written, and is not kept yet.
            self.file.keep(self.content)
        self._show_title()

    def action_back(self) -> None:
        if self._find.display:
            self._find.close()
        else:
            self._begin(self._leave())

    def ask_to_leave(self) -> bool:
        """Ask before the program ends, if something was not saved."""
        if self.content == self.file.saved:
            return False
        self._begin(self._leave(quits=True))
        return True

    def copy_selection(self) -> bool:
        """Copy the selection; return whether there is one."""
        if self._text.selection.is_empty:
            return False
        self._text.action_copy()
        return True

    async def _leave(self, *, quits: bool = False) -> None:
        if await may_leave(self):
            self.file.close()
            saved = self.file.saved != self.file.opened
            word = f"Saved: {self.file.path}" if saved else ""
            if quits:
                self.app.exit(word)
            else:
                self.post_message(self.Left(self.file.path, word))

    def _begin(self, asking: Coroutine[None, None, None]) -> None:
        """Start saving or leaving; one question at a time."""
        self._completions.close()
        if self._is_asking:
            asking.close()
            return
        self._is_asking = True

        async def ask() -> None:
            try:
                await asking
            finally:
                self._is_asking = False

        self.run_worker(ask(), group="asking")
