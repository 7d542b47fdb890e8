"""How long the editor takes from a key to the last cell that changes because of it.

    python -m benchmarks.editor_latency

A session of fifty exercises is edited on a pseudo-terminal, ten keys a second, each of which
changes the length of an exercise and so of the whole session. Measured from the byte that goes in
to the last change of the screen's text, the preview included; the caret's own line is measured
alone as well. Every key must have changed the preview.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.table import print_table
from benchmarks.terminal import Terminal, empty_home, stolen_s

EXERCISE = """\
  - name: Exercise {number}
    sets: 3
    reps: 12
    tempo: 4-1-2-0
    sides: each
    rest: 45s
    load: 12 kg
    cues:
      - Squeeze at the top
      - say: Breathe
        at: eccentric
"""
LINE = 8
"""The line of the first exercise's rest."""


@dataclass(slots=True)
class Key:
    """One key that was pressed."""

    pressed_s: float
    caret_s: float = 0.0
    """When its own line had changed."""
    last_s: float = 0.0
    """When the last cell had."""
    previews: set[str] = field(default_factory=set)


def measure(exercises: int, keys: int, every_s: float) -> list[Key]:
    """Press keys and return when the screen followed."""
    text = "name: Many\nexercises:\n" + "".join(
        EXERCISE.format(number=number + 1) for number in range(exercises)
    )
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "many.yaml"
        file.write_text(text)
        command = (sys.executable, "-m", "hamtimer", "edit", str(file))
        env = empty_home(Path(name))
        with Terminal(command, columns=160, rows=50, env=env) as terminal:
            terminal.wait_for(r"under tension \d", 120)
            for _ in range(LINE - 1):
                terminal.press("down")
            terminal.press("end", "left", "left", "left")
            time.sleep(2)
            terminal.screen()
            pressed = []
            for number in range(keys):
                pressed.append(Key(terminal.press("backspace" if number % 2 else "1")))
                time.sleep(max(0, pressed[0].pressed_s + every_s * (number + 1) - time.monotonic()))
            time.sleep(1)
            return follow(terminal, pressed)


def follow(terminal: Terminal, pressed: list[Key]) -> list[Key]:
    """Find the last change of the screen that follows each key."""
    number, before = -1, ""
    for time_s, text in terminal.screens():
        while number + 1 < len(pressed) and pressed[number + 1].pressed_s <= time_s:
            number += 1
        if number >= 0 and text != before:
            key = pressed[number]
            key.last_s = time_s
            rows, old = text.split("\n"), before.split("\n")
            if len(rows) == len(old) and rows[LINE][:60] != old[LINE][:60]:
                key.caret_s = time_s
            key.previews.add(rows[1][-50:])
        before = text
    return pressed


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the value below which so many percent are."""
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--exercises", type=int, default=50, help="default: %(default)s")
    parser.add_argument("--keys", type=int, default=300, help="default: %(default)s")
    parser.add_argument("--rate", type=float, default=10, help="keys a second: %(default)s")
    options = parser.parse_args()
    stolen = stolen_s()
    pressed = measure(options.exercises, options.keys, 1 / options.rate)
    missed = sum(not key.previews for key in pressed)
    rows = []
    for name, times in (
        ("its own line", [key.caret_s - key.pressed_s for key in pressed if key.caret_s]),
        ("the last cell", [key.last_s - key.pressed_s for key in pressed if key.last_s]),
    ):
        ms = [1_000 * value for value in times]
        rows.append((name, statistics.median(ms), percentile(ms, 95), max(ms), len(ms)))
    print_table(("from a key to", "median ms", "95 % ms", "most ms", "keys"), rows)
    print(f"keys without a change: {missed}; stolen by other machines: {stolen_s() - stolen:.1f} s")


if __name__ == "__main__":
    main()
