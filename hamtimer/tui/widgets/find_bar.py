"""The line to search in the text."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.widgets import Input
from textual.widgets.text_area import Selection

from hamtimer.core.text import count_text
from hamtimer.tui.widgets.line import Line
from hamtimer.tui.widgets.session_text import SessionText


class FindBar(Horizontal):
    """Searches while typing; while it is open, the footer names its keys."""

    # With priority, as the text field would take Enter.
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        Binding("enter,down", "go(1)", "Next", tooltip="Go to the next one.", priority=True),
        Binding("up", "go(-1)", "Previous", tooltip="Go to the previous one.", priority=True),
        Binding("escape", "close", "Close", tooltip="Return to the text.", priority=True),
    ]
    DEFAULT_CSS = """
    FindBar {
        height: 1; display: none; background: $panel;
        & > #find-label { width: 7; padding: 0 1; text-style: bold; }
        & > Input { width: 1fr; background: $panel; }
        & > #find-count { width: 30; }
    }
    """

    def __init__(self, text: SessionText) -> None:
        """Search in a text area."""
        super().__init__(id="find")
        self._text = text
        self._input = Input(compact=True, select_on_focus=True, id="find-text")
        self._count = Line(id="find-count")

    def compose(self) -> ComposeResult:
        yield Line("Find", id="find-label")
        yield self._input
        yield self._count

    def open(self) -> None:
        """Show the line and take the focus; a selected word is the text to find."""
        selected = self._text.selected_text
        if selected and "\n" not in selected:
            self._input.value = selected
        self.display = True
        self._input.focus()
        self.screen.refresh_bindings()
        self._go(from_here=True)

    def again(self) -> None:
        """Go to the next occurrence of the last search."""
        if self._input.value:
            self._go()
        else:
            self.open()

    def _go(self, *, from_here: bool = False, back: bool = False) -> None:
        """Go to an occurrence, and mark them all."""
        wanted = self._input.value
        self._text.show_found(wanted)
        count = self._text.count(wanted) if wanted else 0
        self._count.show(count_text(count, "occurrence") if count else "not found" * bool(wanted))
        if not count:
            return
        start = min(self._text.selection.start, self._text.selection.end)
        row, column = start
        place = self._text.find(
            wanted, from_=start if from_here or back else (row, column + 1), back=back
        )
        if place is not None:
            end = (place[0], place[1] + len(wanted))
            self._text.selection = Selection(place, end)

    def close(self) -> None:
        """Return to the text."""
        self.display = False
        self._text.show_found("")
        self._text.focus()
        self.screen.refresh_bindings()

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self._go(from_here=True)

    def action_go(self, steps: int) -> None:
        """Go to the next or the previous occurrence."""
        self._go(back=steps < 0)

    def action_close(self) -> None:
        """Return to the text."""
        self.close()
