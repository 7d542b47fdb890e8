"""The bar of a session as text: a stretch for each exercise, as long as it takes."""

from __future__ import annotations

from hamtimer.core.dataclass import dataclass
from hamtimer.core.timeline.steps import Timeline

DONE, NOW, TO_COME = "━", "╸", "─"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a session that belongs to one exercise."""

    name: str
    start_ms: int
    end_ms: int


def stretches(timeline: Timeline) -> tuple[Stretch, ...]:
    """Divide a session at each new exercise, which includes the rest before it."""
    found: list[Stretch] = []
    begun: set[str] = set()
    for step in timeline.steps:
        end = step.start_ms + step.assumed_ms
        if step.exercise.id not in begun:
            begun.add(step.exercise.id)
            found.append(Stretch(step.exercise.name, step.start_ms, end))
        else:
            found[-1] = Stretch(found[-1].name, found[-1].start_ms, end)
    return tuple(found)


def place(parts: tuple[Stretch, ...], columns: int) -> tuple[tuple[int, int], ...]:
    """Return the first column and the width of each stretch, with a gap between two.

    Every stretch gets at least a column; without enough room, the last ones get none.
    """
    gaps = len(parts) - 1
    room = columns - gaps
    if room < len(parts) or not parts:
        return tuple((i, 1) for i in range(min(columns, len(parts))))
    total = parts[-1].end_ms or 1
    # One column each, the rest by length; ends are rounded, so errors do not add up.
    spare = room - len(parts)
    placed = []
    for i, part in enumerate(parts):
        start = spare * part.start_ms // total
        end = spare * part.end_ms // total
        placed.append((start + 2 * i, end - start + 1))
    return tuple(placed)


def draw_bar(parts: tuple[Stretch, ...], played_ms: int, columns: int) -> str:
    """Draw the bar: heavy for the past, thin for the rest, with gaps between exercises."""
    cells = [" "] * columns
    for part, (first, width) in zip(parts, place(parts, columns), strict=False):
        length = part.end_ms - part.start_ms
        share = (played_ms - part.start_ms) / length if length else float(played_ms > part.start_ms)
        filled = max(0.0, min(1.0, share)) * width
        for i in range(width):
            cells[first + i] = DONE if i + 1 <= filled else NOW if i < filled else TO_COME
    return "".join(cells)


def draw_names(parts: tuple[Stretch, ...], columns: int) -> str:
    """Write the exercises' names under their stretches, each as far as it fits."""
    cells = [" "] * columns
    for part, (first, width) in zip(parts, place(parts, columns), strict=False):
        name = part.name if len(part.name) <= width else part.name[: width - 1].rstrip() + "…"
        if width >= 3:
            cells[first : first + len(name)] = name
    return "".join(cells)
