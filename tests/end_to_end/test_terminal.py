"""The screen fits every terminal, and at its end the terminal is as it was and the run is kept."""

import fcntl
import json
import os
import re
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from benchmarks.terminal import Terminal
from tests.end_to_end.conftest import StartHamtimer

SESSION = """\
name: Two holds
exercises:
  - name: Bridge
    hold: 30s
    sets: 2
    prepare: 0s
    rest: 1 min
"""
REST = r"\+15 s"
"""Only a rest can be made longer; its word itself is drawn, not written."""

RUNNING = "Skip"
"""The screen is there before the run begins; only then is there a step to skip."""


@pytest.fixture
def session(tmp_path: Path) -> Path:
    file = tmp_path / "two-holds.yaml"
    file.write_text(SESSION)
    return file


def begin(terminal: Terminal) -> None:
    """Start the session on its overview."""
    terminal.wait_for("Begin")
    terminal.press("enter")
    terminal.wait_for(RUNNING)


def assert_terminal_is_restored(terminal: Terminal) -> None:
    written = b"".join(output.raw for output in terminal.outputs)
    for on, off in (
        (b"\x1b[?1049h", b"\x1b[?1049l"),  # the alternate screen
        (b"\x1b[?25l", b"\x1b[?25h"),  # the hidden cursor
        (b"\x1b[?1000h", b"\x1b[?1000l"),  # mouse reports
        (b"\x1b[?2004h", b"\x1b[?2004l"),  # bracketed paste
    ):
        assert written.rfind(on) < written.rfind(off) or on not in written, on
    assert terminal.echoes
    assert "Traceback" not in terminal.screen()


@pytest.mark.parametrize(
    "number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP], ids=lambda number: number.name
)
def test_a_signal_leaves_the_terminal_as_it_was_and_the_run_saved(
    start_hamtimer: StartHamtimer, session: Path, number: signal.Signals
) -> None:
    terminal = start_hamtimer("run", session)
    begin(terminal)
    terminal.wait_for("left")
    terminal.signal(number)
    assert terminal.wait_for_exit() == 128 + number
    assert_terminal_is_restored(terminal)
    assert "Resume later with: hamtimer resume" in terminal.screen()

    terminal = start_hamtimer("resume")
    terminal.wait_for("Set 1 of 2")


def test_a_crash_loses_nothing(start_hamtimer: StartHamtimer, session: Path) -> None:
    terminal = start_hamtimer("run", session)
    begin(terminal)
    terminal.press("right")
    terminal.wait_for(REST)
    terminal.signal(signal.SIGKILL)
    terminal.wait_for_exit()

    terminal = start_hamtimer("resume")
    terminal.wait_for(REST)


def test_after_a_stop_by_another_program_it_continues_and_ends_as_usual(
    start_hamtimer: StartHamtimer, session: Path
) -> None:
    terminal = start_hamtimer("run", session)
    begin(terminal)
    for _ in range(2):
        terminal.signal(signal.SIGSTOP)
        terminal.signal(signal.SIGCONT)
        terminal.press("?")
        terminal.wait_for("Keys")
        terminal.press("escape")
        terminal.wait_for(RUNNING)
    terminal.press("ctrl+c", "ctrl+c")
    assert terminal.wait_for_exit() == 130
    assert_terminal_is_restored(terminal)


def test_the_window_can_have_any_size_and_change_it(
    start_hamtimer: StartHamtimer, session: Path
) -> None:
    terminal = start_hamtimer("run", session, columns=80, rows=24)
    begin(terminal)
    for columns, rows in ((40, 12), (250, 70), (20, 5), (120, 40)):
        terminal.resize(columns, rows)
        terminal.press("space")
        terminal.wait_for("Paused|PAUSED|Resume" if columns >= 40 else r"\S")
        terminal.press("space")
    terminal.press("q")
    terminal.wait_for("Quit|quit|End")


@pytest.mark.parametrize("command", [("run", "two-holds.yaml"), ("tempo", "5-1-2-0")], ids=" ".join)
def test_a_closed_terminal_ends_the_screen_even_without_a_signal(
    session: Path, empty_home: Path, command: tuple[str, str]
) -> None:
    outer, inner = os.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    # In a session of its own nobody sends it a signal when the terminal goes.
    with subprocess.Popen(
        [sys.executable, "-m", "hamtimer", *command, "--audio", "off"],
        stdin=inner,
        stdout=inner,
        stderr=inner,
        cwd=session.parent,
        env={**os.environ, "HOME": str(empty_home), "TERM": "xterm-256color"},
        start_new_session=True,
    ) as process:
        os.close(inner)
        shown = b""
        while b"Help" not in shown:
            shown += os.read(outer, 65_536)
        os.close(outer)
        assert process.wait(timeout=20) == 129


HAMTIMER = f"'{sys.executable}' -m hamtimer"


def in_terminal(line: str, empty_home: Path, **environment: str) -> Terminal:
    """Run a line of the shell on a terminal of 80 columns and 24 rows."""
    env = {"HOME": str(empty_home), "PULSE_SERVER": "unix:/nowhere", **environment}
    return Terminal(["sh", "-c", f"exec {line}"], columns=80, rows=24, env=env)


def written_by(terminal: Terminal) -> bytes:
    return b"".join(output.raw for output in terminal.outputs)


@pytest.mark.parametrize("redirection", ["2>/dev/null", "2>&-"])
def test_without_standard_error_a_run_is_lines(
    redirection: str, session: Path, empty_home: Path
) -> None:
    with in_terminal(f"{HAMTIMER} run {session} {redirection}", empty_home) as terminal:
        terminal.wait_for("To do: 2 x hold 30 s")
        assert b"\x1b" not in written_by(terminal)
        terminal.press("quit", "enter")
        assert terminal.wait_for_exit() == 0
    (record,) = empty_home.glob("**/*.jsonl")
    assert all(json.loads(line) for line in record.read_text().splitlines())


@pytest.mark.parametrize("term", ["dumb", ""])
def test_a_terminal_without_escape_sequences_gets_lines(term: str, empty_home: Path) -> None:
    with in_terminal(HAMTIMER, empty_home, TERM=term) as terminal:
        terminal.wait_for("Run one by its name")
        assert terminal.wait_for_exit() == 0
        assert b"\x1b" not in written_by(terminal)


def test_exported_columns_and_lines_do_not_fix_the_size(empty_home: Path) -> None:
    with in_terminal(HAMTIMER, empty_home, COLUMNS="30", LINES="5") as terminal:
        terminal.wait_for(r"\A(.*\n){23}.* Quit")
        terminal.resize(60, 12)
        terminal.wait_for(r"\A(.*\n){11}.* Quit")


@pytest.mark.parametrize("term", ["linux", "xterm-256color"])
def test_no_color_writes_no_colour(term: str, empty_home: Path) -> None:
    environment = {"TERM": term, "COLORTERM": "", "NO_COLOR": "1"}
    with in_terminal(HAMTIMER, empty_home, **environment) as terminal:
        terminal.wait_for("First steps")
        terminal.press("down")
        terminal.wait_for("Open")
        codes = re.findall(rb"\x1b\[([0-9;]*)m", written_by(terminal))
    # 39 and 49 are the terminal's own colours; below 30 are bold, dim, underlined and the like.
    used = {int(number) for code in codes for number in code.split(b";") if number}
    assert {number for number in used if number >= 30} == {39, 49}


def packet(kind: bytes, payload: bytes) -> bytes:
    """Pack what a web server and the program tell each other, as `textual-serve` does."""
    return kind + len(payload).to_bytes(4, "big") + payload


def test_a_web_server_gets_the_screen_through_its_pipes(empty_home: Path) -> None:
    """`textual-serve` starts the program like this, and shows in a browser what it writes."""
    driver = {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "TEXTUAL_FPS": "60"}
    size = {"COLUMNS": "80", "ROWS": "24", "TERM": ""}
    with subprocess.Popen(
        [sys.executable, "-m", "hamtimer"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "HOME": str(empty_home), **driver, **size},
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        assert program.stdout.readline() == b"__GANGLION__\n"
        shown = b""
        while b"First steps" not in shown:
            kind = program.stdout.read(1)
            payload = program.stdout.read(int.from_bytes(program.stdout.read(4), "big"))
            shown += payload if kind == b"D" else b""
        program.stdin.write(packet(b"M", b'{"type": "quit"}'))
        program.stdin.flush()
        rest, errors = program.communicate(timeout=10)
        assert (program.returncode, errors) == (0, b"")
        assert packet(b"M", b'{"type": "exit"}') in rest
