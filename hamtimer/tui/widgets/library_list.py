"""The list of sessions: rows in columns under headings, filled behind the first ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from textual.binding import Binding
from textual.content import Content
from textual.widgets.option_list import Option

from hamtimer.core.dataclass import dataclass
from hamtimer.core.text import columns_of, shorten
from hamtimer.front.words.library import Cells
from hamtimer.tui.widgets.pick_list import PickList

AT_FIRST = 60
"""How many rows are added immediately; the others follow."""
FOLLOW_S = 0.1
"""How long the first rows have the processor to themselves."""
LEAST_NAME = 20
"""The minimum columns of a long name if other cells need room, too."""
LEAST_NOTES = 10
"""With less room, the notes on what is due and needed are left out."""
GAP = 2


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the list: a row of cells, or separate lines."""

    id: str
    """Its id; empty: a heading."""
    shown: Content | Callable[[], Cells]
    """The cells of a row are computed when it is added to the list."""
    name: str = ""
    """The name, which determines the width of its column."""


@dataclass(frozen=True, slots=True)
class Columns:
    """The width of each cell; 0: hidden."""

    name: int
    length: int
    when: int
    notes: int


def lay_out(rows: Sequence[Cells], names: Iterable[str], width: int) -> Columns:
    """Return the columns that fit into a width: name and length, then time, then notes."""
    name = max(map(columns_of, names), default=0)
    length = max((len(row.length) for row in rows), default=0)
    when = max((len(row.when) for row in rows), default=0)
    name = max(1, min(name, max(LEAST_NAME, width * 3 // 5), width - GAP - length))
    room = width - name - GAP - length
    when = when if when and room >= when + GAP else 0
    room -= when + 2 * GAP if when else GAP
    return Columns(name, length, when, room if room >= LEAST_NOTES else 0)


def row_content(row: Cells, columns: Columns) -> Content:
    """Write a row: name, length, time and notes in their columns."""
    gap = " " * GAP
    name, length = shorten(row.name, columns.name), row.length.rjust(columns.length)
    line = f"{' ' * (columns.name - columns_of(name))}{gap}{length}"
    dim = f"{gap}{row.when.ljust(columns.when)}" if columns.when else ""
    dim += f"{gap}{shorten(row.notes, columns.notes)}" if columns.notes else ""
    return Content.assemble(" ", (name, "bold"), line, (dim.rstrip(), "dim"))


class LibraryList(PickList):
    """Sessions to choose from; headings cannot be chosen."""

    DEFAULT_CSS = """
    LibraryList {
        height: 1fr;
        border: none;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        scrollbar-size-vertical: 1;
        scrollbar-gutter: stable;
        padding: 0;
        background: $background;
        &:focus { border: none; background: $background; background-tint: $background 0%; }
        & > .option-list--option { padding: 0 1; }
        & > .option-list--option-disabled { color: $accent; text-style: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="sessions", markup=False)
        self._items: tuple[Item, ...] = ()
        self._columns = Columns(1, 0, 0, 0)
        self._waiting: tuple[Item, ...] = ()
        """Rows that are not in the list yet."""
        self._width = 0
        self._first: str | None = None
        """The id of the first row."""

    @property
    def ids(self) -> set[str]:
        """The ids of all rows, including those not yet in the list."""
        return {item.id for item in self._items if item.id}

    @property
    def has_moved(self) -> bool:
        """Whether the person has moved from the first row."""
        return self.chosen is not None and self.chosen != self._first

    @property
    def chosen(self) -> str | None:
        """The id of the highlighted row."""
        option = self.highlighted_option
        return option.id if option is not None else None

    def lay_out(self, width: int) -> None:
        """Adapt to a new width, in columns."""
        if width != self._width:
            self._width = width
            self.styles.width = width
            self.show(self._items, self.chosen)

    def show(self, items: Sequence[Item], chosen: str | None = None) -> None:
        """Show these rows, with `chosen` highlighted, by default the first one.

        If the chosen row is gone, the next remaining one is highlighted, or the previous one.
        """
        ids = [item.id for item in items]
        first = next((place for place, one in enumerate(ids) if one), None)
        stays = self._nearest(chosen, set(ids)) if chosen else None
        highlighted = ids.index(stays) if stays else first
        self._items = tuple(items)
        at_once = AT_FIRST + (highlighted or 0)
        # A column at each side, one for the indentation, and the scroll bar.
        room = self._width - 4
        made = [_made(item) for item in items[:at_once]]
        rows = [one for one in made if isinstance(one, Cells)]
        self._columns = lay_out(rows, (item.name for item in items), room)
        self._waiting = self._items[at_once:]
        options = zip(items, made, strict=False)
        self.set_options(self._option(item, one) for item, one in options)
        self.highlighted = highlighted
        self._first = ids[first] if first is not None else None
        if self._waiting:
            self.set_timer(FOLLOW_S, self._show_more)

    def _nearest(self, chosen: str, ids: set[str]) -> str | None:
        """Return the chosen row or, if it is gone, the remaining one that is nearest to it."""
        if chosen in ids:
            return chosen
        before = [item.id for item in self._items if item.id]
        place = before.index(chosen) if chosen in before else len(before)
        return next((one for one in (*before[place:], *before[:place][::-1]) if one in ids), None)

    def _show_more(self) -> None:
        """Add the next waiting rows at the end of the list."""
        some, self._waiting = self._waiting[:AT_FIRST], self._waiting[AT_FIRST:]
        self.add_options(self._option(item, _made(item)) for item in some)
        if self._waiting:
            self.call_after_refresh(self._show_more)

    def _option(self, item: Item, made: Content | Cells) -> Option:
        content = row_content(made, self._columns) if isinstance(made, Cells) else made
        return Option(content, id=item.id or None, disabled=not item.id)

    def watch_highlighted(self, highlighted: int | None) -> None:
        """Keep the heading of the first row visible."""
        super().watch_highlighted(highlighted)
        if highlighted is not None and all(one.disabled for one in self.options[:highlighted]):
            self.scroll_home(animate=False, immediate=True)

    def action_page_up(self) -> None:
        """Go up by a page; if only headings are left, to the first row."""
        super().action_page_up()
        if self.highlighted is None:
            self.action_first()


def _made(item: Item) -> Content | Cells:
    return item.shown if isinstance(item.shown, Content) else item.shown()


def list_key(key: str, move: str, *, show: bool = False) -> Binding:
    """Return a key that moves in the list; the footer shows them as one."""
    return Binding(
        key,
        f"move('{move}')",
        "Choose",
        show=show,
        key_display="↑↓",
        tooltip="Choose a session.",
        priority=True,
        system=True,
    )
