"""One measure of an exercise over time in words, as an alternative to its plot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from hamtimer.core.records.series import UNITS, Measure, Point, Series
from hamtimer.core.text import capitalized, clock_text, comma_text, count_text
from hamtimer.front.words.days import date_words

NEWEST = 12
"""How many of the newest values are listed."""
_BARS = "▁▂▃▄▅▆▇█"


def measure_title(measure: Measure, load_unit: str = "kg") -> str:
    """Return the name of a measure with its unit: `Longest hold (s)`."""
    unit = UNITS.get(measure, load_unit)
    return (
        capitalized(measure.value)
        if unit == measure.value
        else (f"{capitalized(measure.value)} ({unit})")
    )


def value_text(measure: Measure, value: float) -> str:
    """Return a value as a person reads it: seconds as `1:05`, others as a number."""
    if measure in (Measure.HOLD, Measure.DOSE):
        return clock_text(round(value * 1_000))
    text = f"{value:+.0f}" if measure is Measure.SIDES else f"{value:.1f}".removesuffix(".0")
    return f"{text} %" if UNITS.get(measure) == "%" else text


def series_lines(measure: Measure, found: Iterable[Series], today: date) -> Iterator[str]:
    """Yield a line for each side: its newest value, its first, its highest, and a small chart."""
    for one in found:
        title = comma_text(measure_title(measure), one.side.word)
        course, chart = _course(measure, one.points, today), _chart(one.points[-NEWEST:])
        yield f"{title}: {course}  {chart}"


def _course(measure: Measure, points: Sequence[Point], today: date) -> str:
    """Return how a measure went: `30 on Fri 1 May (24 at first, 32 at most) in 12 runs`."""
    first, last = points[0], points[-1]
    runs = count_text(len(points), "run")
    if len({point.value for point in points}) == 1:
        return f"{value_text(measure, last.value)} in {runs}{_known(last)}"
    known = [f"{value_text(measure, first.value)} at first"]
    if measure not in (Measure.SIDES, Measure.TEMPO):
        most = max(point.value for point in points)
        known.append(f"{value_text(measure, most)} at most")
    newest = f"{value_text(measure, last.value)} on {date_words(last.day, today)}"
    return f"{newest} ({', '.join(known)}) in {runs}{_known(last)}"


def _known(newest: Point) -> str:
    """Return how the newest dose is known; empty for other measures."""
    if newest.coverage is None:
        return ""
    if newest.coverage in (0, 1):
        return ", measured" if newest.coverage else ", by plan"
    return f", {newest.coverage:.0%} of the newest measured"


def _chart(points: Iterable[Point]) -> str:
    values = [point.value for point in points]
    least, most = min(values), max(values)
    if most == least:
        return _BARS[len(_BARS) // 2] * len(values)
    scale = (len(_BARS) - 1) / (most - least)
    return "".join(_BARS[round((value - least) * scale)] for value in values)
