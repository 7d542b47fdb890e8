"""A session is edited in a real terminal: opened, changed, saved; a crash loses nothing."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from benchmarks.audio_server import RATE, AudioServer, record
from benchmarks.onsets import find_sounds
from hamtimer.home.editing.recovery import recovery_folder
from tests.end_to_end.conftest import StartHamtimer

SESSION = """\
name: Two exercises
exercises:
  - name: Bridge
    sets: 3
    reps: 15
    tempo: 3-0-2-0
    rest: 45s
  - name: Plank
    hold: 30s
"""


@pytest.fixture
def session(tmp_path: Path) -> Path:
    file = tmp_path / "two.yaml"
    file.write_bytes(SESSION.replace("\n", "\r\n").encode())
    return file


def test_open_edit_save(start_hamtimer: StartHamtimer, session: Path) -> None:
    terminal = start_hamtimer("edit", session, columns=120, rows=30)
    terminal.wait_for(r"3 x 15 reps")
    terminal.press("down", "down", "down", "down", "end", "backspace", "2")
    terminal.wait_for(r"3 x 15 reps → 3 x 12 reps")
    terminal.wait_for(r"7:05 → 6:20")
    terminal.press("enter", "loa")
    terminal.wait_for(r"The weight, in your own words")
    terminal.press("tab", "8 kg")
    terminal.wait_for(r"load none → 8 kg")
    terminal.press("ctrl+s")
    terminal.wait_for(r"Saved: ")
    changed = SESSION.replace("reps: 15", "reps: 12\n    load: 8 kg")
    assert session.read_bytes() == changed.replace("\n", "\r\n").encode()
    terminal.press("escape")
    assert terminal.wait_for_exit() == 0
    assert "Traceback" not in terminal.screen()
    assert re.search("Saved: .*two", terminal.screen())


def test_what_was_typed_survives_a_kill(start_hamtimer: StartHamtimer, session: Path) -> None:
    terminal = start_hamtimer("edit", session, columns=100, rows=30)
    terminal.wait_for(r"3 x 15 reps")
    terminal.press("down", "down", "down", "down", "end", "backspace", "2")
    terminal.wait_for(r"3 x 12 reps")
    # It is kept within a second, and the preview was there already.
    terminal.press("down")
    _wait_for_recovery(recovery_folder())
    terminal.signal(signal.SIGKILL)
    terminal.wait_for_exit()
    assert "reps: 15" in session.read_text()

    terminal = start_hamtimer(columns=100, rows=30)
    terminal.wait_for(r"There are changes that were never saved")
    terminal.press("e")
    terminal.wait_for(r"3 x 15 reps → 3 x 12 reps")
    terminal.press("r")
    terminal.wait_for(r"not saved")
    terminal.press("ctrl+s")
    terminal.wait_for(r"Saved: ")
    assert "reps: 12" in session.read_text()


def _wait_for_recovery(folder: Path) -> None:
    import time

    limit = time.monotonic() + 1.5
    while not any("reps: 12" in file.read_text() for file in folder.glob("*.json")):
        assert time.monotonic() < limit
        time.sleep(0.02)


def test_a_broken_file_is_saved_only_after_asking(
    start_hamtimer: StartHamtimer, session: Path
) -> None:
    before = session.read_bytes()
    terminal = start_hamtimer("edit", session, columns=80, rows=24)
    terminal.wait_for(r"3 x 15 reps")
    terminal.press("down", "down", "down", "down", "end", "x")
    terminal.wait_for(r"✗ 5:")
    terminal.press("ctrl+s")
    terminal.wait_for(r"Save with 1 error\?")
    terminal.press("y")
    terminal.wait_for("last-valid")
    assert session.with_name("two.yaml.last-valid").read_bytes() == before
    terminal.press("f4")
    terminal.wait_for(r"reps: 15\s")
    terminal.press("ctrl+s")
    terminal.wait_for(r"Saved: two.yaml\s")
    assert session.read_bytes() == before
    assert not session.with_name("two.yaml.last-valid").exists()


def test_one_rep_is_heard(
    start_hamtimer_with_sound: StartHamtimer, audio_server: AudioServer, session: Path
) -> None:
    terminal = start_hamtimer_with_sound("edit", session, columns=120, rows=30)
    terminal.wait_for(r"3 x 15 reps")
    terminal.press("down", "down", "down")
    terminal.wait_for(r"▸ Bridge")
    with record(audio_server) as recording:
        terminal.press("f5")
        terminal.wait_for(r"Lower \d - Bridge", timeout_s=15)
        terminal.wait_for(r"Lift \d - Bridge", timeout_s=15)
        # The line is the help on the key again once the rep is over.
        terminal.wait_for(r"sets: How many sets", timeout_s=15)
    heard = find_sounds(recording.samples, RATE, silence_s=0.15)
    # The countdown of three seconds, the start, and every second of a rep of five.
    assert len(heard) >= 8
    assert heard[-1].onset_s - heard[0].onset_s == pytest.approx(8, abs=1)
