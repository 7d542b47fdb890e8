"""The cost of a guided session: processor time, terminal traffic and memory.

    python -m benchmarks.guiding_cost

Measures a rest, a set with a tempo and a practice, with sound where PulseAudio is installed and
without, beside an empty app and termdown, all in turn on the same pseudo-terminal. The first
seconds, which belong to start-up, do not count. The same work takes up to twice the processor time
where the machine is slow or busy, so costs are also given in those of termdown, which draws a clock
once a second; the load is printed below. Memory is resident memory, and the part of it that
is not shared, as libraries are.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.audio_server import audio_server, is_installed, record
from benchmarks.table import print_table
from benchmarks.terminal import Terminal, empty_home, stolen_s

SETTLE_S = 6.0
SESSION = """\
name: Guiding cost
exercises:
  - name: Romanian deadlift
    sets: 2
    reps: 100
    tempo: 4-1-2-0
    rest: 10 min
    prepare: 3s
    load: 12 kg
    cues: [Hips back]
"""
SILENT = ("--audio", "off")


@dataclass(frozen=True, slots=True)
class Program:
    """A program, and how to bring it to the measured state."""

    command: Sequence[str | Path]
    until: str
    """Regular expression that its first screen shows."""
    keys: Sequence[str] = ()
    """The keys to press then, a second between two."""
    env: Mapping[str, str] = field(default_factory=dict)
    measured: str = ""
    """Regular expression that the screen shows in the measured state."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The resources that a program used while observed."""

    cpu_percent: float
    """Of one core."""
    bytes_per_s: float
    """To the terminal."""
    memory_mb: float
    """Resident, at the end: what the system's tools show."""
    own_mb: float
    """The part of it that is not shared with other programs."""


def cost_of(program: Program, seconds: float, size: tuple[int, int]) -> Cost:
    """Start a program, let it settle, and return its cost."""
    columns, rows = size
    with (
        tempfile.TemporaryDirectory() as home,
        Terminal(
            program.command,
            columns=columns,
            rows=rows,
            env=empty_home(Path(home)) | dict(program.env),
        ) as terminal,
    ):
        terminal.wait_for(program.until, timeout_s=30)
        for key in program.keys:
            time.sleep(1)
            terminal.press(key)
        terminal.wait_for(program.measured, timeout_s=SETTLE_S)
        time.sleep(SETTLE_S)
        begun_s, cpu_s = time.monotonic(), terminal.cpu_s()
        time.sleep(seconds)
        span_s = time.monotonic() - begun_s
        return Cost(
            cpu_percent=100 * (terminal.cpu_s() - cpu_s) / span_s,
            bytes_per_s=terminal.bytes_since(begun_s) / span_s,
            memory_mb=terminal.memory_mb(),
            own_mb=terminal.own_memory_mb(),
        )


def programs(folder: Path, sound: Mapping[str, str] | None) -> dict[str, Program]:
    """Return the programs to measure; `sound` directs it to a server, None: there is none."""
    session = folder / "guiding-cost.yaml"
    session.write_text(SESSION)
    hamtimer = [sys.executable, "-m", "hamtimer"]
    run = [*hamtimer, "run", str(session)]
    tempo = [*hamtimer, "tempo", "4-1-2-0", "--reps", "40"]
    # Enter begins, ends the get-ready, and after its count-in the set, which a rest follows.
    resting = ("enter", "enter", *[""] * 4, "enter")
    found = {
        "empty Textual app": Program([sys.executable, "-m", "benchmarks.empty_app"], "Ready"),
        "termdown": Program([Path(sys.executable).with_name("termdown"), "3600"], r"\S"),
    }
    for words, options, env in (("", SILENT, {}), (" with sound", (), sound)):
        if env is not None:
            found |= {
                f"rest{words}": Program([*run, *options], "Romanian", resting, env, "Rest · "),
                f"tempo{words}": Program(
                    [*run, *options], "Romanian", ("enter",), env, r"rep \d+ of 100"
                ),
                f"practice{words}": Program(
                    [*tempo, *options], "(?i)tempo", ("enter",), env, r"rep \d+ of 40"
                ),
            }
    return found


@contextlib.contextmanager
def sound_server() -> Iterator[Mapping[str, str] | None]:
    """Run a sound server where one is installed.

    It is recorded all the time: without a recorder its silent output plays blocks of two seconds,
    and every program that buffers less runs dry, says so on the screen and fills its buffer again.
    """
    if not is_installed():
        yield None
        return
    with audio_server() as server, record(server):
        yield server.env


def main() -> None:
    """Measure each program in turn, repeatedly, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=20, help="to watch each (20)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each (3)")
    parser.add_argument("--size", default="120x40", help="columns x rows (120x40)")
    parser.add_argument("--only", default="", help="only programs with this in their name")
    options = parser.parse_args()
    columns, rows = (int(number) for number in options.size.split("x"))
    begun_s, stolen = time.monotonic(), stolen_s()
    with tempfile.TemporaryDirectory() as folder, sound_server() as sound:
        measured = programs(Path(folder), sound)
        costs: dict[str, list[Cost]] = {one: [] for one in measured if options.only in one}
        for _ in range(options.rounds):
            for name, found in costs.items():
                found.append(cost_of(measured[name], options.seconds, (columns, rows)))
    medians = {
        name: statistics.median(cost.cpu_percent for cost in runs) for name, runs in costs.items()
    }
    print_table(
        [
            f"guiding, {columns}x{rows}",
            "% of a core",
            "times termdown",
            "least",
            "most",
            "bytes/s",
            "memory MB",
            "own",
        ],
        [
            [
                name,
                medians[name],
                medians[name] / medians["termdown"] if "termdown" in medians else "-",
                min(cost.cpu_percent for cost in runs),
                max(cost.cpu_percent for cost in runs),
                statistics.median(cost.bytes_per_s for cost in runs),
                statistics.median(cost.memory_mb for cost in runs),
                statistics.median(cost.own_mb for cost in runs),
            ]
            for name, runs in costs.items()
        ],
    )
    span_s = time.monotonic() - begun_s
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    cores = os.cpu_count() or 1
    print(f"load of the last 1, 5 and 15 minutes: {load}, on {cores} cores")
    print(f"taken by other machines: {100 * (stolen_s() - stolen) / span_s / cores:.1f} %")


if __name__ == "__main__":
    main()
