"""The facts of a set as boxes: in lines of one height, as large as fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from hamtimer.core.dataclass import dataclass
from hamtimer.tui.drawing.big_text import Size, draw, sizes_of, width_of
from hamtimer.tui.drawing.boxes import Box, Ink
from hamtimer.tui.drawing.facts import Fact
from hamtimer.tui.drawing.place import LEAST_ROWS, Place


@dataclass(frozen=True, slots=True)
class Grid:
    """The places of the facts: lines of one height in up to two columns."""

    size: Size
    shown: tuple[tuple[int, int, int], ...]
    """Each fact with its column and line."""


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


def all_fit(facts: Sequence[Fact], place: Place) -> bool:
    """Return whether every fact has room in letters that are read from afar."""
    texts = tuple(fact.widest for fact in facts)
    grid = arrange_facts(texts, place.columns, place.rows, place.fact_rows)
    is_large = grid is not None and grid.size.height >= 2 * place.fact_rows
    return grid is not None and is_large and len(grid.shown) == len(facts)


@lru_cache(maxsize=64)
def arrange_facts(
    facts: tuple[str, ...], columns: int, rows: int, least: int, lines: int = 0
) -> Grid | None:
    """Place the facts that fit in letters of at least `least` rows, then as large as can be.

    `lines`: the number of lines; 0: the best one.
    """
    best: tuple[tuple[tuple[bool, ...], float, int], Grid] | None = None
    for count in (lines,) if lines else range(1, len(facts) + 1):
        for high in range((rows + 1) // count - 1, LEAST_ROWS - 1, -1):
            for size in sizes_of(high):
                grid = _grid(facts, columns, count, size)
                found = {index for index, *_ in grid.shown}
                # Of what is lower than wanted, only the first one counts.
                among = range(len(facts)) if high >= least else range(1)
                shown = tuple(index in found for index in among)
                worth = (shown, size.worth, high)
                if found and (best is None or worth > best[0]):
                    best = worth, grid
            if best and (best[0][0] == (True,) * len(facts) or high < least):
                break  # smaller letters are no better
    return best[1] if best else None


def _grid(facts: tuple[str, ...], columns: int, lines: int, size: Size) -> Grid:
    """Place facts below each other, and the next ones beside them; some may be left out."""
    shown: list[tuple[int, int, int]] = []
    ends = [0] * lines
    for index, text in enumerate(facts):
        width = width_of(text, size)
        # The first ones are below each other, at the left.
        free = (line for line in range(lines) if index >= lines or line == index)
        for line in free if width else ():
            x = ends[line] + size.width * 3 // 2 if ends[line] else 0
            if x + width <= columns:
                shown.append((index, x, line))
                ends[line] = x + width
                break
        else:
            if index == 0:
                break  # the most important fact is never left out
    return Grid(size, tuple(shown))
