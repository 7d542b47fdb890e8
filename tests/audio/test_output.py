"""Opening the sound of a run: it never fails, never waits, and loads nothing before its time."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from hamtimer.audio.engines.chain import Chain
from hamtimer.audio.output import Off, make_arranger, open_audio, start_and_wait
from hamtimer.audio.stream import device
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.session.model import SessionSettings
from hamtimer.home.settings import Settings
from hamtimer.home.settings_table import AUDIO_MODES
from tests.audio.fake_voice import QuickSpeaker
from tests.core.make import curl, session, timeline
from tests.test_import_hygiene import packages_loaded_by


def test_importing_it_loads_no_audio_library() -> None:
    loaded = packages_loaded_by("hamtimer.audio.output", "hamtimer.home.settings")
    assert loaded & {"numpy", "miniaudio", "playsound3", "espeakng_loader", "av"} == set()


def test_off_is_free_and_only_remembers_the_volume() -> None:
    sound = open_audio(Settings(volume=40, muted=True), "off")
    assert isinstance(sound, Off)
    assert (sound.lead_ms, sound.volume, sound.muted) == (0, 40, True)
    sound.set_volume(130)
    sound.set_muted(False)
    sound.set_voice(True)
    assert (sound.volume, sound.muted, sound.speaks) == (100, False, True)
    assert sound.voice_news() is None
    assert sound.status().engine == "off"
    sound.sync(Player(timeline(curl())), 0)
    sound.close(ring_out=True)


def test_the_settings_say_how_unless_an_option_overrides_them() -> None:
    assert isinstance(open_audio(Settings(audio="off")), Off)
    sound = open_audio(Settings(audio="off"), "bell")
    assert isinstance(sound, Chain)
    sound.close()


def test_a_start_waits_for_an_output_that_is_late() -> None:
    usual = open_audio(Settings(), "bell")
    late = open_audio(Settings(latency_ms=400), "bell")
    assert late.lead_ms == usual.lead_ms + 400
    usual.close()
    late.close()


@pytest.mark.parametrize("mode", [mode for mode in AUDIO_MODES if mode != "off"])
def test_where_nothing_works_nobody_is_kept_waiting_and_the_screen_is_reported(
    mode: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    monkeypatch.setenv("PATH", "")
    for name in [name for name in sys.modules if name.startswith("playsound3")]:
        monkeypatch.delitem(sys.modules, name)
    if sys.platform != "linux" and mode in ("auto", "file"):
        pytest.skip("there, the system itself can play files")
    sound = open_audio(Settings(), mode)
    player = Player(timeline(curl()))
    player.do(Command.START, 0)
    sound.sync(player, 0)
    assert isinstance(sound, Chain)
    status = start_and_wait(sound, 10)
    assert status.engine == "off"
    assert status.notice.startswith("There is no sound")
    sound.sync(player, 100)
    sound.close()
    assert capfd.readouterr() == ("", "")


def test_a_stream_of_the_silent_backend_takes_a_whole_run(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("miniaudio")
    silent = {sys.platform: (device.Buffering(("NULL",), 20, 3),)}
    monkeypatch.setattr(device, "BUFFERINGS", silent)
    sound = open_audio(Settings(), "stream")
    assert isinstance(sound, Chain)
    status = start_and_wait(sound, 10)
    assert (status.engine, status.device, status.notice) == ("stream", "Null", "")
    player = Player(timeline(curl()), lead_ms=sound.lead_ms)
    player.do(Command.START, sound.clock())
    for _ in range(5):
        sound.sync(player, sound.clock())
        sound.set_volume(50)
        player.do(Command.PAUSE, sound.clock())
        sound.sync(player, sound.clock())
        player.do(Command.RESUME, sound.clock())
    sound.close(ring_out=True)
    assert sound.status().dropped == 0


class TestWhatIsSaid:
    def test_is_as_the_person_set_it_or_else_as_the_session_asks(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        class Opened(Exception):  # noqa: N818 - it only says that a voice was asked for
            pass

        def open_speaker(settings: Settings) -> None:
            raise Opened(settings)

        monkeypatch.setattr("hamtimer.audio.speech.voice.open_speaker", open_speaker)
        asks = replace(session(curl()), settings=SessionSettings(voice=True))
        for person, wanted in ((None, True), (True, True), (False, False)):
            if wanted:
                with pytest.raises(Opened):
                    make_arranger(Settings(voice=person), asks)
            else:
                assert make_arranger(Settings(voice=person), asks).speaker is None
        assert make_arranger(Settings(), session(curl())).speaker is None


@pytest.mark.parametrize("speaks", [True, False])
def test_a_run_speaks_from_its_beginning_if_that_is_set(
    monkeypatch: pytest.MonkeyPatch, *, speaks: bool
) -> None:
    pytest.importorskip("miniaudio")
    silent = {sys.platform: (device.Buffering(("NULL",), 20, 3),)}
    monkeypatch.setattr(device, "BUFFERINGS", silent)
    monkeypatch.setattr("hamtimer.audio.speech.voice.open_speaker", lambda _: QuickSpeaker())
    sound = open_audio(Settings(voice=speaks), "stream")
    assert isinstance(sound, Chain)
    status = start_and_wait(sound, 10, with_voice=True)
    sound.close()
    assert (sound.speaks, status.voice) == (speaks, "quick" if speaks else "")


def test_a_chosen_sound_that_is_missing_is_a_notice(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("miniaudio")
    silent = {sys.platform: (device.Buffering(("NULL",), 20, 3),)}
    monkeypatch.setattr(device, "BUFFERINGS", silent)
    sound = open_audio(Settings(sounds=(("start", str(tmp_path / "gong.wav")),)), "stream")
    assert isinstance(sound, Chain)
    status = start_and_wait(sound, 10)
    sound.close()
    assert "gong.wav: there is no such file" in status.notice
    assert status.engine == "stream"
