"""Choose the exercise to go to during a run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets.option_list import Option

from hamtimer.core.play.changes import ExercisePlace
from hamtimer.core.play.commands import Command
from hamtimer.core.text import columns_of, literal
from hamtimer.front.words.plan_changes import place_state_words
from hamtimer.tui.widgets.key_line import KeyLine
from hamtimer.tui.widgets.pick_list import PickList

if TYPE_CHECKING:
    from hamtimer.tui.screens.run_screen import RunScreen


def ask_where_to_go(screen: RunScreen) -> None:
    """Ask for the exercise to go to, and go there."""

    def answer(exercise: str | None) -> None:
        if exercise is not None:
            screen.command(Command.GO_TO, exercise)

    screen.app.push_screen(GoToScreen(screen.player.exercises()), answer)


class GoToScreen(ModalScreen[str | None]):
    """Lists the exercises of a run with what is left of each; the run continues meanwhile."""

    DEFAULT_CSS = """
    GoToScreen { align: center middle; background: $background 60%; }
    GoToScreen #places {
        width: auto; max-width: 95%; height: auto; max-height: 90%;
        padding: 0 1; border: round $accent; background: $surface;
        OptionList { width: auto; height: auto; border: none; padding: 0; background: $surface; }
    }
    """
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        Binding("escape,g,q", "dismiss", "Back"),
        *(Binding(f"{n}", f"choose({n})", show=False) for n in range(1, 10)),
    ]

    def __init__(self, places: Sequence[ExercisePlace]) -> None:
        """List `places`, with the first that is not done selected."""
        super().__init__()
        self._places = places
        widest = max(columns_of(literal(one.name)) for one in places)
        options = [
            Option(_line(number, one, widest), disabled=one.is_current)
            for number, one in enumerate(places, 1)
        ]
        self._list = PickList(*options, markup=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="places") as box:
            box.border_title = Content("Go to")
            box.border_subtitle = Content("Enter, or its number")
            yield self._list
        yield KeyLine()

    def on_mount(self) -> None:
        here = next((i for i, one in enumerate(self._places) if one.is_current), 0)
        order = [*range(here + 1, len(self._places)), *range(here)]
        undone = (i for i in order if self._places[i].left)
        self._list.highlighted = next(undone, order[0] if order else None)

    def action_choose(self, number: int) -> None:
        """Go to the exercise with a number."""
        if number <= len(self._places) and not self._places[number - 1].is_current:
            self.dismiss(self._places[number - 1].id)

    @on(PickList.OptionSelected)
    def _go(self, event: PickList.OptionSelected) -> None:
        self.dismiss(self._places[event.option_index].id)


def _line(number: int, one: ExercisePlace, widest: int) -> Content:
    name = literal(one.name)
    padding = " " * (widest - columns_of(name))
    mark = " " if one.left else "✓"
    words = f"{number:2} {mark} {name}{padding}  {place_state_words(one)}"
    return Content.styled(words, "" if one.left else "dim")
