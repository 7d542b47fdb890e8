"""The help: every key of the screen it was called from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.keys import format_key
from textual.screen import ModalScreen
from textual.widgets import Static

from hamtimer.front.actions import ACTIONS, Group

Row = tuple[str, str]
"""Keys, and what they do; a heading has no keys."""


def action_rows() -> Iterator[Row]:
    """List every action of a run with its keys, under the names of their groups."""
    for group in Group:
        yield "", group.value
        for action in ACTIONS:
            if action.group is group:
                yield keys_text(action.keys), action.help
    yield "", "By pedal or presenter"
    yield "PgDn", "Done, start now, ready."
    yield "PgUp", "Back."


def binding_rows(bindings: Iterable[BindingType]) -> Iterator[Row]:
    """List the keys of another screen, each action once; those that say nothing are left out."""
    merged: dict[str, list[str]] = {}
    for binding in bindings:
        if isinstance(binding, Binding) and (binding.show or binding.tooltip):
            what = binding.tooltip or binding.description
            merged.setdefault(what, []).extend(binding.key.split(","))
    for what, keys in merged.items():
        yield keys_text(keys), what


def help_table(rows: Iterable[Row]) -> Table:
    """Write keys and what they do, the keys in a column of their own."""
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    for keys, what in rows:
        if not keys and table.row_count:
            table.add_row()
        table.add_row(Text(keys, "bold"), Text(what, "" if keys else "bold underline"))
    return table


def keys_text(keys: Iterable[str]) -> str:
    """Name keys as they are printed on a keyboard."""
    return "  ".join(_KEY_NAMES.get(key) or format_key(key) for key in keys)


_KEY_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "space": "Space",
    "plus": "+",
    "minus": "-",
}


class HelpScreen(ModalScreen[None]):
    """Shows a text over the screen until a key is pressed."""

    BINDINGS = [Binding("escape,enter,q,question_mark,f1,h,space", "dismiss", "Close")]  # noqa: RUF012

    def __init__(self, title: str, text: Content | Table) -> None:
        """Show `text` under `title`."""
        super().__init__()
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Put the text into a box that scrolls where the terminal is small."""
        with VerticalScroll(id="help") as box:
            box.border_title = Content(self._title)
            box.border_subtitle = Content("Esc closes")
            yield Static(self._text, markup=False)
