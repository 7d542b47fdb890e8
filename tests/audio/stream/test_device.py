"""Every trap of opening a sound device, in a fresh interpreter where that is what it takes."""

import os
import socket
import subprocess
import sys
import textwrap
import threading
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
import sys, threading
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
        asked = threading.Event()
        def told():
            pumped = pump()
            frames = yield b""
            while True:
                asked.set()
                frames = yield pumped.send(frames)
        playing = told()
        next(playing)
        playing = device.open_device(playing)
        assert asked.wait(10)
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
        try:
            device.open_device(pump(), limit_s=0.5)
        except device.UnavailableError as error:
            print(error)
        """,
        no_sound | {"PULSE_SERVER": mute_server},
    )
    assert ended.stdout == "the audio server did not answer within 0.5 seconds\n"
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


def test_a_device_that_hangs_in_closing_delays_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device, "CLOSE_LIMIT_S", 0.05)
    for_ever = threading.Event()

    class Handle:
        def close(self) -> None:
            for_ever.wait()

    Device(Handle(), "Stuck", Buffering(("NULL",), 20, 3)).close()
    assert not for_ever.is_set()
    for_ever.set()


def test_without_miniaudio_there_is_a_reason_and_no_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(UnavailableError, match="miniaudio is not installed"):
        open_device(pump())


def test_every_system_names_its_backends_and_none_is_the_silent_one() -> None:
    for bufferings in (*device.BUFFERINGS.values(), device.ANYWHERE):
        for buffering in bufferings:
            assert 500 <= buffering.total_ms <= 830
            for name in buffering.backends:
                assert name != "NULL"
                assert miniaudio.Backend[name]


class TestADeviceThatIsClosed:
    """miniaudio itself leaves the context behind, and with it a connection to the server."""

    @pytest.fixture
    def contexts(self, monkeypatch: pytest.MonkeyPatch) -> list[str]:
        """Return what happens to contexts: "begun" and "ended"."""
        happened: list[str] = []

        class Library:
            def __getattr__(self, name: str) -> object:
                return getattr(real, name)

            def ma_context_uninit(self, context: object) -> None:
                happened.append("ended")
                real.ma_context_uninit(context)

            def ma_context_init(self, *options: object) -> object:
                happened.append("begun")
                return real.ma_context_init(*options)

        real = miniaudio.lib
        monkeypatch.setattr(miniaudio, "lib", Library())
        silent = {sys.platform: (Buffering(("NULL",), 20, 3),)}
        monkeypatch.setattr(device, "BUFFERINGS", silent)
        return happened

    def test_ends_its_context_once(self, contexts: list[str]) -> None:
        opened = open_device(pump())
        assert contexts == ["begun"]
        opened.close()
        opened.close()
        assert contexts == ["begun", "ended"]

    def test_ends_it_too_when_it_makes_room_for_another(self, contexts: list[str]) -> None:
        first = open_device(pump())
        second = open_device(pump(), instead_of=first)
        assert contexts == ["begun", "ended", "begun"]
        second.close()

    def test_ends_it_too_when_it_cannot_be_opened(
        self, contexts: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(miniaudio.lib, "ma_device_init", lambda *_: -1, raising=False)
        with pytest.raises(UnavailableError, match="no sound device"):
            open_device(pump())
        assert contexts == ["begun", "ended"]


def test_only_a_few_openings_may_hang_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()
    begun: list[Pump] = []

    def hang(pump: Pump, extra_ms: int) -> Device:
        del extra_ms
        begun.append(pump)
        answered.wait(5)
        raise UnavailableError("no sound device was found")

    monkeypatch.setattr(device, "_open_first", hang)
    for _ in range(2 * device.MOST_HANGING):
        with pytest.raises(UnavailableError, match="did not answer"):
            open_device(pump(), limit_s=0.01)
    assert len(begun) == device.MOST_HANGING
    answered.set()
    for thread in threading.enumerate():
        if thread.name == "hamtimer-open-audio":
            thread.join(5)
    with pytest.raises(UnavailableError, match="no sound device"):
        open_device(pump(), limit_s=5)


def test_an_unexpected_error_while_opening_is_raised_to_who_asked(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(device, "_open_first", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        open_device(pump())
    assert capfd.readouterr() == ("", "")
