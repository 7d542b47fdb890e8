"""Which sound a cue has, and what happens when it cannot be had."""

import errno
import itertools
import os
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from hamtimer.audio.sounds import palette, sound_file
from hamtimer.audio.sounds.loudness import wave_of
from hamtimer.audio.sounds.samples import RATE, Samples
from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.audio.sounds.sound_file import LONGEST_MS, SoundFileError, read_sound_file
from hamtimer.core.timeline.cue_kinds import Cue, CueKind
from hamtimer.home.settings import Settings


def write_wav(path: Path, seconds: float = 0.5, rate: int = 22_050, channels: int = 2) -> Path:
    times = np.arange(int(seconds * rate)) / rate
    tone = (30_000 * np.sin(2 * np.pi * 500 * times)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.repeat(tone, channels).tobytes())
    return path


def pitch(samples: Samples) -> float:
    return float(np.argmax(np.abs(np.fft.rfft(samples)))) * RATE / len(samples)


def pitch_of(bank: SoundBank, cue: Cue) -> float:
    tone = bank.tone(cue)
    assert isinstance(tone, memoryview)
    return pitch(tone)


def peak(samples: Samples | None) -> float:
    assert samples is not None
    return float(np.max(np.abs(wave_of(samples))))


class TestTheChoice:
    def test_is_the_palettes_unless_one_was_chosen(self) -> None:
        bank = SoundBank()
        assert bank.sound(CueKind.START) is palette.synthesise("go")
        assert bank.sound(CueKind.NOTE) is None

    def test_may_be_another_built_in_sound_or_none(self) -> None:
        bank = SoundBank(Settings(sounds=(("start", "bell"), ("countdown", "none"))))
        assert bank.sound(CueKind.START) is palette.synthesise("bell")
        assert bank.sound(CueKind.COUNTDOWN) is None

    def test_is_the_persons_before_the_sessions(self) -> None:
        session = (("start", "hop"), ("switch", "hop"))
        bank = SoundBank(Settings(sounds=(("start", "bell"),)), session)
        assert bank.sound(CueKind.START) is palette.synthesise("bell")
        assert bank.sound(CueKind.SWITCH) is palette.synthesise("hop")

    def test_makes_no_tone_for_a_cue_that_gave_way_to_another(self) -> None:
        assert SoundBank().tone(Cue(CueKind.REP_DONE, 0, sounds=False)) is None

    @pytest.mark.parametrize(("percent", "level"), [(0, 0.0), (50, 0.18), (100, 0.36), (200, 0.48)])
    def test_turns_the_ticks_alone_down_or_up(self, percent: int, level: float) -> None:
        bank = SoundBank(Settings(tick_volume=percent))
        for depth in (None, 0.0, 0.5, 1.0):
            tick = bank.tone(Cue(CueKind.TICK, 0, depth=depth))
            assert isinstance(tick, memoryview)
            assert peak(tick) == pytest.approx(level, abs=1e-4)
        assert peak(bank.sound(CueKind.START)) == peak(palette.synthesise("go"))

    def test_steps_the_ticks_down_with_the_limb_and_up_again(self) -> None:
        bank = SoundBank()
        depths = [0.0, 0.25, 0.5, 0.75, 1.0]
        heard = [pitch_of(bank, Cue(CueKind.TICK, 0, depth=depth)) for depth in depths]
        assert all(lower < 0.85 * higher for higher, lower in itertools.pairwise(heard))
        still = Cue(CueKind.TICK, 0)
        assert bank.tone(still) is bank.sound(CueKind.TICK)

    @pytest.mark.parametrize(
        "settings",
        [
            Settings(movement="short"),
            Settings(movement="sweep"),
            Settings(sounds=(("tick", "drop"),)),
        ],
    )
    def test_leaves_all_ticks_alike_on_request(self, settings: Settings) -> None:
        bank = SoundBank(settings)
        for depth in (0.0, 0.5, 1.0):
            assert bank.tone(Cue(CueKind.TICK, 0, depth=depth)) is bank.sound(CueKind.TICK)

    def test_makes_no_tick_at_all_when_ticks_are_turned_off(self) -> None:
        bank = SoundBank(session=(("tick", "none"),))
        assert bank.tone(Cue(CueKind.TICK, 0, depth=0.5)) is None

    def test_sweeps_through_a_phase_on_request(self) -> None:
        lowering = Cue(CueKind.ECCENTRIC, 0, length_ms=4_000)
        swept = SoundBank(Settings(movement="sweep")).tone(lowering)
        assert swept is not None
        assert len(swept) == 4 * RATE
        bank = SoundBank(Settings(movement="sweep", sounds=(("eccentric", "hop"),)))
        assert bank.tone(lowering) is palette.synthesise("hop")


class TestAFileOfOnesOwn:
    def test_is_brought_to_the_palettes_rate_and_level(self, tmp_path: Path) -> None:
        own = write_wav(tmp_path / "own.wav")
        bank = SoundBank(Settings(sounds=(("start", str(own)), ("eccentric", str(own)))))
        sound = bank.sound(CueKind.START)
        assert sound is not None
        assert len(sound) == pytest.approx(RATE / 2, abs=RATE / 50)
        assert pitch(sound) == pytest.approx(500, abs=5)
        assert peak(sound) == pytest.approx(palette.SIGNAL_PEAK, abs=1e-4)
        assert peak(bank.sound(CueKind.ECCENTRIC)) == pytest.approx(palette.MOVEMENT_PEAK, abs=1e-4)
        assert bank.problems == []

    def test_that_is_too_long_is_cut_without_a_click(self, tmp_path: Path) -> None:
        samples = read_sound_file(write_wav(tmp_path / "long.wav", seconds=8))
        assert len(samples) == LONGEST_MS * RATE // 1_000
        assert abs(float(samples[-1])) < 1e-3

    def test_that_is_missing_gives_the_usual_sound_and_says_so_once(self) -> None:
        bank = SoundBank(Settings(sounds=(("start", "/nowhere/go.wav"),)))
        assert bank.sound(CueKind.START) is palette.synthesise("go")
        assert bank.sound(CueKind.START) is palette.synthesise("go")
        (problem,) = bank.problems
        assert "`start`" in problem
        assert "go.wav: there is no such file" in problem

    @pytest.mark.parametrize(
        ("name", "reason"),
        [
            ("~nobody-of-this-name/x.wav", "~nobody-of-this-name is not a home folder"),
            ("{root}/loop/x.wav", "Too many levels of symbolic links"),
            ("{root}/{long}.wav", "File name too long"),
            ("{root}/x\0.wav", "no file can have this name"),
            ("{root}/\ud800.wav", "no file can have this name"),
            ("{root}", "this is not a sound file"),
            ("{root}/file.wav/x.wav", "there is no such file"),
        ],
    )
    def test_that_cannot_be_there_gives_the_usual_sound_and_says_why(
        self, tmp_path: Path, name: str, reason: str
    ) -> None:
        (tmp_path / "loop").symlink_to(tmp_path / "loop")
        write_wav(tmp_path / "file.wav")
        bank = SoundBank(Settings(sounds=(("start", name.format(root=tmp_path, long="x" * 300)),)))
        assert bank.sound(CueKind.START) is palette.synthesise("go")
        (problem,) = bank.problems
        assert reason in problem

    def test_in_a_closed_folder_gives_the_usual_sound_and_says_why(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(_: Path) -> os.stat_result:
            raise PermissionError(errno.EACCES, "Permission denied")

        monkeypatch.setattr(Path, "stat", refuse)  # root may open every folder
        bank = SoundBank(Settings(sounds=(("start", str(tmp_path / "x.wav")),)))
        assert bank.sound(CueKind.START) is palette.synthesise("go")
        assert "Permission denied" in bank.problems[0]

    def test_of_a_person_without_a_home_gives_the_usual_sound_and_says_why(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(_: Path) -> Path:
            raise RuntimeError("Could not determine home directory.")

        monkeypatch.setattr(Path, "expanduser", refuse)
        bank = SoundBank(Settings(sounds=(("start", "~/x.wav"),)))
        assert bank.sound(CueKind.START) is palette.synthesise("go")
        assert "~ is not a home folder; write the full path" in bank.problems[0]

    @pytest.mark.parametrize("decoder", ["miniaudio", "none"])
    @pytest.mark.parametrize("kept", [0, 3, 12, 43, 44, 45, 47])
    def test_that_was_cut_off_is_read_as_far_as_it_goes_or_refused(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int, decoder: str
    ) -> None:
        if decoder == "none":
            monkeypatch.setitem(sys.modules, "miniaudio", None)
        path = write_wav(tmp_path / "own.wav")
        path.write_bytes(path.read_bytes()[:kept])
        with pytest.raises(SoundFileError, match=r"own\.wav: "):
            read_sound_file(path)

    def test_that_is_no_sound_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "words.mp3"
        path.write_text("these are words\n" * 100)
        with pytest.raises(SoundFileError, match="WAV, FLAC, OGG or MP3"):
            read_sound_file(path)

    def test_that_is_huge_is_not_even_opened(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sound_file, "LARGEST_BYTES", 1_000)
        with pytest.raises(SoundFileError, match="larger than"):
            read_sound_file(write_wav(tmp_path / "huge.wav"))

    def test_that_is_a_device_is_refused(self) -> None:
        with pytest.raises(SoundFileError, match="not a sound file"):
            read_sound_file(Path("/dev/zero"))

    def test_can_be_read_as_wav_where_there_is_no_decoder(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setitem(sys.modules, "miniaudio", None)
        assert pitch(read_sound_file(write_wav(tmp_path / "own.wav"))) == pytest.approx(500, abs=5)
        (tmp_path / "other.ogg").write_bytes(b"OggS")
        with pytest.raises(SoundFileError, match="use a plain WAV file"):
            read_sound_file(tmp_path / "other.ogg")


class TestAFileOfTheSession:
    def test_lies_beside_the_session(self, tmp_path: Path) -> None:
        write_wav(tmp_path / "gong.wav")
        bank = SoundBank(session=(("start", "gong.wav"),), folder=tmp_path)
        assert pitch(bank.sound(CueKind.START)) == pytest.approx(500, abs=5)  # type: ignore[arg-type]

    @pytest.mark.parametrize("name", ["../gong.wav", "{root}/gong.wav", "link/gong.wav"])
    def test_is_not_looked_for_anywhere_else(self, tmp_path: Path, name: str) -> None:
        write_wav(tmp_path / "gong.wav")
        folder = tmp_path / "sessions"
        folder.mkdir()
        (folder / "link").symlink_to(tmp_path)
        sounds = (("start", name.format(root=tmp_path)),)
        bank = SoundBank(session=sounds, folder=folder)
        assert bank.sound(CueKind.START) is palette.synthesise("go")
        assert "its own folder" in bank.problems[0]

    @pytest.mark.parametrize(
        "name", ["loop.wav", "loop/x.wav", "x" * 300 + ".wav", "gone.wav", "x\0.wav"]
    )
    def test_that_cannot_be_there_gives_the_usual_sound_and_says_why(
        self, tmp_path: Path, name: str
    ) -> None:
        (tmp_path / "loop").symlink_to("loop")
        (tmp_path / "loop.wav").symlink_to("loop.wav")
        bank = SoundBank(session=(("start", name),), folder=tmp_path)
        assert bank.sound(CueKind.START) is palette.synthesise("go")
        (problem,) = bank.problems
        assert problem.startswith("the sound for `start`: ")

    def test_lies_nowhere_when_the_folder_of_the_session_is_a_circle_of_links(
        self, tmp_path: Path
    ) -> None:
        (tmp_path / "loop").symlink_to("loop")
        bank = SoundBank(session=(("start", "gong.wav"),), folder=tmp_path / "loop")
        assert bank.sound(CueKind.START) is palette.synthesise("go")
        assert "gong.wav" in bank.problems[0]

    def test_cannot_lie_beside_a_session_without_a_folder(self) -> None:
        bank = SoundBank(session=(("start", "gong.wav"),))
        assert bank.sound(CueKind.START) is palette.synthesise("go")
        assert "not in a folder" in bank.problems[0]
