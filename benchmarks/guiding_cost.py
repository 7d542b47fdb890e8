"""The cost of a guided session: processor time and terminal traffic.

    python -m benchmarks.guiding_cost

It is compared with an empty app and termdown, all in turn on the same pseudo-terminal. The first
seconds, which belong to start-up, do not count.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.table import print_table
from benchmarks.terminal import Terminal, empty_home

SETTLE_S = 3.0
SESSION = """\
name: Guiding cost
exercises:
  - name: Romanian deadlift
    sets: 1
    reps: 100
    tempo: 4-1-2-0
"""


@dataclass(frozen=True, slots=True)
class Program:
    """A program, and how to bring it to the measured state."""

    command: Sequence[str | Path]
    until: str
    """Regular expression that its first screen shows."""
    keys: Sequence[str] = ()
    """The keys to press then."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The resources that a program used while observed."""

    cpu_percent: float
    """Of one core."""
    bytes_per_s: float
    """To the terminal."""


def cost_of(program: Program, seconds: float, size: tuple[int, int]) -> Cost:
    """Start a program, let it settle, and return its cost."""
    columns, rows = size
    with (
        tempfile.TemporaryDirectory() as home,
        Terminal(
            program.command, columns=columns, rows=rows, env=empty_home(Path(home))
        ) as terminal,
    ):
        terminal.wait_for(program.until, timeout_s=30)
        for key in program.keys:
            time.sleep(0.5)
            terminal.press(key)
        time.sleep(SETTLE_S)
        begun_s, cpu_s = time.monotonic(), terminal.cpu_s()
        time.sleep(seconds)
        span_s = time.monotonic() - begun_s
        return Cost(
            cpu_percent=100 * (terminal.cpu_s() - cpu_s) / span_s,
            bytes_per_s=terminal.bytes_since(begun_s) / span_s,
        )


def programs(folder: Path) -> dict[str, Program]:
    """Return the programs to measure."""
    session = folder / "guiding-cost.yaml"
    session.write_text(SESSION)
    run = [sys.executable, "-m", "hamtimer", "run", str(session)]
    return {
        "empty Textual app": Program([sys.executable, "-m", "benchmarks.empty_app"], "Ready"),
        "termdown": Program([Path(sys.executable).with_name("termdown"), "3600"], r"\S"),
        "hamtimer": Program(run, "Romanian", ["enter"]),
        "hamtimer, muted": Program([*run, "--mute"], "Romanian", ["enter"]),
    }


def main() -> None:
    """Measure each program in turn, repeatedly, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=20, help="to watch each (20)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each (3)")
    parser.add_argument("--size", default="120x40", help="columns x rows (120x40)")
    options = parser.parse_args()
    columns, rows = (int(number) for number in options.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        measured = programs(Path(folder))
        costs: dict[str, list[Cost]] = {name: [] for name in measured}
        for _ in range(options.rounds):
            for name, program in measured.items():
                costs[name].append(cost_of(program, options.seconds, (columns, rows)))
    print_table(
        [f"guiding, {columns}x{rows}", "% of a core", "least", "most", "bytes/s"],
        [
            [
                name,
                statistics.median(cost.cpu_percent for cost in runs),
                min(cost.cpu_percent for cost in runs),
                max(cost.cpu_percent for cost in runs),
                statistics.median(cost.bytes_per_s for cost in runs),
            ]
            for name, runs in costs.items()
        ],
    )


if __name__ == "__main__":
    main()
