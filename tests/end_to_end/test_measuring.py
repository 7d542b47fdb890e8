"""The terminal and the audio server that the other tests rely on do what they say."""

import os
import signal
import subprocess
import sys
import time
import wave
from pathlib import Path

import numpy as np
import pytest

from benchmarks.audio_server import AudioServer, record
from benchmarks.onsets import find_sounds
from benchmarks.terminal import Terminal

ECHO = """
import sys, tty
sum(range(3_000_000))  # so that it needs more of the processor than the least that is counted
tty.setraw(0)
print("ready", end="", flush=True)
while key := sys.stdin.read(1):
    print("key", ord(key), end="", flush=True)
"""


def test_a_program_is_seen_pressed_resized_and_ended() -> None:
    with Terminal([sys.executable, "-c", ECHO], columns=60, rows=5) as terminal:
        ready_s = terminal.wait_for("ready")
        assert 0 < ready_s - terminal.started_s < 5
        pressed_s = terminal.press("space")
        assert 0 <= terminal.wait_for("key 32") - pressed_s < 1
        terminal.resize(30, 10)
        assert terminal.screen().count("\n") == 9
        assert terminal.bytes_since(pressed_s) == len("key 32")
        assert terminal.cpu_s() > 0
        with pytest.raises(TimeoutError, match="ready"):
            terminal.wait_for("never", timeout_s=0.1)
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_for_exit() == -signal.SIGTERM


def test_a_recording_holds_each_beep_at_its_time(audio_server: AudioServer, tmp_path: Path) -> None:
    rate = 48_000
    samples = np.zeros(2 * rate)
    beep = 0.5 * np.sin(2 * np.pi * 880 * np.arange(rate // 10) / rate)
    for start in (rate // 2, rate):
        samples[start : start + len(beep)] = beep
    beeps = tmp_path / "beeps.wav"
    with wave.open(str(beeps), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes((samples * 32_767).astype("<i2").tobytes())
    with record(audio_server) as recording:
        begun_s = time.monotonic()
        subprocess.run(
            ["paplay", str(beeps)],  # noqa: S607 - a system program
            env=os.environ | dict(audio_server.env),
            check=True,
            timeout=10,
        )
    first, second = find_sounds(recording.samples, rate)
    assert second.onset_s - first.onset_s == pytest.approx(0.5, abs=0.001)
    assert first.pitch_hz == pytest.approx(880, abs=5)
    assert abs(recording.lost_ms) < 10
    assert 0.4 < recording.started_s + first.onset_s - begun_s < 1.5
