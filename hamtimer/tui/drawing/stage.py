"""The stage of the guided screen as boxes: word and number above, details below.

Word and number have the same places in every step and take a third of the screen's height. Below
them are the facts of a set, or between two sets the name of the next exercise, its facts and its
description.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from rich.cells import cell_len

from hamtimer.core.dataclass import dataclass
from hamtimer.front.words.screen import CardLine
from hamtimer.tui.drawing.big_text import Size, draw, fit, plain
from hamtimer.tui.drawing.boxes import Box
from hamtimer.tui.drawing.coming import draw_coming, draw_name
from hamtimer.tui.drawing.face import Face
from hamtimer.tui.drawing.fact_grid import all_fit, draw_facts
from hamtimer.tui.drawing.facts import Fact
from hamtimer.tui.drawing.place import LEAST_ROWS, Place
from hamtimer.tui.drawing.shapes import draw_shape

NUMBER_SHARES = (0.5, 0.42, 0.36, 0.3, 0.25, 0.2, 0.15, 0.12)
"""The possible shares of the width for the number; the one at which word and number are both
largest is chosen."""
SHAPE_PER_ROW = 1.4
"""Columns of the shape per row of the word: slightly narrower than a square."""
SHAPE_ROWS = 7
"""The height of a shape below the number."""
SHAPE_GAP = 3
"""The columns between the facts and that shape."""


def draw_stage(
    face: Face, place: Place, *, facts: Sequence[Fact], card: Sequence[CardLine], page: int
) -> tuple[Box, ...]:
    """Draw everything that is followed from afar, except the gauge."""
    if place.columns < 1 or place.rows < 1:
        return ()
    head = place.head_rows if face.number or face.name or facts else place.rows
    boxes = [*draw_head(face, place.columns, head)]
    left = Place(place.columns, place.rows - head - 1, place.screen_rows)
    if left.rows < 1:
        return tuple(boxes)
    if face.name:
        texts = [fact.text for fact in facts]
        below = draw_coming(face.name, left, texts, card, page, is_new=face.is_new)
    else:
        has_shape = any(box.name == "shape" for box in boxes)
        below = draw_work(face, left, facts, has_shape=has_shape)
    return (*boxes, *(_moved(box, head + 1) for box in below))


def _moved(box: Box, rows: int) -> Box:
    return Box(box.name, box.x, box.y + rows, box.rows, box.shade, box.text)


def draw_work(face: Face, place: Place, facts: Sequence[Fact], *, has_shape: bool) -> Iterator[Box]:
    """Draw the facts of a set, and the shape if it has no room beside the word."""
    rows = min(place.rows, SHAPE_ROWS)
    columns = round(rows * SHAPE_PER_ROW)
    if not has_shape and place.rows >= SHAPE_ROWS and place.columns >= 4 * columns:
        shape = draw_shape(face.shape, columns, rows)
        yield Box("shape", place.columns - columns, 0, shape, face.tone, face.shape.name)
        place = Place(place.columns - columns - SHAPE_GAP, place.rows, place.screen_rows)
    if not facts:
        yield from draw_name(face.doing, place)
        return
    named = (Fact(face.doing), *facts)
    yield from draw_facts(named if face.is_new and all_fit(named, place) else facts, place, 0)


# ------------------------------------------------------------------ word and number


@dataclass(frozen=True, slots=True)
class Head:
    """The division of the top between word and number."""

    word: Size | None
    """None: in plain letters."""
    lines: int
    """The number of lines of the word."""
    shape: int
    """The columns of the shape; 0: no room."""
    shape_rows: int
    number: Size | None

    @property
    def word_x(self) -> int:
        """The first column of the word."""
        return self.shape + shape_gap(self.shape_rows) if self.shape else 0


def draw_head(face: Face, columns: int, rows: int) -> Iterator[Box]:
    """Draw shape, word and number beside each other, the number at the right end."""
    widest = face.widest if face.number else ""
    head = arrange_head(face.words, widest, columns, rows)
    if head.word is None and face.short:
        face = replace(face, word=face.short, words=(face.short,))
        head = arrange_head(face.words, widest, columns, rows)
    if head.word is None and len(face.number) < len(face.widest):
        # In the smallest place, minutes only have room if there are any.
        head = arrange_head(face.words, "8" * len(face.number), columns, rows)
    if head.shape:
        shape = draw_shape(face.shape, head.shape, head.shape_rows)
        yield Box("shape", 0, 0, shape, face.tone, face.shape.name)
    lines = split_evenly(face.word, head.lines)
    if head.word is None:
        shown = lines if head.number else tuple(plain(line, columns) for line in lines)
    else:
        drawn = [draw(line, head.word) or (plain(line, columns),) for line in lines]
        shown = tuple(row for line in drawn for row in (*line, ""))[:-1]
    yield Box("word", head.word_x, 0, shown, face.tone, face.word)
    if face.number:
        number = (draw(face.number, head.number) if head.number else ()) or (face.number,)
        width = max(map(len, number))
        yield Box("number", columns - width, 0, number, face.tone, face.number)


@lru_cache(maxsize=64)
def arrange_head(words: tuple[str, ...], widest: str, columns: int, rows: int) -> Head:
    """Divide the top so that the smaller of word and number is as large as possible."""
    best, best_worth = Head(None, 1, 0, 0, None), (0, False, False, 0, 0)
    for share in NUMBER_SHARES if widest else (0.0,):
        number = fit((widest,), int(columns * share), rows, rows) if widest else None
        if widest and number is None:
            continue
        taken = 0
        if number:
            # Wider than the gap between two letters, so that word and number stay separate.
            taken = len(draw(widest, number)[0]) + 2 * number.stroke
        high = number.height // 2 if number else rows
        for head in _words(words, columns - taken, rows, number):
            # Two lines of small letters are not a large word.
            word_rows = head.word.height // 2 if head.word else 0
            wide = bool(head.word and not head.word.is_narrow)
            low, both = min(word_rows, high), word_rows + high
            worth = (low, wide, bool(head.shape), both, -head.lines)
            if worth > best_worth:
                best, best_worth = head, worth
    if best.word is None and widest:
        # A word in plain letters leaves its place to the number.
        beside = columns - max(map(cell_len, words)) - 1
        return Head(None, 1, 0, 0, fit((widest,), beside, rows, rows))
    return best


def _words(words: tuple[str, ...], columns: int, rows: int, number: Size | None) -> Iterator[Head]:
    """Yield the layouts of the words: with and without the shape, on one line or two."""
    for lines in (1, 2) if any(" " in word for word in words) else (1,):
        parts = tuple(part for word in words for part in split_evenly(word, lines))
        high = (rows - lines + 1) // lines
        bare = fit(parts, columns, high, high)
        if bare:
            yield Head(bare, lines, 0, _high(bare, lines), number)
        shape_rows = rows
        while shape_rows >= LEAST_ROWS:
            shape = round(shape_rows * SHAPE_PER_ROW)
            size = fit(parts, columns - shape - shape_gap(shape_rows), high, high)
            if size is None:
                shape_rows -= 1
            elif _high(size, lines) >= shape_rows:
                yield Head(size, lines, shape, shape_rows, number)
                break
            else:
                shape_rows = min(shape_rows - 1, _high(size, lines))


def _high(size: Size, lines: int) -> int:
    return size.height // 2 * lines + lines - 1


def shape_gap(rows: int) -> int:
    """Return the columns between the shape and a word with a height in rows."""
    return 2 + rows // 7


def split_evenly(text: str, lines: int) -> tuple[str, ...]:
    """Return a text on one line, or on two lines of similar length."""
    words = text.split()
    if lines == 1 or len(words) < 2:
        return (text,)
    pairs = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return min(pairs, key=lambda pair: max(map(len, pair)))
