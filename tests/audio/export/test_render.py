"""A session as a file: the same sounds at the same instants, and it says what it holds."""

import itertools
import struct
import tracemalloc
import wave
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from benchmarks.speech_table import bundled_timelines
from hamtimer.audio.export import render
from hamtimer.audio.export.audio_file import AudioFileError, check_can_write, write_audio
from hamtimer.audio.export.render import CHUNK_MS, Description, Mark, describe
from hamtimer.audio.sounds import palette
from hamtimer.audio.sounds.loudness import Wave, wave_of
from hamtimer.audio.sounds.samples import RATE, SAMPLES_PER_MS, samples_of
from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.audio.speech.speaker import Speaker
from hamtimer.audio.stream.arrange import GAP_MS, Arranger
from hamtimer.audio.stream.mixing import KNEE, mix
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Event
from hamtimer.core.run.run import Run
from hamtimer.core.session.model import Sides, Start, StartKind
from hamtimer.core.session.work import NO_TIME, Length, Tempo
from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.core.timeline.steps import Timeline
from hamtimer.home.settings import Settings
from hamtimer.plain.alone import play_at_once
from tests.audio.fake_voice import FakeVoice, LoudVoice
from tests.core.make import curl, sit, timeline, timelines

MARKS = (Mark(0, "Curl"), Mark(61_500, 'Wall sit "é"'))
WORDS = Description("Test", "Made for a test.", MARKS, 63_000)


def events_of(made: Timeline) -> Iterator[Event]:
    return play_at_once(Run(Player(made, gap_ms=None, count_in_ms=0)))


def rendered(made: Timeline, speaker: Speaker | None = None) -> Wave:
    pieces = render.render(
        events_of(made), Arranger(SoundBank(), speaker), describe(made).length_ms
    )
    return (np.frombuffer(b"".join(pieces), "<i2") / 32_767).astype(np.float32)


def mixed_plainly(made: Timeline) -> Wave:
    bank = SoundBank()
    mixed = np.zeros(describe(made).length_ms * SAMPLES_PER_MS, np.float32)
    for event in events_of(made):
        samples = bank.tone(event.cue) if event.cue else None
        if samples is not None:
            start = event.due_ms * SAMPLES_PER_MS
            mixed[start : start + len(samples)] += wave_of(samples[:])
    return mixed


class TestTheSound:
    def test_has_every_cue_at_its_sample(self) -> None:
        made = timeline(curl(3, sides=Sides.EACH), sit(Length.fixed(25_000)))
        assert np.max(np.abs(rendered(made) - mixed_plainly(made))) < 0.0001

    def test_has_not_drifted_after_an_hour(self) -> None:
        made = timeline(sit(Length.fixed(3_600_000)))
        last = next(e for e in events_of(made) if e.cue and e.cue.kind is CueKind.SESSION_DONE)
        assert last.due_ms > 3_600_000
        pieces = render.render(events_of(made), Arranger(SoundBank()), describe(made).length_ms)
        start = last.due_ms * SAMPLES_PER_MS
        size = CHUNK_MS * SAMPLES_PER_MS
        end = b"".join(itertools.islice(pieces, start // size, None))
        sound = np.frombuffer(end, "<i2")[start % size :] / 32_767
        fanfare = wave_of(palette.synthesise("fanfare"))
        assert np.max(np.abs(sound[: len(fanfare)] - fanfare)) < 0.0001

    def test_gives_open_steps_their_assumed_length(self) -> None:
        made = timeline(sit(Length(60_000, None), sets=2))
        assert len(rendered(made)) == (made.assumed_ms + render.TAIL_MS) * SAMPLES_PER_MS

    def test_of_a_sweep_through_an_hour_takes_the_same_memory_as_one_through_a_minute(
        self,
    ) -> None:
        def most_memory(phase_ms: int) -> int:
            made = timeline(curl(1, tempo=Tempo(phase_ms, 0, 2_000, 0)))
            arranger = Arranger(SoundBank(Settings(movement="sweep")))
            tracemalloc.start()
            pieces = render.render(events_of(made), arranger, describe(made).length_ms)
            heard = [np.any(np.frombuffer(piece, "<i2")) for piece in itertools.islice(pieces, 9)]
            _, most = tracemalloc.get_traced_memory()
            tracemalloc.stop()
            assert all(heard[3:])
            return most

        assert most_memory(3_600_000) < 1.5 * most_memory(60_000)

    def test_comes_in_pieces_that_do_not_grow_with_the_session(self) -> None:
        made = timeline(curl(10, sets=20))
        told = 0

        def counted() -> Iterator[Event]:
            nonlocal told
            for event in events_of(made):
                told += 1
                yield event

        pieces = render.render(counted(), Arranger(SoundBank()), describe(made).length_ms)
        assert len(next(pieces)) == 2 * CHUNK_MS * SAMPLES_PER_MS
        early = told
        assert len(next(pieces)) == 2 * CHUNK_MS * SAMPLES_PER_MS
        rest = sum(1 for _ in pieces)
        assert rest > 200
        assert early < told / 50

    def test_has_the_voice_in_it(self) -> None:
        def hum(text: str, words_per_minute: int) -> tuple[Wave, int]:
            del text, words_per_minute
            return np.sin(np.arange(11_025) * 0.05).astype(np.float32), 22_050

        made = timeline(curl(2))
        spoken = rendered(made, Speaker(hum, 150, name="hum"))
        phrase = slice(600 * SAMPLES_PER_MS, 1_000 * SAMPLES_PER_MS)
        assert np.max(np.abs(rendered(made)[phrase])) == 0
        assert np.max(np.abs(spoken[phrase])) > 0.1

    def test_lasts_until_the_last_word_has_been_said(self) -> None:
        speaker = Speaker(FakeVoice(), 80, name="slow")  # 1.8 s for "Session done"
        made = timeline(curl(2))
        loud = np.flatnonzero(np.abs(rendered(made, speaker)) > 0.01)
        said = speaker.say("Session done")
        fanfare = len(palette.synthesise("fanfare"))
        end = made.assumed_ms * SAMPLES_PER_MS + fanfare + GAP_MS * SAMPLES_PER_MS + len(said)
        assert loud[-1] == pytest.approx(end, abs=20 * SAMPLES_PER_MS)
        assert end > describe(made).length_ms * SAMPLES_PER_MS

    def test_says_of_an_open_hold_only_that_it_is_over(self) -> None:
        voice = FakeVoice()
        rendered(timeline(sit(Length(60_000, None), sets=2)), Speaker(voice, 150, name="fake"))
        assert "Set done" in voice.said
        assert not [words for words in voice.said if "Keep going" in words]

    @pytest.mark.parametrize("speaker", [None, Speaker(LoudVoice(), 150, name="loud")])
    @pytest.mark.parametrize("name", [name for name, _ in bundled_timelines()])
    def test_never_clips_in_a_bundled_session(self, name: str, speaker: Speaker | None) -> None:
        made = dict(bundled_timelines())[name]
        arranger = Arranger(SoundBank(), speaker)
        for piece in render.render(events_of(made), arranger, describe(made).length_ms):
            # So far below full scale nothing has been rounded off either.
            assert np.max(np.abs(np.frombuffer(piece, "<i2").astype(int))) < KNEE * 32_767

    def test_rounds_off_what_would_clip_and_nothing_else(self) -> None:
        # Three sounds at once, each up to full scale.
        one = np.linspace(-1, 1, 601, dtype=np.float32)
        loud, parts = 3 * one, [(0, samples_of(one))] * 3
        samples = np.frombuffer(mix(0, len(one), parts), "<i2").astype(int)
        assert np.all(np.diff(samples) >= 0), "a louder sum stays louder"
        assert samples[-1] < 32_767
        soft = np.abs(loud) <= KNEE
        assert np.max(np.abs(samples[soft] - loud[soft] * 32_767)) <= 2

    @given(timelines)
    def test_gives_one_tone_a_track_at_an_instant(self, made: Timeline) -> None:
        bank = SoundBank()
        told = [e for e in events_of(made) if e.cue and bank.tone(e.cue) is not None]
        slots = [(e.due_ms, e.cue.kind.is_movement) for e in told if e.cue]
        assert len(slots) == len(set(slots))
        sounds = Arranger(bank).arrange(told, 10**9)
        assert [sound.at_ms for sound in sounds] == [event.due_ms for event in told]

    def test_gives_the_start_where_a_wait_takes_no_time(self) -> None:
        waits = replace(sit(Length.fixed(7_000)), start=Start(StartKind.KEY), prepare_ms=0)
        first = replace(sit(Length.fixed(1_000), name="First"), prepare_ms=0, rest_after=NO_TIME)
        made = timeline(first, waits)
        at_once = [e for e in events_of(made) if e.due_ms == 1_000 and e.cue]
        heard = [e.cue.kind for e in at_once if e.cue and SoundBank().tone(e.cue) is not None]
        assert heard == [CueKind.START]
        # What is not heard is still told.
        assert CueKind.SET_DONE in [e.cue.kind for e in at_once if e.cue]


class TestTheDescription:
    def test_marks_each_exercise_where_its_work_begins(self) -> None:
        made = timeline(curl(2, sets=2), sit(Length.fixed(25_000)))
        marks = describe(made).marks
        assert [mark.title for mark in marks] == ["Curl", "Wall sit"]
        assert marks[0].at_ms == 0
        prepare = next(s for s in made.steps if s.exercise.name == "Wall sit" and s.kind != "rest")
        assert marks[1].at_ms == prepare.start_ms

    def test_says_which_lengths_are_assumed(self) -> None:
        comment = describe(timeline(curl(2), sit(Length(60_000, None)))).comment
        assert "Open sets have no length of their own; in this file they last: Wall sit" in comment
        assert "Open sets" not in describe(timeline(curl(2))).comment


def pieces() -> Iterator[bytes]:
    """Give 63 s with a beep at the second mark."""
    sound = np.zeros(63_000 * SAMPLES_PER_MS, np.float32)
    beep = wave_of(palette.synthesise("go"))
    start = MARKS[1].at_ms * SAMPLES_PER_MS
    sound[start : start + len(beep)] = beep
    data = (sound * 32_767).astype("<i2").tobytes()
    for at in range(0, len(data), 1_000_000):
        yield data[at : at + 1_000_000]


class TestFiles:
    def test_wav_holds_the_samples_as_they_are(self, tmp_path: Path) -> None:
        path = tmp_path / "folder" / "session.wav"
        path.parent.mkdir()
        write_audio(path, pieces(), WORDS)
        with wave.open(str(path)) as file:
            assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (RATE, 1, 2)
            assert file.readframes(file.getnframes()) == b"".join(pieces())
        assert [p.name for p in path.parent.iterdir()] == ["session.wav"]

    def test_wav_names_its_marks(self, tmp_path: Path) -> None:
        path = tmp_path / "session.wav"
        write_audio(path, pieces(), WORDS)
        chunks = dict(riff_chunks(path.read_bytes()))
        (count,) = struct.unpack_from("<I", chunks[b"cue "])
        frames = [struct.unpack_from("<I", chunks[b"cue "], 4 + 24 * n + 20)[0] for n in range(2)]
        assert count == 2
        assert frames == [0, 61_500 * 48]
        assert 'Wall sit "é"'.encode() in chunks[b"LISTadtl"]
        assert b"Made for a test." in chunks[b"LISTINFO"]

    @pytest.mark.parametrize("suffix", [".flac", ".ogg", ".mp3"])
    def test_others_hold_sound_words_and_chapters(self, tmp_path: Path, suffix: str) -> None:
        av = pytest.importorskip("av")
        path = tmp_path / f"session{suffix}"
        write_audio(path, pieces(), WORDS)
        with av.open(str(path)) as file:
            assert file.duration / 1e6 == pytest.approx(63, abs=0.1)
            words = {**file.metadata, **file.streams[0].metadata}
            words = {key.lower(): value for key, value in words.items()}
            assert (words["title"], words["comment"]) == ("Test", "Made for a test.")
            chapters = [(c["start"], c["metadata"]["title"]) for c in file.chapters()]
            assert chapters == [(0, "Curl"), (61_500, 'Wall sit "é"')]
            resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
            frames = [
                f.to_ndarray()[0] for g in file.decode(audio=0) for f in resampler.resample(g)
            ]
        loud = np.flatnonzero(np.abs(np.concatenate(frames)) > 0.1)
        assert loud[0] / RATE == pytest.approx(61.5, abs=0.005)

    def test_a_file_that_breaks_off_leaves_what_was_there(self, tmp_path: Path) -> None:
        path = tmp_path / "folder" / "session.wav"
        path.parent.mkdir()
        path.write_bytes(b"before")

        def broken() -> Iterator[bytes]:
            yield bytes(1_000)
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            write_audio(path, broken(), WORDS)
        assert path.read_bytes() == b"before"
        assert len(list(path.parent.iterdir())) == 1

    @pytest.mark.parametrize("name", ["session.aac", "session"])
    def test_other_kinds_are_refused_before_any_work(self, name: str) -> None:
        with pytest.raises(AudioFileError, match=r"choose one of \.wav, \.flac, \.ogg, \.mp3"):
            check_can_write(Path(name), 1_000)

    def test_without_the_package_wav_still_works(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "av", None)
        check_can_write(Path("session.wav"), 1_000)
        with pytest.raises(AudioFileError, match=r"hamtimer\[render\]"):
            check_can_write(Path("session.MP3"), 1_000)

    def test_a_day_of_sound_is_refused(self) -> None:
        with pytest.raises(AudioFileError, match="12 hours"):
            check_can_write(Path("session.wav"), 24 * 3_600_000)


def riff_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Return the chunks of a RIFF file; lists by the name of what they hold."""
    (size,) = struct.unpack_from("<I", data, 4)
    assert size == len(data) - 8
    at = 12
    while at < len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        yield (kind + body[:4] if kind == b"LIST" else kind), body
        at += 8 + length + length % 2


def test_chunks_follow_each_other_without_a_seam() -> None:
    made = timeline(curl(4))
    sound = rendered(made)
    seams = range(CHUNK_MS * SAMPLES_PER_MS, len(sound), CHUNK_MS * SAMPLES_PER_MS)
    for before, after in itertools.pairwise([0, *seams]):
        assert after - before == CHUNK_MS * SAMPLES_PER_MS
    assert np.max(np.abs(np.diff(sound))) < 0.4
