"""Does a long run with sound leak anything over minutes of pauses, skips and volume keys?

    python -m benchmarks.sound_soak
    python -m benchmarks.sound_soak --minutes 5 --every 20

It starts a private audio server, runs a session in the real screen on a pseudo-terminal, and
prints at intervals how many file descriptors, threads and megabytes the program holds, and how
many clients the server has. None may grow: the exit status is 1 if descriptors, clients or
threads do. Needs `pulseaudio` and `pulseaudio-utils`. Linux only.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from benchmarks.audio_server import AudioServer, audio_server
from benchmarks.table import print_table
from benchmarks.terminal import Terminal, empty_home

SESSION = """\
name: Soak
exercises:
""" + "".join(
    f"  - {{name: Exercise {number}, sets: 99, reps: 9, tempo: 2-1-1-0, rest: 5s}}\n"
    for number in range(1, 6)
)
"""Five hours, so that skips never reach its end."""
KEYS = ("space", "9", "space", "0", "m", "right", "m", "left")
"""Pause, quieter, resume, louder, mute, skip, unmute, back."""
PRESS_EVERY_S = 0.5
POOL = min(32, (os.cpu_count() or 1) + 4)
"""How many threads asyncio keeps for work such as writing settings; each starts when first
needed, and stays."""
SETTLES_WITHIN_S = 5.0
"""How long the program may take after a key to release everything."""


@dataclass(frozen=True, slots=True)
class Holding:
    """The resources that the program holds at one moment."""

    descriptors: int
    clients: int
    """How many clients the audio server has."""
    threads: int
    memory_mb: float

    def grew_beyond(self, earlier: Holding) -> bool:
        """Return whether more is held than earlier; memory may vary a little."""
        return (
            self.descriptors > earlier.descriptors
            or self.clients > earlier.clients
            or self.threads > earlier.threads + POOL
        )


def holding(pid: int, server: AudioServer) -> Holding:
    """Return the resources that a program holds now."""
    status = Path(f"/proc/{pid}/status").read_text()
    fields = dict(line.split(":", 1) for line in status.splitlines())
    return Holding(
        descriptors=len(list(Path(f"/proc/{pid}/fd").iterdir())),
        clients=count_clients(server),
        threads=int(fields["Threads"]),
        memory_mb=int(fields["VmRSS"].split()[0]) / 1024,
    )


def settled(pid: int, server: AudioServer, earlier: Holding) -> Holding:
    """Return the resources once they are back to an earlier level, or else at the limit."""
    give_up_s = time.monotonic() + SETTLES_WITHIN_S
    now = holding(pid, server)
    while now.grew_beyond(earlier) and time.monotonic() < give_up_s:
        time.sleep(0.05)
        now = holding(pid, server)
    return now


def count_clients(server: AudioServer) -> int:
    """Return how many clients the server has, without the querying one."""
    listed = subprocess.run(
        ["pactl", "list", "short", "clients"],  # noqa: S607 - a system program
        env=os.environ | dict(server.env),
        capture_output=True,
        check=True,
        text=True,
    )
    return len([line for line in listed.stdout.splitlines() if "pactl" not in line])


@contextlib.contextmanager
def long_run(server: AudioServer, folder: Path) -> Iterator[Terminal]:
    """Run a session of five hours in its real screen, started, with every key pressed once."""
    session = folder / "soak.yaml"
    session.write_text(SESSION)
    env = empty_home(folder) | dict(server.env)
    command = [sys.executable, "-m", "hamtimer", "run", str(session)]
    with Terminal(command, columns=80, rows=24, env=env) as terminal:
        terminal.wait_for("Begin", timeout_s=30)
        terminal.press("enter")
        time.sleep(3)  # sound is open by then
        press_in_turn(terminal, KEYS, PRESS_EVERY_S)
        yield terminal


def press_in_turn(terminal: Terminal, keys: Iterable[str], every_s: float) -> None:
    """Press keys one after the other."""
    for key in keys:
        terminal.press(key)
        time.sleep(every_s)


def soak(
    server: AudioServer, folder: Path, *, length_s: float, every_s: float
) -> Iterator[tuple[float, int, Holding]]:
    """Press keys in turn; yield seconds, keys pressed, and resources at intervals."""
    with long_run(server, folder) as terminal:
        begun_s, rounds = time.monotonic(), 0
        first = holding(terminal.pid, server)
        yield 0.0, 0, first
        while time.monotonic() < begun_s + length_s:
            next_s = time.monotonic() + every_s
            while time.monotonic() < next_s:
                press_in_turn(terminal, KEYS, PRESS_EVERY_S)
                rounds += 1
            now = settled(terminal.pid, server, first)
            yield time.monotonic() - begun_s, rounds * len(KEYS), now


def main() -> int:
    """Soak, print a line at each interval, and exit with status 1 if anything grew."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=30, help="how long (default: %(default)s)")
    parser.add_argument(
        "--every", type=float, default=60, help="seconds from line to line (default: %(default)s)"
    )
    options = parser.parse_args()
    found: list[tuple[float, int, Holding]] = []
    with tempfile.TemporaryDirectory() as name, audio_server() as server:
        for one in soak(server, Path(name), length_s=60 * options.minutes, every_s=options.every):
            found.append(one)
            seconds, pressed, held = one
            print(f"{seconds:7.0f} s  {pressed:5} keys  {held}", file=sys.stderr)
    header = ["seconds", "keys", "descriptors", "server's clients", "threads", "memory MB"]
    rows = [[round(seconds), pressed, *astuple(held)] for seconds, pressed, held in found]
    print_table(header, [[f"{row[0]}", *row[1:]] for row in rows])
    return int(found[-1][2].grew_beyond(found[0][2]))


if __name__ == "__main__":
    sys.exit(main())
