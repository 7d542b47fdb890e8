"""A terminal that takes nothing: after Ctrl+S, or on a line that hangs.

The program then waits in the middle of writing a frame. A signal still ends it, a closed terminal
too, and the run is kept; when the terminal goes on, so does the run.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

SESSION = """\
name: Long hold
exercises:
  - name: Bridge
    hold: 10 min
    prepare: 0s
"""
UNREAD_S = 1.5
"""Output that has not grown for so long, though the window changed its size, is blocked."""


@dataclass
class Stalling:
    """A run on a terminal that is read only on request."""

    program: subprocess.Popen[bytes]
    outer: int
    shown: bytes = field(default=b"")

    def read_until(self, text: bytes) -> None:
        """Take output until a text is in it."""
        while text not in self.shown:
            self.shown += os.read(self.outer, 65_536)

    def stall(self) -> None:
        """Take nothing more, and let the program draw until it cannot go on."""
        unread, since = -1, time.monotonic()
        columns = 80
        while time.monotonic() - since < UNREAD_S:
            columns = 200 if columns == 80 else 80
            fcntl.ioctl(self.outer, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
            time.sleep(0.1)
            (now,) = struct.unpack("i", fcntl.ioctl(self.outer, termios.FIONREAD, b"\0" * 4))
            if now != unread:
                unread, since = now, time.monotonic()
        assert unread > 0

    def close(self) -> None:
        os.close(self.outer)
        self.outer = -1


@pytest.fixture
def stalling(tmp_path: Path, empty_home: Path) -> Iterator[Stalling]:
    """Start a run, and take its output until it is under way."""
    file = tmp_path / "long-hold.yaml"
    file.write_text(SESSION)
    outer, inner = os.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "hamtimer", "run", file, "--audio", "off"],
        stdin=inner,
        stdout=inner,
        stderr=inner,
        env={**os.environ, "HOME": str(empty_home), "TERM": "xterm-256color"},
        start_new_session=True,
    ) as program:
        os.close(inner)
        run = Stalling(program, outer)
        run.read_until(b"Begin")
        os.write(outer, b"\r")
        run.read_until(b"Skip")
        yield run
        program.kill()
    if run.outer >= 0:
        run.close()


def lines_of_record(home: Path) -> list[dict[str, Any]]:
    (record,) = home.glob("**/*.jsonl")
    return [json.loads(line) for line in record.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_ends_it_and_the_run_is_kept(
    stalling: Stalling, empty_home: Path, number: signal.Signals
) -> None:
    stalling.stall()
    stalling.program.send_signal(number)
    asked = time.monotonic()
    assert stalling.program.wait(timeout=20) == 128 + number
    assert time.monotonic() - asked < 6
    assert any(line.get("event") == "paused" for line in lines_of_record(empty_home))


def test_closing_it_ends_the_run_which_is_kept(stalling: Stalling, empty_home: Path) -> None:
    stalling.stall()
    stalling.close()
    closed = time.monotonic()
    assert stalling.program.wait(timeout=20) == 129
    assert time.monotonic() - closed < 4
    assert any(line.get("event") == "paused" for line in lines_of_record(empty_home))


def test_when_it_goes_on_so_does_the_run(stalling: Stalling, empty_home: Path) -> None:
    stalling.stall()
    os.write(stalling.outer, b" ")
    stalling.shown = b""
    stalling.read_until(b"Resume")
    assert stalling.program.poll() is None
    assert any(line.get("event") == "paused" for line in lines_of_record(empty_home))
