"""Run a program on a pseudo-terminal: press its keys, read its screen, measure its cost.

As a program it starts a command, waits, and prints the screen and its cost:

    python -m benchmarks.terminal --seconds 3 --size 80x24 --key enter -- hamtimer

The benchmarks and the end-to-end tests use `Terminal`. Linux only: processes are measured
through `/proc`, and the controlling terminal is set by `setsid` of util-linux.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import signal
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import pyte

KEYS = {
    "backspace": "\x7f",
    "down": "\x1b[B",
    "end": "\x1b[F",
    "enter": "\r",
    "escape": "\x1b",
    "f1": "\x1bOP",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f8": "\x1b[19~",
    "home": "\x1b[H",
    "left": "\x1b[D",
    "pagedown": "\x1b[6~",
    "pageup": "\x1b[5~",
    "right": "\x1b[C",
    "space": " ",
    "tab": "\t",
    "up": "\x1b[A",
} | {f"ctrl+{letter}": chr(ord(letter) & 31) for letter in "abcdefghijklmnopqrstuvwxyz"}
"""The bytes that a terminal sends for a key. Anything else is sent as written."""

ESCAPE_SEQUENCE = re.compile(
    rb"\x1b\[(?P<prefix>[<=>?]?)[0-9;:]*(?P<intermediate>[ -/]*)[@-~]"  # control sequence
    rb"|\x1b(?P<string>[\]PX^_])[^\x07\x1b]*(?:\x07|\x1b\\)"  # operating system command and kin
    rb"|\x1b[ -/]*[0-OQ-WYZ\\`-~]"
    rb"|(?P<incomplete>\x1b)"
)

ANSWERS = {
    b"\x1b[c": b"\x1b[?62;22c",  # what are you? a VT220 with colour
    b"\x1b[6n": b"\x1b[1;1R",  # where is the cursor?
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # can you draw a frame at once? yes
}
"""The answers of a terminal to queries."""


def empty_home(folder: Path) -> dict[str, str]:
    """Return the environment of a person without files; `folder` is the home."""
    names = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    return dict.fromkeys(names, str(folder))


@dataclass(frozen=True, slots=True)
class Output:
    """A piece of the program's output, as it arrived."""

    time_s: float
    """On the monotonic clock."""
    raw: bytes
    shown: bytes
    """Without the sequences that the emulator would misread."""


class EscapeFilter:
    """Removes what pyte misreads from a stream, and collects the answers to queries."""

    def __init__(self) -> None:
        self._held_back = b""

    def feed(self, data: bytes) -> tuple[bytes, bytes]:
        """Return the text to show and the answers to send; an unfinished sequence waits."""
        data = self._held_back + data
        self._held_back = b""
        shown, answers, position = [], [], 0
        for match in ESCAPE_SEQUENCE.finditer(data):
            shown.append(data[position : match.start()])
            position = match.end()
            sequence = match.group()
            if match["incomplete"]:
                self._held_back = data[match.start() :]
                position = len(data)
                break
            answers.append(ANSWERS.get(sequence, b""))
            if is_understood_by_pyte(match):
                shown.append(sequence)
        shown.append(data[position:])
        return b"".join(shown), b"".join(answers)


def is_understood_by_pyte(sequence: re.Match[bytes]) -> bool:
    """Return whether pyte handles a sequence correctly; of the strings it knows only the title."""
    if sequence["string"]:
        return sequence.group().startswith((b"\x1b]0;", b"\x1b]2;"))
    return sequence["prefix"] in (b"", b"?", None) and not sequence["intermediate"]


class Terminal:
    """A program on a pseudo-terminal; a context manager."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
    ) -> None:
        """Start the command. `env` is added to this process's own environment."""
        self._screen = pyte.Screen(columns, rows)
        self._emulator = pyte.ByteStream(self._screen)
        self._emulated = 0
        self.outputs: list[Output] = []
        self._master, slave = os.openpty()
        termios.tcsetwinsize(slave, (rows, columns))
        ignored = {"COLUMNS", "LINES", "NO_COLOR", "TMUX", "STY"}
        inherited = {name: value for name, value in os.environ.items() if name not in ignored}
        self.started_s = time.monotonic()
        self._process = subprocess.Popen(
            ["setsid", "--ctty", *command],  # noqa: S607 - a standard program, wherever it is
            stdin=slave,
            stdout=slave,
            stderr=slave,
            cwd=cwd,
            env=inherited | {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | dict(env or {}),
        )
        os.close(slave)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        """Return itself; the program is already running."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the program, by force if needed, and close the terminal."""
        self.stop()

    @property
    def pid(self) -> int:
        """The process id of the program, which is also that of its session."""
        return self._process.pid

    def _read(self) -> None:
        """Record what arrives and when, and answer queries, until the program has ended.

        The screen is emulated only on request: that is slow, and a full terminal would block the
        program.
        """
        escape_filter = EscapeFilter()
        with contextlib.suppress(OSError):  # EIO: the other end is closed
            while data := os.read(self._master, 1 << 16):
                arrived_s = time.monotonic()
                shown, answers = escape_filter.feed(data)
                self.outputs.append(Output(arrived_s, data, shown))
                if answers:
                    os.write(self._master, answers)

    def press(self, *keys: str) -> float:
        """Press keys, each a name in `KEYS` or text to type; return the monotonic time."""
        pressed_s = time.monotonic()
        for key in keys:
            os.write(self._master, KEYS.get(key, key).encode())
        return pressed_s

    def resize(self, columns: int, rows: int) -> None:
        """Change the size of the window; the program is notified."""
        self.screen()
        self._screen.resize(rows, columns)
        termios.tcsetwinsize(self._master, (rows, columns))

    def screens(self) -> Iterator[tuple[float, str]]:
        """Return every state of the screen not seen yet, with its monotonic time."""
        while self._emulated < len(self.outputs):
            output = self.outputs[self._emulated]
            self._emulated += 1
            self._emulator.feed(output.shown)
            yield output.time_s, self._text()

    def _text(self) -> str:
        return "\n".join(line.rstrip() for line in self._screen.display)

    def screen(self) -> str:
        """Return the screen as it is now, as text."""
        for _ in self.screens():
            pass
        return self._text()

    @property
    def title(self) -> str:
        """The window's title."""
        self.screen()
        return self._screen.title

    @property
    def echoes(self) -> bool:
        """Whether the terminal echoes what is typed, as a shell expects."""
        local_modes = termios.tcgetattr(self._master)[3]
        return bool(local_modes & termios.ECHO)

    def wait_for(self, pattern: str, timeout_s: float = 10) -> float:
        """Wait until a regular expression matches the screen; return the monotonic time it did.

        Raises:
            TimeoutError: if it does not within `timeout_s` seconds; shows the screen.
        """
        wanted = re.compile(pattern)
        deadline_s = time.monotonic() + timeout_s
        if wanted.search(self._text()):
            return time.monotonic()
        while True:
            ended = not self._reader.is_alive()
            for time_s, text in self.screens():
                if wanted.search(text):
                    return time_s
            if ended or time.monotonic() > deadline_s:
                why = "before the program ended" if ended else f"within {timeout_s} s"
                raise TimeoutError(f"{pattern!r} was not on the screen {why}:\n{self._text()}")
            time.sleep(0.005)

    def wait_for_exit(self, timeout_s: float = 10) -> int:
        """Wait for the program's own end and return its exit status.

        Raises:
            TimeoutError: if it does not end within `timeout_s` seconds; shows the screen.
        """
        try:
            status = self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            message = f"still running after {timeout_s} s:\n{self.screen()}"
            raise TimeoutError(message) from None
        self._reader.join(1)
        return status

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program and its children."""
        os.killpg(self.pid, number)

    def stop(self) -> None:
        """End the program, by force if needed, and close the terminal."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self._process.poll() is None:
                with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
                    self.signal(number)
                    self._process.wait(3)
        self._reader.join(1)
        with contextlib.suppress(OSError):
            os.close(self._master)
        self._master = -1

    def bytes_since(self, since_s: float) -> int:
        """Return how many bytes were written to the terminal since a monotonic time."""
        return sum(len(output.raw) for output in self.outputs if output.time_s >= since_s)

    def cpu_s(self) -> float:
        """Return the processor seconds used so far by the program and its children."""
        return sum(process_cpu_s(self.pid))

    def memory_mb(self) -> float:
        """Return the resident memory of the program and its children, in megabytes."""
        return sum(process_memory_mb(self.pid))

    def own_memory_mb(self) -> float:
        """Return the part of it that no other process shares, such as that of libraries."""
        return sum(process_own_memory_mb(self.pid))


def process_memory_mb(session: int) -> Iterator[float]:
    """Return the resident memory of each process of a session: field 24 of `/proc/PID/stat`."""
    page = os.sysconf("SC_PAGE_SIZE")
    for fields in _stats(session).values():
        yield int(fields[21]) * page / 1e6


def process_own_memory_mb(session: int) -> Iterator[float]:
    """Return the private memory of each process of a session, from `/proc/PID/smaps_rollup`."""
    for folder in _stats(session):
        with contextlib.suppress(OSError):  # it has ended
            lines = (folder / "smaps_rollup").read_text().splitlines()
            private = (line.split() for line in lines if line.startswith("Private_"))
            yield sum(int(fields[1]) for fields in private) * 1_024 / 1e6


def process_cpu_s(session: int) -> Iterator[float]:
    """Return the processor seconds of each process of a session, its ended children included.

    Fields 6 and 14 to 17 of `/proc/PID/stat` (proc(5)), in clock ticks of 10 ms.
    """
    ticks_per_s = os.sysconf("SC_CLK_TCK")
    for fields in _stats(session).values():
        yield sum(int(ticks) for ticks in fields[11:15]) / ticks_per_s


def _stats(session: int) -> dict[Path, list[str]]:
    """Return the fields of `/proc/PID/stat`, from the third on, of each process of a session.

    By the folder of the process.
    """
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it has ended
            # The second field is the program's name in brackets and may hold anything.
            fields = stat.read_text(errors="replace").rpartition(")")[2].split()
            if int(fields[3]) == session:
                found[stat.parent] = fields
    return found


def stolen_s() -> float:
    """Return the processor seconds that this virtual machine needed and another one got.

    Since it was started, of all cores: field 8 of the first line of `/proc/stat` (proc(5)).
    Where it is much, the results are those of the neighbours.
    """
    fields = Path("/proc/stat").read_text().split(maxsplit=9)
    return int(fields[8]) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Run a command, press keys, and print its screen and its cost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=3, help="how long to let it run")
    parser.add_argument("--size", default="120x40", help="columns x rows (default: %(default)s)")
    parser.add_argument(
        "--key", action="append", default=[], help="press this, one second after the one before"
    )
    parser.add_argument("command", nargs="+")
    options = parser.parse_args()
    columns, rows = (int(number) for number in options.size.split("x"))
    with Terminal(options.command, columns=columns, rows=rows) as terminal:
        first_s = terminal.wait_for(r"\S")
        for key in options.key:
            time.sleep(1)
            terminal.press(key)
        steady_s, cpu_s = time.monotonic(), terminal.cpu_s()
        time.sleep(options.seconds)
        used_s, span_s = terminal.cpu_s() - cpu_s, time.monotonic() - steady_s
        print(terminal.screen())
        print(f"title          {terminal.title}", file=sys.stderr)
        print(f"first glyph    {(first_s - terminal.started_s) * 1000:.0f} ms", file=sys.stderr)
        print(f"processor      {100 * used_s / span_s:.1f} % of a core", file=sys.stderr)
        print(f"to terminal    {terminal.bytes_since(steady_s) / span_s:.0f} B/s", file=sys.stderr)


if __name__ == "__main__":
    main()
