"""Kill a program in the middle of saving a session, many times, and look whether a text is lost.

    python -m benchmarks.kill_saving

A program saves two texts in turn, as fast as it can, as the editor does. It is killed (SIGKILL) at
a random moment after a write has begun. Afterwards the file must hold one of the two texts whole.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.table import print_table

SAVING = """\
import sys
from pathlib import Path
from hamtimer.home.editing.saving import save
path = Path(sys.argv[1])
texts = [bytes([letter]) * int(sys.argv[2]) for letter in b"ab"]
before = path.read_bytes()
print("begun", flush=True)
while True:
    for text in texts:
        if text != before:
            save(path, text, before)
            before = text
"""
SIZE = 200_000
"""Of each text, so that writing takes a while."""


@dataclass(frozen=True, slots=True)
class Killed:
    """What came of the kills."""

    kills: int
    lost: int
    """How often the file was not one of the two texts."""
    parts: int
    """How often a half-written part was left beside it: the kill was in the middle."""


def kill_while_saving(folder: Path, *, kills: int, seed: int = 1) -> Killed:
    """Kill a saving program so many times and return what became of its file."""
    path = folder / "saved.yaml"
    path.write_bytes(b"a" * SIZE)
    # A moment to be killed at, nothing secret.
    moments = random.Random(seed)  # noqa: S311
    found = Counter[str]()
    env = {**os.environ, "XDG_DATA_HOME": str(folder / "data")}
    for _ in range(kills):
        command = [sys.executable, "-c", SAVING, str(path), str(SIZE)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=env) as process:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            process.stdout.readline()
            wait_for_part(folder)
            time.sleep(moments.uniform(0, 0.001))
            process.kill()
        found["lost"] += path.read_bytes() not in (b"a" * SIZE, b"b" * SIZE)
        parts = list(folder.glob(".hamtimer-*.part"))
        found["parts"] += bool(parts)
        for part in parts:
            part.unlink()
    return Killed(kills, found["lost"], found["parts"])


def wait_for_part(folder: Path) -> None:
    """Wait until a write has begun, a second at most."""
    limit = time.monotonic() + 1
    while time.monotonic() < limit and not any(folder.glob(".hamtimer-*.part")):
        pass


def main() -> None:
    """Kill, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=500, help="default: %(default)s")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        result = kill_while_saving(Path(name), kills=options.kills)
    header = ("kills", "in the middle of a write", "files lost")
    print_table(header, [(str(result.kills), result.parts, result.lost)])
    sys.exit(1 if result.lost else 0)


if __name__ == "__main__":
    main()
