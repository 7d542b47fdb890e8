"""The stage of a practice as boxes: word and number above; path, facts and feedback below.

In a rest, the report on the last set is below, with a chart for each phase.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hamtimer.core.dataclass import dataclass
from hamtimer.core.taps.scale import EDGE, TOLERANCE
from hamtimer.tui.drawing.big_text import draw, fit
from hamtimer.tui.drawing.boxes import Box, Ink, Shade
from hamtimer.tui.drawing.face import Face
from hamtimer.tui.drawing.fact_grid import draw_facts
from hamtimer.tui.drawing.facts import Fact
from hamtimer.tui.drawing.phase_chart import PhaseChart, draw_charts
from hamtimer.tui.drawing.place import WORD_SHARE, Place
from hamtimer.tui.drawing.practice_face import PracticeFace
from hamtimer.tui.drawing.rep_path import Tapped, draw_rep_path
from hamtimer.tui.drawing.stage import draw_head, draw_work

FACTS_SHARE = 0.42
"""The share of the width for rep and side beside the path."""
NARROW = 60
"""Below this many columns, the path takes the whole width."""


SCALE_FROM_ROWS = 5
"""The scale is left out if path and facts have no more rows than this."""
LEAST_SCALE = 15
EARLY, LATE = "early", "late"


@dataclass(frozen=True, slots=True)
class ScaleMark:
    """A turn on the scale."""

    place: float
    """From -`EDGE`, early, to `EDGE`, late."""
    shade: Shade


@dataclass(frozen=True, slots=True)
class TapResult:
    """The result of the last tap, in large letters."""

    text: str
    """`LOWER 2.1 OF 2.0`."""
    verdict: str
    short: str
    """The text for less room."""
    shade: Shade

    @property
    def with_verdict(self) -> str:
        """The text with its verdict, which is never shown by colour alone."""
        return f"{self.text} {self.verdict}".strip()


@dataclass(frozen=True, slots=True)
class PracticePicture:
    """The content of the practice screen at an instant."""

    face: PracticeFace
    facts: tuple[Fact, ...] = ()
    result: TapResult | None = None
    marks: tuple[int, ...] = ()
    """The places to tap in a rep."""
    taps: tuple[Tapped, ...] = ()
    """The taps of this rep."""
    still: tuple[str, ...] = ()
    """With reduced motion: the path as boxes, one line per phase."""
    charts: tuple[tuple[PhaseChart, ...], ...] = ()
    """The reports on the last set, one per side, in place of the path."""
    scale: tuple[ScaleMark, ...] = ()
    """The turns of this set on one scale from early to late."""
    scale_words: str = ""


def draw_practice(picture: PracticePicture, place: Place) -> tuple[Box, ...]:
    """Draw an instant of a practice."""
    if place.columns < 1 or place.rows < 1:
        return ()
    face, head = picture.face, place.head_rows
    if not (picture.facts or picture.charts or picture.still or picture.face.path):
        head = min(place.share(WORD_SHARE), place.rows)  # there is nothing below it
    large = Face(face.tone, face.shape, face.word, face.words, face.number, face.widest, 0.0)
    boxes = [*draw_head(large, place.columns, head)]
    y, left = head + 1, place.rows - head - 1
    if left < 1:
        return tuple(boxes)
    if picture.charts:
        high = left // len(picture.charts)
        for index, charts in enumerate(picture.charts):
            boxes += draw_charts(charts, place.columns, high, y + index * high)
        return tuple(boxes)
    result = place.fact_rows if left >= 2 * place.fact_rows + 1 else 1
    below = Place(place.columns, left - result - (result > 1), place.screen_rows)
    if picture.scale and below.rows > SCALE_FROM_ROWS:
        boxes += draw_scale(picture.scale, picture.scale_words, place.columns, y + below.rows - 1)
        below = replace(below, rows=below.rows - 1)
    if picture.still or face.path:
        drawn = _draw_work(picture, below)
    else:
        has_shape = any(box.name == "shape" for box in boxes)
        drawn = draw_work(large, below, picture.facts, has_shape=has_shape)
    boxes += [_moved(box, 0, y) for box in drawn]
    if picture.result:
        boxes += _draw_result(picture.result, place.columns, result, place.rows - result)
    return tuple(boxes)


def _moved(box: Box, columns: int, rows: int) -> Box:
    return Box(box.name, box.x + columns, box.y + rows, box.rows, box.shade, box.text)


def _draw_work(picture: PracticePicture, place: Place) -> Iterator[Box]:
    """Draw the path, with rep and side beside it."""
    columns = path_columns(place.columns)
    if columns == place.columns:
        yield from _draw_path(picture, columns, place.rows)
        return
    beside = place.columns - columns - 2
    yield from _draw_path(picture, columns, place.rows)
    facts = Place(beside, place.rows, place.screen_rows)
    yield from (_moved(box, columns + 2, 0) for box in draw_facts(picture.facts, facts, 0))


def path_columns(columns: int) -> int:
    """Return how many of the columns the path takes."""
    return columns if columns < NARROW else columns - int(columns * FACTS_SHARE) - 2


def _draw_path(picture: PracticePicture, columns: int, rows: int) -> Iterator[Box]:
    face = picture.face
    if picture.still:
        for y, line in enumerate(picture.still[:rows]):
            yield Box("still", 0, y, (line,), Ink.TEXT, line)
    elif face.path is not None:
        yield from draw_rep_path(
            face.path,
            face.position_ms,
            columns,
            rows,
            tone=face.tone,
            marks=picture.marks,
            taps=picture.taps,
        )


def _draw_result(result: TapResult, columns: int, rows: int, y: int) -> list[Box]:
    """Draw the result of the last tap, as large as fits."""
    texts = (result.with_verdict, result.text, result.short)
    sizes = [(text, size) for text in texts if (size := fit((text,), columns, rows))]
    if not sizes:
        return [Box("result", 0, y, (result.text,), result.shade, result.text)]
    # The longest text that is as high as its place, or else the highest.
    text, size = max(sizes, key=lambda one: one[1].height)
    return [Box("result", 0, y, draw(text, size), result.shade, text)]


def draw_scale(marks: Sequence[ScaleMark], words: str, columns: int, y: int) -> Iterator[Box]:
    """Draw the turns of a set on a scale from early to late, the tolerance shaded."""
    room = columns - len(words) - 3 if len(words) + 3 < columns // 2 else columns
    width = room - len(EARLY) - len(LATE) - 2
    if width < LEAST_SCALE:
        return
    start, middle = len(EARLY) + 1, width // 2
    shaded = round(middle * TOLERANCE / EDGE)
    cells = ["░" if abs(x - middle) <= shaded else "─" for x in range(width)]
    cells[middle] = "┼"
    yield Box("scale", 0, y, (f"{EARLY} {''.join(cells)} {LATE}",), Ink.QUIET, words)
    for mark in marks:
        x = start + min(width - 1, max(0, middle + round(middle * mark.place / EDGE)))
        yield Box("scale-mark", x, y, ("●",), mark.shade, "●")
    if room < columns:
        yield Box("scale-words", room + 3, y, (words,), Ink.TEXT, words)
