"""Text large enough to be read from the floor, drawn with block characters."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import lru_cache

from hamtimer.core.dataclass import dataclass
from hamtimer.tui.drawing.forms import drawable
from hamtimer.tui.drawing.letters import is_narrow, line_width, render

_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}
_LEAST_PIXELS = 6
"""The height of the smallest letters: three rows."""
_NARROWEST, _WIDEST = 0.5, 0.95
"""The width of a letter in heights."""
_THICKNESSES = (1 / 9, 1 / 7, 1 / 6)
"""The thickness of a stroke in heights."""
_LEAST_SHAPE = 0.3
"""The width of a narrow letter in heights, at least."""


@dataclass(frozen=True, slots=True, order=True)
class Size:
    """A letter size, in pixels of a column and half a row."""

    stroke: int
    width: int
    height: int

    @property
    def worth(self) -> float:
        """How well it is read: large before small, bold before thin."""
        boldness = self.stroke / (self.height * _THICKNESSES[-1])
        return self.width * self.height * math.sqrt(boldness)

    @property
    def is_narrow(self) -> bool:
        """Whether it is of the narrow cut."""
        return is_narrow(self.stroke, self.width)


def fit(texts: Sequence[str], columns: int, rows: int, least: int = 0) -> Size | None:
    """Return the most legible size in which every one of `texts` fits a place.

    It is at least `least` rows high where that is possible. None: there is none, or a character has
    no large form; then draw plain text.
    """
    return _fit(tuple(texts), columns, rows, least)


@lru_cache(maxsize=256)
def _fit(texts: tuple[str, ...], columns: int, rows: int, least: int) -> Size | None:
    lines = [large_form(text) for text in texts]
    known = [line for line in lines if line]
    if not known or len(known) != len(lines):
        return None
    fitting = [
        size
        for size in _sizes(rows * 2)
        if all(line_width(line, size.stroke, size.width) <= columns for line in known)
    ]
    high = (size for size in fitting if size.height >= 2 * least)
    return next(high, fitting[0] if fitting else None)


def sizes_of(rows: int) -> tuple[Size, ...]:
    """Return the sizes of letters with a height in rows, best first."""
    return tuple(size for size in _sizes(rows * 2) if size.height == rows * 2)


def width_of(text: str, size: Size) -> int:
    """Return the columns of a text; 0: it has no large form."""
    line = large_form(text)
    return line_width(line, size.stroke, size.width) if line else 0


@lru_cache(maxsize=128)
def _sizes(most: int) -> tuple[Size, ...]:
    """Return every size up to a height, from narrow to nearly square letters, best first."""
    sizes = [
        Size(stroke, width, height)
        for height in range(_LEAST_PIXELS, most + 1, 2)
        for stroke in _strokes(height)
        for width in _widths(stroke, height)
    ]
    return tuple(sorted(sizes, key=lambda size: size.worth, reverse=True))


def _strokes(height: int) -> range:
    thin, _, thick = (max(1, round(height * share)) for share in _THICKNESSES)
    return range(thin, thick + 1)


def _widths(stroke: int, height: int) -> Iterator[int]:
    if _LEAST_SHAPE * height <= 3 * stroke <= _NARROWEST * height:
        yield 3 * stroke
    least = max(3 * stroke + 2, round(_NARROWEST * height))
    # The stretching parts are shared evenly between both halves of a letter.
    yield from range(least + (least - 3 * stroke) % 2, round(_WIDEST * height) + 1, 2)


@lru_cache(maxsize=256)
def draw(text: str, size: Size) -> tuple[str, ...]:
    """Return one line of text as rows of equal length; none if it has no large form."""
    line = large_form(text)
    return blocks(render(line, size.stroke, size.width, size.height)) if line else ()


def blocks(pixels: Sequence[str]) -> tuple[str, ...]:
    """Turn pixels of one column and half a row into rows of block characters."""
    rows = list(pixels)
    if len(rows) % 2:
        rows.append(" " * len(rows[0]))
    return tuple(
        "".join(
            _BLOCKS[top == "#", bottom == "#"] for top, bottom in zip(upper, lower, strict=True)
        )
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    )


def plain(text: str, columns: int) -> str:
    """Return a text that has no large form, spaced out if there is room."""
    spaced = " ".join(text.upper())
    return spaced if len(spaced) <= columns else text


@lru_cache(maxsize=512)
def large_form(text: str) -> str:
    """Return a text as it is drawn; empty when one of its letters has no form."""
    return drawable(text)
