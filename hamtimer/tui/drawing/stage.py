"""The stage of the guided screen as boxes: word and number above, below them what belongs to them.

Word and number stand in the same places in every step and take a third of the screen's height.
Below them stand the facts of a set, or between two sets the name of what comes next, its facts
and what to read about it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rich.cells import cell_len

from hamtimer.core.dataclass import dataclass
from hamtimer.front.words.screen import CardLine
from hamtimer.tui.drawing.big_text import Size, draw, fit, plain, sizes_of, width_of
from hamtimer.tui.drawing.boxes import Box, Ink
from hamtimer.tui.drawing.face import Face
from hamtimer.tui.drawing.facts import Fact
from hamtimer.tui.drawing.shapes import draw_shape
from hamtimer.tui.drawing.wrapping import page_of

LEAST_ROWS = 3
"""The height of the smallest large letters."""
WORD_SHARE = 3
"""Word and number each take this part of the screen's height."""
FACT_SHARE = 8
"""Each fact takes at least this part of it, or is left out."""
NAME_SHARE = 5
"""The name of what comes next takes at most this part of it."""
NUMBER_SHARES = (0.5, 0.42, 0.36, 0.3, 0.25, 0.2, 0.15, 0.12)
"""How much of the width the number may take: the share at which word and number are both largest
is chosen."""
SHAPE_PER_ROW = 1.4
"""Columns of the shape for each row of the word: a little slimmer than a square."""
SHAPE_ROWS = 7
"""The height of a shape below the number."""
CARD_ROWS = 2
"""So many rows are kept for what there is to read, where the stage has room for more than that."""


@dataclass(frozen=True, slots=True)
class Place:
    """The place to draw in."""

    columns: int
    rows: int
    screen_rows: int
    """Of the whole screen: what can be read from afar is a share of them."""

    @property
    def head_rows(self) -> int:
        """The rows of word and number: a third of the screen, and less where nothing else fits."""
        return max(1, min(_share(self.screen_rows, WORD_SHARE), self.rows - 1 - LEAST_ROWS))

    @property
    def fact_rows(self) -> int:
        """The least rows of a fact."""
        return max(LEAST_ROWS, _share(self.screen_rows, FACT_SHARE))


def _share(rows: int, part: int) -> int:
    return -(-rows // part)


def draw_stage(
    face: Face, place: Place, *, facts: Sequence[Fact], card: Sequence[CardLine], page: int
) -> tuple[Box, ...]:
    """Draw everything that is followed from afar, but for the gauge."""
    if place.columns < 1 or place.rows < 1:
        return ()
    head = place.head_rows if face.number or face.name or facts else place.rows
    boxes = [*draw_head(face, place.columns, head)]
    left = Place(place.columns, place.rows - head - 1, place.screen_rows)
    if left.rows < 1:
        return tuple(boxes)
    if face.name:
        below = _draw_coming(face, left, facts, card, page)
    else:
        has_shape = any(box.name == "shape" for box in boxes)
        below = draw_work(face, left, facts, has_shape=has_shape)
    return (*boxes, *(_moved(box, head + 1) for box in below))


def _moved(box: Box, rows: int) -> Box:
    return Box(box.name, box.x, box.y + rows, box.rows, box.shade, box.text)


def draw_work(face: Face, place: Place, facts: Sequence[Fact], *, has_shape: bool) -> Iterator[Box]:
    """Draw the facts of a set, and the shape where it has no room beside the word."""
    rows = min(place.rows, SHAPE_ROWS)
    columns = round(rows * SHAPE_PER_ROW)
    if has_shape or place.rows < SHAPE_ROWS or place.columns < 4 * columns:
        yield from draw_facts(facts, place, 0)
        return
    shape = draw_shape(face.shape, columns, rows)
    yield Box("shape", place.columns - columns, 0, shape, face.tone, face.shape.name)
    left = Place(place.columns - columns - 1, place.rows, place.screen_rows)
    yield from draw_facts(facts, left, 0)


# ------------------------------------------------------------------ word and number


@dataclass(frozen=True, slots=True)
class Head:
    """How word and number share the top."""

    word: Size | None
    """None: in plain letters."""
    lines: int
    """On how many lines the word stands."""
    shape: int
    """The columns of the shape; 0: there is no room for it."""
    shape_rows: int
    number: Size | None

    @property
    def word_x(self) -> int:
        """The column at which the word begins."""
        return self.shape + shape_gap(self.shape_rows) if self.shape else 0


def draw_head(face: Face, columns: int, rows: int) -> Iterator[Box]:
    """Draw shape, word and number beside each other, the number at the right end."""
    head = arrange_head(face.words, face.widest if face.number else "", columns, rows)
    if head.word is None and len(face.number) < len(face.widest):
        # In the smallest place there is room for minutes only when there are any.
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
    """Share the top out, so that the smaller of word and number is as large as can be."""
    best, best_worth = Head(None, 1, 0, 0, None), (0, False, 0, 0)
    for share in NUMBER_SHARES if widest else (0.0,):
        number = fit((widest,), int(columns * share), rows) if widest else None
        if widest and number is None:
            continue
        taken = 0
        if number:
            # Wider than the gap between two letters, so that word and number stay apart.
            taken = len(draw(widest, number)[0]) + max(3, 2 * number.stroke)
        high = number.height // 2 if number else rows
        for head in _words(words, columns - taken, rows, number):
            # Two lines of small letters are not a large word.
            word_rows = head.word.height // 2 if head.word else 0
            worth = (min(word_rows, high), bool(head.shape), word_rows + high, -head.lines)
            if worth > best_worth:
                best, best_worth = head, worth
    if best.word is None and widest:
        # A word in plain letters leaves its place to the number.
        beside = columns - max(map(cell_len, words)) - 1
        return Head(None, 1, 0, 0, fit((widest,), beside, rows))
    return best


def _words(words: tuple[str, ...], columns: int, rows: int, number: Size | None) -> Iterator[Head]:
    """Yield the ways to write the words: with and without the shape, on one line or two."""
    for lines in (1, 2) if any(" " in word for word in words) else (1,):
        parts = tuple(part for word in words for part in split_evenly(word, lines))
        high = (rows - lines + 1) // lines
        bare = fit(parts, columns, high)
        if bare:
            yield Head(bare, lines, 0, _high(bare, lines), number)
        shape_rows = rows
        while shape_rows >= LEAST_ROWS:
            shape = round(shape_rows * SHAPE_PER_ROW)
            size = fit(parts, columns - shape - shape_gap(shape_rows), high)
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
    """Return the columns between the shape and a word of so many rows."""
    return 2 + rows // 7


def split_evenly(text: str, lines: int) -> tuple[str, ...]:
    """Return a text on one line, or on two of which the longer is as short as can be."""
    words = text.split()
    if lines == 1 or len(words) < 2:
        return (text,)
    pairs = [(" ".join(words[:i]), " ".join(words[i:])) for i in range(1, len(words))]
    return min(pairs, key=lambda pair: max(map(len, pair)))


# ------------------------------------------------------------------ facts


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the facts stand: lines of one height in up to two columns."""

    size: Size
    shown: tuple[tuple[int, int, int], ...]
    """Which fact, at which column, on which line."""


def draw_facts(facts: Sequence[Fact], place: Place, y: int, *, lines: int = 0) -> Iterator[Box]:
    """Draw the facts as large as fits, the first ones first."""
    where = (place.columns, place.rows, place.fact_rows, lines)
    texts = [fact.text for fact in facts]
    grid = arrange_facts(tuple(fact.widest for fact in facts), *where)
    if grid is None:
        texts = [fact.shortest for fact in facts]
        grid = arrange_facts(tuple(texts), *where)
    if grid is None:
        words = "   ".join(fact.text for fact in facts)
        if words and place.rows:
            yield Box("fact", 0, y, (words,), Ink.STRONG, words)
        return
    for index, x, line in grid.shown:
        top = y + line * (grid.size.height // 2 + 1)
        yield Box("fact", x, top, draw(texts[index], grid.size), Ink.STRONG, texts[index])


@lru_cache(maxsize=64)
def arrange_facts(
    facts: tuple[str, ...], columns: int, rows: int, least: int, lines: int = 0
) -> Grid | None:
    """Place as many facts as fit in letters of at least `least` rows, then as large as can be.

    `lines`: on so many lines; 0: on as many as are best.
    """
    best: tuple[tuple[int, int, int], Grid] | None = None
    for count in (lines,) if lines else range(1, len(facts) + 1):
        for high in range((rows + 1) // count - 1, LEAST_ROWS - 1, -1):
            for size in sizes_of(high):
                grid = _grid(facts, columns, count, size)
                shown = len(grid.shown) if high >= least else min(1, len(grid.shown))
                worth = (shown, high, size.width)
                if shown and (best is None or worth > best[0]):
                    best = worth, grid
            if best and (best[0][0] == len(facts) or high < least):
                break  # lower letters are no better
    return best[1] if best else None


def _grid(facts: tuple[str, ...], columns: int, lines: int, size: Size) -> Grid:
    """Place facts under each other, and the next ones beside them; some may be left out."""
    shown: list[tuple[int, int, int]] = []
    ends = [0] * lines
    for index, text in enumerate(facts):
        width = width_of(text, size)
        # The first ones stand under each other, at the left.
        free = (line for line in range(lines) if index >= lines or line == index)
        for line in free if width else ():
            x = ends[line] + size.width * 3 // 2 if ends[line] else 0
            if x + width <= columns:
                shown.append((index, x, line))
                ends[line] = x + width
                break
        else:
            if index == 0:
                break  # what matters most is never left out
    return Grid(size, tuple(shown))


# ------------------------------------------------------------------ what comes next


def _draw_coming(
    face: Face, place: Place, facts: Sequence[Fact], card: Sequence[CardLine], page: int
) -> Iterator[Box]:
    """Draw the name of what comes next, its facts in one line, and a page of its card."""
    name, fact_rows = arrange_coming(face.name, place, has_facts=bool(facts), is_new=face.is_new)
    yield Box("name", 0, 0, name, Ink.STRONG, face.name)
    y = len(name) + (place.rows > LEAST_ROWS + 1 and place.rows > len(name) + 1)
    if fact_rows:
        line = Place(place.columns, fact_rows, place.screen_rows)
        drawn = list(draw_facts(facts, line, y, lines=1))
        yield from drawn
        y += max((len(box.rows) for box in drawn), default=-1) + 1
    if y < place.rows:
        yield from _draw_card(card, place, y, page)


@lru_cache(maxsize=64)
def arrange_coming(
    name: str,
    place: Place,
    *,
    has_facts: bool,
    is_new: bool,
) -> tuple[tuple[str, ...], int]:
    """Return the name as it is drawn, and the rows of the facts; 0: there is no room for them.

    Both are large where both fit. Else the name is where another exercise comes, and otherwise
    the facts, because the name is known.
    """
    card = CARD_ROWS if place.rows >= 2 * place.fact_rows + 2 + CARD_ROWS else 1
    with_facts = place.rows - place.fact_rows - 1 - card
    without = place.rows - 1
    both = _large_name(name, place, with_facts) if has_facts else ()
    if both:
        return both, min(_share(place.screen_rows, NAME_SHARE), place.rows - len(both) - 1 - card)
    if has_facts and place.rows > place.fact_rows + 1 and not is_new:
        return (name,), place.fact_rows
    alone = _large_name(name, place, without)
    if alone or not has_facts or place.rows <= place.fact_rows + 1:
        return alone or (name,), 0
    return (name,), place.fact_rows


def _large_name(name: str, place: Place, rows: int) -> tuple[str, ...]:
    """Draw a name in large letters on one line, or on two where that is larger."""
    most = _share(place.screen_rows, NAME_SHARE)
    one = fit((name,), place.columns, min(rows, most))
    parts = split_evenly(name, 2)
    two = fit(parts, place.columns, min((rows - 1) // 2, most)) if len(parts) == 2 else None
    if two and (one is None or two.height > one.height):
        first, second = (draw(part, two) for part in parts)
        return (*first, "", *second)
    return draw(name, one) if one else ()


def _draw_card(card: Sequence[CardLine], place: Place, y: int, page: int) -> Iterator[Box]:
    """Draw a page of what there is to read; a longer text turns its pages by itself."""
    lines, number, count = page_of(card, place.columns, place.rows - y, page)
    for line in lines:
        yield Box("card", 0, y, (line.text,), Ink.QUIET if line.is_quiet else Ink.TEXT, line.text)
        y += 1
    if count > 1:
        mark = f"{number}/{count}"
        yield Box("page", place.columns - len(mark), y - 1, (mark,), Ink.QUIET, mark)
