"""`hamtimer sound-check`: every sound by its name, and how sound is made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from hamtimer.audio import advice
from hamtimer.audio.calibration import BEAT_MS, TAPS
from hamtimer.audio.cue_source import CueSource
from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.install import pip_install
from hamtimer.cli.commands import sound_check
from hamtimer.core.timeline.cue_kinds import SOUNDING, CueKind
from hamtimer.home.settings import Settings, change_settings, load_settings

if TYPE_CHECKING:
    from tests.cli.conftest import Hamtimer

STREAM = AudioStatus("stream", device="Fake card", buffer_ms=300, voice="A voice")
SILENCE = AudioStatus("off", notice="There is no sound: no sound device was found")


class FakeSound:
    """Sound that is only written down, under a clock that sleeping moves."""

    lead_ms = 300
    volume = 80
    muted = False

    def __init__(self) -> None:
        self.now = 5_000
        self.what = STREAM
        self.heard: list[tuple[int, CueKind]] = []
        self.closed = False
        self.settings = Settings()
        self._until = 0

    def clock(self) -> int:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += max(1, round(seconds * 1_000))

    def start(self) -> None:
        pass

    def wait_until_open(self, limit_s: float, *, with_voice: bool = False) -> AudioStatus:
        del limit_s, with_voice
        return self.what

    def sync(self, player: CueSource, now_ms: int) -> None:
        for event in player.ahead(max(self._until, now_ms), now_ms + 1_000):
            if event.cue:
                self.heard.append((event.due_ms, event.cue.kind))
        self._until = now_ms + 1_000

    def set_volume(self, percent: int) -> None:
        self.volume = percent

    def set_muted(self, muted: bool) -> None:  # noqa: FBT001 - as `Output` has it
        self.muted = muted

    def status(self) -> AudioStatus:
        return self.what

    def close(self, *, ring_out: bool = False) -> None:
        del ring_out
        self.closed = True


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeSound]:
    fake = FakeSound()

    def open_audio(settings: Settings, *_: object, **__: object) -> FakeSound:
        fake.settings = settings
        return fake

    monkeypatch.setattr("hamtimer.audio.output.open_audio", open_audio)
    monkeypatch.setattr(sound_check, "now_ms", fake.clock)
    monkeypatch.setattr(sound_check, "time", SimpleNamespace(sleep=fake.sleep))
    yield fake
    assert fake.closed


def test_every_cue_is_played_by_name(hamtimer: Hamtimer, sound: FakeSound) -> None:
    said = hamtimer("sound-check").stdout
    assert [kind for _, kind in sound.heard] == list(SOUNDING)
    for kind in SOUNDING:
        assert f"{kind.value:13} {kind.facts.meaning}\n" in said
    for line in ("Engine:  stream", "Device:  Fake card", "Buffer:  300 ms", "Latency: 0 ms"):
        assert line in said


def test_the_name_is_printed_when_the_sound_is_due(hamtimer: Hamtimer, sound: FakeSound) -> None:
    hamtimer("sound-check", "--cue", "start", "--cue", "switch")
    assert [kind for _, kind in sound.heard] == [CueKind.START, CueKind.SWITCH]
    (first, _), (second, _) = sound.heard
    assert second - first == sound_check.GAP_MS


def test_a_muted_person_hears_it_all_the_same(hamtimer: Hamtimer, sound: FakeSound) -> None:
    change_settings({"muted": True, "voice_speed": 120})
    hamtimer("sound-check", "--report")
    assert not sound.settings.muted
    assert sound.settings.voice_speed == 120
    assert sound.heard == []


def test_silence_is_a_failure_with_advice(
    hamtimer: Hamtimer, sound: FakeSound, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound.what = SILENCE
    monkeypatch.setattr(advice.sys, "platform", "linux")  # type: ignore[attr-defined]
    monkeypatch.setattr("shutil.which", lambda name: "/usr/bin/apt" if name == "apt" else None)
    monkeypatch.setitem(advice.sys.modules, "espeakng_loader", None)  # type: ignore[attr-defined]
    result = hamtimer("sound-check")
    assert result.exit_code == 1
    assert "no sound device was found" in result.stdout
    assert "sudo apt install alsa-utils mpg123" in result.stdout
    assert pip_install("hamtimer[voice]") in result.stdout


def test_without_a_wheel_for_the_stream_it_says_what_would_be_needed(
    hamtimer: Hamtimer, sound: FakeSound, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound.what = AudioStatus("file", device="alsa")
    monkeypatch.setitem(advice.sys.modules, "miniaudio", None)  # type: ignore[attr-defined]
    result = hamtimer("sound-check", "--report")
    assert result.exit_code == 0
    assert pip_install("miniaudio") in result.stdout


class TestCalibrating:
    @pytest.fixture
    def tap(self, sound: FakeSound, monkeypatch: pytest.MonkeyPatch) -> Callable[[int, str], None]:
        monkeypatch.setattr(sound_check, "is_terminal", lambda: True)

        def tap(late_ms: int, answer: str) -> None:
            keys = iter([" "] * TAPS)

            def getchar() -> str:
                since = (sound.now - 6_000) // BEAT_MS + 1
                sound.now = 6_000 + since * BEAT_MS + late_ms
                return next(keys, "q")

            monkeypatch.setattr("click.getchar", getchar)
            monkeypatch.setattr("click.confirm", lambda *_, **__: answer == "y")

        return tap

    def test_proposes_the_median_and_keeps_it(
        self, hamtimer: Hamtimer, tap: Callable[[int, str], None]
    ) -> None:
        tap(180, "y")
        said = hamtimer("sound-check", "--calibrate").stdout
        assert "Output latency: 180 ms" in said
        assert load_settings().settings.latency_ms == 180

    def test_keeps_nothing_unrequested(
        self, hamtimer: Hamtimer, tap: Callable[[int, str], None]
    ) -> None:
        tap(180, "n")
        hamtimer("sound-check", "--calibrate")
        assert load_settings().settings.latency_ms == 0

    def test_measures_the_whole_delay_and_not_what_is_left_of_it(
        self, hamtimer: Hamtimer, sound: FakeSound, tap: Callable[[int, str], None]
    ) -> None:
        change_settings({"latency_ms": 90})
        tap(180, "y")
        hamtimer("sound-check", "--calibrate")
        assert sound.settings.latency_ms == 0
        assert load_settings().settings.latency_ms == 180


def test_calibrating_needs_a_terminal(hamtimer: Hamtimer) -> None:
    result = hamtimer("sound-check", "--calibrate")
    assert result.exit_code == 1
    assert "needs a terminal" in result.stderr
