"""Run the session for measuring sound: in the real screen, and beep by beep."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.audio_server import AudioServer, Recording, record
from benchmarks.cue_sounds import Instant
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
"""Code that blocks the interpreter for 100 ms at a time, half of the time."""

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
    server: AudioServer, folder: Path, *, prefix: str = ""
) -> tuple[Terminal, Recording]:
    """Let the session play to its end."""
    with guided(server, folder, prefix=prefix) as (terminal, recording):
        terminal.wait_for("under tension", timeout_s=PLAYS_WITHIN_S)
        time.sleep(2)
    return terminal, recording


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
    """Play the same sounds at the same times with one call of playsound3 each."""
    from hamtimer.audio.engines.file_player import write_wav
    from hamtimer.audio.sounds.samples import samples_of
    from hamtimer.audio.stream.mixing import mix

    lines: list[str] = []
    for instant in instants:
        path = folder / f"{len(lines)}.wav"
        write_wav(path, mix(0, len(instant.shape), [(0, samples_of(instant.shape))]))
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
