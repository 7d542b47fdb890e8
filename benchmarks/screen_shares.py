"""How large word, number and facts are drawn: their shares of the screen's height.

    python -m benchmarks.screen_shares

Plays a session with every kind of step, draws the guided screen in each at five sizes, and counts
the rows of cells that a line of letters takes. From three metres everything that matters should
take an eighth of the height, word and number a third where the terminal has room. A second table
has names of many kinds, each with its side and load, and without a side; where something is drawn
smaller, it says why.
"""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Iterable
from itertools import groupby

from rich.cells import cell_len

from benchmarks.table import print_table
from hamtimer.core.play.commands import Command
from hamtimer.core.play.state import Status
from hamtimer.core.play.view import View, look
from hamtimer.core.session.model import BlockKind
from hamtimer.core.session.work import Phase
from hamtimer.core.timeline.steps import StepKind
from hamtimer.front.words.screen import card
from hamtimer.tui.app import HamtimerApp
from hamtimer.tui.drawing.big_text import sizes_of, width_of
from hamtimer.tui.drawing.face import face_of
from hamtimer.tui.drawing.facts import coming_facts
from hamtimer.tui.drawing.forms import drawable
from hamtimer.tui.drawing.place import FACT_SHARE, Place
from hamtimer.tui.drawing.stage import draw_stage
from hamtimer.tui.screens.guided import GuidedScreen
from hamtimer.tui.widgets.canvas import Canvas
from tests.tui.helpers import FakeClock, make_app, make_run

SIZES = ((40, 12), (80, 24), (100, 30), (160, 50), (250, 70))
SESSION = """\
name: Every kind of step
exercises:
  - name: Romanian deadlift
    sets: 2
    reps: 12-15
    tempo: 3-1-2-1
    sides: each
    prepare: 10s
    load: 2 x 12 kg
    rest: 90s
  - name: Wall sit
    hold: 10s
    sides: each
    prepare: 5s
  - name: Plank
    hold: 20s+
    start: key
    prepare: 5s
  - name: Split squat
    reps: 10
    tempo: self-paced
    sides: each
    prepare: 5s
  - name: Bench press
    reps: 3+3
    tempo: 2-0-2-0
    load: 80 kg
    prepare: 5s
  - name: Squat
    reps: 3
    tempo: 2-0-2-0
    then: {hold: 20s}
    prepare: 5s
  - name: Burpee
    time: 20s
    prepare: 5s
  - name: Swing
    reps: 10
    sets: 2
    every: 30s
    prepare: 5s
  - block: Legs
    kind: superset
    rounds: 2
    exercises:
      - name: Lunge
        reps: 3
        tempo: 2-0-2-0
        sides: each
        prepare: 5s
      - name: Curl
        reps: 3
        tempo: 2-0-2-0
  - block: Cindy
    kind: circuit
    rounds: max
    within: 60s
    exercises:
      - name: Pull-up
        reps: 5
        prepare: 5s
      - name: Push-up
        reps: 10
"""
Test = Callable[[View], bool]


def _work(name: str, kind: StepKind) -> Test:
    return lambda view: view.step.kind is kind and view.step.name == name and not view.count_in_ms


def _phase(phase: Phase) -> Test:
    return lambda view: view.phase is not None and view.phase.phase is phase


def _between(kind: StepKind) -> Test:
    return lambda view: view.step.kind is kind and not view.step.within_set


MOMENTS: dict[str, Test] = {
    "get ready": _between(StepKind.PREPARE),
    "tempo: lower": _phase(Phase.ECCENTRIC),
    "tempo: bottom": _phase(Phase.STRETCHED),
    "tempo: lift": _phase(Phase.CONCENTRIC),
    "tempo: top": _phase(Phase.SHORTENED),
    "least of a range done": lambda view: view.phase is not None and view.reps_done >= 12,
    "switch of sides": _between(StepKind.SWITCH),
    "rest between sets": lambda view: _between(StepKind.REST)(view) and view.step.set_number > 1,
    "rest between exercises": lambda view: (
        _between(StepKind.REST)(view) and view.step.name == "Plank"
    ),
    "hold": _work("Wall sit", StepKind.HOLD),
    "wait for a key": _between(StepKind.WAIT),
    "open hold": _work("Plank", StepKind.HOLD),
    "self-paced set": _work("Split squat", StepKind.SET),
    "count-in": lambda view: view.count_in_ms > 0,
    "cluster": _work("Bench press", StepKind.SET),
    "rest inside a set": lambda view: view.step.within_set,
    "part of a set": lambda view: view.step.part == 2 and view.step.kind is StepKind.HOLD,
    "timed work": _work("Burpee", StepKind.TIMED),
    "on the minute": _work("Swing", StepKind.SET),
    "superset": lambda view: (
        view.step.kind is StepKind.SET and view.step.block_kind is BlockKind.SUPERSET
    ),
    "rounds in a cap": _work("Pull-up", StepKind.SET),
    "paused": lambda view: view.status is Status.PAUSED,
}
"""By its name, how a kind of step is known. Each is drawn the first time that it comes."""
STEP_MS = 500
LONGEST_MS = 3_000_000
OPEN_MS = 24_000
"""So long an open step lasts before the person presses done."""


async def measure(size: tuple[int, int]) -> dict[str, dict[str, int]]:
    """Return how many rows with ink each part has in each kind of step, on a screen of `size`."""
    clock = FakeClock()
    app = make_app(make_run(SESSION), clock)
    found: dict[str, dict[str, int]] = {}
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, GuidedScreen)  # noqa: S101 - the app was given a run
        end = clock.now + LONGEST_MS
        while len(found) < len(MOMENTS) and clock.now < end and not screen.player.is_over:
            clock.now += STEP_MS
            screen.poll()
            _press(screen, clock.now, found)
            view = look(screen.player, clock.now)
            for name, is_it in MOMENTS.items():
                if name not in found and is_it(view):
                    screen.poll()
                    await pilot.pause()
                    found[name] = _parts(app)
    return found


def _press(screen: GuidedScreen, now: int, found: dict[str, dict[str, int]]) -> None:
    """Press the keys that a person would: done in open steps, and once a pause."""
    view = look(screen.player, now)
    if view.status is Status.PAUSED:
        screen.command(Command.RESUME)
    elif "tempo: top" in found and "paused" not in found:
        screen.command(Command.PAUSE)
    elif (
        view.step.kind is StepKind.PREPARE and "timed work" in found and "count-in" not in found
    ) or (view.step.is_open and view.position_ms >= OPEN_MS):
        screen.command(Command.DONE)


def _parts(app: HamtimerApp) -> dict[str, int]:
    """Return the rows with ink of each part: in the cells of the screen where it is drawn."""
    canvas = app.screen.query_one("#canvas", Canvas)
    strips = app.screen._compositor.render_strips()  # noqa: SLF001 - there is no public way
    lines = ["".join(segment.text for segment in strip) for strip in strips]
    left, top = canvas.region.offset
    parts: dict[str, int] = {}
    for box in canvas.boxes:
        width = max(map(cell_len, box.rows), default=0)
        start, end = left + box.x, left + box.x + width
        rows = lines[top + box.y : top + box.y + len(box.rows)]
        name = _part(box.name, box.text)
        parts[name] = max(parts.get(name, 0), _line_rows(row[start:end] for row in rows))
    return parts


def _line_rows(rows: Iterable[str]) -> int:
    """Return the rows of the highest line of letters."""
    inked = (bool(row.strip()) for row in rows)
    return max((len(list(line)) for ink, line in groupby(inked) if ink), default=0)


def _part(name: str, text: str) -> str:
    if name != "fact":
        return name
    if text in ("LEFT", "RIGHT"):
        return "side"
    return "reps" if text.startswith(("REP", "DONE")) or "REP" in text else "fact"


PARTS = ("word", "number", "reps", "side", "fact", "name")
NAME_PARTS = ("exercise", "name", "fact 1", "fact 2", "facts")
LIMITS = {"word": 3, "number": 3}
"""Which part of the height each takes; the others an eighth."""
NAMES = (
    "Plank",
    "Wall sit",
    "Romanian deadlift",
    "Bulgarian split squat",
    "Single-leg Romanian deadlift",
    "Half-kneeling hip flexor stretch",
    "Copenhagen plank with the knee on the bench",
    "Single-leg Romanian deadlift with a dumbbell and a reach",
    "Oberschenkelbeugermaschine",
    "Kniebeugenvariationsübungsfolge für Läufer",
    "Élévation latérale à la poulie",
    "Приседания со штангой",  # noqa: RUF001 - a name in Russian
    "Κάθισμα με μπάρα",
    "ブルガリアンスクワット",
    "单腿罗马尼亚硬拉",
)
NAMED = """\
name: One exercise
exercises:
  - {{name: {name}, sets: 3, reps: 12, tempo: 3-1-2-1, sides: {sides}, load: {load}}}
"""


async def measure_names(size: tuple[int, int]) -> list[list[str]]:
    """Return the rows of the table of names on a screen of `size`."""
    found = []
    async with make_app(make_run(SESSION), FakeClock()).run_test(size=size) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, GuidedScreen)  # noqa: S101 - the app was given a run
        place = Place(*screen.query_one("#canvas", Canvas).size, size[1])
    for name in NAMES:
        for sides, load in (("each", "24 kg"), ("both", "2 x 12.5 kg")):
            run = make_run(NAMED.format(name=name, load=load, sides=sides))
            view = look(run.player, 0)
            facts, lines = coming_facts(view.step), card(view.step)
            boxes = draw_stage(face_of(view), place, facts=facts, card=lines, page=0)
            high = {box.text: _line_rows(box.rows) for box in boxes if box.name in ("name", "fact")}
            rows = [high.get(text, 0) for text in (name, *(fact.text for fact in facts[:2]))]
            shares = [f"{one / size[1]:.0%}" if one else "-" for one in rows]
            texts = ", ".join(fact.text for fact in facts[:2])
            found.append([f"{size[0]}x{size[1]}", name, *shares, texts, _why(name, place, rows)])
    return found


def _why(name: str, place: Place, rows: list[int]) -> str:
    """Return why name, side or load is lower than an eighth of the height; empty: none is."""
    if min(rows) >= place.screen_rows / FACT_SHARE:
        return ""
    if not drawable(name):
        return "its letters have no large form"
    left = place.rows - place.head_rows - 1
    least = min(sizes_of(place.fact_rows), key=lambda size: size.width)
    lines = -(-width_of(drawable(name), least) // place.columns)
    needed = (lines + 1) * (place.fact_rows + 1) - 1
    return (
        f"{lines} lines of name and one of facts need {needed} rows in the narrowest letters, "
        f"{left} are below word and number"
    )


def _cell(part: str, rows: int, height: int) -> str:
    """Return a share; a star where it is below its limit by more than a row's rounding."""
    is_low = rows < height // LIMITS.get(part, FACT_SHARE)
    return f"{rows / height:.0%}{'*' if is_low else ''}"


def main() -> None:
    """Print a row for each size and kind of step, and one for each name."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", action="append", help="columns x rows, instead of the five")
    options = parser.parse_args()
    sizes = [tuple(map(int, one.split("x"))) for one in options.size or ()] or SIZES
    rows, names = [], []
    for columns, height in sizes:
        found = asyncio.run(measure((columns, height)))
        for moment in MOMENTS:
            parts = found.get(moment, {})
            cells = [_cell(part, parts[part], height) if part in parts else "-" for part in PARTS]
            rows.append([f"{columns}x{height}", moment, *cells])
        names += asyncio.run(measure_names((columns, height)))
    print_table(["screen", "step", *PARTS], rows)
    print("* less than a third of the height for word and number, or an eighth for the others\n")
    print_table(
        ["screen", "exercise", "name", "fact 1", "fact 2", "facts", "why not an eighth"], names
    )


if __name__ == "__main__":
    main()
