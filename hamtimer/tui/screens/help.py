"""The help: every key of the screen that opened it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.player import Player
from hamtimer.front.actions import ACTIONS, Group
from hamtimer.front.actions_now import is_offered
from hamtimer.front.key_bindings import Keys
from hamtimer.tui.key_names import key_name, keys_text
from hamtimer.tui.offers import key_owner, keys_of, offers

NOT_NOW = " (not now)"
"""Marks keys without an effect at the moment."""


@dataclass(frozen=True, slots=True)
class Row:
    """Keys and what they do; a heading has no keys."""

    keys: str
    what: str
    offered: bool = True
    """Whether they have an effect now."""


PALETTE = Row(key_name("ctrl+p"), "List the actions of this screen by name.")
"""The key of the palette, which Textual binds."""
_PEDAL = (("pagedown", "done", "Done, start now, ready."), ("pageup", "back", "Back."))
"""What the keys of a pedal do, unless the person has reassigned them."""


def action_rows(player: Player, now: int, keys: Keys) -> Iterator[Row]:
    """Yield every action of a run with its `keys`, under the headings of their groups."""
    for group in Group:
        yield Row("", group.value)
        for action in ACTIONS:
            if action.group is group:
                offered = is_offered(action, player, now)
                yield Row(keys_text(keys.of(action.id)), action.help, offered)
        if group is Group.PROGRAM:
            yield PALETTE
    yield Row("", "By pedal or presenter")
    for key, action_id, what in _PEDAL:
        if key in keys.of(action_id):
            yield Row(key_name(key), what)


def binding_rows(screen: Screen[Any]) -> Iterator[Row]:
    """Return the keys that a screen takes now, each action once, if they have a description."""
    offered = {offer.binding.action for offer in offers(screen)}
    merged: dict[str, Row] = {}
    for binding in key_owner(screen).BINDINGS:
        if isinstance(binding, Binding) and (binding.show or binding.tooltip):
            what = binding.tooltip or binding.description
            keys, works = keys_text(keys_of(screen, binding)), binding.action in offered
            if before := merged.get(what):
                keys, works = f"{before.keys}  {keys}", before.offered or works
            merged[what] = Row(keys, what, works)
    yield from merged.values()
    yield PALETTE


def help_table(rows: Iterable[Row]) -> Table:
    """Lay out keys and what they do in two columns."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    for row in rows:
        if not row.keys and table.row_count:
            table.add_row()
        style = "" if row.offered else "dim"
        what = row.what if row.offered else row.what + NOT_NOW
        table.add_row(
            Text(row.keys, style or "bold"), Text(what, style if row.keys else "bold underline")
        )
    return table


class HelpScreen(ModalScreen[None]):
    """Shows a text over the screen until a key is pressed."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; background: $background 60%; }
    #help {
        width: 90%; max-width: 100; height: auto; max-height: 95%;
        padding: 0 2;
        border: round $accent;
        background: $surface;
        Static { width: 1fr; }
    }
    """
    BINDINGS = [Binding("escape,enter,q,question_mark,f1,h,space", "dismiss", "Close")]  # noqa: RUF012

    def __init__(self, title: str, text: Content | Table) -> None:
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content("Esc closes")
            yield Static(self._text, markup=False)
