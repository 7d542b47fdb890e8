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
BESIDE = 2
"""The columns between the path and the facts beside it."""

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


def draw_around(picture: PracticePicture, place: Place) -> Iterator[Box]:
    """Draw everything that does not move: all but the path."""
    if place.columns < 1 or place.rows < 1:
        return
    face, parts = picture.face, _arrange(picture, place)
    large = Face(face.tone, face.shape, face.word, face.words, face.number, face.widest, 0.0)
    head = tuple(draw_head(large, place.columns, _head_rows(picture, place)))
    yield from head
    if parts is None:
        return
    y, below = parts.y, parts.below
    if picture.charts:
        high = below.rows // len(picture.charts)
        for index, charts in enumerate(picture.charts):
            yield from draw_charts(charts, place.columns, high, y + index * high)
        return
    if parts.has_scale:
        yield from draw_scale(picture.scale, picture.scale_words, place.columns, y + below.rows)
    if not parts.path:
        has_shape = any(box.name == "shape" for box in head)
        yield from (
            _moved(box, 0, y) for box in draw_work(large, below, picture.facts, has_shape=has_shape)
        )
    elif parts.path < place.columns:
        x = parts.path + BESIDE
        facts = Place(place.columns - x, below.rows, place.screen_rows)
        yield from (_moved(box, x, y) for box in draw_facts(picture.facts, facts, 0))
    if picture.result:
        rows = parts.result_rows
        yield from _draw_result(picture.result, place.columns, rows, place.rows - rows)


def draw_path(picture: PracticePicture, place: Place) -> Iterator[Box]:
    """Draw the path at an instant; nothing where none is shown."""
    parts = _arrange(picture, place)
    if parts is None or not parts.path:
        return
    face = picture.face
    if picture.still:
        for y, line in enumerate(picture.still[: parts.below.rows], start=parts.y):
            yield Box("still", 0, y, (line,), Ink.TEXT, line)
    elif face.path is not None:
        drawn = draw_rep_path(
            face.path,
            face.position_ms,
            parts.path,
            parts.below.rows,
            tone=face.tone,
            marks=picture.marks,
            taps=picture.taps,
        )
        yield from (_moved(box, 0, parts.y) for box in drawn)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where the parts below word and number are."""

    y: int
    """The first row of path and facts."""
    below: Place
    """The room for path and facts, or the charts."""
    path: int
    """The columns of the path; 0: there is none."""
    has_scale: bool
    result_rows: int


def _head_rows(picture: PracticePicture, place: Place) -> int:
    """Return the rows of word and number: more where nothing is below."""
    is_alone = not (picture.facts or picture.charts or picture.still or picture.face.path)
    return min(place.share(WORD_SHARE), place.rows) if is_alone else place.head_rows


def _arrange(picture: PracticePicture, place: Place) -> _Parts | None:
    """Divide what is below word and number; None: nothing is below."""
    y = _head_rows(picture, place) + 1
    left = place.rows - y
    if left < 1:
        return None
    if picture.charts:
        return _Parts(y, replace(place, rows=left), 0, has_scale=False, result_rows=0)
    result = place.fact_rows if left >= 2 * place.fact_rows + 1 else 1
    rows = left - result - (result > 1)
    has_scale = bool(picture.scale) and rows > SCALE_FROM_ROWS
    below = Place(place.columns, rows - has_scale, place.screen_rows)
    path = path_columns(place.columns) if picture.still or picture.face.path else 0
    return _Parts(y, below, path, has_scale, result)


def _moved(box: Box, columns: int, rows: int) -> Box:
    return Box(box.name, box.x + columns, box.y + rows, box.rows, box.shade, box.text)


def path_columns(columns: int) -> int:
    """Return how many of the columns the path takes."""
    return columns if columns < NARROW else columns - int(columns * FACTS_SHARE) - BESIDE


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
