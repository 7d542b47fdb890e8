"""Is a session read and laid out in time linear in its size?

    python -m benchmarks.compile_scale

Each size is read and laid out several times in a fresh interpreter of its own; the fastest counts.
Ten times the size in more than ten times the time is expected to a small degree: more memory
makes for a slower cache. Were it quadratic, the time for each exercise would grow tenfold.
"""

import argparse
import concurrent.futures
import gc
import multiprocessing
import sys
import time
from dataclasses import dataclass

from benchmarks.table import print_table

EXERCISE = """\
  - name: Exercise {number}
    sets: 3
    reps: 8-12
    tempo: 3-1-2-0
    sides: each
    rest: 45s
    cues: [Brace the abdominals, Keep breathing]
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one session took."""

    exercises: int
    load_ms: float
    compile_ms: float
    steps: int
    peak_mib: float
    """Memory of the whole interpreter at its largest."""


def session_text(exercises: int) -> str:
    """Write a session of so many exercises."""
    items = "".join(EXERCISE.format(number=number) for number in range(1, exercises + 1))
    return f"name: {exercises} exercises\nexercises:\n{items}"


def cost_of(exercises: int, runs: int) -> Cost:
    """Read and lay out a session of so many exercises, `runs` times.

    Raises:
        ValueError: if the session has an error, which would be this file's.
    """
    from hamtimer.core.session_file.loader import load_session
    from hamtimer.core.timeline.compiler import compile_session

    text = session_text(exercises)
    load_ms, compile_ms = [], []
    for _ in range(runs):
        gc.collect()
        begun_s = time.perf_counter()
        loaded = load_session(text, "benchmark")
        loaded_s = time.perf_counter()
        if loaded.session is None:
            raise ValueError("\n".join(map(str, loaded.problems)))
        timeline = compile_session(loaded.session)
        compiled_s = time.perf_counter()
        load_ms.append((loaded_s - begun_s) * 1000)
        compile_ms.append((compiled_s - loaded_s) * 1000)
    return Cost(exercises, min(load_ms), min(compile_ms), len(timeline.steps), peak_mib())


def peak_mib() -> float:
    """Return the most memory that this process has had; not a number on Windows."""
    if sys.platform == "win32":
        return float("nan")
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / (1 << 20)


def main() -> int:
    """Measure, print a table, and fail where the largest takes far more for each exercise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 3000, 10_000])
    parser.add_argument("--runs", type=int, default=3, help="of each size (default: %(default)s)")
    parser.add_argument(
        "--limit",
        type=float,
        default=2.0,
        help="largest ratio of the time for each exercise, last size to first (%(default)s)",
    )
    options = parser.parse_args()
    costs = [in_fresh_interpreter(size, options.runs) for size in options.sizes]
    each_us = [1000 * (cost.load_ms + cost.compile_ms) / cost.exercises for cost in costs]
    print_table(
        ["exercises", "steps", "read ms", "lay out ms", "us per exercise", "peak MiB"],
        [
            [str(cost.exercises), cost.steps, cost.load_ms, cost.compile_ms, each, cost.peak_mib]
            for cost, each in zip(costs, each_us, strict=True)
        ],
    )
    return 0 if each_us[-1] <= options.limit * each_us[0] else 1


def in_fresh_interpreter(exercises: int, runs: int) -> Cost:
    """Keep one size's memory out of the next one's measurement."""
    spawn = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=spawn) as pool:
        return pool.submit(cost_of, exercises, runs).result()


if __name__ == "__main__":
    sys.exit(main())
