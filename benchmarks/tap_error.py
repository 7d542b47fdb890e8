"""Timing accuracy of taps: real keys at known times, compared with the program's times.

    python -m benchmarks.tap_error

Keys are pressed on a pseudo-terminal at random intervals while the practice screen scrolls its
path: idle, with every core busy, and with the interpreter blocked for 100 ms at a time, which no
program can avoid. The terminal, the keyboard and the hand add their own errors.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.table import print_table
from benchmarks.terminal import Terminal, empty_home

KEYS = ("space", "pagedown")
SPACING_S = (0.25, 0.75)
"""The shortest and the longest time between two keys."""
HELD_S = 0.1
"""How long the interpreter is blocked, ten times in three seconds."""


def practise(noted: Path, *, held: bool) -> None:
    """Run the practice screen, and print the time of each tap, in milliseconds."""
    from hamtimer.core.practice.plan import PracticePlan
    from hamtimer.core.practice.practice import Practice
    from hamtimer.core.taps.meter import Feedback
    from hamtimer.home.settings import Settings
    from hamtimer.tui.start import practise

    take = Practice.tap
    with noted.open("a") as notes:

        def tap(practice: Practice, at: int) -> Feedback | None:
            notes.write(f"{at}\n")
            notes.flush()
            return take(practice, at)

        setattr(Practice, "tap", tap)  # noqa: B010 - a probe, not a change of the program
        if held:
            _hold_the_interpreter_now_and_then()
        practise(PracticePlan(reps=200, sets=1), Settings(), "off")


def _hold_the_interpreter_now_and_then() -> None:
    import threading

    def hold() -> None:
        # A sum over a range runs in C and blocks all other threads until it is done.
        begun = time.perf_counter()
        sum(range(1_000_000))
        count = round(1_000_000 * HELD_S / (time.perf_counter() - begun))
        while True:
            time.sleep(0.2)
            sum(range(count))

    threading.Thread(target=hold, daemon=True).start()


def errors_ms(count: int, *, held: bool = False) -> list[float]:
    """Press keys at random times; return how much later the program timed each."""
    from hamtimer.core.play.clock import now_ms

    rng = random.Random(1)  # noqa: S311 - the same sequence every time
    with tempfile.TemporaryDirectory() as folder:
        noted = Path(folder) / "taps"
        program = [sys.executable, "-m", "benchmarks.tap_error", "--practise", str(noted)]
        command = [*program, *(["--held"] if held else [])]
        with Terminal(command, env=empty_home(Path(folder))) as terminal:
            terminal.wait_for("rep 1 of", timeout_s=30)
            pressed = []
            for number in range(count):
                time.sleep(rng.uniform(*SPACING_S))
                # Our clock's own zero, a fraction of a millisecond finer than it counts.
                before = now_ms()
                terminal.press(KEYS[number % len(KEYS)])
                pressed.append((before + now_ms()) / 2)
            time.sleep(1)
        taken = [int(line) for line in noted.read_text().split()]
    if len(taken) != len(pressed):
        raise SystemExit(f"{len(pressed)} keys were pressed, {len(taken)} taps were taken")
    return [took - was for took, was in zip(taken, pressed, strict=True)]


@contextmanager
def busy_cores() -> Iterator[None]:
    """Keep every core busy."""
    loop = [sys.executable, "-c", "while True: pass"]
    busy = [subprocess.Popen(loop) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()
            process.wait()


def row(name: str, errors: Sequence[float]) -> list[str | float]:
    """Return the row of one condition."""
    sizes = sorted(abs(error) for error in errors)
    return [
        name,
        statistics.median(errors),
        sizes[int(0.95 * (len(sizes) - 1))],
        sizes[-1],
    ]


def main() -> None:
    """Measure, and print a row for each condition."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keys", type=int, default=100, help="how many to press each time (100)")
    parser.add_argument("--practise", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--held", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.practise:
        practise(options.practise, held=options.held)
        return
    rows = [row("idle", errors_ms(options.keys))]
    with busy_cores():
        rows.append(row("every core busy", errors_ms(options.keys)))
    rows.append(row("interpreter held 100 ms at a time", errors_ms(options.keys, held=True)))
    print_table(["tap error, ms", "median", "p95", "max"], rows)


if __name__ == "__main__":
    main()
