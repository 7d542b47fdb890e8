"""The offer to report the next morning's pain: a line, and its input."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from textual import work
from textual.app import ComposeResult
from textual.containers import Vertical

from hamtimer.core.play.clock import now_ms
from hamtimer.home import wall_clock
from hamtimer.tui.front_screen import call_from_thread
from hamtimer.tui.offers import key_of
from hamtimer.tui.widgets.line import Line

if TYPE_CHECKING:
    # An overview is drawn before it is known whether there is an offer.
    from hamtimer.front.morning import Morning
    from hamtimer.tui.widgets.felt_line import FeltLine


HEAD_START_S = 0.2
"""How long the screen has the processor to itself before records are read."""


class MorningLine(Vertical):
    """Shown after a run yesterday; otherwise it takes no room."""

    DEFAULT_CSS = """
    MorningLine { height: auto; padding: 0 1; display: none; }
    """

    def __init__(self) -> None:
        super().__init__(id="morning")
        self._offer = Line()
        self.line: FeltLine | None = None
        """The input; None: no offer."""

    @property
    def is_open(self) -> bool:
        """Whether the input is open."""
        return self.line is not None and self.line.is_open

    def compose(self) -> ComposeResult:
        yield self._offer

    def on_mount(self) -> None:
        self._look()

    @work(thread=True)
    def _look(self) -> None:
        """Read the records without blocking the screen."""
        # Loading the reader of records would delay the first drawing.
        time.sleep(HEAD_START_S)
        from hamtimer.front.morning import find_morning

        morning = find_morning(wall_clock.today())
        if morning is not None:
            call_from_thread(self, self._show, morning)

    def _show(self, morning: Morning) -> None:
        from hamtimer.front.morning import EXAMPLES
        from hamtimer.tui.widgets.felt_line import FeltLine

        self.line = FeltLine(morning, now_ms, EXAMPLES)
        self.mount(self.line)
        self._offer.show(f"{morning.offer}: press {key_of(self.screen, 'felt')}")
        self.display = True
        self.screen.refresh_bindings()

    def on_felt_line_answered(self, event: FeltLine.Answered) -> None:
        """Show the result; once reported, nothing more is offered."""
        event.stop()
        answer = event.answer
        if answer.words:
            self._offer.show(answer.words)
        if answer.words and not answer.rest and self.line is not None:
            self.line.remove()
            self.line = None
            self.screen.refresh_bindings()
