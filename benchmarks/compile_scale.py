"""Is reading and compiling a session linear in its size, and fast compared with its parser?

    python -m benchmarks.compile_scale

Each size is read and compiled several times in a fresh interpreter; the fastest counts. The ratio
compares reading and compiling together with `yaml.load` of the same text with PyYAML's C loader,
which returns values and neither checks nor builds anything.
Slightly more than ten times the time for ten times the size is expected, as caches get slower with
more memory. If it were quadratic, the time per exercise would grow tenfold.
"""

import argparse
import concurrent.futures
import gc
import multiprocessing
import sys
import time
from dataclasses import dataclass

import yaml

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
    """The cost of one session."""

    exercises: int
    yaml_ms: float
    """The time of `yaml.load` alone."""
    load_ms: float
    compile_ms: float
    steps: int
    peak_mib: float
    """Memory of the whole interpreter at its largest."""
    empty_mib: float
    """The same before anything was read."""

    @property
    def ratio(self) -> float:
        """The time of reading and compiling relative to `yaml.load`."""
        return (self.load_ms + self.compile_ms) / self.yaml_ms

    @property
    def kib_each(self) -> float:
        """Memory for each exercise."""
        return (self.peak_mib - self.empty_mib) * 1024 / self.exercises


def session_text(exercises: int) -> str:
    """Return the text of a session of so many exercises."""
    items = "".join(EXERCISE.format(number=number) for number in range(1, exercises + 1))
    return f"name: {exercises} exercises\nexercises:\n{items}"


def cost_of(exercises: int, runs: int) -> Cost:
    """Read and compile a session of so many exercises, `runs` times.

    Raises:
        ValueError: if the session has an error, which would be a bug of this file.
    """
    from hamtimer.core.session_file.loader import load_session
    from hamtimer.core.timeline.compiler import compile_session

    text, empty_mib = session_text(exercises), peak_mib()
    yaml_ms, load_ms, compile_ms = [], [], []
    for _ in range(runs):
        gc.collect()
        begun_s = time.process_time()
        values = yaml.load(text, yaml.CSafeLoader)
        yaml_ms.append((time.process_time() - begun_s) * 1000)
        del values
        gc.collect()
        begun_s = time.process_time()
        loaded = load_session(text, "benchmark")
        loaded_s = time.process_time()
        if loaded.session is None:
            raise ValueError("\n".join(map(str, loaded.problems)))
        timeline = compile_session(loaded.session)
        compiled_s = time.process_time()
        load_ms.append((loaded_s - begun_s) * 1000)
        compile_ms.append((compiled_s - loaded_s) * 1000)
    steps = len(timeline.steps)
    yaml_least, load_least, compile_least = min(yaml_ms), min(load_ms), min(compile_ms)
    return Cost(exercises, yaml_least, load_least, compile_least, steps, peak_mib(), empty_mib)


def peak_mib() -> float:
    """Return the peak memory of this process; not a number on Windows."""
    if sys.platform == "win32":
        return float("nan")
    import resource

    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / (1 << 20)


def main() -> int:
    """Measure, print a table, and fail if the largest size is not linear or too slow."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1000, 3000, 10_000])
    parser.add_argument("--runs", type=int, default=3, help="of each size (default: %(default)s)")
    parser.add_argument(
        "--limit",
        type=float,
        default=2.0,
        help="largest ratio of the time for each exercise, last size to first (%(default)s)",
    )
    parser.add_argument(
        "--most-ratio",
        type=float,
        default=1.5,
        help="largest ratio of the last size to yaml.load (%(default)s)",
    )
    options = parser.parse_args()
    costs = [in_fresh_interpreter(size, options.runs) for size in options.sizes]
    each_us = [1000 * (cost.load_ms + cost.compile_ms) / cost.exercises for cost in costs]
    print_table(
        [
            *("exercises", "steps", "yaml.load ms", "read ms", "lay out ms", "ratio"),
            *("us per exercise", "peak MiB", "KiB per exercise"),
        ],
        [
            [
                *(str(cost.exercises), cost.steps, cost.yaml_ms, cost.load_ms, cost.compile_ms),
                *(f"{cost.ratio:.2f}", each, cost.peak_mib, cost.kib_each),
            ]
            for cost, each in zip(costs, each_us, strict=True)
        ],
    )
    is_linear = each_us[-1] <= options.limit * each_us[0]
    return 0 if is_linear and costs[-1].ratio <= options.most_ratio else 1


def in_fresh_interpreter(exercises: int, runs: int) -> Cost:
    """Measure a size in a fresh interpreter, so that the memory of others does not count."""
    spawn = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=spawn) as pool:
        return pool.submit(cost_of, exercises, runs).result()


if __name__ == "__main__":
    sys.exit(main())
