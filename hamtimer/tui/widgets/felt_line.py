"""The line in which a person says how it felt; it is there only while it is open."""

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


class Sayer(Protocol):
    """What takes what is said."""

    @property
    def places(self) -> tuple[Place, ...]:
        """Return what something can be said of."""

    @property
    def place_now(self) -> Place:
        """Return what is meant where nothing else is chosen."""

    def label(self, place: Place) -> str:
        """Return the name of a place, with earlier reports on it."""

    def take(self, place: Place, line: str, now: int) -> Answer:
        """Keep what a line says of a place."""


class FeltLine(Horizontal):
    """One line of typing: Enter keeps it, Esc drops it, ↑ and ↓ choose another set."""

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
        """Something was said, or could not be understood."""

        def __init__(self, answer: Answer) -> None:
            super().__init__()
            self.answer = answer

    def __init__(self, sayer: Sayer, clock: Clock, placeholder: str) -> None:
        """Have `sayer` take what is typed; `placeholder` shows what can be."""
        super().__init__(id="felt")
        self._sayer = sayer
        self._clock = clock
        self._label = Static(markup=False)
        self._input = Input(placeholder=placeholder, compact=True)
        self._input.can_focus = False
        self._place = Place()
        self._focused: Widget | None = None
        """What had the keys before."""
        self._drafts: dict[Place, str] = {}
        """What was typed and not understood when the line was closed."""

    @property
    def is_open(self) -> bool:
        """Whether it can be typed into."""
        return self.has_class("-open")

    def compose(self) -> ComposeResult:
        yield self._label
        yield self._input

    def open(self) -> None:
        """Take the keys, for what is meant now."""
        self.add_class("-open")
        self._focused = self.screen.focused
        self._input.can_focus = True
        self._show(self._sayer.place_now)
        self._input.focus()
        self.screen.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Offer other sets only where there are some."""
        return action != "choose" or len(self._sayer.places) > 1

    def close(self) -> None:
        """Close, and keep what was typed."""
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
        self._label.update(Content(f"{literal(self._sayer.label(place))}:"))
        self._input.value = self._drafts.get(place, "")
        self._input.cursor_position = len(self._input.value)

    def _take(self) -> Answer:
        line = self._input.value
        return self._sayer.take(self._place, line, self._clock()) if line.strip() else Answer("")

    def action_keep(self) -> None:
        """Keep what was typed; what is not understood stays."""
        answer = self._take()
        self._drafts[self._place] = answer.rest
        if answer.rest:
            self._show(self._place)
        else:
            self._hide()
        self.post_message(self.Answered(answer))

    def action_drop(self) -> None:
        """Close without keeping what was typed."""
        self._hide()

    def action_choose(self, steps: int) -> None:
        """Go to another set, or to the whole session."""
        self._drafts[self._place] = self._input.value
        every = self._sayer.places
        now = every.index(self._place) if self._place in every else 0
        self._show(every[max(0, min(len(every) - 1, now + steps))])
