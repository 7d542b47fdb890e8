"""The bar of the whole session: a stretch for each exercise, as long as it takes."""

from __future__ import annotations

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.view import View
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.words.screen import time_words
from hamtimer.tui.drawing.boxes import Box, Ink
from hamtimer.tui.widgets.canvas import Canvas

DONE, NOW, TO_COME = "━", "╸", "─"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a session that belongs to one exercise."""

    name: str
    start_ms: int
    end_ms: int


def stretches(timeline: Timeline) -> tuple[Stretch, ...]:
    """Divide a session where a new exercise begins; the rest before it belongs to it."""
    found: list[Stretch] = []
    begun: set[str] = set()
    for step in timeline.steps:
        end = step.start_ms + step.assumed_ms
        if step.exercise.id not in begun:
            begun.add(step.exercise.id)
            found.append(Stretch(step.exercise.name, step.start_ms, end))
        else:
            found[-1] = Stretch(found[-1].name, found[-1].start_ms, end)
    return tuple(found)


def place(parts: tuple[Stretch, ...], columns: int) -> tuple[tuple[int, int], ...]:
    """Return each stretch its first column and its number of columns, a free one between two.

    Every stretch gets a column at least; where there is no room for that, the last get none.
    """
    gaps = len(parts) - 1
    room = columns - gaps
    if room < len(parts) or not parts:
        return tuple((i, 1) for i in range(min(columns, len(parts))))
    total = parts[-1].end_ms or 1
    # A column each, the others by length: the ends are rounded, so nothing adds up wrongly.
    spare = room - len(parts)
    placed = []
    for i, part in enumerate(parts):
        start = spare * part.start_ms // total
        end = spare * part.end_ms // total
        placed.append((start + 2 * i, end - start + 1))
    return tuple(placed)


def draw_bar(parts: tuple[Stretch, ...], played_ms: int, columns: int) -> str:
    """Draw the bar: heavy for what is over, thin for what is to come, a gap between exercises."""
    cells = [" "] * columns
    for part, (first, width) in zip(parts, place(parts, columns), strict=False):
        length = part.end_ms - part.start_ms
        share = (played_ms - part.start_ms) / length if length else float(played_ms > part.start_ms)
        filled = max(0.0, min(1.0, share)) * width
        for i in range(width):
            cells[first + i] = DONE if i + 1 <= filled else NOW if i < filled else TO_COME
    return "".join(cells)


def draw_names(parts: tuple[Stretch, ...], columns: int) -> str:
    """Write the exercises' names under their stretches, each as far as it fits."""
    cells = [" "] * columns
    for part, (first, width) in zip(parts, place(parts, columns), strict=False):
        name = part.name if len(part.name) <= width else part.name[: width - 1].rstrip() + "…"
        if width >= 3:
            cells[first : first + len(name)] = name
    return "".join(cells)


class SessionBar(Canvas):
    """The whole session: a stretch for each exercise between the times, the names under them."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._timeline: Timeline | None = None
        self._parts: tuple[Stretch, ...] = ()
        self._times = ("", "")
        self._played_ms = 0
        self._drawn: tuple[object, ...] = ()

    def show(self, view: View, timeline: Timeline) -> None:
        """Draw one instant of a timeline, which may change during a run."""
        if timeline is not self._timeline:
            self._timeline = timeline
            self._parts = stretches(timeline)
            self._drawn = ()
        self._times = time_words(view, timeline)
        self._played_ms = round(view.progress * timeline.assumed_ms)
        self.redraw()

    def redraw(self) -> None:
        elapsed, left = self._times
        if (elapsed, left, self.size) == self._drawn:
            return
        self._drawn = (elapsed, left, self.size)
        start, width = len(elapsed) + 1, self.size.width
        columns = max(0, width - start - len(left) - 2)
        bar = draw_bar(self._parts, self._played_ms, columns)
        names = draw_names(self._parts, columns)
        self.paint(
            [
                Box("elapsed", 0, 0, (elapsed,), Ink.QUIET, elapsed),
                Box("bar", start, 0, (bar,), Ink.TEXT, bar),
                Box("left", max(0, width - len(left)), 0, (left,), Ink.QUIET, left),
                Box("names", start, 1, (names,), Ink.QUIET, names),
            ]
        )
