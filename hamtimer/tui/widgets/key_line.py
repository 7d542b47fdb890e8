"""The line of keys at the bottom of every screen.

Textual's own footer has a widget for each key and makes them anew whenever the keys change:
0.1 s of work at the very moment when a set begins. This one is a single line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from hamtimer.tui.offers import offers

GAP = 1
"""Free columns between two keys."""
HELP = "help"
"""The id of the key that shows all the others."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and what it does."""

    key: str
    """As Textual names it."""
    shown: str
    """As it is shown: `⏎`, `space`, `]`."""
    title: str
    stays: bool = False
    """Whether it is shown even where there is room for little else."""

    @property
    def columns(self) -> int:
        """The columns that both take."""
        return cell_len(self.shown) + 1 + cell_len(self.title)


def fitting(entries: Sequence[Entry], columns: int) -> tuple[Entry, ...]:
    """Return what fits: the first ones, those that stay, and always the last: how to leave."""
    kept = list(entries)
    while len(kept) > 1 and sum(entry.columns + GAP for entry in kept) - GAP > columns:
        spare = [place for place, entry in enumerate(kept[:-1]) if not entry.stays]
        del kept[spare[-1] if spare else -2]
    return tuple(kept)


def entry_at(entries: Sequence[Entry], column: int) -> Entry | None:
    """Return the entry that stands at a column."""
    start = 0
    for entry in entries:
        if start <= column < start + entry.columns:
            return entry
        start += entry.columns + GAP
    return None


def entries_of(screen: Screen[Any]) -> tuple[Entry, ...]:
    """Return the keys that would do something on a screen now."""
    return tuple(
        Entry(
            offer.binding.key,
            screen.app.get_key_display(offer.binding),
            offer.title,
            stays=offer.binding.id == HELP,
        )
        for offer in offers(screen)
        if offer.binding.show
    )


class KeyLine(Widget):
    """Shows the keys that do something now; a click on one presses it."""

    COMPONENT_CLASSES = {"key-line--key"}  # noqa: RUF012 - Textual's own way
    DEFAULT_CSS = """
    KeyLine {
        dock: bottom;
        height: 1;
        background: $footer-background;
        color: $footer-foreground;
        & > .key-line--key { color: $footer-key-foreground; text-style: bold; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._every: tuple[Entry, ...] = ()
        self._shown: tuple[Entry, ...] = ()

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def _follow(self, screen: Screen[Any]) -> None:
        if screen is self.screen:
            self._every = entries_of(screen)
            self._fit()

    def on_resize(self) -> None:
        self._fit()

    def _fit(self) -> None:
        shown = fitting(self._every, self.size.width)
        if shown != self._shown:
            self._shown = shown
            self.refresh()

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is one line
        key_style, style = self.get_component_rich_style("key-line--key"), self.rich_style
        segments: list[Segment] = []
        for entry in self._shown:
            segments += [
                Segment(entry.shown, key_style),
                Segment(f" {entry.title}{' ' * GAP}", style),
            ]
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        entry = entry_at(self._shown, event.x)
        if entry is not None:
            self.app.simulate_key(entry.key)
