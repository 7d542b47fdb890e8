"""Running text in lines and pages, by the cells that it takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, chop_cells

from hamtimer.front.words.screen import CardLine

PAGE_MS = 6_000
"""How long a page of a text stays that has more than one."""
PAGE_MARK = 6
"""The columns that are kept for the number of the page."""


def wrap(text: str, columns: int) -> Iterator[str]:
    """Break a text between its words into lines of so many cells; a longer word is cut."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if cell_len(longer) <= columns:
            line = longer
            continue
        if line:
            yield line
        *whole, line = chop_cells(word, max(1, columns)) or [""]
        yield from whole
    if line:
        yield line


def wrap_lines(lines: Sequence[CardLine], columns: int) -> list[CardLine]:
    """Break every line of a card."""
    return [
        CardLine(part, is_quiet=line.is_quiet)
        for line in lines
        for part in wrap(line.text, columns)
    ]


def page_of(
    lines: Sequence[CardLine], columns: int, rows: int, turned: int
) -> tuple[list[CardLine], int, int]:
    """Return a page of a text, its number, and how many there are; `turned` pages were before."""
    broken = wrap_lines(lines, columns)
    if len(broken) <= rows or rows < 1:
        return broken[: max(0, rows)], 1, 1
    broken = wrap_lines(lines, max(1, columns - PAGE_MARK))
    count = -(-len(broken) // rows)
    page = turned % count
    return broken[page * rows : (page + 1) * rows], page + 1, count
