"""The list of completions at the caret; it takes no focus, so that typing continues."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.geometry import Offset, Size
from textual.strip import Strip
from textual.widget import Widget

from hamtimer.core.session_file.completion import Completion, complete
from hamtimer.core.text import literal
from hamtimer.tui.widgets.session_text import SessionText

MOST_ROWS = 7
MOST_COLUMNS = 64


class Completions(Widget):
    """A small list over the text."""

    COMPONENT_CLASSES = {"completions--chosen"}  # noqa: RUF012 - Textual's own way
    DEFAULT_CSS = """
    Completions {
        layer: over; position: absolute; display: none;
        background: $panel; color: $foreground;
        & > .completions--chosen { background: $accent; color: $background; text-style: bold; }
    }
    Completions:ansi > .completions--chosen { background: ansi_magenta; color: ansi_bright_white; }
    Completions:nocolor > .completions--chosen { text-style: reverse bold; }
    """

    def __init__(self, text: SessionText) -> None:
        """List the completions at the caret of a text."""
        super().__init__(id="completions")
        self._text = text
        self._items: Sequence[Completion] = ()
        self._chosen = 0
        self.was_moved = False
        """Whether the person has selected another entry than the first, so that Enter takes it."""

    @property
    def is_open(self) -> bool:
        """Whether the list is open."""
        return bool(self._items)

    @property
    def items(self) -> Sequence[Completion]:
        """The completions."""
        return self._items

    @property
    def chosen(self) -> Completion:
        """The selected completion of an open list."""
        return self._items[self._chosen]

    def offer(self, *, asked: bool = False) -> None:
        """Open with the completions at the caret; unless requested, only if they help."""
        row, column = self._text.cursor_location
        items = complete(self._text.lines, row, column)
        if not asked:
            items = [item for item in items if self._helps(item, row, column)]
        if not items or not self._text.selection.is_empty:
            self.close()
            return
        start = self._text.cursor_screen_offset - Offset(column - items[0].start, 0)
        self._open(items, start, Size(self._text.region.right, self.screen.size.height))

    def _helps(self, item: Completion, row: int, column: int) -> bool:
        """Return whether an entry is partly written; a value may also be empty."""
        line = self._text.lines[row]
        written = line[item.start : column]
        begins_value = not written and line[: item.start].rstrip().endswith(":")
        return (bool(written) or begins_value) and item.label != line[item.start : item.end]

    def take_key(self, key: str) -> bool:
        """Handle a key of an open list; return whether it was one."""
        if not self.is_open:
            return False
        if key in ("up", "down"):
            self._move(-1 if key == "up" else 1)
        elif key == "escape":
            self.close()
        elif key == "tab" or (key == "enter" and self.was_moved):
            self._put()
        else:
            return False
        return True

    def _put(self) -> None:
        """Insert the selected completion, and offer what may follow."""
        row, _ = self._text.cursor_location
        item = self.chosen
        self.close()
        self._text.put(item.text, (row, item.start), (row, item.end))

    def _open(self, items: Sequence[Completion], caret: Offset, room: Size) -> None:
        """Show a list below the caret, or above it if there is no room."""
        self._items, self._chosen, self.was_moved = items, 0, False
        rows = min(len(items), MOST_ROWS)
        widest = max(cell_len(item.label) for item in items)
        columns = max(12, min(MOST_COLUMNS, room.width - 2, widest + 2 + self._meaning_columns()))
        below = caret.y + 1 + rows <= room.height
        x = max(0, min(caret.x, room.width - columns))
        y = caret.y + 1 if below else max(0, caret.y - rows)
        self.styles.width, self.styles.height = columns, rows
        self.styles.offset = (x, y)
        self.display = True
        self.refresh()

    def close(self) -> None:
        """Close the list."""
        if self._items:
            self._items = ()
            self.display = False

    def _move(self, by: int) -> None:
        """Select another entry, wrapping around."""
        self._chosen = (self._chosen + by) % len(self._items)
        self.was_moved = True
        self.refresh()

    def _meaning_columns(self) -> int:
        return max(cell_len(item.meaning) for item in self._items) + 1

    def render_line(self, y: int) -> Strip:
        first = max(0, min(self._chosen - MOST_ROWS // 2, len(self._items) - MOST_ROWS))
        columns = self.size.width
        index = first + y
        if index >= len(self._items):
            return Strip.blank(columns, self.rich_style)
        item = self._items[index]
        widest = max(cell_len(each.label) for each in self._items)
        text = f" {literal(item.label).ljust(widest)}  {literal(item.meaning)}"
        chosen = index == self._chosen
        style = self.get_component_rich_style("completions--chosen") if chosen else self.rich_style
        return Strip([Segment(set_cell_size(text, columns), style)], columns)
