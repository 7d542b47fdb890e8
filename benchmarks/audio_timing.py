"""How exactly the cues sound: idle, under load, after a pause, and against the screen.

    python -m benchmarks.audio_timing

It starts a private audio server, runs a session in the real screen on a pseudo-terminal, records
what is played, and holds it against `explain --json`. Beside it, in the same run, a program that
calls playsound3 once for each beep. Takes about ten minutes; `--quick` measures idle only.
Needs `pulseaudio`, `pulseaudio-utils`, and for the baseline `alsa-utils`, `mpg123` and
`libasound2-plugins`. Linux only.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyte

from benchmarks.audio_server import RATE, AudioServer, Recording, audio_server, record
from benchmarks.cue_sounds import (
    Found,
    Instant,
    Wave,
    beginning_of,
    count_extra,
    explained,
    find,
)
from benchmarks.table import print_table
from benchmarks.terminal import Terminal, empty_home

SESSION = """\
name: Timing
exercises:
  - name: Romanian deadlift
    sets: 2
    reps: 5
    tempo: 2-1-1-0
    prepare: 5s
    rest: 5s
"""
PLAYS_WITHIN_S = 90
COLUMNS, ROWS = 80, 24
# The large word, without the gauge on its left and the numbers on its right.
WORD_ROWS, WORD_COLUMNS = slice(3, 10), slice(8, 58)

HELD = """
import sys, threading, time
sys.setswitchinterval(0.1)
def hold():
    while True:
        end = time.monotonic() + 0.1
        while time.monotonic() < end:
            pass
        time.sleep(0.1)
threading.Thread(target=hold, daemon=True).start()
"""
"""Holds the interpreter for 100 ms at a time, half of the time."""

HAMTIMER = "from hamtimer.cli.main import main; main()"

BASELINE = """
import json, sys, time
from playsound3 import playsound
sounds = []
for line in open(sys.argv[1]):
    at, path = json.loads(line)
    time.sleep(max(0, START + at - time.monotonic()))
    sounds.append(playsound(path, block=False))
time.sleep(1.5)
"""


@dataclass(frozen=True, slots=True)
class Heard:
    """What a recording holds of a session."""

    missing: int
    extra: int
    inside_ms: tuple[float, ...]
    """Distances from where a sound should be, seen from the first of its step."""
    across_ms: tuple[float, ...]
    """How much later or earlier each step began than the one before says."""
    found: tuple[Found, ...]


def hold_against(samples: Wave, instants: Sequence[Instant], within_s: float) -> Heard:
    """Find every instant of a session that ran without a stop."""
    begun = beginning_of(samples, instants)
    looked = [find(samples, instant, begun + instant.at_s, within_s) for instant in instants]
    found = [one for one in looked if one is not None]
    late = {one.instant.at_s: one.heard_s - one.instant.at_s for one in found}
    first_of_step: dict[int, float] = {}
    for one in found:
        first_of_step.setdefault(one.instant.step, late[one.instant.at_s])
    steps = list(first_of_step.values())
    return Heard(
        missing=len(instants) - len(found),
        extra=count_extra(samples, found),
        inside_ms=tuple(
            1_000 * (late[one.instant.at_s] - first_of_step[one.instant.step]) for one in found
        ),
        across_ms=tuple(1_000 * (b - a) for a, b in pairwise(steps)),
        found=tuple(found),
    )


# ------------------------------------------------------------------ running


@contextlib.contextmanager
def guided(
    server: AudioServer, folder: Path, *, prefix: str = "", options: Sequence[str] = ()
) -> Iterator[tuple[Terminal, Recording]]:
    """Run the session in its real screen, started, with everything recorded."""
    session = folder / "timing.yaml"
    home = folder / "home"
    settings = home / "hamtimer" / "settings.toml"
    settings.parent.mkdir(parents=True, exist_ok=True)
    settings.write_text("volume = 100\n")
    command = [sys.executable, "-c", prefix + HAMTIMER, "run", str(session), *options]
    env = empty_home(home) | dict(server.env)
    with (
        record(server) as recording,
        Terminal(command, columns=COLUMNS, rows=ROWS, env=env) as terminal,
    ):
        terminal.wait_for("Romanian", timeout_s=30)
        time.sleep(2)
        terminal.press("enter")
        yield terminal, recording


def play_through(
    server: AudioServer, folder: Path, *, prefix: str = "", options: Sequence[str] = ()
) -> tuple[Terminal, Recording, float]:
    """Let it play to its end; give the processor time it took as well, in percent of a core."""
    with guided(server, folder, prefix=prefix, options=options) as (terminal, recording):
        begun_s, cpu_s = time.monotonic(), terminal.cpu_s()
        terminal.wait_for("under tension", timeout_s=PLAYS_WITHIN_S)
        cpu = 100 * (terminal.cpu_s() - cpu_s) / (time.monotonic() - begun_s)
        time.sleep(2)
    return terminal, recording, cpu


@contextlib.contextmanager
def busy_cores() -> Iterator[None]:
    """Keep every core busy."""
    command = [sys.executable, "-c", "while True: pass"]
    spinning = [subprocess.Popen(command) for _ in range(os.cpu_count() or 1)]
    try:
        yield
    finally:
        for process in spinning:
            process.kill()
            process.wait()


def play_baseline(
    server: AudioServer, folder: Path, instants: Sequence[Instant], *, prefix: str = ""
) -> Recording:
    """Play the same sounds at the same times with a call of playsound3 for each."""
    from hamtimer.audio.file_player import write_wav
    from hamtimer.audio.mixer import to_bytes

    lines = []
    for instant in instants:
        path = folder / f"{'-'.join(instant.kinds)}.wav"
        write_wav(path, to_bytes(instant.shape.astype(np.float32)))
        lines.append(json.dumps([instant.at_s, str(path)]))
    plan = folder / "baseline.jsonl"
    plan.write_text("\n".join(lines))
    program = f"{prefix}\nimport time\nSTART = time.monotonic() + 2\n{BASELINE}"
    with record(server) as recording:
        subprocess.run(
            [sys.executable, "-c", program, str(plan)],
            env=os.environ | dict(server.env),
            check=True,
            timeout=PLAYS_WITHIN_S + 30,
        )
        time.sleep(0.5)
    return recording


# ------------------------------------------------------------------ screen against sound


def screen_against_sound(terminal: Terminal, recording: Recording, heard: Heard) -> list[float]:
    """Give how much later than its sound each phase's word was on the screen, in milliseconds."""
    screens = list(words_shown(terminal))
    phases = {"eccentric", "concentric", "stretched"}
    apart = []
    for one in heard.found:
        if not phases & set(one.instant.kinds):
            continue
        sound_s = recording.started_s + one.heard_s
        word = last_before(screens, sound_s + 0.7)
        shown_s = since_when(screens, word, sound_s + 0.7)
        if word and word != last_before(screens, sound_s - 0.5):
            apart.append(1_000 * (shown_s - sound_s))
    return apart


def words_shown(terminal: Terminal) -> Iterator[tuple[float, str]]:
    """Give what the place of the large word showed, with the time, from the beginning on."""
    screen = pyte.Screen(COLUMNS, ROWS)
    emulator = pyte.ByteStream(screen)
    for output in terminal.outputs:
        emulator.feed(output.shown)
        yield output.time_s, "\n".join(line[WORD_COLUMNS] for line in screen.display[WORD_ROWS])


def last_before(screens: Sequence[tuple[float, str]], at_s: float) -> str:
    """Give what was shown at a time."""
    return next((word for shown_s, word in reversed(screens) if shown_s <= at_s), "")


def since_when(screens: Sequence[tuple[float, str]], word: str, at_s: float) -> float:
    """Give since when, at a time, a word had been shown."""
    since = at_s
    for shown_s, shown in reversed(screens):
        if shown_s > at_s:
            continue
        if shown != word:
            break
        since = shown_s
    return since


# ------------------------------------------------------------------ steering


@dataclass(frozen=True, slots=True)
class Steered:
    """What pauses and a skip did to the sound."""

    silent_ms: tuple[float, ...]
    """From the key to the last sound."""
    resumed_ms: tuple[float, ...]
    """How far what follows a resume is from where it should be."""


def steer(server: AudioServer, folder: Path, instants: Sequence[Instant], pauses: int) -> Steered:
    """Pause at the beginning of several phases, while they sound, and go on a second later."""
    keys = []
    with guided(server, folder) as (terminal, recording):
        for number in range(1, pauses + 1):
            wait_for_title(terminal, r"^Lower")
            time.sleep(0.02 * number)
            keys.append(terminal.press("space"))
            time.sleep(1.2)
            terminal.press("space")
            wait_for_title(terminal, r"^(?!Lower|Paused)")
        time.sleep(4)
        home = folder / "home"
    samples = recording.samples
    silent = [1_000 * (silence_after(samples, key - recording.started_s)) for key in keys]
    return Steered(tuple(silent), tuple(resumed_errors(samples, instants, home)))


def wait_for_title(terminal: Terminal, pattern: str) -> None:
    """Wait until the window's title, which tells the phase, matches."""
    deadline_s = time.monotonic() + 20
    while not re.search(pattern, terminal.title):
        if time.monotonic() > deadline_s:
            raise TimeoutError(f"{pattern!r} never was the title, but {terminal.title!r}")
        time.sleep(0.005)


def silence_after(samples: Wave, key_s: float) -> float:
    """Give how long after a key something was still heard, in seconds."""
    after = samples[round(key_s * RATE) : round((key_s + 0.9) * RATE)]
    loud = np.flatnonzero(np.abs(after) > 0.003)
    return float(loud[-1] / RATE) if len(loud) else 0.0


def resumed_errors(samples: Wave, instants: Sequence[Instant], home: Path) -> Iterator[float]:
    """Give, for each resume, how far the next sounds are from where the journal has them.

    The journal tells when, on the program's clock, the run was paused and went on; so long,
    and one lead longer, everything after it must have moved.
    """
    journal = max(home.glob("**/*.jsonl"), key=lambda path: path.stat().st_mtime)
    lines = [json.loads(line) for line in journal.read_text().splitlines()]
    lead_ms = lines[0]["lead_ms"]
    commands = [(line["t"], line["do"]) for line in lines if "do" in line]
    events = [line for line in lines if line.get("event") in ("paused", "resumed")]
    begun = beginning_of(samples, instants)
    moved_s = 0.0
    paused_t = paused_session_ms = 0
    for event in events:
        if event["event"] == "paused":
            paused_t, paused_session_ms = event["t"], event["session_ms"]
            continue
        moved_s += (event["t"] - paused_t + lead_ms) / 1_000
        following = [i for i in instants if i.at_s * 1_000 > paused_session_ms][:2]
        for instant in following:
            wanted = begun + instant.at_s + moved_s
            found = find(samples, instant, wanted, 0.15)
            if found is not None:
                yield 1_000 * (found.heard_s - wanted)
    if not commands:
        raise ValueError(f"nothing was steered in {journal}")


# ------------------------------------------------------------------ reporting


def row(name: str, heard: Heard) -> list[str | float]:
    """Give a line of the table."""
    inside, across = np.abs(heard.inside_ms), np.abs(heard.across_ms)
    return [
        name,
        len(heard.found),
        heard.missing,
        heard.extra,
        round(float(np.percentile(inside, 95)), 2),
        round(float(inside.max()), 2),
        round(float(across.max(initial=0)), 2),
    ]


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="idle only, and no baseline")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, audio_server() as server:
        measure(server, Path(name), quick=options.quick)


def measure(server: AudioServer, folder: Path, *, quick: bool) -> None:
    """Measure every condition in turn."""
    (folder / "timing.yaml").write_text(SESSION)
    instants = explained(folder / "timing.yaml")
    conditions: list[tuple[str, str, Callable[[], contextlib.AbstractContextManager[None]]]]
    conditions = [("idle", "", contextlib.nullcontext)]
    if not quick:
        conditions.append(("both cores busy", "", busy_cores))
        conditions.append(("interpreter held 100 ms", HELD, contextlib.nullcontext))
    rows: list[list[str | float]] = []
    apart, cpus = [], []
    for condition, prefix, load in conditions:
        with load():
            terminal, recording, cpu = play_through(server, folder, prefix=prefix)
        heard = hold_against(recording.samples, instants, 0.25)
        rows.append(row(f"hamtimer, {condition}", heard))
        if not prefix:
            apart.append((condition, screen_against_sound(terminal, recording, heard)))
            cpus.append(cpu)
    for condition, prefix, load in () if quick else conditions:
        with load():
            recording = play_baseline(server, folder, instants, prefix=prefix)
        heard = hold_against(recording.samples, instants, 0.4)
        line = row(f"a call per beep, {condition}", heard)
        # Each of its streams loses its head to the recorder, so its sounds cannot be taken out.
        rows.append([*line[:3], "-", *line[4:]])
    head = ["sound against explain --json", "heard", "missing", "extra", "p95 ms", "max ms"]
    print_table([*head, "step max ms"], rows)

    print()
    header = ["screen against sound", "words", "median ms", "p95 |ms|", "max |ms|"]
    print_table(header, [[n, len(a), *spread(a)] for n, a in apart])

    steered = steer(server, folder, instants, pauses=1 if quick else 4)
    print()
    print_table(
        ["steering", "times", "worst ms"],
        [
            ["from the pause key to silence", len(steered.silent_ms), max(steered.silent_ms)],
            [
                "after a resume, from its place",
                len(steered.resumed_ms),
                max(map(abs, steered.resumed_ms)),
            ],
        ],
    )

    _, _, silent_cpu = play_through(server, folder, options=["--audio", "off"])
    print()
    print_table(
        ["processor, % of a core", "with sound", "without", "sound alone"],
        [["a guided set", cpus[0], silent_cpu, round(cpus[0] - silent_cpu, 2)]],
    )


def spread(values: Sequence[float]) -> tuple[float, float, float]:
    """Give the median, and the 95th percentile and the maximum of the distances from zero."""
    apart = np.abs(values)
    return (
        round(float(np.median(values)), 1),
        round(float(np.percentile(apart, 95)), 1),
        round(float(apart.max()), 1),
    )


if __name__ == "__main__":
    main()
