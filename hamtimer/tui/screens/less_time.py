"""Ask how many minutes there are, with a preview of what would be left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from hamtimer.core.play.commands import Command
from hamtimer.core.play.fit import Fit
from hamtimer.core.text import literal
from hamtimer.front.words.plan_changes import fit_words
from hamtimer.home import wall_clock
from hamtimer.tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from hamtimer.tui.screens.run_screen import RunScreen

MINUTE_MS = 60_000


def ask_for_time(screen: RunScreen) -> None:
    """Ask how much time there is, and leave out what does not fit."""

    def answer(minutes: str | None) -> None:
        if minutes is not None:
            screen.command(Command.FIT, minutes)

    screen.app.push_screen(LessTimeScreen(screen.left_ms(), screen.fit), answer)


class LessTimeScreen(ModalScreen[str | None]):
    """Asks for minutes and immediately shows what is left out; the run continues meanwhile."""

    DEFAULT_CSS = """
    LessTimeScreen { align: center middle; background: $background 60%; }
    LessTimeScreen #less-time {
        width: 90%; max-width: 70; height: auto;
        padding: 0 1; border: round $accent; background: $surface;
        Static { width: 1fr; }
    }
    """
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        Binding("enter", "accept", "Leave this out", priority=True),
        Binding("up", "change(1)", "Longer", priority=True),
        Binding("down", "change(-1)", "Shorter", priority=True),
        Binding("escape", "dismiss", "Back"),
    ]

    def __init__(self, left_ms: int, fit: Callable[[str], Fit | None]) -> None:
        """Ask when `left_ms` of the session are left; `fit` returns what a text leaves out."""
        super().__init__()
        self._fit = fit
        self._fitted: Fit | None = None
        minutes = max(1, left_ms // MINUTE_MS)
        self._input = Input(f"{minutes}", type="integer", max_length=3, compact=True)
        self._words = Static(id="left-out", markup=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="less-time") as box:
            box.border_title = Content("How many minutes do you have?")
            yield self._input
            yield self._words
        yield KeyLine()

    def on_mount(self) -> None:
        self._show()
        # The run continues behind the question.
        self.set_interval(1, self._show)

    @on(Input.Changed)
    def _show(self) -> None:
        self._fitted = fitted = self._fit(self._input.value)
        words = fit_words(fitted, wall_clock.now()) if fitted else "Type a number of minutes."
        self._words.update(Content(literal(words)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer only keys that have an effect."""
        del parameters
        return action != "accept" or self._fitted is not None

    def key_title(self, binding: Binding) -> str:
        """Return the current title of a key: if everything fits, Enter only closes."""
        fits = self._fitted is not None and not self._fitted.left_out
        return "Close" if fits and binding.action == "accept" else binding.description

    def action_change(self, minutes: int) -> None:
        """Change the number of minutes."""
        value = self._input.value
        number = int(value) if value.isdecimal() else 0
        self._input.value = f"{min(999, max(1, number + minutes))}"

    def action_accept(self) -> None:
        """Leave out what is shown."""
        left_out = self._fitted is not None and self._fitted.left_out
        self.dismiss(self._input.value if left_out else None)
