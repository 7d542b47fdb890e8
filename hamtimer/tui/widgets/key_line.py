"""The line of keys at the bottom of every screen.

Textual's own footer has a widget for each key and recreates them whenever the keys change: 0.1 s of
work just when a set begins. This one is a single line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from hamtimer.core.dataclass import dataclass
from hamtimer.tui.offers import HERE, offers

GAP = 1
"""Free columns between two keys."""
HELP = "help"
"""The id of the key that shows all other keys."""


HISTORY = Binding(
    "H", "app.show_history", "History", tooltip="Show days, streaks and each exercise over time."
)
"""The key for the history, on every screen that is not a run."""


SETTINGS = Binding(
    "comma,f2", "app.settings", "Settings", tooltip="Sound, voice, colours, keys.", system=True
)
"""The key for the settings; the palette has them on every screen that is not a run."""


def help_binding(keys: str = "question_mark,f1,h") -> Binding:
    """Return the help key of a screen; if letters are text, only F1."""
    # Not the person's own help key of a run, which may have another meaning on this screen.
    return Binding(keys, "app.show_help", "Help", tooltip="Show all keys.", id=f"{HELP}{HERE}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and what it does."""

    key: str
    """As Textual names it."""
    shown: str
    """As it is shown: `Enter`, `]`."""
    title: str
    stays: bool = False
    """Whether it is always shown, at the right end."""

    @property
    def columns(self) -> int:
        """The columns of the key and its title."""
        return cell_len(self.shown) + 1 + cell_len(self.title)


def fitting(entries: Sequence[Entry], columns: int) -> tuple[Entry, ...]:
    """Return the entries that fit: the first ones, those that stay, and always how to leave."""
    kept = list(entries)
    while len(kept) > 1 and _width(kept) > columns:
        spare = [place for place, entry in enumerate(kept[:-1]) if not entry.stays]
        del kept[spare[-1] if spare else -2]
    return tuple(kept)


def places(entries: Sequence[Entry], columns: int) -> tuple[tuple[int, Entry], ...]:
    """Return the entries that fit, each with its first column.

    Help and the way out are at the right end on every screen.
    """
    shown = fitting(entries, columns)
    right = [entry for entry in shown[:-1] if entry.stays] + list(shown[-1:])
    left = [entry for entry in shown[:-1] if not entry.stays]
    end = max(columns, _width(shown))
    return (*_in_a_row(left, 0), *_in_a_row(right, end - _width(right)))


def _in_a_row(entries: Sequence[Entry], start: int) -> Iterator[tuple[int, Entry]]:
    for entry in entries:
        yield start, entry
        start += entry.columns + GAP


def _width(entries: Sequence[Entry]) -> int:
    return sum(entry.columns for entry in entries) + GAP * max(0, len(entries) - 1)


def entry_at(placed: Iterable[tuple[int, Entry]], column: int) -> Entry | None:
    """Return the entry at a column."""
    found = (entry for start, entry in placed if start <= column < start + entry.columns)
    return next(found, None)


def entries_of(screen: Screen[Any]) -> tuple[Entry, ...]:
    """Return the keys that work on a screen now."""
    return tuple(
        Entry(
            offer.binding.key,
            screen.app.get_key_display(offer.binding),
            offer.title,
            stays=offer.binding.id in (HELP, f"{HELP}{HERE}"),
        )
        for offer in offers(screen)
        if offer.binding.show
    )


class KeyLine(Widget):
    """Shows the keys that work now; a click on one presses it."""

    COMPONENT_CLASSES = {"key-line--key"}  # noqa: RUF012 - Textual's own way
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        background: $footer-background;
        color: $footer-foreground;
        & > .key-line--key { color: $footer-key-foreground; text-style: bold; }
        &:ansi > .key-line--key { color: $ready; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._every: tuple[Entry, ...] = ()
        self._shown: tuple[tuple[int, Entry], ...] = ()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, screen: Screen[Any]) -> None:
        if screen is self.screen:
            self._every = entries_of(screen)
            self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        shown = places(self._every, self.size.width)
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        key_style, style = self.get_component_rich_style("key-line--key"), self.rich_style
        segments: list[Segment] = []
        column = 0
        for start, entry in self._shown:
            segments += [
                Segment(" " * (start - column), style),
                Segment(entry.shown, key_style),
                Segment(f" {entry.title}", style),
            ]
            column = start + entry.columns
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        entry = entry_at(self._shown, event.x)
        if entry is not None:
            self.app.simulate_key(entry.key)
