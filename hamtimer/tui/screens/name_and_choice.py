"""Small dialogs over a screen: ask for a name, or a choice from a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static
from textual.widgets.option_list import Option

from hamtimer.core.text import literal
from hamtimer.tui.widgets.pick_list import PickList

_BOX = """
    align: center middle;
    background: $background 60%;
    & > Vertical {
        width: 90%; max-width: 70; height: auto; max-height: 95%;
        padding: 0 2; border: round $accent; background: $surface;
    }
    #ask-title { text-style: bold; }
    #ask-problem { color: $warning; height: auto; }
    #ask-keys { color: $text-muted; }
"""


class AskName(ModalScreen[None]):
    """Asks for a name until one is accepted or the person goes back."""

    BINDINGS = [Binding("escape", "dismiss", "Back", priority=True)]  # noqa: RUF012
    DEFAULT_CSS = f"AskName {{ {_BOX} Input {{ margin: 1 0; background: $panel; }} }}"

    def __init__(self, title: str, name: str, take: Callable[[str], str]) -> None:
        """Ask, starting with `name`; `take` returns why a name is refused, or an empty text."""
        super().__init__()
        self._title = title
        self._take = take
        self._input = Input(name, compact=True, select_on_focus=True)
        self._problem = Static("", id="ask-problem", markup=False)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(literal(self._title), id="ask-title", markup=False)
            yield self._input
            yield self._problem
            yield Static("Enter accepts, Esc cancels", id="ask-keys", markup=False)

    @on(Input.Changed)
    def _forget(self) -> None:
        """Hide why the name before was refused."""
        self._problem.update("")

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        problem = self._take(event.value)
        if problem:
            self._problem.update(Content(literal(problem)))
        else:
            self.dismiss()


class Choose(ModalScreen[int]):
    """Asks to choose one of several options; the result is its index."""

    BINDINGS = [Binding("q,escape", "dismiss", "Back")]  # noqa: RUF012
    DEFAULT_CSS = f"""
    Choose {{ {_BOX}
        OptionList, OptionList:focus {{
            height: auto; max-height: 15; border: none; margin: 1 0; padding: 0;
            background: $surface; background-tint: $surface 0%;
        }}
    }}
    """

    def __init__(self, title: str, choices: Sequence[str]) -> None:
        super().__init__()
        self._title = title
        self._choices = choices

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(literal(self._title), id="ask-title", markup=False)
            yield PickList(*(Option(Content(literal(one))) for one in self._choices))
            yield Static("Enter accepts, Esc cancels", id="ask-keys", markup=False)

    @on(PickList.OptionSelected)
    def _choose(self, event: PickList.OptionSelected) -> None:
        self.dismiss(event.option_index)
