"""The values of an exercise in a line, with one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content

from hamtimer.core.text import literal

if TYPE_CHECKING:
    # The first screen shows no values yet.
    from hamtimer.core.edit.cells import Cell

VARIANT = "variant"
"""The key of the value that is not text in the file: the variant."""
_LABELS = {"rest-after": "rest after", "rest-between-rounds": "rest between rounds"}
_GAP = "   "
_MORE = "… "
"""Marks values at the left that do not fit."""
CHOSEN = "reverse bold"


def cell_label(cell: Cell) -> str:
    """Return the label of a value: `rest after`, `reps of set 2`."""
    label = _LABELS.get(cell.key, cell.key)
    return f"{label} of set {cell.entry}" if cell.entry else label


def cell_origin(cell: Cell) -> str:
    """Return the origin of a value, and what changing it affects."""
    if cell.key == VARIANT:
        return "variant: chosen for this run"
    step = "; a step is a second of the eccentric" if cell.key == "tempo" else ""
    return f"{cell_label(cell)}: {_source(cell)}{step}"


def _source(cell: Cell) -> str:
    from hamtimer.core.edit.cells import DEFAULT

    if cell.is_own:
        return f"written in {cell.layer}"
    if cell.layer == DEFAULT:
        return "not written, this is the default"
    weeks = "in these weeks" if cell.week is not None else "only"
    return f"from {cell.layer}; a change applies to this exercise {weeks}"


def values_content(cells: Sequence[Cell], chosen: Cell | None, columns: int) -> Content:
    """Return the values in one line; if they do not all fit, from the chosen one on."""
    groups = [tuple(group) for _, group in groupby(cells, key=lambda cell: cell.key)]
    parts = [_group_content(group, chosen) for group in groups]
    place = next((n for n, group in enumerate(groups) if chosen in group), 0)
    first = 0
    while first < place and _width(parts[first : place + 1], first) > columns:
        first += 1
    line = Content(_GAP).join(parts[first:])
    return Content.assemble((_MORE, "dim"), line) if first else line


def _width(parts: Sequence[Content], first: int) -> int:
    gaps = len(_GAP) * (len(parts) - 1)
    return sum(part.cell_length for part in parts) + gaps + (len(_MORE) if first else 0)


def _group_content(group: Sequence[Cell], chosen: Cell | None) -> Content:
    values = [
        Content.styled(
            literal(cell.written) or "none",
            CHOSEN if cell == chosen else "" if cell.is_own else "dim",
        )
        for cell in group
    ]
    label = _LABELS.get(group[0].key, group[0].key)
    return Content.assemble((f"{label} ", "dim"), Content(", ").join(values))
