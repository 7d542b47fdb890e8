"""The time from start to the first glyph and to the first useful screen.

    python -m benchmarks.startup

An empty Textual app is started in the same run; the results are ratios of medians to it. All are
started in turn on a pseudo-terminal, so that other load affects all alike. Python's compiled
modules exist, as they do from the second start on. A glyph is a cell of the program's own text; a
screen is useful when a person can choose or begin.
"""

import argparse
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.table import print_table
from benchmarks.terminal import Terminal, empty_home

HAMTIMER = (sys.executable, "-m", "hamtimer")
MANY = 1_000
LONG_AGO_S = 1_000_000_000
"""Files changed just now are not kept in the index."""
SESSION = "name: {name}\nexercises:\n  - name: Glute bridge\n    hold: 30s\n"


@dataclass(frozen=True, slots=True)
class Program:
    """A program, and the conditions of its measurement."""

    name: str
    useful: str
    """Regular expression of the first useful screen."""
    command: Sequence[str]
    sessions: int = 0
    """The number of session files in the home."""
    known: bool = False
    """Whether it was started before in the same home, so that its files are in the index."""


BASELINE = Program("empty Textual app", "Ready", (sys.executable, "-m", "benchmarks.empty_app"))
LIMITED = (
    Program("hamtimer", "First steps", HAMTIMER),
    Program("hamtimer run first-steps", "Standing heel raise", (*HAMTIMER, "run", "first-steps")),
    Program("hamtimer tempo 5-1-2-0", "full guidance", (*HAMTIMER, "tempo", "5-1-2-0")),
    Program("hamtimer, files known", r"First steps +0:4", HAMTIMER, known=True),
    Program(f"hamtimer, {MANY:,} files", r"Evening 0001", HAMTIMER, MANY),
    Program(f"hamtimer, {MANY:,} files known", r"Evening 0001 +0:40", HAMTIMER, MANY, known=True),
)
"""The programs whose ratios have limits."""


@contextmanager
def home_of(program: Program) -> Iterator[Path]:
    """Make a home with the number of sessions of the program."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        folder = home / "hamtimer" / "sessions"
        folder.mkdir(parents=True)
        for number in range(program.sessions):
            text = SESSION.format(name=f"Evening {number:04}")
            path = folder / f"evening-{number:04}.yaml"
            path.write_text(text)
            os.utime(path, (LONG_AGO_S, LONG_AGO_S))
        yield home


def environment(home: Path, compiled: Path) -> dict[str, str]:
    """Return the environment of a person whose Python keeps its compiled modules."""
    python = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(compiled)}
    return empty_home(home) | python


def start(program: Program, env: dict[str, str]) -> tuple[float, float]:
    """Start a program; return the milliseconds to its first glyph and its first useful screen."""
    with Terminal(program.command, columns=80, rows=24, env=env) as terminal:
        glyph_s = terminal.wait_for(r"\S", timeout_s=30)
        useful_s = terminal.wait_for(program.useful, timeout_s=30)
        return (glyph_s - terminal.started_s) * 1000, (useful_s - terminal.started_s) * 1000


def start_in_new_home(program: Program, compiled: Path) -> tuple[float, float]:
    """Measure a start in a new home."""
    with home_of(program) as home:
        return start(program, environment(home, compiled))


def learn_files(program: Program, env: dict[str, str]) -> None:
    """Let the program read and index every file."""
    with Terminal(program.command, columns=80, rows=24, env=env) as terminal:
        terminal.wait_for(program.useful, timeout_s=60)
        index = Path(env["HOME"]) / "hamtimer" / "sessions.json"
        while not index.exists():
            terminal.wait_for(r"\S")
        terminal.press("escape")
        terminal.wait_for_exit()


def measure(programs: Sequence[Program], runs: int) -> dict[Program, list[tuple[float, float]]]:
    """Start each program in turn, repeatedly, after a start that compiles its modules."""
    with ExitStack() as stack:
        compiled = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        known = {}
        for program in programs:
            if program.known:
                home = stack.enter_context(home_of(program))
                known[program] = environment(home, compiled)
                learn_files(program, known[program])
            else:
                start_in_new_home(program, compiled)
        times: dict[Program, list[tuple[float, float]]] = {program: [] for program in programs}
        for _ in range(runs):
            for program in programs:
                env = known.get(program)
                taken = start(program, env) if env else start_in_new_home(program, compiled)
                times[program].append(taken)
        return times


def main() -> int:
    """Measure, print a table, and fail if a ratio is above its limit."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=10, help="of each (default: %(default)s)")
    parser.add_argument("--glyph-limit", type=float, default=1.3, help="ratio to the first glyph")
    parser.add_argument("--limit", type=float, default=1.5, help="ratio to the useful screen")
    options = parser.parse_args()
    times = measure((BASELINE, *LIMITED), options.runs)
    medians = {
        program: (statistics.median(g for g, _ in taken), statistics.median(u for _, u in taken))
        for program, taken in times.items()
    }
    base_glyph, base_useful = medians[BASELINE]
    print_table(
        ["start, median of each", "glyph ms", "ratio", "useful ms", "ratio", "fastest", "slowest"],
        [
            [
                program.name,
                *(medians[program][0], medians[program][0] / base_glyph),
                *(medians[program][1], medians[program][1] / base_useful),
                *(min(useful for _, useful in taken), max(useful for _, useful in taken)),
            ]
            for program, taken in times.items()
        ],
    )
    within = all(
        glyph <= options.glyph_limit * base_glyph and useful <= options.limit * base_useful
        for glyph, useful in medians.values()
    )
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
