"""A private PulseAudio server with a silent output, and recordings of what was played on it.

As a program it records what a command plays:

    python -m benchmarks.audio_server recording.wav -- hamtimer run --plain leg-lifts

Needs `pulseaudio` and `pulseaudio-utils`, no sound card. Programs that speak ALSA reach the
server too where `libasound2-plugins` is installed. Linux only.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import wave
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

RATE = 48_000
"""Samples per second of the silent output and of every recording."""
SINK = "silent"
STARTS_WITHIN_S = 10.0
FRAGMENT_MS = 5
"""How much sound the server delivers at once: the resolution of a recording's time stamps."""

Samples = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class AudioServer:
    """A running server, as seen by the programs that play on it."""

    env: Mapping[str, str]
    """Variables for a program's environment that direct its sound to this server."""
    process: subprocess.Popen[bytes] = field(repr=False)


def is_installed() -> bool:
    """Return whether the programs that this module runs are installed."""
    return all(shutil.which(program) for program in ("pulseaudio", "pactl", "parec"))


@contextlib.contextmanager
def audio_server() -> Iterator[AudioServer]:
    """Run a server for the length of a `with` block.

    Raises:
        TimeoutError: if it does not answer within `STARTS_WITHIN_S` seconds; shows its log.
    """
    with tempfile.TemporaryDirectory(prefix="hamtimer-audio-") as name:
        folder = Path(name)
        env = client_environment(folder)
        log = folder / "log"
        with start(folder, log) as process:
            try:
                wait_until_it_answers(process, env, log)
                yield AudioServer(env, process)
            finally:
                process.terminate()
                process.wait(5)


def client_environment(folder: Path) -> dict[str, str]:
    """Return the environment that leads clients of PulseAudio and ALSA to the server."""
    address = f"unix:{folder}/socket"
    alsa = folder / "asound.conf"
    alsa.write_text(
        "</usr/share/alsa/alsa.conf>\n"
        f'pcm.!default {{ type pulse server "{address}" }}\n'
        f'ctl.!default {{ type pulse server "{address}" }}\n'
    )
    return {
        "XDG_RUNTIME_DIR": str(folder),
        "PULSE_SERVER": address,
        "PULSE_SINK": SINK,
        "ALSA_CONFIG_PATH": str(alsa),
    }


def start(folder: Path, log: Path) -> subprocess.Popen[bytes]:
    """Start the server with one silent output, without settings of the user or the system."""
    own = {"HOME": "HOME", "XDG_RUNTIME_DIR": "run", "PULSE_RUNTIME_PATH": "run"}
    hidden = {"DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PULSE_SERVER", "XDG_CONFIG_HOME"}
    env = {name: value for name, value in os.environ.items() if name not in hidden}
    for variable, subfolder in own.items():
        (folder / subfolder).mkdir(mode=0o700, exist_ok=True)
        env[variable] = str(folder / subfolder)
    options = ["--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disable-shm=yes"]
    modules = [
        f"--load=module-native-protocol-unix socket={folder}/socket auth-anonymous=1",
        f"--load=module-null-sink sink_name={SINK} rate={RATE} channels=2",
    ]
    with log.open("wb") as output:
        return subprocess.Popen(
            ["pulseaudio", "-n", *options, *modules],  # noqa: S607 - a system program
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )


def wait_until_it_answers(
    process: subprocess.Popen[bytes], env: Mapping[str, str], log: Path
) -> None:
    """Poll the server until it answers."""
    deadline_s = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < deadline_s and process.poll() is None:
        asked = subprocess.run(
            ["pactl", "info"],  # noqa: S607 - a system program
            env=os.environ | dict(env),
            capture_output=True,
            check=False,
        )
        if asked.returncode == 0:
            return
        time.sleep(0.05)
    raise TimeoutError(f"the audio server did not start:\n{log.read_text(errors='replace')}")


class Recording:
    """What the server plays, from the start of a `record()` block."""

    def __init__(self) -> None:
        """Make an empty recording."""
        self._data = bytearray()
        self._arrivals: list[tuple[float, int]] = []
        self.begun = threading.Event()

    def add(self, data: bytes, arrived_s: float) -> None:
        """Append what arrived at a monotonic time."""
        self._data += data
        self._arrivals.append((arrived_s, len(self._data) // 2))
        self.begun.set()

    @property
    def samples(self) -> Samples:
        """The sound so far, one channel, between -1 and 1."""
        whole = len(self._data) // 2 * 2
        return np.frombuffer(bytes(self._data[:whole]), dtype="<i2") / 32_768

    @property
    def seconds(self) -> float:
        """Its length so far."""
        return len(self._data) / 2 / RATE

    def _starts_s(self) -> list[float]:
        """Return estimates of when the first sample was played, one per arrival; none is early."""
        return [arrived_s - position / RATE for arrived_s, position in self._arrivals]

    @property
    def started_s(self) -> float:
        """The monotonic time at which the first sample was played, at most a fragment late."""
        return min(self._starts_s())

    @property
    def lost_ms(self) -> float:
        """How much is missing compared with the clock; above a few, the times are unreliable."""
        starts_s = self._starts_s()
        third = max(1, len(starts_s) // 3)
        return (min(starts_s[-third:]) - min(starts_s[:third])) * 1000

    def save(self, path: Path) -> None:
        """Write a WAV file."""
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(bytes(self._data))


@contextlib.contextmanager
def record(server: AudioServer) -> Iterator[Recording]:
    """Record for the length of a `with` block, which begins when the first sample arrives.

    Start it before the sound: without a recorder the silent output works in blocks of two seconds.

    Raises:
        TimeoutError: if no sample comes within `STARTS_WITHIN_S` seconds.
    """
    command = ["parec", "--raw", f"--device={SINK}.monitor", "--format=s16le", "--channels=1"]
    recorder = subprocess.Popen(
        [*command, f"--rate={RATE}", f"--latency-msec={FRAGMENT_MS}"],
        env=os.environ | dict(server.env),
        stdout=subprocess.PIPE,
    )
    if recorder.stdout is None:
        raise TypeError("a pipe was asked for")
    pipe = recorder.stdout.fileno()
    # A deep pipe, so that a late reader loses nothing.
    fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, 1 << 20)
    recording = Recording()

    def read() -> None:
        while data := os.read(pipe, 1 << 16):
            recording.add(data, time.monotonic())

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        if not recording.begun.wait(STARTS_WITHIN_S):
            raise TimeoutError("the audio server played nothing, not even silence")
        yield recording
    finally:
        recorder.terminate()
        recorder.wait(5)
        reader.join(5)
        recorder.stdout.close()


def main() -> int:
    """Record what a command plays."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="the WAV file to write")
    parser.add_argument("command", nargs="+", help="what to run; it ends by itself")
    options = parser.parse_args()
    with audio_server() as server, record(server) as recording:
        status = subprocess.run(
            options.command, env=os.environ | dict(server.env), check=False
        ).returncode
        time.sleep(0.5)  # what it played last is still on its way
    recording.save(options.file)
    print(f"{recording.seconds:.1f} s recorded, {recording.lost_ms:.1f} ms lost", file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
