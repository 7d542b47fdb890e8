"""A question with a few answers, each with a key, over any screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Static

from hamtimer.core.dataclass import dataclass
from hamtimer.tui.key_names import key_name


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question."""

    keys: tuple[str, ...]
    """The first is shown."""
    label: str
    value: str


class Question(ModalScreen[str]):
    """Asks a question and returns the value of the answer; Esc is the last answer."""

    DEFAULT_CSS = """
    Question {
        align: center middle; background: $background 60%;
        #ask {
            width: auto; max-width: 90%; height: auto; max-height: 100%;
            padding: 1 3; border: round $accent; background: $surface;
        }
        #ask-title { width: auto; max-width: 100%; text-style: bold; margin-bottom: 1; }
        #ask-text { width: auto; max-width: 100%; height: auto; max-height: 60vh; }
        #ask-text > Static { width: auto; max-width: 100%; }
        #ask-answers { width: auto; height: 1; margin-top: 1; }
        Button { margin-right: 2; }
        &.-narrow #ask { max-width: 100%; padding: 0 1; }
        &.-narrow #ask-title { margin-bottom: 0; }
        &.-narrow #ask-text { max-height: 30vh; }
        &.-narrow #ask-answers { layout: vertical; height: auto; }
        &.-narrow Button { text-align: left; content-align: left middle; margin-right: 0; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (76, "-normal")]  # noqa: RUF012

    def __init__(self, title: str, text: Content, answers: Sequence[Answer]) -> None:
        super().__init__()
        self._title = title
        self._text = text
        self._answers = tuple(answers)

    def compose(self) -> ComposeResult:
        with Vertical(id="ask"):
            yield Static(self._title, id="ask-title", markup=False)
            with VerticalScroll(id="ask-text", can_focus=False):
                yield Static(self._text, markup=False)
            with Horizontal(id="ask-answers"):
                for answer in self._answers:
                    yield _button(answer)

    def on_key(self, event: events.Key) -> None:
        """Handle the key of an answer; arrows scroll a long text."""
        event.stop()
        event.prevent_default()
        if event.key in ("up", "down", "pageup", "pagedown"):
            by = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10}[event.key]
            self.query_one("#ask-text").scroll_relative(y=by, animate=False)
            return
        for answer in self._answers:
            if event.key in answer.keys:
                self.dismiss(answer.value)
                return
        if event.key == "escape":
            self.dismiss(self._answers[-1].value)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(str(event.button.name))


def _button(answer: Answer) -> Button:
    # Never focused: keys are answers here, whatever was clicked before.
    label = Content(f"{key_name(answer.keys[0])}  {answer.label}")
    button = Button(label, name=answer.value, compact=True)
    button.can_focus = False
    return button
