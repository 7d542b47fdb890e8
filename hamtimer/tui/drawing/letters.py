"""The letters of the program: one design in one weight, for words, digits and signs.

Every form is a grid of seven rows in which some columns and rows are strokes and the others
stretch. At any size all strokes are equally thick, so a word keeps its look from the smallest place
to the largest screen. Where a text has less room, its letters are of the narrow cut: three strokes
wide.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from hamtimer.tui.drawing.forms import NARROW, WIDE

_STROKES = {1: "s", 2: "ss", 3: "ese", 4: "sees", 5: "seses"}
"""Which columns are strokes (s) and which stretch (e), by the number of columns."""
_ROW_KINDS = "seesees"

_POINTS = frozenset(".,:;")


def is_narrow(stroke: int, width: int) -> bool:
    """Return whether a size is of the narrow cut: a letter is three strokes wide."""
    return width <= 3 * stroke


def render(text: str, stroke: int, width: int, height: int) -> tuple[str, ...]:
    """Return one line of text as pixels, rows of `#` and spaces; a pixel is square.

    `stroke` is the thickness of every stroke, `width` that of a letter of full width, `height`
    that of the line. Every character must have a form or be a space.
    """
    glyphs = [_glyph(character, stroke, width, height) for character in text]
    gaps = [" " * gap for gap in (*_gaps(text, stroke, width), 0)]
    return tuple(
        "".join(part + gap for part, gap in zip(parts, gaps, strict=True))
        for parts in zip(*glyphs, strict=True)
    )


def line_width(text: str, stroke: int, width: int) -> int:
    """Return how many pixels wide `render` draws a text."""
    return sum(sum(_columns(character, stroke, width)) for character in text) + sum(
        _gaps(text, stroke, width)
    )


def _gaps(text: str, stroke: int, width: int) -> list[int]:
    """Return the gaps between the characters: a stroke; half of one beside a point, or narrow."""
    narrow = is_narrow(stroke, width)
    return [
        max(1, stroke // 2 if narrow or left in _POINTS or right in _POINTS else stroke)
        for left, right in pairwise(text)
    ]


@lru_cache(maxsize=1_024)
def _glyph(character: str, stroke: int, width: int, height: int) -> tuple[str, ...]:
    columns = _columns(character, stroke, width)
    if character == " ":
        return (" " * columns[0],) * height
    rows = _shares(_ROW_KINDS, stroke, height)
    drawn: list[str] = []
    for form, tall in zip(_form(character, stroke, width), rows, strict=True):
        row = "".join(
            ("#" if pixel == "#" else " ") * wide for pixel, wide in zip(form, columns, strict=True)
        )
        drawn += [row] * tall
    return tuple(drawn)


@lru_cache(maxsize=1_024)
def _columns(character: str, stroke: int, width: int) -> tuple[int, ...]:
    """Return how many pixels wide each column of a form is."""
    if character == " ":
        return (max(1, width // 2),)
    form = _form(character, stroke, width)
    if is_narrow(stroke, width) and character not in _POINTS:
        return (stroke,) * len(form[0])
    kinds = _STROKES[len(form[0])]
    elastic = max(1, (width - 3 * stroke) // 2)
    if len(kinds) == 5:
        return _shares(kinds, stroke, width)
    return tuple(stroke if kind == "s" else min(elastic, 2 * stroke) for kind in kinds)


def _form(character: str, stroke: int, width: int) -> tuple[str, ...]:
    """Return the form of a character in the cut of this size."""
    return (NARROW if is_narrow(stroke, width) else WIDE)[character]


def _shares(kinds: str, stroke: int, length: int) -> tuple[int, ...]:
    """Distribute a length: strokes take theirs, the rest goes evenly to the stretching parts."""
    elastic = [i for i, kind in enumerate(kinds) if kind == "e"]
    left = length - stroke * kinds.count("s")
    each, more = divmod(max(0, left), len(elastic))
    # The remainder goes to the outermost first, which keeps a form symmetric.
    order: Sequence[int] = sorted(elastic, key=lambda i: -abs(2 * i - (len(kinds) - 1)))
    favoured = set(order[:more])
    return tuple(stroke if kind == "s" else each + (i in favoured) for i, kind in enumerate(kinds))
