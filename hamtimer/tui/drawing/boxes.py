"""Boxes: pieces of drawn text with a place and a shade, which make up a canvas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum

from rich.cells import cell_len, set_cell_size

from hamtimer.core.dataclass import dataclass
from hamtimer.tui.drawing.tones import Tone


class Ink(StrEnum):
    """The shades of content without a tone."""

    TEXT = "text"
    STRONG = "strong"
    QUIET = "quiet"
    ALERT = "alert"
    """On its own background: the run is paused."""


Shade = Tone | Ink


@dataclass(frozen=True, slots=True)
class Box:
    """Rows of text at a place; its name says what they show."""

    name: str
    x: int
    y: int
    rows: tuple[str, ...]
    shade: Shade
    text: str = ""
    """The drawn text in plain letters."""


Piece = tuple[int, str, Shade]
"""Text that begins at a column."""
Row = tuple[Piece, ...]
Cell = tuple[str, Shade | None]


def rows_of(boxes: Iterable[Box], columns: int, rows: int) -> tuple[Row, ...]:
    """Return the pieces of each row, from left to right; boxes do not overlap."""
    grid: list[list[Piece]] = [[] for _ in range(rows)]
    for box in boxes:
        for y, text in enumerate(box.rows, start=box.y):
            if 0 <= y < rows and 0 <= box.x < columns and text:
                room = columns - box.x
                # No character is wider than two cells: most need not be measured.
                fits = 2 * len(text) <= room or cell_len(text) <= room
                cut = text if fits else set_cell_size(text, room)
                grid[y].append((box.x, cut, box.shade))
    return tuple(tuple(sorted(pieces, key=lambda piece: piece[0])) for pieces in grid)


def cells_of(row: Row, columns: int) -> list[Cell]:
    """Return the cells of a row; a wide character is followed by an empty cell."""
    cells: list[Cell] = [(" ", None)] * columns
    for start, text, shade in row:
        if cell_len(text) == len(text):
            cells[start : start + len(text)] = [(character, shade) for character in text]
            continue
        x = start
        for character in text:
            width = cell_len(character)
            if not width:  # it combines with the previous character
                if x:
                    cells[x - 1] = (cells[x - 1][0] + character, cells[x - 1][1])
                continue
            if x + width > columns:
                break
            cells[x] = (character, shade)
            if width == 2:
                cells[x + 1] = ("", shade)
            x += width
    return cells[:columns]


def changed_spans(
    before: Sequence[Cell], after: Sequence[Cell], least_gap: int
) -> list[tuple[int, int]]:
    """Return the changes of a row as spans of columns.

    Spans less than `least_gap` columns apart are merged, because moving the cursor costs too.
    """
    spans: list[tuple[int, int]] = []
    both = zip(before, after, strict=True)
    changed = [(x, old, new) for x, (old, new) in enumerate(both) if old != new]
    for x, old, new in changed:
        if old[0] == new[0] == " ":
            continue
        if spans and x - spans[-1][1] < least_gap:
            spans[-1] = (spans[-1][0], x + 1)
        else:
            spans.append((x, x + 1))
    return [(_whole(after, start), end) for start, end in spans]


def _whole(cells: Sequence[Cell], x: int) -> int:
    """Return the first column of the character that covers a column."""
    return x - 1 if x and cells[x][0] == "" else x
