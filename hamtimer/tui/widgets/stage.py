"""The stage of the guided screen: gauge, word, number and the facts beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from hamtimer.core.play.view import View
from hamtimer.core.timeline.steps import Step
from hamtimer.front.words.screen import card
from hamtimer.tui.drawing.big_text import draw, fit
from hamtimer.tui.drawing.face import Face, big_facts, is_work
from hamtimer.tui.widgets.big_label import LEAST_ROWS, BigLabel, ShapeLabel
from hamtimer.tui.widgets.gauge import Gauge
from hamtimer.tui.widgets.line import Card

NARROW = 60
"""Below this many columns there is no room for space around things."""
ROOMY = 14
"""From this many rows on there is a free row between word and number."""
SHAPE_PER_ROW = 1.4
"""Columns of the shape for each row of the word: a little slimmer than a square."""
NUMBER_SHARE = 2 / 3
"""How much of the width a number below the word may take beside the facts of a set."""
CARD_SHARE = 0.45
"""How much of the width is left for the card that says what comes next."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """How the stage is shared out, in columns and rows."""

    gauge: int
    gap: int
    """Between gauge, words and number."""
    word_rows: int
    shape: int
    """The columns of the shape."""
    between: int
    """Free rows below the word."""
    number: int
    """The columns of the number."""
    beside: bool
    """The number stands beside the word, as high as the stage; else it stands below it."""


@lru_cache(maxsize=64)
def arrange(
    columns: int, rows: int, words: tuple[str, ...], widest: str, most: float
) -> Arrangement:
    """Share the stage out so that word and number are as large as they can be.

    `most` is the share of the width that a number below the word may take. On a wide screen
    the number goes beside the word, where it can be twice as high, unless the word would get
    smaller by that.
    """
    gauge, gap = (2, 1) if columns < NARROW else (max(5, columns // 14), 2 + columns // 80)
    room = columns - gauge - gap
    between = 1 if rows >= ROOMY else 0
    half = (rows - between) // 2
    word_rows, shape, _ = fit_word(words, room, half)
    tall = _width(widest, room // 2, rows)
    narrower = fit_word(words, room - tall - gap, half)
    if tall and narrower == (word_rows, narrower[1], True):
        return Arrangement(gauge, gap, word_rows, shape, between, tall, beside=True)
    below = _width(widest, int(room * most), rows - between - word_rows) or len(widest)
    return Arrangement(gauge, gap, word_rows, shape, between, below, beside=False)


def fit_word(words: tuple[str, ...], columns: int, rows: int) -> tuple[int, int, bool]:
    """Fit the largest word with its shape into a place.

    Gives the rows of both, the columns of the shape, and whether there are letters that large.
    """
    for height in range(rows, LEAST_ROWS - 1, -1):
        # A lower word has a slimmer shape, which leaves more room for it.
        shape = round(height * SHAPE_PER_ROW)
        size = fit(words, columns - shape - shape_gap(height), height)
        if size and len(draw(words[0], size)) == height:
            return height, shape, True
    least = min(rows, LEAST_ROWS)
    return least, round(least * SHAPE_PER_ROW), False


def shape_gap(rows: int) -> int:
    """Return the columns between the shape and a word of so many rows."""
    return 2 + rows // 7


def _width(text: str, columns: int, rows: int) -> int:
    """Return the columns that a text takes when it is as large as fits; 0 when nothing fits."""
    size = fit((text,), columns, rows)
    return len(draw(text, size)[0]) if size else 0


class Stage(Horizontal):
    """What is followed from two metres. It draws a `Face` and knows nothing else."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._gauge = Gauge(id="gauge")
        self._shape = ShapeLabel(id="shape")
        self._word = BigLabel(id="word", spaced=True)
        self._below = BigLabel(id="number")
        self._beside = BigLabel(id="number-beside")
        self._facts = BigLabel(id="big-facts")
        self._card = Card(id="card")
        self._top = Horizontal(self._shape, self._word, id="top")
        self._shown: tuple[Face, View] | None = None
        self._arranged: tuple[Arrangement, bool] | None = None
        self._carded: Step | None = None

    def compose(self) -> ComposeResult:
        yield self._gauge
        with Vertical(id="words"):
            yield self._top
            with Horizontal(id="bottom"):
                yield self._below
                yield self._facts
                yield self._card
        yield self._beside

    def show(self, face: Face, view: View) -> None:
        """Draw one instant."""
        self._shown = (face, view)
        working = is_work(view)
        self._arrange(face, working=working)
        self._gauge.show(face.level, face.mark, face.tone)
        self._shape.show(face.shape, face.tone)
        self._word.show(face.word, among=face.words, tone=face.tone)
        for number in (self._below, self._beside):
            number.show(face.number, among=(face.widest,), tone=face.tone)
        if working:
            self._facts.show(*big_facts(view))
        elif view.step is not self._carded:
            self._carded = view.step
            self._card.show(card(view.step))

    def on_resize(self) -> None:
        if self._shown is not None:
            self.show(*self._shown)

    def _arrange(self, face: Face, *, working: bool) -> None:
        """Share the place out, when that has changed."""
        columns, rows = self.size
        if not columns or not rows:
            return
        most = NUMBER_SHARE if working else 1 - CARD_SHARE
        placed = arrange(columns, rows, face.words, face.widest, most)
        if not face.number:
            placed = replace(placed, number=0, beside=False)
        if self._arranged == (placed, working):
            return
        self._arranged = (placed, working)
        self._gauge.styles.width = placed.gauge
        self._gauge.styles.margin = (0, placed.gap, 0, 0)
        self._shape.styles.width = placed.shape
        self._shape.styles.margin = (0, shape_gap(placed.word_rows), 0, 0)
        self._top.styles.height = placed.word_rows
        self._top.styles.margin = (0, 0, placed.between, 0)
        for number, shown in ((self._below, not placed.beside), (self._beside, placed.beside)):
            number.display = shown and placed.number > 0
            number.styles.width = placed.number
        self._below.styles.margin = (0, placed.gap + 1, 0, 0)
        self._facts.display = working
        self._card.display = not working
