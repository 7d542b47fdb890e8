"""The tempo as a path that scrolls towards a fixed mark: it sinks, waits, rises, waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from hamtimer.core.timeline.limb import depth_at
from hamtimer.core.timeline.steps import RepPlan
from hamtimer.tui.drawing.tones import TONES, Tone, tone_style

AHEAD_MS = 8_000
"""How much of the time to come is seen, where the place is wide enough for smooth movement."""
MARK_SHARE = 0.2
"""Where the mark stands, from the left."""
_BRAILLE = 0x2800
_DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of the dots of a braille character (Unicode 15, section 21.1), by row and column."""
_TAP = "▲"
_MARK, _LIMB = "┊", "●"


@dataclass(frozen=True, slots=True)
class Picture:
    """What is drawn: a row of text each; the mark and the limb stand in `column`."""

    rows: tuple[str, ...]
    column: int
    limb_row: int


def draw_path(
    plan: RepPlan,
    position_ms: float,
    columns: int,
    rows: int,
    *,
    rate: float = 1.0,
    taps: Iterable[float] = (),
) -> Picture:
    """Draw the path around a position of a set, both on the timeline.

    `rate` is how fast the timeline passes, so that the path is as wide at any pace. The last
    row shows the `taps`, given as positions, under the place where the limb was then.
    """
    mark = int(columns * MARK_SHARE)
    dot_ms = AHEAD_MS * rate / max(1, 2 * (columns - mark))
    # The path moves by whole dots, so that it does not shimmer.
    now = round(position_ms / dot_ms)
    height = max(1, rows - 1) * 4
    cells: dict[tuple[int, int], int] = {}
    before: int | None = None
    for x in range(2 * columns):
        depth = depth_at(plan, (now + x - 2 * mark) * dot_ms)
        y = round(depth * (height - 2))
        low, high = (y, y) if before is None else (min(y, before), max(y, before))
        for dot in range(low, high + 2):
            cell = (dot // 4, x // 2)
            cells[cell] = cells.get(cell, 0) | _DOTS[dot % 4][x % 2]
        before = y
    grid = [[_character(cells.get((r, c), 0)) for c in range(columns)] for r in range(rows)]
    limb = round(depth_at(plan, position_ms) * (height - 2)) // 4
    for row in range(rows):
        grid[row][mark] = _LIMB if row == limb else _MARK
    for tap in taps:
        column = mark + round((tap - position_ms) / dot_ms / 2)
        if 0 <= column < columns:
            grid[-1][column] = _TAP
    return Picture(tuple("".join(row) for row in grid), mark, limb)


def _character(bits: int) -> str:
    return chr(_BRAILLE + bits) if bits else " "


def still_lines(plan: RepPlan, names: Iterable[str], position_ms: float) -> tuple[str, ...]:
    """Draw a rep that does not move: a box for each second of a phase, the past filled."""
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


class PathView(Widget):
    """Shows a picture, and draws only the rows that changed."""

    COMPONENT_CLASSES = TONES
    DEFAULT_CSS = """
    PathView { width: 1fr; height: 1fr; }
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._picture = Picture((), 0, -1)
        self._tone: Tone | None = None

    def show(self, picture: Picture, tone: Tone | None = None) -> None:
        """Show a picture; the limb is drawn in `tone`."""
        before, self._picture = self._picture, picture
        if tone is not self._tone or len(before.rows) != len(picture.rows):
            self._tone = tone
            self.refresh()
            return
        changed = [
            y
            for y, (old, new) in enumerate(zip(before.rows, picture.rows, strict=True))
            if old != new
        ]
        if changed:
            height = changed[-1] - changed[0] + 1
            self.refresh(Region(0, changed[0], self.size.width, height))

    def clear(self) -> None:
        """Show nothing: the person is not to be led."""
        self.show(Picture(("",) * len(self._picture.rows), 0, -1))

    def render_line(self, y: int) -> Strip:
        columns, picture = self.size.width, self._picture
        row = (picture.rows[y] if y < len(picture.rows) else "").ljust(columns)[:columns]
        if y != picture.limb_row:
            return Strip([Segment(row, self.rich_style)], columns)
        at = picture.column
        limb = Segment(row[at : at + 1], tone_style(self, self._tone))
        before, after = Segment(row[:at], self.rich_style), Segment(row[at + 1 :], self.rich_style)
        return Strip([before, limb, after], columns)
