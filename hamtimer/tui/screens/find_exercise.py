"""Find an exercise among all sessions by typing."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input
from textual.widgets.option_list import Option

from hamtimer.core.dataclass import dataclass
from hamtimer.core.text import folded, literal
from hamtimer.front.session_facts import read_facts
from hamtimer.home.library import Library
from hamtimer.home.session_index import open_index, settled_identity
from hamtimer.tui.front_screen import call_from_thread
from hamtimer.tui.widgets.key_line import KeyLine
from hamtimer.tui.widgets.pick_list import PickList

MOST_SHOWN = 200
"""Longer lists are cut: another letter narrows them down."""
AT_ONCE = 50
"""How many files are read before the list is redrawn."""


@dataclass(frozen=True, slots=True)
class Found:
    """An exercise of a session."""

    path: Path
    session: str
    number: int
    """The index of the exercise in the session."""
    name: str

    def fits(self, words: Iterable[str]) -> bool:
        """Return whether every word is in its name or that of the session."""
        text = folded(f"{self.name} {self.session}")
        return all(word in text for word in words)


class FindExercise(ModalScreen[Found | None]):
    """Lists every exercise of every session, and lets the person choose one."""

    DEFAULT_CSS = """
    FindExercise { align: center middle; background: $background 60%; }
    FindExercise #find {
        width: 90%; max-width: 90; height: 80%;
        padding: 0 1; border: round $accent; background: $surface;
        OptionList {
            height: 1fr; border: none; background: $surface; scrollbar-size-vertical: 1;
            text-wrap: nowrap; text-overflow: ellipsis;
        }
    }
    """
    BINDINGS = [  # noqa: RUF012 - Textual's own way
        Binding("enter", "choose", "Insert", priority=True),
        Binding("up", "move('cursor_up')", "Up", show=False, priority=True),
        Binding("down", "move('cursor_down')", "Down", show=False, priority=True),
        Binding("pageup", "move('page_up')", "Up", show=False, priority=True),
        Binding("pagedown", "move('page_down')", "Down", show=False, priority=True),
        Binding("escape", "dismiss", "Back"),
    ]

    def __init__(self, library: Library, here: Path) -> None:
        """List the exercises of `library`, those of the session `here` last."""
        super().__init__()
        self._library = library
        self._here = here
        self._every: list[Found] = []
        self._shown: list[Found] = []
        self._input = Input(placeholder="Type the name of an exercise or session", compact=True)
        self._list = PickList(markup=False)

    def compose(self) -> ComposeResult:
        with Vertical(id="find") as box:
            box.border_title = Content("Insert an exercise below")
            yield self._input
            yield self._list
        yield KeyLine()

    def on_mount(self) -> None:
        self._list.can_focus = False
        self._read()

    @work(thread=True)
    def _read(self) -> None:
        """Read the names from the index, and the files that it does not contain."""
        index = open_index()
        waiting: list[Found] = []
        for count, (_, path) in enumerate(self._library.files().values(), 1):
            facts = index.find(path)
            if facts is None:
                identity = settled_identity(path)
                facts = read_facts(path)
                index.keep(path, identity, facts)
            names = enumerate(facts.exercises)
            waiting += [Found(path, facts.name, number, name) for number, name in names]
            if count % AT_ONCE == 0:
                call_from_thread(self, self._add, waiting)
                waiting = []
        call_from_thread(self, self._add, waiting)
        index.save()

    def _add(self, found: list[Found]) -> None:
        self._every += found
        self._every.sort(key=lambda one: (one.path == self._here, folded(one.name), one.session))
        self._fill()

    @on(Input.Changed)
    def _fill(self) -> None:
        words = folded(self._input.value).split()
        fitting = [one for one in self._every if one.fits(words)]
        # Matches of the exercise's name precede matches of the session's.
        fitting.sort(key=lambda one: any(word not in folded(one.name) for word in words))
        self._shown = fitting[:MOST_SHOWN]
        self._list.set_options(
            Option(Content.assemble(literal(one.name), (f"  {literal(one.session)}", "dim")))
            for one in self._shown
        )
        self._list.highlighted = 0 if self._shown else None

    def action_move(self, how: str) -> None:
        getattr(self._list, f"action_{how}")()

    def action_choose(self) -> None:
        """Choose the highlighted exercise, after everything typed has been looked up."""
        self._input.call_later(self._choose)

    @on(PickList.OptionSelected)
    def _choose(self) -> None:
        self._fill_again()
        place = self._list.highlighted
        self.dismiss(self._shown[place] if place is not None else None)

    def _fill_again(self) -> None:
        words = folded(self._input.value).split()
        if any(not one.fits(words) for one in self._shown):
            self._fill()
