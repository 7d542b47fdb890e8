"""Print the results of benchmarks."""

from collections.abc import Sequence


def print_table(header: Sequence[str], rows: Sequence[Sequence[str | float]]) -> None:
    """Print columns wide enough for their contents; numbers right-aligned, to three digits."""
    lines = [list(header), *([cell_text(cell) for cell in row] for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    for line in lines:
        first, *others = zip(line, widths, strict=True)
        print("  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]))


def cell_text(cell: str | float) -> str:
    """Return a number with about three digits, or a text unchanged."""
    if isinstance(cell, str):
        return cell
    whole_from = 100
    return f"{cell:,.0f}" if abs(cell) >= whole_from or cell == int(cell) else f"{cell:.3g}"
