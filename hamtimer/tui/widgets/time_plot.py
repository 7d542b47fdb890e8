"""One measure over time as a plot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from textual_plot import AxisFormatter, HiResMode, NumericAxisFormatter, PlotWidget

from hamtimer.core.records.series import Measure, Series
from hamtimer.core.session.model import Side
from hamtimer.front.words.series import value_text

COLOURS = {Side.BOTH: "accent", Side.LEFT: "lower", Side.RIGHT: "lift"}
"""The theme's colour of each side."""
FRAME_ROWS = 3
"""The rows of the frame and of the days below it."""
MOST_MARKED = 10
"""How many points of a line are marked; a line through more is seen without."""


class TimePlot(PlotWidget):
    """Draws a measure, one line for each side; it takes no keys."""

    DEFAULT_CSS = """
    TimePlot {
        & > .plot--axis, & > .plot--tick { color: $text-muted; text-style: none; }
    }
    """
    can_focus = False

    def __init__(self) -> None:
        super().__init__(allow_pan_and_zoom=False)

    def show(self, measure: Measure, found: Sequence[Series]) -> None:
        """Draw the series of a measure."""
        self.clear()
        self.margin_left = 8
        variables = self.app.theme_variables
        for one in found:
            days = [float(point.day.toordinal()) for point in one.points]
            values = [point.value for point in one.points]
            # Rich names the terminal's colours without a prefix.
            colour = variables.get(COLOURS[one.side], "white").removeprefix("ansi_")
            self.plot(days, values, colour, hires_mode=HiResMode.BRAILLE)
            if len(days) <= MOST_MARKED or len(set(days)) == 1:
                self.scatter(days, values, marker="●", marker_style=colour)
        everything = [point for one in found for point in one.points]
        first, last = (edge(point.day.toordinal() for point in everything) for edge in (min, max))
        least, most = (edge(point.value for point in everything) for edge in (min, max))
        room = (most - least) * 0.1 or max(1.0, abs(most) * 0.1)
        # The last column of the plot is its frame.
        edge_days = max(0.5, (last - first) * 0.03)
        self.set_xlimits(first - edge_days, last + edge_days)
        floor = least - room if least < 0 else max(0.0, least - room)
        self.set_ylimits(floor, most + room)
        self.set_x_formatter(_Days())
        self.set_y_formatter(_Values(measure, lambda: self.size.height - FRAME_ROWS))


class _Days(AxisFormatter):
    """Days on the horizontal axis, as many as fit."""

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        number = max(2, min(max_ticks // 2, 5))
        step = max(1.0, (max_ - min_) / number)
        ticks = [min_ + step * (place + 0.5) for place in range(number)]
        return sorted({float(round(tick)) for tick in ticks if tick <= max_})

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        days = [date.fromordinal(int(tick)) for tick in ticks]
        is_long = len({day.year for day in days}) > 1
        return [f"{day:%b %Y}" if is_long else f"{day.day} {day:%b}" for day in days]


class _Values(NumericAxisFormatter):
    """Values on the vertical axis as a person reads them: seconds as `1:05`."""

    def __init__(self, measure: Measure, rows: Callable[[], int]) -> None:
        super().__init__()
        self._measure = measure
        self._rows = rows

    def get_ticks(self, min_: float, max_: float, max_ticks: int = 8) -> list[float]:
        ticks: dict[str, float] = {}
        # One for every second row: labels must not cover each other.
        most = max(1, min(max_ticks, self._rows() // 2))
        for tick in super().get_ticks(min_, max_, most):
            # Half a second later the label would be the same.
            ticks.setdefault(value_text(self._measure, tick), tick)
        return list(ticks.values())

    def get_labels_for_ticks(self, ticks: Sequence[float]) -> list[str]:
        return [value_text(self._measure, tick) for tick in ticks]
