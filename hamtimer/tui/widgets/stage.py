"""The stage of the guided screen: gauge, word, number and the facts beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from hamtimer.core.play.view import View
from hamtimer.core.timeline.steps import Step
from hamtimer.front.words.screen import card
from hamtimer.tui.drawing.big_text import draw, fit
from hamtimer.tui.drawing.face import Face, big_facts, is_work
from hamtimer.tui.widgets.big_label import LEAST_ROWS, BigLabel, ShapeLabel, wrap
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
NUMBER_SHARES = (0.42, 0.36, 0.3, 0.25, 0.2)
"""How much of the width the number beside the word may take where nobody works: the share at which
word and number are both largest is chosen."""
FACT_SHARE = 8
"""Each fact takes at least this part of the screen's height: the least important are left out."""
FEW_ROWS = 9
"""Below this many rows there is no room for a large name and a card."""


class NumberAt(Enum):
    """Where the number stands."""

    BELOW = "below"
    """Below the word, beside the facts."""
    BESIDE = "beside"
    """Beside the word, as high as the stage."""
    TOP = "top"
    """Beside the word, as high as the word's place."""


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
    """The columns of the number; 0: none is shown."""
    number_at: NumberAt
    name_rows: int = 0
    """The rows of what comes next; 0 during work."""


@lru_cache(maxsize=64)
def arrange(columns: int, rows: int, words: tuple[str, ...], widest: str) -> Arrangement:
    """Share the stage out during work, so that word and number are as large as they can be.

    On a wide screen the number goes beside the word, where it can be twice as high, unless the
    word would get smaller by that.
    """
    gauge, gap = _gauge(columns)
    room = columns - gauge - gap
    between = 1 if rows >= ROOMY else 0
    half = (rows - between) // 2
    word_rows, shape, _ = fit_word(words, room, half)
    tall = _width(widest, room // 2, rows)
    narrower = fit_word(words, room - tall - gap, half)
    if tall and narrower == (word_rows, narrower[1], True):
        return Arrangement(gauge, gap, word_rows, shape, between, tall, NumberAt.BESIDE)
    place = int(room * NUMBER_SHARE)
    below = _width(widest, place, rows - between - word_rows) or len(widest)
    return Arrangement(gauge, gap, word_rows, shape, between, below, NumberAt.BELOW)


@lru_cache(maxsize=64)
def arrange_between(columns: int, rows: int, word: str, widest: str, name: str) -> Arrangement:
    """Share the stage out where nobody works: word and number above, what comes next below."""
    gauge, gap = _gauge(columns)
    room = columns - gauge - gap
    between = 0 if rows < FEW_ROWS else 1
    name_rows = _name_rows(name, room, rows)
    # What is left over below is the card's.
    card = 0 if rows < FEW_ROWS else max(1, (rows - name_rows) // 6)
    top = max(1, rows - name_rows - card - 2 * between)
    places = [_beside(room, top, word, widest, share, gap) for share in NUMBER_SHARES]
    _, _, number, shape = max(places, key=lambda place: place[:2])
    return Arrangement(
        gauge, gap, top, shape, between, number if widest else 0, NumberAt.TOP, name_rows
    )


def _beside(
    room: int, rows: int, word: str, widest: str, share: float, gap: int
) -> tuple[int, int, int, int]:
    """Return how high word and number both are at least, the word, and the columns of the rest.

    The rest is number and shape; in a narrow place the shape gives way to them.
    """
    number = _width(widest, int(room * share), rows) or len(widest)
    size = fit((widest,), number, rows) if widest else None
    number_rows = size.height // 2 if size else 0 if widest else rows
    # Wider than the gap between two letters, so that word and number stay apart.
    left = room - number - max(gap, rows // 2)
    if room < NARROW:
        alone = fit((word,), left, rows)
        word_rows, shape = alone.height // 2 if alone else 0, 0
    else:
        fitted, shape, is_large = fit_word((word,), left, rows)
        word_rows = fitted if is_large else 0
    return min(word_rows, number_rows), word_rows, number, shape


def _name_rows(name: str, columns: int, rows: int) -> int:
    """Return the rows for what comes next: large on one line or on two, else a plain line."""
    if rows < FEW_ROWS:
        return 1
    tall = max(LEAST_ROWS, rows // 5)
    size = fit((name,), columns, tall)
    if size and size.height // 2 >= rows // 6:
        return tall
    two_lines = max(2 * LEAST_ROWS + 1, 2 * (rows // 6 + 1) + 1)
    if len(wrap(name, columns, two_lines)) > 1:
        return two_lines
    return tall if size else 1


def _gauge(columns: int) -> tuple[int, int]:
    """Return the columns of the gauge, and of the gap beside it."""
    return (2, 1) if columns < NARROW else (max(5, columns // 14), 2 + columns // 80)


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
        self._numbers: dict[NumberAt, BigLabel] = {
            at: BigLabel(id=f"number-{at.value}", right=True) for at in NumberAt
        }
        self._facts = BigLabel(id="big-facts")
        self._coming = BigLabel(id="name", wrapped=True)
        self._card = Card(id="card")
        self._top = Horizontal(self._shape, self._word, self._numbers[NumberAt.TOP], id="top")
        self._bottom = Horizontal(self._numbers[NumberAt.BELOW], self._facts, id="bottom")
        self._shown: tuple[Face, View] | None = None
        self._arranged: Arrangement | None = None
        self._carded: Step | None = None

    def compose(self) -> ComposeResult:
        yield self._gauge
        with Vertical(id="words"):
            yield self._top
            yield self._bottom
            yield self._coming
            yield self._card
        yield self._numbers[NumberAt.BESIDE]

    def show(self, face: Face, view: View) -> None:
        """Draw one instant."""
        self._shown = (face, view)
        self._arrange(face, working=not face.name)
        self._gauge.show(face.level, face.mark, face.tone)
        self._shape.show(face.shape, face.tone)
        self._word.show(face.word, among=face.words, tone=face.tone)
        for number in self._numbers.values():
            number.show(face.number, among=(face.widest,), tone=face.tone)
        if is_work(view):
            self._facts.show(*big_facts(view), least=-(-self.screen.size.height // FACT_SHARE))
        self._coming.show(face.name)
        if face.name and view.step is not self._carded:
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
        widest = face.widest if face.number else ""
        if working:
            placed = arrange(columns, rows, face.words, widest)
        else:
            placed = arrange_between(columns, rows, face.word, widest, face.name)
        if self._arranged == placed:
            return
        self._arranged = placed
        self._gauge.styles.width = placed.gauge
        self._gauge.styles.margin = (0, placed.gap, 0, 0)
        self._shape.styles.width = placed.shape
        shape_margin = shape_gap(placed.word_rows) if placed.shape else 0
        self._shape.styles.margin = (0, shape_margin, 0, 0)
        self._top.styles.height = placed.word_rows
        self._top.styles.margin = (0, 0, placed.between, 0)
        for at, number in self._numbers.items():
            number.display = at is placed.number_at and placed.number > 0
            number.styles.width = placed.number
        self._numbers[NumberAt.BELOW].styles.margin = (0, placed.gap + 1, 0, 0)
        self._bottom.display = working
        self._coming.display = self._card.display = not working
        self._coming.styles.height = placed.name_rows
        self._coming.styles.margin = (0, 0, placed.between, 0)
