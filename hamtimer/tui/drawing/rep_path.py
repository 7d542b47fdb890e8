"""The path of one rep: the limb moves along it, and marks show where to tap.

The path stands still and only the limb moves, so that a frame is a cell or two. The part behind the
limb has the colour of its phase.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import ceil

from hamtimer.core.dataclass import dataclass
from hamtimer.core.timeline.limb import legs
from hamtimer.core.timeline.steps import RepPlan
from hamtimer.tui.drawing.boxes import Box, Ink, Shade
from hamtimer.tui.drawing.tones import Tone

LIMB, MARK, TAP = "●", "◆", "▲"
_BRAILLE = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of the dots of a braille character (Unicode 15, section 21.1), by row and column."""


@dataclass(frozen=True, slots=True)
class Tapped:
    """A tap, and its result."""

    within_ms: float
    """Its position in the rep, on the timeline."""
    shade: Shade = Ink.TEXT


def draw_rep_path(
    plan: RepPlan,
    position_ms: float,
    columns: int,
    rows: int,
    *,
    tone: Tone,
    marks: Sequence[int] = (),
    taps: Sequence[Tapped] = (),
) -> Iterator[Box]:
    """Draw the path of the rep at a position of the set; before the set, of the first rep.

    `marks` are the places to tap. The last row shows the `taps` of this rep.
    """
    high = rows - 1
    if high < 1 or columns < 2 or not plan.rep_ms:
        return
    picture = path_rows(plan, columns, high)
    within = position_ms % plan.rep_ms if position_ms > 0 else 0.0
    x, y = _cell(plan, within, columns, high)
    for row, text in enumerate(picture):
        yield from _piece(0, row, text[:x], tone)
        yield from _piece(x, row, text[x:], Ink.QUIET)
    for mark in marks:
        column, row = _cell(plan, mark, columns, high)
        yield Box("mark", column, row, (MARK,), Ink.STRONG, MARK)
    yield Box("limb", x, y, (LIMB,), tone, LIMB)
    for tap in taps:
        column, _ = _cell(plan, tap.within_ms, columns, high)
        yield Box("tap", column, high, (TAP,), tap.shade, TAP)


def _piece(x: int, row: int, text: str, shade: Shade) -> Iterator[Box]:
    """Yield what is seen of a piece of the path: rows where nothing has changed stay the same."""
    if seen := text.strip():
        yield Box("path", x + len(text) - len(text.lstrip()), row, (seen,), shade)


def _cell(plan: RepPlan, within_ms: float, columns: int, rows: int) -> tuple[int, int]:
    """Return the column and the row of a moment in a rep."""
    column = min(columns - 1, int(within_ms / plan.rep_ms * columns))
    return column, round(depth_within(plan, within_ms) * (4 * rows - 2)) // 4


def until_column_ms(plan: RepPlan, position_ms: int, columns: int, least_ms: float) -> float:
    """Return how long until the limb is a column on, or as many as take at least `least_ms`."""
    if position_ms < 0 or not plan.rep_ms or columns < 1:
        return max(least_ms, -position_ms)
    column_ms = plan.rep_ms / columns
    stride_ms = column_ms * ceil(least_ms / column_ms)
    within = position_ms % plan.rep_ms
    return min(stride_ms - within % stride_ms, plan.rep_ms - within)


def depth_within(plan: RepPlan, within_ms: float) -> float:
    """Return where the limb is at a moment in a rep; at its very end, where the rep ends."""
    depth = 0.0
    for length, begins, ends in legs(plan):
        depth = ends
        if within_ms < length:
            return begins + (ends - begins) * within_ms / length
        within_ms -= length
    return depth


@lru_cache(maxsize=8)
def path_rows(plan: RepPlan, columns: int, rows: int) -> tuple[str, ...]:
    """Draw the path of a rep as rows of braille, two dots a column and four a row."""
    cells: dict[tuple[int, int], int] = {}
    before: int | None = None
    for x in range(2 * columns):
        depth = depth_within(plan, (x + 0.5) * plan.rep_ms / (2 * columns))
        y = round(depth * (4 * rows - 2))
        low, high = (y, y) if before is None else (min(y, before), max(y, before))
        for dot in range(low, high + 2):
            place = (dot // 4, x // 2)
            cells[place] = cells.get(place, 0) | _DOTS[dot % 4][x % 2]
        before = y
    return tuple(
        "".join(_character(cells.get((row, column), 0)) for column in range(columns))
        for row in range(rows)
    )


def _character(bits: int) -> str:
    return chr(_BRAILLE + bits) if bits else " "


def still_lines(plan: RepPlan, names: Iterable[str], position_ms: float) -> tuple[str, ...]:
    """Draw a rep without motion: a box for each second of a phase, the past ones filled."""
    within = position_ms % plan.rep_ms if position_ms > 0 and plan.rep_ms else 0
    widest = max(map(len, names := tuple(names)), default=0)
    lines = []
    for name, (_, length) in zip(names, plan.phases, strict=True):
        boxes = -(-length // 1_000)
        full = max(0, min(boxes, int(within // 1_000)))
        here = 0 <= within < length and position_ms >= 0
        arrow = "▶" if here else " "
        lines.append(f"{arrow} {name.ljust(widest)}  {'■' * full}{'□' * (boxes - full)}")
        within -= length
    return tuple(lines)
