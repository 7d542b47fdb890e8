"""The report on a set as charts: for each phase a bar for every rep, and a target line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hamtimer.core.dataclass import dataclass
from hamtimer.core.taps.report import Measured
from hamtimer.tui.drawing.boxes import Box, Ink, Shade
from hamtimer.tui.drawing.shapes import EIGHTHS
from hamtimer.tui.drawing.tones import Tone
from hamtimer.tui.drawing.wrapping import wrap

LOWEST, HIGHEST = 0.5, 1.5
"""The lengths at the bottom and top of a chart, as shares of the target."""
GAP = 3
"""Free columns between two charts."""
WIDEST_BAR = 3
NARROWEST = 10
"""The minimum columns of a chart."""
LEAST_ROWS = 4
"""Below this height a chart is useless: only its words are shown."""


@dataclass(frozen=True, slots=True)
class PhaseChart:
    """The measurements of a phase, with words."""

    name: str
    """The name of the phase, with the side if there are two."""
    result: str
    """Its mean length: `4.1 s of 5.0`."""
    words: str
    """The verdict, and the advice."""
    measured: tuple[Measured, ...]
    reps: int
    """The number of planned reps."""
    is_right: bool


def draw_charts(charts: Sequence[PhaseChart], columns: int, rows: int, y: int) -> Iterator[Box]:
    """Draw charts beside each other, with advice below."""
    if not charts or columns < 1:
        return
    width = (columns - GAP * (len(charts) - 1)) // len(charts)
    to_do = [chart for chart in charts if not chart.is_right] or charts[:1]
    words: list[str] = []
    for chart in to_do:
        lines = list(wrap(f"{chart.name}: {chart.words}", columns))
        if len(words) + len(lines) <= rows - 2 - LEAST_ROWS or not words:
            words += lines  # words without room are visible in the chart
    # Half of the rows are below the target, so that its line is between two rows.
    high = (rows - 2 - len(words)) // 2 * 2
    if width < NARROWEST or high < LEAST_ROWS:
        words = [
            line
            for chart in charts
            for line in wrap(f"{chart.name} {chart.result}: {chart.words}", columns)
        ]
        yield from _draw_lines(words[:rows], y)
        return
    for index, chart in enumerate(charts):
        x = index * (width + GAP)
        title = f"{chart.name} {chart.result}"
        short = f"{chart.name} {chart.result}".replace(" s of ", "/")
        shown = next((one for one in (title, short) if len(one) <= width), chart.result)
        yield Box("chart-title", x, y, (shown[:width],), Ink.STRONG, title)
        for box in _draw_bars(chart, width, high):
            yield Box(box.name, x + box.x, y + 1 + box.y, box.rows, box.shade, box.text)
    yield from _draw_lines(words, y + high + 2)


def _draw_lines(lines: Sequence[str], y: int) -> Iterator[Box]:
    for row, line in enumerate(lines, start=y):
        yield Box("chart-words", 0, row, (line,), Ink.TEXT, line)


def _draw_bars(chart: PhaseChart, columns: int, rows: int) -> Iterator[Box]:
    """Draw a bar for each rep, and the target line at half the height."""
    by_rep: dict[int, list[Measured]] = {}
    for each in chart.measured:
        by_rep.setdefault(each.rep, []).append(each)
    last = max(chart.reps, max(by_rep, default=0))
    bars: list[Measured | None] = []
    for rep in range(1, last + 1):
        bars += by_rep.get(rep) or [None]
    bars = bars[: max(1, columns)]
    step = max(1, min(WIDEST_BAR + 1, columns // max(1, len(bars))))
    width = max(1, step - 1) if step > 1 else 1
    line = "▁" * min(columns, step * len(bars))
    yield Box("target", 0, rows - 1 - rows // 2, (line,), Ink.QUIET, "target")
    for index, one in enumerate(bars):
        if one is None:
            yield Box("missed", index * step, rows - 1, ("·" * width,), Ink.QUIET, "missed")
        else:
            yield Box("bar", index * step, 0, _bar(one, width, rows), shade_of(one), "bar")


def _bar(one: Measured, width: int, rows: int) -> tuple[str, ...]:
    """Return a bar from the top row down; empty rows above it show the background."""
    share = one.actual_ms / max(1, one.target_ms)
    level = (share - LOWEST) / (HIGHEST - LOWEST)
    filled = max(1, min(8 * rows, round(level * 8 * rows)))
    cells = [max(0, min(8, filled - 8 * (rows - 1 - row))) for row in range(rows)]
    return tuple(EIGHTHS[eighths] * width if eighths else "" for eighths in cells)


def shade_of(one: Measured) -> Shade:
    """Return the colour of a length: on target, too short, too long."""
    if not one.judged:
        return Ink.TEXT
    if one.is_accurate:
        return Tone.REST
    return Tone.LIFT if one.error_ms < 0 else Tone.READY
