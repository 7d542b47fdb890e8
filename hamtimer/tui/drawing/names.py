"""The name of an exercise in large letters, over as many lines as it needs."""

from __future__ import annotations

from functools import lru_cache

from hamtimer.core.dataclass import dataclass
from hamtimer.tui.drawing.big_text import Size, draw, large_form, sizes_of, width_of

LEAST_CUT = 16
"""Of a name that is cut off at least so many letters are shown; else it stands there plainly."""
_ELLIPSIS = "..."


@dataclass(frozen=True, slots=True)
class LargeName:
    """A name as it is drawn."""

    lines: tuple[str, ...]
    size: Size
    is_whole: bool = True

    @property
    def high(self) -> int:
        """The rows of a line."""
        return self.size.height // 2

    @property
    def row_count(self) -> int:
        """The rows of all lines, with one that is free between two lines."""
        return len(self.lines) * (self.high + 1) - 1

    @property
    def rows(self) -> tuple[str, ...]:
        """The drawn text."""
        drawn = (row for line in self.lines for row in (*draw(line, self.size), ""))
        return tuple(drawn)[:-1]

    @property
    def columns(self) -> int:
        """The columns of the longest line."""
        return max(map(self.width, range(len(self.lines))))

    def width(self, line: int) -> int:
        """Return the columns of a line."""
        return width_of(self.lines[line], self.size)


@lru_cache(maxsize=256)
def large_names(name: str, columns: int, rows: int, most: int, least: int) -> tuple[LargeName, ...]:
    """Return the ways to draw a whole name in a place, in lines of `least` to `most` rows."""
    text = large_form(name)
    if not text:
        return ()
    sizes = [size for high in range(least, most + 1) for size in sizes_of(high)]
    found = (LargeName(_lines(text, columns, size), size) for size in sizes)
    return tuple(one for one in found if one.row_count <= rows and one.columns <= columns)


@lru_cache(maxsize=256)
def cut_name(name: str, columns: int, rows: int, high: int, beside: int) -> LargeName | None:
    """Return as much of the beginning of a name as fits in lines of `high` rows.

    Beside its last line so many columns are free. None: hardly anything fits.
    """
    text, count = large_form(name), (rows + 1) // (high + 1)
    if not text or count < 1:
        return None
    size = min(sizes_of(high), key=lambda size: size.width)
    lines = list(_lines(text, columns, size)[:count])
    while lines[-1] and width_of(lines[-1] + _ELLIPSIS, size) > columns - beside:
        lines[-1] = lines[-1][:-1]
    lines[-1] = lines[-1].rstrip() + _ELLIPSIS
    is_enough = sum(map(len, lines)) - len(_ELLIPSIS) >= LEAST_CUT
    return LargeName(tuple(lines), size, is_whole=False) if is_enough else None


def _lines(text: str, columns: int, size: Size) -> tuple[str, ...]:
    """Break a text into lines: after blanks and hyphens, and within a word where it must be."""
    lines = [""]
    for part in _parts(text):
        rest = part
        if lines[-1] and width_of(f"{lines[-1]}{rest}".rstrip(), size) > columns:
            lines.append("")
        while len(rest.rstrip()) > 1 and width_of(rest.rstrip(), size) > columns:
            end = len(rest) - 1
            while end > 1 and width_of(f"{rest[:end]}-", size) > columns:
                end -= 1
            lines[-1:] = [f"{rest[:end]}-", ""]
            rest = rest[end:]
        lines[-1] += rest
    return tuple(line.rstrip() for line in lines)


def _parts(text: str) -> list[str]:
    """Split a text where a line may end, each part with the blank or the sign that ends it."""
    parts = [""]
    for character in text:
        parts[-1] += character
        if character in " -/":
            parts.append("")
    return [part for part in parts if part]
