"""Wrap text into lines and pages, by its width in cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len, chop_cells

from hamtimer.front.words.screen import CardLine

PAGE_MS = 6_000
"""How long each of several pages is shown."""
PAGE_MARK = 6
"""The columns reserved for the page number."""


def wrap(text: str, columns: int) -> Iterator[str]:
    """Break a text between words into lines of a width in cells; longer words are cut."""
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
    """Wrap every line of a card."""
    return [
        CardLine(part, is_quiet=line.is_quiet)
        for line in lines
        for part in wrap(line.text, columns)
    ]


def page_of(
    lines: Sequence[CardLine], columns: int, rows: int, turned: int
) -> tuple[list[CardLine], int, int]:
    """Return a page of a text, its number, and the number of pages; `turned` pages came before."""
    broken = wrap_lines(lines, columns)
    if len(broken) <= rows or rows < 1:
        return broken[: max(0, rows)], 1, 1
    broken = wrap_lines(lines, max(1, columns - PAGE_MARK))
    count = -(-len(broken) // rows)
    page = turned % count
    return broken[page * rows : (page + 1) * rows], page + 1, count
