"""A field to choose one of a few values, by arrow keys or its first letter."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from hamtimer.core.text import shorten


class ChoiceField(Widget, can_focus=True):
    """Shows the chosen value between arrows for the keys that change it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "move(-1)", "Previous", show=False),
        Binding("right,space", "move(1)", "Change", tooltip="Choose the next value."),
    ]
    DEFAULT_CSS = """
    ChoiceField {
        height: 1;
        background: $panel;
        &:focus { background: $accent; color: $background; text-style: bold; }
    }
    ChoiceField:ansi:focus { background: ansi_magenta; color: ansi_bright_white; }
    ChoiceField:nocolor:focus { text-style: reverse bold; }
    """
    chosen: reactive[int] = reactive(0)

    class Changed(Message):
        """Another value was chosen."""

        def __init__(self, field: ChoiceField) -> None:
            super().__init__()
            self.field = field

        @property
        def control(self) -> ChoiceField:
            """The field itself, so that a screen can distinguish fields."""
            return self.field

    def __init__(self, values: tuple[str, ...], value: str = "", *, id: str = "") -> None:  # noqa: A002 - as Textual has it
        """Offer values, at least one; an unknown value means the first."""
        super().__init__(id=id or None)
        self.values = values
        self.value = value

    @property
    def value(self) -> str:
        """The chosen value."""
        return self.values[self.chosen]

    @value.setter
    def value(self, value: str) -> None:
        self.chosen = self.values.index(value) if value in self.values else 0

    def render(self) -> Content:
        """Draw as much of the value as fits between its arrows; without them if it is the only."""
        if len(self.values) == 1:
            return Content(self.value)
        room = self.content_size.width - len("◂  ▸")
        return Content(f"◂ {shorten(self.value, max(1, room))} ▸")

    def watch_chosen(self) -> None:
        """Notify the screen."""
        self.post_message(self.Changed(self))

    def action_move(self, steps: int) -> None:
        """Choose another value, wrapping around."""
        self.chosen = (self.chosen + steps) % len(self.values)

    def on_key(self, event: events.Key) -> None:
        """Choose the next value that begins with a typed letter."""
        letter = (event.character or "").lower()
        if not letter.isalnum():
            return
        order = [*range(self.chosen + 1, len(self.values)), *range(self.chosen + 1)]
        found = next((i for i in order if self.values[i].lower().startswith(letter)), None)
        if found is not None:
            event.stop()
            self.chosen = found

    def on_click(self) -> None:
        """Choose the next value."""
        self.action_move(1)
