"""The question before a run is left."""

from __future__ import annotations

from enum import StrEnum

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Static


class Leave(StrEnum):
    """The way to leave a run."""

    LATER = "later"
    """The run is paused and can be resumed."""
    END = "end"
    """The run is over; the summary follows."""
    STAY = "stay"


class QuitScreen(ModalScreen[Leave]):
    """Asks whether to leave; the run is paused meanwhile."""

    DEFAULT_CSS = """
    QuitScreen { align: center middle; background: $background 60%; }
    #question {
        width: auto; max-width: 90%; height: auto;
        padding: 1 3;
        border: round $accent;
        background: $surface;
        Static { width: auto; max-width: 100%; }
        #question-title { text-style: bold; margin-bottom: 1; }
        #answers { width: auto; height: 1; margin-top: 1; }
        Button { margin-right: 2; }
    }
    QuitScreen.-narrow #question {
        padding: 0 1;
        #question-title { margin-bottom: 0; }
        #answers { layout: vertical; height: 3; }
        Button { text-align: left; content-align: left middle; }
    }
    """
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        Binding("y,enter", "leave('later')", "Leave"),
        Binding("e", "leave('end')", "End"),
        Binding("n,escape,space,q", "leave('stay')", "Stay"),
    ]

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-normal")]  # noqa: RUF012

    def __init__(self, words: str) -> None:
        """Ask, with `words` about the effect of leaving."""
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        with Vertical(id="question"):
            yield Static("Leave this session?", id="question-title", markup=False)
            yield Static(self._words, markup=False)
            with Horizontal(id="answers"):
                yield _button("y  Leave", Leave.LATER)
                yield _button("e  End it here", Leave.END)
                yield _button("n  Stay", Leave.STAY)

    def action_leave(self, how: str) -> None:
        self.dismiss(Leave(how))

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(Leave(str(event.button.id)))


def _button(label: str, how: Leave) -> Button:
    # Never focused: Enter and Space are answers here, whatever was clicked before.
    button = Button(label, id=how.value, compact=True)
    button.can_focus = False
    return button
