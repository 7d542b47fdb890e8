"""Type a value of an exercise."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from hamtimer.core.text import literal
from hamtimer.tui.widgets.key_line import KeyLine


class TypeValue(ModalScreen[str | None]):
    """Asks for a value until it is accepted or the person goes back."""

    DEFAULT_CSS = """
    TypeValue { align: center middle; background: $background 60%; }
    TypeValue #value {
        width: 90%; max-width: 70; height: auto;
        padding: 0 1; border: round $accent; background: $surface;
        Static { width: 1fr; }
        #refusal { color: $warning; }
    }
    """
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        Binding("enter", "take", "Set", priority=True),
        Binding("escape", "dismiss", "Back"),
    ]

    def __init__(
        self, title: str, meaning: str, written: str, refusal: Callable[[str], str]
    ) -> None:
        """Ask for the value `title`, now `written`; `refusal` returns why a value is refused."""
        super().__init__()
        self._title = title
        self._meaning = meaning
        self._input = Input(written, compact=True)
        self._refusal = refusal
        self._problem = Static(id="refusal", markup=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="value") as box:
            box.border_title = Content(literal(self._title))
            yield Static(Content(literal(self._meaning)))
            yield self._input
            yield self._problem
        yield KeyLine()

    @on(Input.Changed)
    def _forget(self) -> None:
        """Hide why the text before was refused."""
        self._problem.update("")

    def action_take(self) -> None:
        """Return the value, or show why it is refused."""
        problem = self._refusal(self._input.value)
        if problem:
            self._problem.update(Content(literal(problem)))
        else:
            self.dismiss(self._input.value)
