"""Shapes that show the phase without words or colour: arrows, bars, a dot.

A shape is a rule for which points of a square are inked, so that it can be drawn at any size.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from functools import lru_cache

from hamtimer.tui.drawing.big_text import blocks

EIGHTHS = " ▁▂▃▄▅▆▇█"
"""A cell filled from below by zero to eight eighths."""
Rule = Callable[[float, float], bool]
"""Whether a point is inked: x from the left, y from the top, both from 0 to 1."""


def _down(x: float, y: float) -> bool:
    stem = y < 0.5 and abs(x - 0.5) <= 0.18
    head = y >= 0.45 and abs(x - 0.5) <= (1 - y) / 0.55 * 0.5
    return stem or head


def _return(x: float, y: float) -> bool:
    head = y <= 0.6 and abs(x - 0.5) <= y / 0.6 * 0.5
    return head or y >= 0.75


def _switch(x: float, y: float) -> bool:
    def arrow(x: float, y: float) -> bool:
        return abs(y - 0.22) <= 0.07 or (x > 0.6 and abs(y - 0.22) <= (1 - x) / 0.4 * 0.24)

    return arrow(x, y) or arrow(1 - x, 1 - y)


class Shape(Enum):
    """The shapes, each with its rule."""

    DOWN = (_down,)
    UP = (lambda x, y: _down(x, 1 - y),)
    BOTTOM = (lambda _, y: y >= 0.72,)
    """A bar on the ground: a pause at the bottom."""
    TOP = (lambda _, y: y <= 0.28,)
    """A bar at the ceiling: a pause at the top."""
    RETURN = (_return,)
    HOLD = (lambda x, y: 0.08 <= x <= 0.92 and 0.12 <= y <= 0.88,)
    REST = (lambda x, y: (x - 0.5) ** 2 + (y - 0.5) ** 2 <= 0.09,)
    """A dot, too small to be taken for a letter of the word."""
    READY = (lambda x, y: x >= 0.1 and abs(y - 0.5) <= (1 - x) / 0.9 * 0.5,)
    SWITCH = (_switch,)
    PAUSED = (lambda x, _: 0.1 <= x <= 0.38 or 0.62 <= x <= 0.9,)


@lru_cache(maxsize=64)
def draw_shape(shape: Shape, columns: int, rows: int) -> tuple[str, ...]:
    """Draw a shape as rows of block characters."""
    (rule,) = shape.value
    half_rows = rows * 2
    return blocks(
        [
            "".join(
                "#" if rule((c + 0.5) / columns, (r + 0.5) / half_rows) else " "
                for c in range(columns)
            )
            for r in range(half_rows)
        ]
    )
