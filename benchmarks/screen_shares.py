"""How large word, number and facts are drawn: their shares of the screen's height.

    python -m benchmarks.screen_shares

Draws the guided screen at five sizes in every kind of step and counts the rows that hold ink. From
the floor everything that matters should take an eighth of the height, word and number a third
where the terminal has room.
"""

from __future__ import annotations

import asyncio

from textual.widget import Widget

from benchmarks.table import print_table
from hamtimer.core.timeline.steps import StepKind
from tests.tui.helpers import FakeClock, guided, make_app, make_run

SIZES = ((40, 12), (80, 24), (100, 30), (160, 50), (250, 70))
SESSION = """\
name: Every kind of step
exercises:
  - name: Romanian deadlift
    sets: 2
    reps: 2
    tempo: 3-1-2-0
    sides: each
    prepare: 5s
    rest: 10s
    rest-after: 10s
  - name: Wall sit
    hold: 10s
    start: key
"""
MOMENTS = {
    "get ready": StepKind.PREPARE,
    "a rep": StepKind.SET,
    "switch": StepKind.SWITCH,
    "rest": StepKind.REST,
    "wait": StepKind.WAIT,
}
PARTS = ("word", "number", "big-facts", "name")
_STEP_MS = 250
_LONGEST_MS = 120_000


async def measure(size: tuple[int, int]) -> dict[str, dict[str, int]]:
    """Return how many rows each part takes in each kind of step, on a screen of `size`."""
    clock = FakeClock()
    app = make_app(make_run(SESSION), clock)
    found: dict[str, dict[str, int]] = {}
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        end = clock.now + _LONGEST_MS
        while len(found) < len(MOMENTS) and clock.now < end:
            clock.now += _STEP_MS
            screen = guided(app)
            screen.poll()
            kind = screen.player.step.kind
            moment = next((name for name, of in MOMENTS.items() if of is kind), "")
            if moment and moment not in found:
                await pilot.pause()
                screen.poll()
                await pilot.pause()
                found[moment] = {part: _rows(screen, part) for part in PARTS}
    return found


def _rows(screen: Widget, part: str) -> int:
    """Return the rows with ink of a part; of the facts those of the largest one."""
    selector = "#number-below, #number-beside, #number-top" if part == "number" else f"#{part}"
    shown = [widget for widget in screen.query(selector) if widget.display and widget.size.height]
    heights = [_tallest(widget) for widget in shown if widget.parent and _is_shown(widget)]
    return max(heights, default=0)


def _is_shown(widget: Widget) -> bool:
    return all(parent.display for parent in widget.ancestors if isinstance(parent, Widget))


def _tallest(widget: Widget) -> int:
    """Return the height of the tallest run of rows with ink."""
    tallest = run = 0
    for y in range(widget.size.height):
        run = run + 1 if widget.render_line(y).text.strip() else 0
        tallest = max(tallest, run)
    return tallest


def main() -> None:
    """Print a row for each size and kind of step."""
    rows = []
    for columns, height in SIZES:
        found = asyncio.run(measure((columns, height)))
        for moment in MOMENTS:
            parts = found.get(moment, {})
            cells = [f"{parts.get(part, 0) / height:.0%}" for part in PARTS]
            rows.append([f"{columns}x{height}", moment, *cells])
    print_table(["screen", "step", "word", "number", "facts", "name"], rows)


if __name__ == "__main__":
    main()
