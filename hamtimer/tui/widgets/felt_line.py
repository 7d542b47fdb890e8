"""The line to note how it felt; it is visible only while it is open."""

from __future__ import annotations

from typing import Protocol

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static

from hamtimer.core.play.clock import Clock
from hamtimer.core.records.live import Place
from hamtimer.core.text import literal
from hamtimer.front.felt import Answer


class NoteTaker(Protocol):
    """An object that takes reports."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Return the places that can be reported on."""

    @property
    def place_now(self) -> Place:
        """Return the default place."""

    def label(self, place: Place) -> str:
        """Return the name of a place, with earlier reports on it."""

    def take(self, place: Place, line: str, now: int) -> Answer:
        """Record a line about a place."""


class FeltLine(Horizontal):
    """One line of input: Enter keeps it, Esc discards it, ↑ and ↓ choose another set."""

    DEFAULT_CSS = """
    FeltLine {
        display: none; height: 1; background: $surface;
        &.-open { display: block; }
        & > Static {
            width: auto; max-width: 60%; height: 1; text-style: bold; margin-right: 1;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
        & > Input { width: 1fr; background: $surface; padding: 0; }
    }
    """
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        Binding("enter", "keep", "Keep", tooltip="Keep what was typed.", priority=True),
        Binding("up", "choose(-1)", "Previous set", priority=True),
        Binding("down", "choose(1)", "Next set", priority=True),
        Binding("escape", "drop", "Close", tooltip="Close without keeping it.", priority=True),
    ]

    class Answered(Message):
        """A line was taken, or not understood."""

        def __init__(self, answer: Answer) -> None:
            super().__init__()
            self.answer = answer

    def __init__(self, taker: NoteTaker, clock: Clock, placeholder: str) -> None:
        """Let `taker` take what is typed; `placeholder` shows examples."""
        super().__init__(id="felt")
        self._taker = taker
        self._clock = clock
        self._label = Static(markup=False)
        self._input = Input(placeholder=placeholder, compact=True)
        self._input.can_focus = False
        self._place = Place()
        self._focused: Widget | None = None
        """The widget that was focused before."""
        self._drafts: dict[Place, str] = {}
        """The text that was not understood when the line was closed."""

    @property
    def is_open(self) -> bool:
        """Whether it is open."""
        return self.has_class("-open")

    def compose(self) -> ComposeResult:
        yield self._label
        yield self._input

    def open(self) -> None:
        """Take the focus, for the default place."""
        self.add_class("-open")
        self._focused = self.screen.focused
        self._input.can_focus = True
        self._show(self._taker.place_now)
        self._input.focus()
        self.screen.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer other sets only if there are some."""
        return action != "choose" or len(self._taker.places) > 1

    def close(self) -> None:
        """Close, and keep the text."""
        if self.is_open:
            answer = self._take()
            self._hide()
            self._drafts[self._place] = answer.rest
            self.post_message(self.Answered(answer))

    def _hide(self) -> None:
        self.remove_class("-open")
        self._input.can_focus = False
        self.screen.set_focus(self._focused)
        self.screen.refresh_bindings()

    def _show(self, place: Place) -> None:
        self._place = place
        self._label.update(Content(f"{literal(self._taker.label(place))}:"))
        self._input.value = self._drafts.get(place, "")
        self._input.cursor_position = len(self._input.value)

    def _take(self) -> Answer:
        line = self._input.value
        return self._taker.take(self._place, line, self._clock()) if line.strip() else Answer("")

    def action_keep(self) -> None:
        """Keep the text; the part that is not understood stays."""
        answer = self._take()
        self._drafts[self._place] = answer.rest
        if answer.rest:
            self._show(self._place)
        else:
            self._hide()
        self.post_message(self.Answered(answer))

    def action_drop(self) -> None:
        """Close without keeping the text."""
        self._hide()

    def action_choose(self, steps: int) -> None:
        """Go to another set, or to the whole session."""
        self._drafts[self._place] = self._input.value
        every = self._taker.places
        now = every.index(self._place) if self._place in every else 0
        self._show(every[max(0, min(len(every) - 1, now + steps))])
