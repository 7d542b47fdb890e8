"""The editor's view: text, preview, errors and help; no keys.

It parses the text outside of the event loop after every change, so that the caret never waits.
"""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import ExitStack

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import TextArea

from hamtimer.core.session_file.completion import explain_key
from hamtimer.core.session_file.problems import Problem
from hamtimer.core.text import literal
from hamtimer.core.timeline.steps import Timeline
from hamtimer.home.editing.edited_file import EditedFile
from hamtimer.tui.drawing.edit_preview import Reading, read_text
from hamtimer.tui.terminal_title import show_title
from hamtimer.tui.widgets.completions import Completions
from hamtimer.tui.widgets.edit_preview import EditPreview
from hamtimer.tui.widgets.find_bar import FindBar
from hamtimer.tui.widgets.key_line import KeyLine
from hamtimer.tui.widgets.line import Line
from hamtimer.tui.widgets.problem_list import ProblemList, problem_text
from hamtimer.tui.widgets.session_text import SessionText
from hamtimer.tui.widgets.status_line import StatusLine

TOLD_S = 8
"""How long a passing line stays."""
SLOW_S = 0.1
"""A text that takes longer to parse is parsed only after a moment without typing."""
PAUSE_S = 0.2
UNFINISHED_S = 0.6
"""How long errors in the line being typed are held back: a key is an error until it is complete."""
SWITCH_S = 0.0005
"""How long parsing may keep the screen from drawing, at every switch of threads."""


class EditorView(Screen[None]):
    """Shows a session file, and follows its text and its caret."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012
    DEFAULT_CSS = """
    EditorView {
        layers: base over;
        #work { height: 1fr; }
        #side { width: 2fr; height: 1fr; border-left: solid $foreground 25%; }
        SessionText { width: 3fr; }
        #hint { color: $foreground 75%; padding: 0 1; }
        #hint.-passing { color: $warning; }
        #hint.-wrong { color: $error; }
        &.-narrow {
            #work { layout: vertical; }
            SessionText { width: 1fr; }
            #side {
                width: 1fr; height: 9; max-height: 45%;
                border-left: none; border-top: solid $foreground 25%;
            }
            ProblemList { border-top: none; max-height: 3; }
        }
        &.-alone #side { display: none; }
    }
    """

    def __init__(
        self,
        file: EditedFile,
        *,
        line: int = 0,
        notice: str = "",
    ) -> None:
        """Show an open file, with the caret in a line (from 1), and `notice`."""
        super().__init__()
        self.file = file
        self._line = line
        self._notice = notice
        self._text = SessionText(file.opened)
        self._preview = EditPreview()
        self._problems = ProblemList()
        self._completions = Completions(self._text)
        self._find = FindBar(self._text)
        self._hint = Line(id="hint")
        self._status = StatusLine()
        self._opened: Timeline | None = None
        self._reading: Reading | None = None
        self._found: tuple[Problem, ...] = ()
        """The problems of the text."""
        self._read: str | None = None
        """The text that was parsed last."""
        self._unfinished: Reading | None = None
        """The result that is not shown yet, because its errors are in the line being typed."""
        self._took_s = 0.0
        """How long that took."""
        self._typed_s = 0.0
        self._is_reading = False
        self._edits = 0
        self._at = (-1, -1)
        self._told_until = 0.0
        self._while_shown = ExitStack()

    def compose(self) -> ComposeResult:
        yield self._status
        with Horizontal(id="work"):
            yield self._text
            with Vertical(id="side"):
                yield self._preview
                yield self._problems
        yield self._find
        yield self._hint
        yield KeyLine()
        yield self._completions

    def on_mount(self) -> None:
        self._while_shown.callback(sys.setswitchinterval, sys.getswitchinterval())
        sys.setswitchinterval(SWITCH_S)
        self._text.focus()
        if self._line:
            self._text.move_cursor((min(self._line, len(self._text.lines)) - 1, 0), center=True)
        self._show_title()
        if self._notice:
            self.announce(self._notice)
        elif self.file.is_open_elsewhere:
            self.announce(
                "This file is also open in another editor; nothing is overwritten without asking"
            )
        elif self.file.problem:
            self.announce(f"What you type is lost in a crash: {self.file.problem}")
        self._read_soon()

    def on_unmount(self) -> None:
        # The person who was asked has decided; otherwise the program ends, and what was typed is
        # kept.
        self.file.close(keep=self.content != self.file.saved)
        self._while_shown.close()

    @property
    def key_owner(self) -> DOMNode:
        """The part that takes the keys now: the line to search, while it is open."""
        return self._find if self._find.display else self

    @property
    def content(self) -> str:
        """The current text."""
        return self._text.text

    def announce(self, words: str) -> None:
        """Show a passing line in place of the help on a key."""
        self._told_until = time.monotonic() + TOLD_S
        self._show_line(words, "-passing")

    def take(self, text: str) -> None:
        """Replace the text; it can be undone."""
        self._text.put_all(text)
        self._edits = self._text.edits

    # ------------------------------------------------------------------ following the text
    @on(TextArea.Changed)
    def _changed(self) -> None:
        self._typed_s = time.monotonic()
        text = self.content
        if text != self.file.saved:
            self.file.keep(text)
        self._show_title()
        self._read_soon()
        self._follow_caret()

    @on(TextArea.SelectionChanged)
    def _follow_caret(self) -> None:
        typed, self._edits = self._text.edits != self._edits, self._text.edits
        at = self._text.cursor_location
        if not typed and at == self._at:
            return
        self._at = at
        if typed:
            self._completions.offer()
        else:
            self._completions.close()
        if self._reading is not None:
            self._preview.mark(self._reading.exercise_at(at[0] + 1))
            self._problems.show(self._found, at[0] + 1)
        self._show_hint()

    def _read_soon(self) -> None:
        if not self._is_reading:
            self._is_reading = True
            self.run_worker(self._keep_reading())

    async def _keep_reading(self) -> None:
        """Parse the text outside of the event loop until it stops changing."""
        while self.content != self._read:
            if self._took_s > SLOW_S:
                await asyncio.sleep(max(0, self._typed_s + PAUSE_S - time.monotonic()))
            text, began = self.content, time.monotonic()
            name, columns = self.file.path.name, self._preview.columns
            reading = await asyncio.to_thread(read_text, text, name, self._opened, columns)
            self._took_s = time.monotonic() - began
            if self._opened is None and self._read is None:
                self._opened = reading.timeline
            self._read = text
            if self._is_unfinished(reading):
                if self._unfinished is None:
                    self.set_timer(UNFINISHED_S, self._show_unfinished)
                self._unfinished = reading
            else:
                self._unfinished = None
                self._show(reading)
        self._is_reading = False

    def _is_unfinished(self, reading: Reading) -> bool:
        """Return whether the only errors are in the line being typed."""
        line = self._text.cursor_location[0] + 1
        is_typed = time.monotonic() - self._typed_s < UNFINISHED_S
        return (
            reading.timeline is None
            and is_typed
            and all(problem.line == line for problem in reading.loaded.problems)
        )

    def _show_unfinished(self) -> None:
        """Show the errors of a line after a while without typing."""
        if self._unfinished is None:
            return
        if time.monotonic() - self._typed_s < UNFINISHED_S:
            self.set_timer(UNFINISHED_S, self._show_unfinished)
            return
        reading, self._unfinished = self._unfinished, None
        self._show(reading)

    def _show(self, reading: Reading) -> None:
        problems, line = reading.loaded.problems, self._text.cursor_location[0] + 1
        changed = bool(problems) != bool(self._found)
        before, self._reading = self._reading, reading
        if reading.timeline is None and before is not None:
            # The places of the exercises are those of the previous text.
            self._reading = before
        self._found = problems
        self._preview.show(reading)
        self._preview.mark(self._reading.exercise_at(line))
        self._text.show_marks(reading.marks)
        self._problems.show(problems, line)
        self._show_hint()
        if changed:
            self.refresh_bindings()

    def _show_title(self) -> None:
        unsaved = self.content != self.file.saved
        name = literal(self.file.path.name)
        self._status.show_place(f"{name}{' · not saved' if unsaved else ''}")
        show_title(self, f"{'* ' if unsaved else ''}{name} - hamtimer")

    def _show_hint(self) -> None:
        """Explain the key under the caret or, without the list of problems, the problem there."""
        if time.monotonic() < self._told_until:
            return
        row, column = self._text.cursor_location
        wrong = [problem for problem in self._found if problem.line == row + 1]
        if wrong and self.has_class("-alone"):
            self._show_line(problem_text(wrong[0]), "-wrong")
        elif known := explain_key(self._text.lines, row, column):
            default = f" Default: {known.default}." if known.default != "required" else ""
            words = f"{known.key}: {known.meaning} Write {known.write}.{default}"
            self._show_line(words, "-plain")
        else:
            self._show_line("", "-plain")

    def _show_line(self, words: str, kind: str) -> None:
        self._hint.show(words)
        if not self._hint.has_class(kind):
            self._hint.set_classes(kind)
