"""Whether SIGKILL at any moment loses anything that was acknowledged, or harms what is older.

    python -m benchmarks.killed_runs

A program of its own records, resumes, corrects, imports, deletes or restores runs beside older
records, as fast as it can, and acknowledges each thing once it is done. It is killed at a random
moment. Then every acknowledged event must be on the disk, every run must resume or be over, older
records must hold what they held, and the list of runs must be that of the files.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from benchmarks.table import print_table
from hamtimer.core.play.commands import Command
from hamtimer.core.play.state import Event
from hamtimer.core.records.edits import Edit
from hamtimer.core.run.journal_reader import read_journal
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.home.folders import runs_folder
from hamtimer.home.records.begin import begin_run
from hamtimer.home.records.edit import edit_record
from hamtimer.home.records.exchange import export_json, import_json
from hamtimer.home.records.index import list_rows
from hamtimer.home.records.resume import find_interrupted, resume
from hamtimer.home.records.rows import read_record
from hamtimer.home.records.trash import delete_record, restore_record, trash_folder

KILLS = 500
LONGEST_S = 0.4
"""A child is killed at a random moment up to this long after its start."""
OLDER = 4
"""Records that are there before."""
IMPORTED = 12
EXERCISES = (
    "{name: Curl, sets: 3, reps: 3-5, tempo: 2-0-2-0, rest: 8s}",
    "{name: Lift, sets: 2, reps: 3, tempo: 1-0-1-0, sides: each, switch: 2s, rest: 4s}",
    "{name: Sit, sets: 2, hold: 6s+, rest: 5s}",
    "{name: Own, sets: 2, reps: 3, tempo: self-paced, rest: 3s}",
    "{block: B, kind: circuit, rounds: max, within: 30s, exercises: [{name: C, reps: 3}]}",
)
LOADED_LATE = ("filelock", "sqlite3", "hamtimer.home.records.convert")
"""Modules that a child would load first."""
FRAME_MS = 100
Acknowledge = Callable[[object], None]


# ------------------------------------------------------------------ what is killed
def random_run(chance: random.Random) -> Run:
    """Begin a recorded run of a random session."""
    chosen = chance.sample(EXERCISES, chance.randint(1, 3))
    text = "name: S\nexercises:\n" + "".join(f"  - {one}\n" for one in chosen)
    loaded = load_session(text, "s.yaml")
    assert loaded.session is not None  # noqa: S101 - written above
    timeline = compile_session(loaded.session)
    run, problem = begin_run(timeline, loaded, Path("s.yaml"), Choices(), now=0)
    assert not problem, problem  # noqa: S101 - the folder can be written
    return run


def follow(run: Run, chance: random.Random, acknowledge: Acknowledge, now: int = 0) -> None:
    """Follow a run to its end with random commands; acknowledge every event."""
    commands = [one for one in Command if one is not Command.STOP]
    acknowledge([event_key(e) for e in run.do(Command.START, now) if is_kept(e)])
    while not run.is_over:
        now += FRAME_MS
        if chance.random() < 0.02:
            events = run.do(chance.choice(commands), now)
        elif not run.player.is_running:
            events = run.do(Command.RESUME, now)
        else:
            events = run.advance(now)
        if chance.random() < 0.005:
            run.add_lines([{"report": {"note": "as it is"}}], now)
        if run.player.is_running and run.player.step.length_ms is None and chance.random() < 0.02:
            events = (*events, *run.do(Command.DONE, now))
        acknowledge([event_key(event) for event in events if is_kept(event)])


def is_kept(event: Event) -> bool:
    """Return whether an event is one that a record keeps."""
    return event.cue is None or event.cue.kind is not CueKind.TICK


def event_key(event: Event) -> list[object]:
    """Return what tells an event from others."""
    return [event.kind.value, event.session_ms]


def do_run(chance: random.Random, acknowledge: Acknowledge) -> None:
    """Record a run from its beginning."""
    run = random_run(chance)
    assert run.journal is not None  # noqa: S101 - it is recorded
    acknowledge(run.journal.path.name)
    follow(run, chance, acknowledge)
    run.close()


def do_resume(chance: random.Random, acknowledge: Acknowledge) -> None:
    """Resume the newest interrupted run."""
    recorded = next(find_interrupted(runs_folder()))
    acknowledge(recorded.path.name)
    run = resume(recorded, 0)
    follow(run, chance, acknowledge)
    run.close()


def do_edit(chance: random.Random, acknowledge: Acknowledge) -> None:
    """Correct records, again and again."""
    paths = sorted(runs_folder().glob("*.jsonl"))
    for number in range(10_000):
        path, note = chance.choice(paths), f"note {number}"
        edit_record(path, Edit(said={"note": note}), Edit(said={"rpe": number % 11}))
        acknowledge([path.name, note])


def do_import(_chance: random.Random, acknowledge: Acknowledge) -> None:
    """Import the runs of a file."""
    acknowledge(len(import_json(export_file(), runs_folder()).added))


def do_trash(chance: random.Random, acknowledge: Acknowledge) -> None:
    """Delete and restore records, again and again."""
    while True:
        here = sorted(runs_folder().glob("*.jsonl"))
        gone = sorted(trash_folder(runs_folder()).glob("*.jsonl"))
        path = chance.choice([*here, *gone])
        moved = delete_record(path) if path in here else restore_record(path)
        acknowledge([path.name, moved.parent == runs_folder()])


def do_list(_chance: random.Random, acknowledge: Acknowledge) -> None:
    """List the runs, which writes their index, each time as if it were new."""
    while True:
        for path in runs_folder().glob("*.jsonl"):
            os.utime(path)
        acknowledge(len(list_rows(runs_folder())))


CHILDREN = {
    "run": do_run,
    "resume": do_resume,
    "edit": do_edit,
    "import": do_import,
    "trash": do_trash,
    "list": do_list,
}


def nursery() -> None:
    """Fork a child for each line on standard input: it is there at once, with all its modules."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for module in LOADED_LATE:
        import_module(module)
    for line in sys.stdin:
        kind, seed, home = json.loads(line)
        pid = os.fork()
        if not pid:
            live_in(Path(home))
            descriptor = os.open(
                Path(home) / "acknowledged", os.O_WRONLY | os.O_APPEND | os.O_CREAT
            )

            def acknowledge(what: object, descriptor: int = descriptor) -> None:
                os.write(descriptor, f"{json.dumps(what)}\n".encode())

            CHILDREN[kind](random.Random(seed), acknowledge)  # noqa: S311 - no secret
            os._exit(0)
        print(pid, flush=True)


# ------------------------------------------------------------------ who kills
def live_in(home: Path) -> None:
    """Have all files of a person in a folder."""
    for name, folder in (("HOME", ""), ("XDG_DATA_HOME", "data"), ("XDG_CACHE_HOME", "cache")):
        os.environ[name] = str(home / folder)


def export_file() -> Path:
    """Return the file that is imported."""
    return Path(os.environ["HOME"]) / "export.json"


@dataclass
class Result:
    """What came of all kills of one kind."""

    kills: int = 0
    acknowledged: int = 0
    problems: list[str] = field(default_factory=list)


@dataclass
class Killer:
    """Kills children of a nursery."""

    nursery: subprocess.Popen[str]

    def kill(self, kind: str, seed: int, home: Path) -> Result:
        """Have a child do something in a home, kill it, and check what it left."""
        chance = random.Random(seed)  # noqa: S311 - no secret
        live_in(home)
        before = prepare(kind, chance)
        self._kill_child(kind, seed, home, chance.uniform(0, LONGEST_S))
        file = home / "acknowledged"
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        acknowledged = [json.loads(line) for line in lines]
        problems = list(check(kind, before, acknowledged))
        return Result(1, len(acknowledged), [f"{kind} {seed}: {one}" for one in problems])

    def _kill_child(self, kind: str, seed: int, home: Path, after_s: float) -> None:
        assert self.nursery.stdin is not None  # noqa: S101 - they are pipes
        assert self.nursery.stdout is not None  # noqa: S101
        _write(self.nursery.stdin, [kind, seed, str(home)])
        pid = int(self.nursery.stdout.readline())
        time.sleep(after_s)
        try:
            os.kill(pid, signal.SIGKILL)
            while True:
                os.kill(pid, 0)
                time.sleep(0.001)
        except ProcessLookupError:
            return


def _write(stream: IO[str], values: object) -> None:
    stream.write(f"{json.dumps(values)}\n")
    stream.flush()


@contextmanager
def killer() -> Iterator[Killer]:
    """Start a nursery, and end it."""
    command = [sys.executable, "-m", "benchmarks.killed_runs", "--nursery"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        yield Killer(child)


def prepare(kind: str, chance: random.Random) -> dict[str, bytes]:
    """Record what is there before, and return it by the names of the files."""
    for number in range(IMPORTED if kind == "import" else OLDER):
        run = random_run(chance)
        _follow_for(run, chance.randint(50, 400), stops=kind != "resume" or number > 0)
        run.close()
    if kind == "import":
        export_file().write_text("".join(export_json(runs_folder())), encoding="utf-8")
        for path in list(runs_folder().glob("*.jsonl"))[OLDER:]:
            path.unlink()
    return {path.name: path.read_bytes() for path in runs_folder().glob("*.jsonl")}


def _follow_for(run: Run, frames: int, *, stops: bool) -> None:
    run.do(Command.START, 0)
    for frame in range(frames):
        run.advance(frame * FRAME_MS)
    if stops:
        run.do(Command.STOP, frames * FRAME_MS)


# ------------------------------------------------------------------ what must hold
def check(kind: str, before: dict[str, bytes], acknowledged: list[Any]) -> Iterator[str]:
    """Yield what does not hold after a kill."""
    folders = (runs_folder(), trash_folder(runs_folder()))
    for name, was in before.items():
        found = [folder / name for folder in folders if (folder / name).exists()]
        if not found:
            yield f"{name} is gone"
        elif not all(path.read_bytes().startswith(was) for path in found):
            yield f"{name} was harmed"
        if kind in ("run", "import", "list", "trash") and any(p.read_bytes() != was for p in found):
            yield f"{name} was changed"
    rows = list_rows(runs_folder())
    if rows != [read_record(row.path).row for row in rows]:
        yield "the list of runs is not that of the files"
    yield from (f"{row.path.name}: {row.problem}" for row in rows if row.problem)
    yield from CHECKS[kind](acknowledged)


def check_run(acknowledged: list[Any]) -> Iterator[str]:
    """Yield which acknowledged event is not in the record, and why the run cannot be resumed."""
    if not acknowledged:
        return
    name, *events = acknowledged
    path = runs_folder() / name
    found = [
        [entry.values["event"], entry.values.get("session_ms")]
        for entry in read_journal(path).entries
        if "event" in entry.values
    ]
    for one in (key for some in events for key in some if key[0] not in _BY_COMMAND):
        if one not in found:
            yield f"{one} was acknowledged and is not recorded"
            return
        del found[: found.index(one) + 1]
    yield from check_resume(path)


_BY_COMMAND = ("started", "paused", "resumed")
"""What a record may hold as a command alone."""


def check_resume(path: Path) -> Iterator[str]:
    """Yield why a run that is not over does not resume and come to its end."""
    recorded = read_journal(path)
    if recorded.is_over:
        return
    done = recorded.tally().own_log
    try:
        run = resume(recorded, 0)
    except Exception as error:  # noqa: BLE001 - whatever it is, it is the result
        if not read_journal(path).is_over:
            yield f"it does not resume: {error}"
        return
    if list(run.player.attempts())[: len(done)] != done:
        yield "it does not resume where it was"
    follow(run, random.Random(0), lambda _: None)  # noqa: S311 - no secret
    run.close()
    if not read_journal(path).is_over:
        yield "its end is not recorded"


def check_edit(acknowledged: list[Any]) -> Iterator[str]:
    """Yield which acknowledged correction is not in its record."""
    for name, note in acknowledged:
        if f'"note": "{note}"' not in (runs_folder() / name).read_text(encoding="utf-8"):
            yield f"{note} of {name} was acknowledged and is not recorded"


def check_import(_acknowledged: list[Any]) -> Iterator[str]:
    """Yield what another import of the same file does not complete."""
    import_json(export_file(), runs_folder())
    if len(list_rows(runs_folder())) != IMPORTED:
        yield f"{len(list_rows(runs_folder()))} runs are there instead of {IMPORTED}"
    if import_json(export_file(), runs_folder()).added:
        yield "a run was imported twice"


def check_trash(acknowledged: list[Any]) -> Iterator[str]:
    """Yield which record is not where it was acknowledged to be."""
    here = {path.name for path in runs_folder().glob("*.jsonl")}
    gone = [name for name, is_here in dict(acknowledged).items() if is_here and name not in here]
    if len(gone) > 1:  # one may have been on its way
        yield f"{', '.join(gone)} are not where they were restored to"


def check_nothing(_acknowledged: list[Any]) -> Iterator[str]:
    """Yield nothing: what is checked for every kind is all."""
    yield from ()


CHECKS = {
    "run": check_run,
    "resume": check_run,
    "edit": check_edit,
    "import": check_import,
    "trash": check_trash,
    "list": check_nothing,
}


def kill_all(kills: int, seed: int) -> dict[str, Result]:
    """Kill so often, the kinds in turn, runs most often; return what came of it by kind."""
    kinds = ("run", "resume", "run", "edit", "run", "resume", "trash", "run", "import", "list")
    results = {kind: Result() for kind in CHILDREN}
    with killer() as one:
        for number in range(kills):
            kind = kinds[number % len(kinds)]
            with tempfile.TemporaryDirectory() as home:
                found = one.kill(kind, seed + number, Path(home))
            result = results[kind]
            result.kills += found.kills
            result.acknowledged += found.acknowledged
            result.problems += found.problems
    return results


def main() -> None:
    """Kill, and print what was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=time.time_ns() // 1_000_000_000)
    parser.add_argument("--nursery", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.nursery:
        nursery()
        return
    results = kill_all(options.kills, options.seed)
    rows = [
        (kind, result.kills, result.acknowledged, len(result.problems))
        for kind, result in results.items()
    ]
    print_table(("killed in", "kills", "acknowledged", "problems"), rows)
    for result in results.values():
        print("".join(f"{problem}\n" for problem in result.problems), end="")
    print(f"seed {options.seed}")


if __name__ == "__main__":
    main()
