"""Every trap of opening a sound device, in a fresh interpreter where that is what it takes."""

import os
import socket
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hamtimer.audio.stream import device
from hamtimer.audio.stream.device import Buffering, Device, Pump, open_device
from hamtimer.audio.unavailable import UnavailableError

miniaudio = pytest.importorskip("miniaudio")
LINUX_ONLY = pytest.mark.skipif(
    sys.platform != "linux", reason="the trap is PulseAudio's or ALSA's"
)

PREPARE = """
import sys, time
from hamtimer.audio.stream import device

def silence():
    data = b""
    while True:
        data = bytes(2 * (yield data))

def pump():
    pump = silence()
    next(pump)
    return pump

def use_null_backend():
    device.BUFFERINGS = {sys.platform: (device.Buffering(("NULL",), 20, 3),)}
"""


def run_python(program: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", PREPARE + textwrap.dedent(program)],
        env=os.environ | (env or {}),
        capture_output=True,
        text=True,
        timeout=15,
        check=False,
    )


def pump() -> Pump:
    def silence() -> Pump:
        data = b""
        while True:
            data = bytes(2 * (yield data))

    made = silence()
    next(made)
    return made


@pytest.fixture
def no_sound(tmp_path: Path) -> dict[str, str]:
    """Return an environment in which there is no audio server and no sound card."""
    nothing = tmp_path / "asound.conf"
    nothing.write_text("")
    return {
        "PULSE_SERVER": f"unix:{tmp_path}/nowhere",
        "XDG_RUNTIME_DIR": str(tmp_path),
        "ALSA_CONFIG_PATH": str(nothing),
    }


def test_an_open_device_does_not_keep_the_interpreter_from_ending() -> None:
    ended = run_python("""
        use_null_backend()
        playing = device.open_device(pump())
        time.sleep(0.1)
        print("the end")
    """)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "the end\n", "")


@LINUX_ONLY
def test_without_a_device_nothing_pretends_to_play(no_sound: dict[str, str]) -> None:
    ended = run_python(
        """
        try:
            print(device.open_device(pump()).backend)
        except device.UnavailableError as error:
            print("unavailable:", error)
        """,
        no_sound,
    )
    assert ended.stdout == "unavailable: no sound device was found\n"


@LINUX_ONLY
def test_nothing_is_written_across_the_screen_while_devices_are_looked_for(
    no_sound: dict[str, str], tmp_path: Path
) -> None:
    # ALSA complains aloud when a configuration names a card that is not there.
    Path(no_sound["ALSA_CONFIG_PATH"]).write_text("pcm.!default { type hw card 77 }\n")
    program = "try: device.open_device(pump())\nexcept device.UnavailableError: pass"
    assert run_python(program, no_sound).stderr == ""
    loud = f"device._quieten_alsa = lambda: None\n{program}"
    assert "ALSA lib" in run_python(loud, no_sound).stderr
    del tmp_path


@pytest.fixture
def mute_server(tmp_path: Path) -> Iterator[str]:
    """Return the address of a server that accepts and never says a word."""
    path = tmp_path / "mute"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))
        server.listen(5)
        yield f"unix:{path}"


@LINUX_ONLY
def test_a_server_that_never_answers_is_given_up(
    mute_server: str, no_sound: dict[str, str]
) -> None:
    ended = run_python(
        """
        began = time.monotonic()
        try:
            device.open_device(pump(), limit_s=0.5)
        except device.UnavailableError as error:
            print(error, time.monotonic() - began < 2)
        """,
        no_sound | {"PULSE_SERVER": mute_server},
    )
    assert ended.stdout == "the audio server did not answer within 0.5 seconds True\n"
    assert ended.returncode == 0


def test_a_device_that_opens_after_all_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    late, closed = threading.Event(), threading.Event()

    class Handle:
        def close(self) -> None:
            closed.set()

    def open_late(pump: Pump, extra_ms: int) -> Device:
        del pump, extra_ms
        late.wait(5)
        return Device(Handle(), "Late", Buffering(("NULL",), 20, 3))

    monkeypatch.setattr(device, "_open_first", open_late)
    with pytest.raises(UnavailableError):
        open_device(pump(), limit_s=0.01)
    late.set()
    assert closed.wait(5)


def test_a_device_that_hangs_in_closing_holds_nobody_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "CLOSE_LIMIT_S", 0.05)
    for_ever = threading.Event()

    class Handle:
        def close(self) -> None:
            for_ever.wait(5)

    began = time.monotonic()
    Device(Handle(), "Stuck", Buffering(("NULL",), 20, 3)).close()
    assert time.monotonic() - began < 1
    for_ever.set()


def test_without_miniaudio_there_is_a_reason_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(UnavailableError, match="miniaudio is not installed"):
        open_device(pump())


def test_every_system_names_its_backends_and_none_is_the_silent_one() -> None:
    for bufferings in (*device.BUFFERINGS.values(), device._ANYWHERE):
        for buffering in bufferings:
            assert 500 <= buffering.total_ms <= 830
            for name in buffering.backends:
                assert name != "NULL"
                assert miniaudio.Backend[name]
