"""However a run in plain lines is ended from outside, it is kept and can be resumed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hamtimer.core.run.journal_reader import read_journal
from hamtimer.core.run.tally import RunState

PROGRAM = (sys.executable, "-m", "hamtimer")
SIGNALS = [
    number for name in ("SIGINT", "SIGTERM", "SIGHUP") if (number := getattr(signal, name, 0))
]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Begin a run in a program of its own; it has said its first lines."""
    session = tmp_path / "hold.yaml"
    session.write_text("name: Hold\nexercises: [{name: Bridge, hold: 30s, prepare: 0s}]\n")
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    with subprocess.Popen(  # noqa: S603 - the program under test
        [*PROGRAM, "run", str(session), "--plain", "--audio", "off"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **home},
    ) as process:
        assert process.stdout is not None
        while ", hold" not in process.stdout.readline():
            assert process.poll() is None
        yield process
        process.kill()


def assert_it_was_left(tmp_path: Path) -> None:
    (record,) = tmp_path.rglob("*.jsonl")
    recorded = read_journal(record)
    assert not recorded.is_over
    assert recorded.entries[-1].values["event"] == "paused"


@pytest.mark.parametrize("number", SIGNALS, ids=lambda number: number.name)
def test_a_signal_leaves_a_run_as_quit_does(
    running: subprocess.Popen[str], tmp_path: Path, number: signal.Signals
) -> None:
    running.send_signal(number)
    out, err = running.communicate(timeout=20)
    assert out.splitlines()[-1] == "Resume later with: hamtimer resume"
    assert err == ""
    assert running.returncode == 128 + number
    assert_it_was_left(tmp_path)


def test_a_signal_from_a_terminal_that_is_gone_keeps_the_run_too(
    running: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert running.stdout is not None
    running.stdout.close()
    running.send_signal(signal.SIGTERM)
    assert running.stderr is not None
    assert running.stderr.read() == ""
    assert running.wait(timeout=20) == 128 + signal.SIGTERM
    assert_it_was_left(tmp_path)


def test_further_signals_do_not_break_the_ending_off(
    running: subprocess.Popen[str], tmp_path: Path
) -> None:
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGTERM):
        running.send_signal(number)
    out, err = running.communicate(timeout=20)
    assert out.splitlines()[-1] == "Resume later with: hamtimer resume"
    assert err == ""
    assert running.returncode in {128 + number for number in SIGNALS}
    assert_it_was_left(tmp_path)


@pytest.mark.parametrize("command", [("run", "hold.yaml"), ("tempo", "5-1-2-0")], ids=" ".join)
def test_a_closed_terminal_ends_it_even_where_its_signal_is_ignored(
    tmp_path: Path, command: tuple[str, str]
) -> None:
    (tmp_path / "hold.yaml").write_text(
        "name: Hold\nexercises: [{name: Bridge, hold: 30s, prepare: 9s}]\n"
    )
    terminal, inner = os.openpty()
    home = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    # In a session of its own nobody sends it a signal when the terminal goes.
    with subprocess.Popen(  # noqa: S603 - the program under test
        [*PROGRAM, *command, "--plain", "--audio", "off"],
        stdin=inner,
        stdout=inner,
        stderr=inner,
        cwd=tmp_path,
        env={**os.environ, **home},
        start_new_session=True,
    ) as process:
        os.close(inner)
        shown = b""
        while b"Get ready" not in shown:
            shown += os.read(terminal, 4096)
        os.close(terminal)
        assert process.wait(timeout=20) == 129
    (record,) = tmp_path.rglob("*.jsonl")
    state = read_journal(record).tally().state
    assert state is (RunState.INTERRUPTED if command[0] == "run" else RunState.STOPPED)
