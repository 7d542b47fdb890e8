"""However hamtimer ends, the terminal is as it was and what was done is kept."""

import signal
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
    """Start the session on its overview, and cut the count-in short."""
    terminal.wait_for("Begin")
    terminal.press("enter")
    terminal.wait_for(RUNNING)
    terminal.press("enter")


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
    assert "Go on with it later: hamtimer resume" in terminal.screen()

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


def test_the_window_can_have_any_size_and_change_it(
    start_hamtimer: StartHamtimer, session: Path
) -> None:
    terminal = start_hamtimer("run", session, columns=80, rows=24)
    begin(terminal)
    for columns, rows in ((40, 12), (250, 70), (20, 5), (120, 40)):
        terminal.resize(columns, rows)
        terminal.press("space")
        terminal.wait_for("Paused|PAUSED|Go on" if columns >= 40 else r"\S")
        terminal.press("space")
    terminal.press("q")
    terminal.wait_for("Quit|quit|End")
