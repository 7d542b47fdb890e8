"""How history, finding an interrupted run, and resuming scale with years of records.

    python -m benchmarks.many_records

The records are copies of a session of twenty minutes, or of a practice, each with its own time.
Every program runs separately: first without the index of records, then twice with it, of which the
faster counts.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.table import print_table
from benchmarks.terminal import Terminal, empty_home
from hamtimer.core.play.commands import Command
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.loader import read_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.home.folders import bundled_folder, cache_folder, runs_folder
from hamtimer.home.records.begin import begin_practice, begin_run

HAMTIMER = (sys.executable, "-m", "hamtimer")
FIND = """
from hamtimer.home.folders import runs_folder
from hamtimer.home.records.resume import {function}
print(sum(1 for _ in {function}(runs_folder())))
"""
OFFER = (sys.executable, "-c", FIND.format(function="find_resumable"))
"""The work of the library to offer an interrupted run, though it stops at the first."""
SEARCH = (sys.executable, "-c", FIND.format(function="find_interrupted"))
"""The work of `hamtimer resume` before it plays, though it stops at the first."""
OLDEST = datetime(2016, 1, 1, 7, tzinfo=UTC)
FRAME_MS = 100
SCREEN = "history --screen, until it is filled"
"""Its memory is not measured."""


@dataclass(frozen=True, slots=True)
class Cost:
    """The cost of a program."""

    seconds: float
    peak_mib: float


def session_record() -> dict[str, str]:
    """Return the record of a whole session: its header, and its other lines."""
    path = bundled_folder() / "twenty-minutes.yaml"
    loaded = read_session(path)
    if loaded.session is None:
        raise ValueError("\n".join(map(str, loaded.problems)))
    timeline = compile_session(loaded.session)
    run, _ = begin_run(timeline, loaded, path, Choices(), now=0)
    run.do(Command.START, 0)
    for now in range(0, timeline.assumed_ms + 1_000, FRAME_MS):
        run.advance(now)
    return taken_from(run)


def practice_record() -> dict[str, str]:
    """Return the record of a practice in which every turn was tapped."""
    practice, _ = begin_practice(PracticePlan(), now=0)
    practice.do(Command.START, 0)
    now = 0
    while not practice.is_over:
        for event in practice.advance(now):
            turn = event.cue is not None and event.cue.kind.is_movement
            if turn and event.cue is not None and event.cue.kind is not CueKind.TICK:
                practice.tap(event.due_ms)
        now += FRAME_MS
    return taken_from(practice.run)


def taken_from(run: Run) -> dict[str, str]:
    """Remove the record of a run and return its two parts."""
    run.close()
    if run.journal is None:
        raise ValueError("the run was not recorded")
    text = run.journal.path.read_text(encoding="utf-8")
    run.journal.path.unlink()
    header, _, rest = text.partition("\n")
    return {"header": header, "rest": rest}


def of_later_version(record: dict[str, str]) -> dict[str, str]:
    """Return a record as a future version would write it."""
    header = json.loads(record["header"]) | {"hamtimer-run": 99, "version": "99"}
    return record | {"header": json.dumps(header)}


def without_end(record: dict[str, str]) -> dict[str, str]:
    """Return the record of a run interrupted in its middle."""
    lines = record["rest"].splitlines(keepends=True)
    return record | {"rest": "".join(lines[: len(lines) // 2])}


def write_records(records: Sequence[dict[str, str]]) -> None:
    """Replace all records by new ones, a session a day."""
    folder = runs_folder()
    for path in folder.glob("*"):
        path.unlink()
    for number, record in enumerate(records):
        started = (OLDEST + timedelta(days=number)).isoformat()
        header = json.loads(record["header"]) | {"started": started}
        name = f"{started[:19].replace(':', '-')}-copy.jsonl"
        (folder / name).write_text(f"{json.dumps(header)}\n{record['rest']}", encoding="utf-8")


def cost_of(command: Sequence[str]) -> Cost:
    """Run a program to its end."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(time.perf_counter() - begun, usage.ru_maxrss * unit / (1 << 20))


def time_to_screen(command: Sequence[str]) -> Cost:
    """Start a program on a terminal, until its screen shows what was recorded."""
    with Terminal(command, columns=120, rows=40) as terminal:
        seconds = terminal.wait_for(r"\d+ runs", timeout_s=120) - terminal.started_s
        terminal.press("escape")
        terminal.wait_for_exit()
    return Cost(seconds, 0.0)


def cases(number: int) -> Iterator[tuple[str, list[dict[str, str]], Sequence[str]]]:
    """Yield the cases to measure: name, records, and program."""
    session, practice = session_record(), practice_record()
    ended, practices = [session] * number, [practice] * number
    yield "history", ended, (*HAMTIMER, "history")
    yield "history -n ALL", ended, (*HAMTIMER, "history", "-n", str(number))
    yield "history --calendar", ended, (*HAMTIMER, "history", "--calendar")
    yield SCREEN, ended, (*HAMTIMER, "history", "--screen")
    yield "library's offer, all ended", ended, OFFER
    yield "library's offer, oldest interrupted", [without_end(session), *ended[1:]], OFFER
    yield "resume, all of a later version", [of_later_version(session)] * number, SEARCH
    yield "tempo --history", practices, (*HAMTIMER, "tempo", "--history")
    yield "tempo --history --json", practices, (*HAMTIMER, "tempo", "--history", "--json")


def main() -> int:
    """Measure, print a table, and fail if the second time takes too long."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--records", type=int, default=5000, help="(default: %(default)s)")
    parser.add_argument(
        "--limit", type=float, default=3.0, help="longest second time, in seconds (%(default)s)"
    )
    options = parser.parse_args()
    rows, slowest = list[list[str | float]](), 0.0
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(empty_home(Path(home)))
        nothing = cost_of((*HAMTIMER, "history"))
        rows.append(["history, no records", nothing.seconds, "", nothing.peak_mib, ""])
        written: list[dict[str, str]] = []
        for name, records, command in cases(options.records):
            if records is not written:
                write_records(records)
                written = records
            (cache_folder() / "records.sqlite").unlink(missing_ok=True)
            measure = time_to_screen if name == SCREEN else cost_of
            first, *others = [measure(command) for _ in range(3)]
            again = min(others, key=lambda cost: cost.seconds)
            slowest = max(slowest, again.seconds)
            rows.append([name, first.seconds, again.seconds, first.peak_mib, again.peak_mib])
    print_table(
        [f"{options.records} records", "first s", "again s", "first MiB", "again MiB"], rows
    )
    return 0 if slowest <= options.limit else 1


if __name__ == "__main__":
    sys.exit(main())
