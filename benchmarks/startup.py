"""How long from start to the first useful screen, against an empty Textual app in the same run.

    python -m benchmarks.startup

All are started in turn on a pseudo-terminal, so that what else the machine does hits all alike.
"""

import argparse
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.table import print_table
from benchmarks.terminal import Terminal, empty_home

BASELINE = "empty Textual app"
HAMTIMER = (sys.executable, "-m", "hamtimer")
PROGRAMS: dict[str, tuple[str, tuple[str, ...]]] = {
    BASELINE: ("Ready", (sys.executable, "-m", "benchmarks.empty_app")),
    "hamtimer": ("First steps", HAMTIMER),
    "hamtimer run first-steps": ("Standing heel raise", (*HAMTIMER, "run", "first-steps")),
    "hamtimer tempo 5-1-2-0": ("full guidance", (*HAMTIMER, "tempo", "5-1-2-0")),
}
"""What each program shows when there is something to be seen, and how it is started."""


def time_to(pattern: str, command: Sequence[str]) -> float:
    """Start a command and give the milliseconds until the pattern stands on its screen."""
    with (
        tempfile.TemporaryDirectory() as home,
        Terminal(command, columns=80, rows=24, env=empty_home(Path(home))) as terminal,
    ):
        return (terminal.wait_for(pattern, timeout_s=30) - terminal.started_s) * 1000


def main() -> int:
    """Measure, print a table, and fail where the ratio is above the limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=10, help="of each (default: %(default)s)")
    parser.add_argument("--limit", type=float, default=2.0, help="largest ratio of the medians")
    options = parser.parse_args()
    times: dict[str, list[float]] = {name: [] for name in PROGRAMS}
    for _ in range(options.runs):
        for name, (pattern, command) in PROGRAMS.items():
            times[name].append(time_to(pattern, command))
    medians = {name: statistics.median(values) for name, values in times.items()}
    base = medians[BASELINE]
    print_table(
        ["start to first useful screen", "median ms", "fastest ms", "slowest ms", "ratio"],
        [
            [name, medians[name], min(values), max(values), medians[name] / base]
            for name, values in times.items()
        ],
    )
    return 0 if max(medians.values()) <= options.limit * base else 1


if __name__ == "__main__":
    sys.exit(main())
