"""The next exercise as boxes: its name in large letters, its facts, and its description."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from hamtimer.core.dataclass import dataclass
from hamtimer.front.words.screen import CardLine
from hamtimer.tui.drawing.big_text import Size, draw, sizes_of, width_of
from hamtimer.tui.drawing.boxes import Box, Ink
from hamtimer.tui.drawing.fact_grid import arrange_facts
from hamtimer.tui.drawing.names import LargeName, cut_name, large_names
from hamtimer.tui.drawing.place import LEAST_ROWS, Place
from hamtimer.tui.drawing.wrapping import page_of

NAME_SHARE = 5
"""Each line of the name, and each fact, takes at most this part of the screen's height."""
CARD_ROWS = 2
"""How many rows are reserved for the description, if the stage has room for more."""


@dataclass(frozen=True, slots=True)
class FactPlace:
    """Where a fact stands."""

    index: int
    x: int
    y: int
    size: Size


@dataclass(frozen=True, slots=True)
class Coming:
    """How name and facts are arranged."""

    name: LargeName | None
    """None: in plain letters."""
    facts: tuple[FactPlace, ...] = ()

    @property
    def rows(self) -> int:
        """The rows that they take."""
        name = self.name.row_count if self.name else 1
        return max(name, *(fact.y + fact.size.height // 2 for fact in self.facts), 0)

    def worth(self, least: int, *, is_new: bool) -> tuple[float, ...]:
        """Return how good it is: a name that is new comes first, else the first fact does."""
        name = self.name.size.worth if self.name else 0
        is_whole = self.name is not None and self.name.is_whole
        is_large = self.name is not None and self.name.high >= least
        shown = [fact.index for fact in self.facts if fact.size.height >= 2 * least]
        named = (is_large, is_whole)
        first = (*named, 0 in shown) if is_new else (0 in shown, *named)
        facts = min((fact.size.worth for fact in self.facts), default=0)
        return (*first, 1 in shown, name, len(shown), facts)


def draw_coming(
    name: str,
    place: Place,
    facts: Sequence[str],
    card: Sequence[CardLine],
    page: int,
    *,
    is_new: bool,
) -> Iterator[Box]:
    """Draw the name of what comes next, its facts, and a page of its card."""
    coming = arrange_coming(name, tuple(facts), place, is_new=is_new)
    yield Box("name", 0, 0, coming.name.rows if coming.name else (name,), Ink.STRONG, name)
    for fact in coming.facts:
        text = facts[fact.index]
        yield Box("fact", fact.x, fact.y, draw(text, fact.size), Ink.STRONG, text)
    y = coming.rows + (place.rows > LEAST_ROWS + 1 and place.rows > coming.rows + 1)
    if y < place.rows:
        yield from _draw_card(card, place, y, page)


def draw_name(name: str, place: Place) -> Iterator[Box]:
    """Draw the name of an exercise as large as fits; nothing if it has no large form there."""
    names = large_names(name, place.columns, place.rows, place.share(NAME_SHARE), LEAST_ROWS)
    if names:
        best = max(names, key=lambda one: one.size.worth)
        yield Box("doing", 0, 0, best.rows, Ink.STRONG, name)


@lru_cache(maxsize=64)
def arrange_coming(name: str, facts: tuple[str, ...], place: Place, *, is_new: bool) -> Coming:
    """Return where name and facts stand: both large where both fit, below or beside each other."""
    rows = place.rows - _card_rows(place)
    most = place.share(NAME_SHARE)
    names = large_names(name, place.columns, rows, most, place.fact_rows)
    if not names:
        names = large_names(name, place.columns, rows, most, LEAST_ROWS)
    cut = [
        cut_name(name, place.columns, rows, place.fact_rows, beside)
        for beside in (0, _least_beside(facts, place))
    ]
    ways = [
        way
        for large in (None, *names, *cut)
        for way in (_below(large, facts, place, rows), _beside(large, facts, place))
    ]
    return max(ways, key=lambda way: way.worth(place.fact_rows, is_new=is_new))


def _card_rows(place: Place) -> int:
    """Return the rows that are kept for reading, a free one above them where there is room."""
    if place.rows <= LEAST_ROWS:
        return 0
    left = place.rows - (2 * place.fact_rows + 1)
    return min(CARD_ROWS + 1, max(1, left))


def _least_beside(facts: tuple[str, ...], place: Place) -> int:
    """Return the columns that the first fact takes beside a name."""
    if not facts:
        return 0
    size = min(sizes_of(place.fact_rows), key=lambda size: size.width)
    return width_of(facts[0], size) + 2 * size.width


def _below(name: LargeName | None, facts: tuple[str, ...], place: Place, rows: int) -> Coming:
    """Place the facts in a line below the name."""
    y = (name.row_count if name else 1) + 1
    high = min(place.share(NAME_SHARE), rows - y)
    grid = arrange_facts(facts, place.columns, high, place.fact_rows, 1) if high > 0 else None
    if grid is None:
        return Coming(name)
    return Coming(name, tuple(FactPlace(index, x, y, grid.size) for index, x, _ in grid.shown))


def _beside(name: LargeName | None, facts: tuple[str, ...], place: Place) -> Coming:
    """Place a fact at the right end of each line of the name that has room for it."""
    if name is None:
        return Coming(name)
    ways = (Coming(name, _at_the_right(name, facts, place, size)) for size in sizes_of(name.high))
    return max(ways, key=lambda way: (len(way.facts), *(one.size.worth for one in way.facts)))


def _at_the_right(
    name: LargeName, facts: tuple[str, ...], place: Place, size: Size
) -> tuple[FactPlace, ...]:
    gap = name.size.width + size.width
    free = [place.columns - name.width(line) - gap for line in range(len(name.lines))]
    found = []
    for index, fact in enumerate(facts):
        width = width_of(fact, size)
        line = next((i for i, room in enumerate(free) if 0 < width <= room), None)
        if line is not None:
            y = line * (name.high + 1)
            found.append(FactPlace(index, place.columns - width, y, size))
            free[line] = 0
        elif index == 0:
            break  # the most important fact is never left out for something else
    return tuple(found)


def _draw_card(card: Sequence[CardLine], place: Place, y: int, page: int) -> Iterator[Box]:
    """Draw a page of the description; a longer text turns its pages by itself."""
    lines, number, count = page_of(card, place.columns, place.rows - y, page)
    for line in lines:
        yield Box("card", 0, y, (line.text,), Ink.QUIET if line.is_quiet else Ink.TEXT, line.text)
        y += 1
    if count > 1:
        mark = f"{number}/{count}"
        yield Box("page", place.columns - len(mark), y - 1, (mark,), Ink.QUIET, mark)
