"""Speech: made ahead, fitted between the tones, never over one that matters."""

import io
import itertools
import subprocess
import sys
import threading
import wave
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from benchmarks.speech_table import bundled_timelines, speech_of
from hamtimer.audio.install import pip_install
from hamtimer.audio.output import make_arranger
from hamtimer.audio.sounds.loudness import Wave, momentary_loudness, wave_of
from hamtimer.audio.sounds.palette import SPEECH_PEAK
from hamtimer.audio.sounds.samples import RATE, SAMPLES_PER_MS
from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.audio.speech import voice
from hamtimer.audio.speech.speaker import (
    HURRY,
    KEPT_BYTES,
    LONGEST_CHARACTERS,
    SPEECH_LOUDNESS,
    Speaker,
)
from hamtimer.audio.stream.arrange import GAP_MS, LONGEST_PHRASE_MS, READY_MS, Arranger, Phrase
from hamtimer.audio.stream.lookahead import REACH_MS
from hamtimer.audio.stream.mixer import Sound
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Event
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import CueText, Length, Moment
from hamtimer.core.timeline.cue_kinds import CueKind, Speech
from hamtimer.core.timeline.steps import Timeline
from hamtimer.home.settings import Settings
from tests.audio.fake_voice import WORDS_PER_MINUTE, FakeVoice, QuickSpeaker, SlowSpeaker
from tests.core.make import curl, sit, timeline, timelines

T0 = 1_000_000


@pytest.fixture
def speaker() -> Speaker:
    return Speaker(FakeVoice(), WORDS_PER_MINUTE, name="fake")


def events_of(made: Timeline, length_ms: int = 300_000) -> list[Event]:
    player = Player(made, gap_ms=None)
    player.do(Command.START, T0)
    return list(player.ahead(T0 - 1, T0 + length_ms))


def split(events: list[Event], speaker: Speaker) -> tuple[list[tuple[CueKind, Sound]], list[Sound]]:
    """Arrange everything; give the tones with their kinds, and the phrases."""
    tones = Arranger(SoundBank()).arrange(events, T0 + 10**7)
    both = Arranger(SoundBank(), speaker).arrange(events, T0 + 10**7)
    kinds = [e.cue.kind for e in events if e.cue and SoundBank().tone(e.cue) is not None]
    return list(zip(kinds, both[: len(tones)], strict=True)), both[len(tones) :]


def reported(events: list[Event], speaker: Speaker) -> tuple[list[Phrase], list[Phrase]]:
    """Return the phrases that are said, and those that are left out."""
    said: list[Phrase] = []
    dropped: list[Phrase] = []
    arranger = Arranger(
        SoundBank(), speaker, on_phrase=lambda p, sound: (said if sound else dropped).append(p)
    )
    arranger.arrange(events, T0 + 10**7)
    return said, dropped


class TestPhrases:
    def test_never_sound_over_a_tone_that_matters(self, speaker: Speaker) -> None:
        made = timeline(curl(12, sets=2, sides=Sides.EACH), sit(Length.fixed(45_000)))
        tones, phrases = split(events_of(made), speaker)
        assert len(phrases) > 40
        matter = [tone for kind, tone in tones if kind is not CueKind.TICK]
        for phrase, tone in itertools.product(phrases, matter):
            before = phrase.end_ms <= tone.at_ms
            after = phrase.at_ms >= tone.at_ms + len(tone.samples) // SAMPLES_PER_MS
            assert before or after

    def test_never_sound_over_each_other(self, speaker: Speaker) -> None:
        _, phrases = split(events_of(timeline(curl(12, sets=2))), speaker)
        for one, other in itertools.pairwise(phrases):
            assert one.end_ms + GAP_MS <= other.at_ms + 1

    def test_move_no_tone_at_all(self, speaker: Speaker) -> None:
        events = events_of(timeline(curl(5), sit(Length.fixed(60_000))))
        tones, _ = split(events, speaker)
        alone = Arranger(SoundBank()).arrange(events, T0 + 10**7)
        assert [tone.at_ms for _, tone in tones] == [tone.at_ms for tone in alone]

    def test_come_right_after_their_tone(self, speaker: Speaker) -> None:
        _, phrases = split(events_of(timeline(curl(2, prepare_ms=5_000))), speaker)
        # Get ready lasts 520 ms; the name of the exercise follows.
        assert phrases[0].at_ms == T0 + 520 + GAP_MS

    def test_that_would_be_too_long_are_spoken_faster(self, speaker: Speaker) -> None:
        # 1440 ms are left before the countdown; 20 letters take 1600.
        made = timeline(curl(1, name="A" * 20, prepare_ms=5_000))
        _, phrases = split(events_of(made), speaker)
        assert len(phrases[0].samples) == pytest.approx(1.6 / HURRY * RATE, rel=0.02)

    def test_that_do_not_fit_at_all_are_left_out(self, speaker: Speaker) -> None:
        long = replace(curl(1, prepare_ms=5_000), cues=(CueText("A" * 40, Moment.PREPARE),))
        said, _ = reported(events_of(timeline(long)), speaker)
        assert [phrase.text for phrase in said] == ["Curl", "3", "2", "1", "Session done"]

    def test_of_a_side_or_an_exercise_are_never_left_out(self, speaker: Speaker) -> None:
        name = "A" * 40
        made = timeline(replace(curl(1, name=name, prepare_ms=3_000), switch_ms=1_000))
        _, dropped = reported(events_of(made), speaker)
        assert name not in [phrase.text for phrase in dropped]

    def test_that_are_more_important_are_not_kept_waiting(self, speaker: Speaker) -> None:
        """A cue at 6.9 s would last into the switch at 7 s."""
        own = (CueText("Almost there now", Moment.TIME, 6_900),)
        made = timeline(replace(curl(1, sides=Sides.EACH), cues=own))
        said, dropped = reported(events_of(made), speaker)
        assert "Switch. Right" in [phrase.text for phrase in said]
        assert [phrase.text for phrase in dropped] == ["Almost there now"] * 2

    def test_are_not_repeated_while_they_are_being_said(self, speaker: Speaker) -> None:
        made = timeline(replace(curl(1, sides=Sides.EACH), switch_ms=1_000))
        heard: list[tuple[str, Sound | None]] = []
        arranger = Arranger(SoundBank(), speaker, on_phrase=lambda p, s: heard.append((p.text, s)))
        arranger.arrange(events_of(made), T0 + 10**7)
        (switch,) = [sound for text, sound in heard if text == "Switch. Right"]
        assert [sound for text, sound in heard if text == "Right"] == [switch]

    @given(timelines)
    def test_that_matter_are_all_said_in_any_session(self, made: Timeline) -> None:
        outcomes = speech_of(made, QuickSpeaker())
        assert not [o for o in outcomes if o.start_ms is None and o.phrase.speech.is_vital]

    @pytest.mark.parametrize("name", [name for name, _ in bundled_timelines()])
    def test_that_matter_are_all_said_in_the_bundled_sessions(self, name: str) -> None:
        made = dict(bundled_timelines())[name]
        outcomes = speech_of(made, Speaker(FakeVoice(), WORDS_PER_MINUTE, name="fake"))
        dropped = [o.phrase for o in outcomes if o.start_ms is None]
        assert not [phrase for phrase in dropped if phrase.speech < Speech.LAST]
        assert len(dropped) < len(outcomes) / 5
        sides = [o for o in outcomes if o.phrase.speech is Speech.SIDE]
        assert all((o.start_ms or 0) - o.phrase.due_ms < 1_200 for o in sides)

    def test_are_placed_the_same_however_the_cues_come_in(self, speaker: Speaker) -> None:
        events = events_of(timeline(curl(8)))
        _, at_once = split(events, speaker)
        arranger = Arranger(SoundBank(), speaker)
        phrases: set[tuple[int, int]] = set()
        for until in range(T0, T0 + 120_000, 100):
            new = [event for event in events if until - 100 < event.due_ms <= until]
            for sound in arranger.arrange(new, until):
                phrases.add((sound.at_ms, len(sound.samples)))
        assert {(sound.at_ms, len(sound.samples)) for sound in at_once} <= phrases

    def test_that_are_not_spoken_yet_are_waited_for_and_then_given_up(self) -> None:
        events = events_of(timeline(curl(1)))
        arranger = Arranger(SoundBank(), SlowSpeaker())
        arranger.arrange(events, T0 + 10**7, T0)
        assert arranger.waits_for_speech
        last_ms = max(event.due_ms for event in events)
        arranger.arrange([], T0 + 10**7, last_ms + LONGEST_PHRASE_MS + 1)
        assert not arranger.waits_for_speech

    def test_are_all_spoken_before_their_turn_comes(self) -> None:
        speaker = SlowSpeaker()
        events = events_of(timeline(curl(1)))
        Arranger(SoundBank(), speaker).arrange(events, T0, T0)
        wanted = [event.cue.speech for event in events if event.cue and event.cue.speech]
        assert speaker.asked == wanted

    def test_that_cannot_begin_in_time_are_not_said_over_what_follows(self) -> None:
        events = events_of(timeline(curl(1, prepare_ms=5_000)))
        get_ready, three = [event.due_ms for event in events][:2]
        arranger = Arranger(SoundBank(), QuickSpeaker())
        sounds = arranger.arrange(events, T0 + 10**7, three - 100)
        first = next(sound for sound in sounds if sound.is_speech)
        assert three - 100 > get_ready
        assert first.at_ms > three


def one_second() -> bytes:
    """Return a sound file as a program writes it."""
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(bytes(2 * RATE))
    return written.getvalue()


class TestTurnedOnInTheMiddle:
    NOW = T0 + 6_000
    KNOWN = NOW + REACH_MS

    def turned_on(self, times: int = 1) -> tuple[list[Sound], list[Event]]:
        """Return what is said when a voice is turned on so often, and the cues before and after."""
        events = events_of(timeline(curl(12)), self.KNOWN - T0)
        arranger = Arranger(SoundBank())
        arranger.arrange(events, self.KNOWN, T0)
        for _ in range(times):
            arranger.speaker = QuickSpeaker()
            arranger.respeak(event for event in events if event.due_ms > self.NOW)
            said = arranger.arrange([], self.KNOWN, self.NOW + READY_MS)
        return said, events

    def test_it_says_what_is_still_to_come_and_gives_no_tone_again(self) -> None:
        sounds, _ = self.turned_on()
        assert sounds
        assert all(sound.is_speech and sound.at_ms > self.NOW for sound in sounds)

    @pytest.mark.parametrize("times", [1, 2])
    def test_it_keeps_clear_of_the_tones_that_were_given_before(self, times: int) -> None:
        phrases, events = self.turned_on(times)
        for phrase, event in itertools.product(phrases, events):
            tone = SoundBank().tone(event.cue) if event.cue else None
            if tone is not None and event.cue and event.cue.kind is not CueKind.TICK:
                end = event.due_ms + len(tone) // SAMPLES_PER_MS
                assert phrase.end_ms <= event.due_ms or phrase.at_ms >= end


class TestTheSpeaker:
    def test_speaks_each_phrase_once(self) -> None:
        fake = FakeVoice()
        speaker = Speaker(fake, 150, name="fake")
        assert speaker.say("seven") is speaker.say("seven")
        assert speaker.ready("seven") is speaker.say("seven")
        assert fake.said == ["seven"]

    def test_keeps_at_most_some_phrases_however_many_it_speaks(self) -> None:
        speaker = Speaker(FakeVoice(), 150, name="fake")
        for number in range(600):
            speaker.say(f"{number} seconds")
        kept = []
        for number in reversed(range(600)):
            samples = speaker.ready(f"{number} seconds")
            if samples is None:
                break
            kept.append(samples)
        assert sum(samples.nbytes for samples in kept) <= KEPT_BYTES
        assert 20 < len(kept) < 100

    def test_forgets_first_what_was_not_said_for_the_longest_time(self) -> None:
        fake = FakeVoice()
        speaker = Speaker(fake, 150, name="fake")
        for number in range(100):
            speaker.say("Left")
            speaker.say(f"{number} seconds")
        assert fake.said.count("Left") == 1

    def test_never_makes_the_front_wait(self, speaker: Speaker) -> None:
        assert speaker.ready("seven") is None

    def test_brings_speech_to_the_streams_rate_and_level(self, speaker: Speaker) -> None:
        samples = wave_of(speaker.say("1234567890"))
        assert len(samples) == pytest.approx(0.8 * RATE, rel=0.03)
        assert momentary_loudness(samples) == pytest.approx(SPEECH_LOUDNESS, abs=0.5)
        assert np.max(np.abs(samples)) <= SPEECH_PEAK
        hertz = np.argmax(np.abs(np.fft.rfft(samples))) * RATE / len(samples)
        assert hertz == pytest.approx(200, abs=3)
        assert abs(float(samples[0])) < 1e-3
        assert abs(float(samples[-1])) < 1e-3

    def test_cuts_a_phrase_that_never_ends(self) -> None:
        fake = FakeVoice()
        Speaker(fake, 150, name="fake").say("x" * 10_000)
        assert len(fake.said[0]) == LONGEST_CHARACTERS

    def test_is_silent_when_the_voice_fails(self) -> None:
        def broken(text: str, words_per_minute: int) -> tuple[Wave, int]:
            raise OSError(text, words_per_minute)

        assert len(Speaker(broken, 150, name="broken").say("seven")) == 0

    def test_continues_with_the_next_phrase_after_an_unexpected_error_and_reports_it(
        self, capfd: pytest.CaptureFixture[str]
    ) -> None:
        spoken = threading.Event()
        fake = FakeVoice()

        def breaks_at_seven(text: str, words_per_minute: int) -> tuple[Wave, int]:
            if text == "seven":
                raise ZeroDivisionError("by zero")
            spoken.set()
            return fake(text, words_per_minute)

        speaker = Speaker(breaks_at_seven, 150, name="broken")
        speaker.ready("seven")
        speaker.ready("eight")
        assert spoken.wait(5)
        assert len(speaker.say("seven")) == 0
        assert speaker.problem == (
            "the voice failed: an unexpected error (ZeroDivisionError: by zero)"
        )
        assert capfd.readouterr() == ("", "")


class TestVoices:
    def test_the_packages_own_synthesiser_speaks(self) -> None:
        pytest.importorskip("espeakng_loader")
        speaker = voice.open_speaker(Settings(voice_language="en-us", voice_speed=200))
        assert "espeakng-loader" in speaker.name
        samples = speaker.say("Switch sides. Right")
        assert 0.7 * RATE < len(samples) < 2 * RATE

    def test_hostile_words_are_only_words(self) -> None:
        pytest.importorskip("espeakng_loader")
        speaker = voice.open_speaker(Settings())
        for text in ("", "\x00\x1b[2J", "<break time='999s'/>", "[[hh@]]", "\ud800", "؟" * 500):
            assert len(speaker.say(text)) < 30 * RATE

    def test_an_unknown_language_is_reported_with_what_would_help(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pytest.importorskip("espeakng_loader")
        monkeypatch.setenv("PATH", "")
        with pytest.raises(UnavailableError, match=r'no language "xx-nope".*hamtimer\[voice\]'):
            voice.open_speaker(Settings(voice_language="xx-nope"))

    def test_without_any_voice_everything_else_works(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "espeakng_loader", None)
        monkeypatch.setenv("PATH", "")
        arranger = make_arranger(Settings(voice=True))
        assert arranger.speaker is None
        assert arranger.bank.problems == [
            f"no voice: there is none on this system; {pip_install('hamtimer[voice]')} brings one"
        ]

    def test_a_program_of_the_system_is_given_the_phrase_on_its_input_only(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        commands = []

        def run(command: list[str], **options: object) -> subprocess.CompletedProcess[bytes]:
            commands.append((command, options["input"]))
            if options["input"] == b"ready":
                return subprocess.CompletedProcess(command, 0, one_second())
            raise subprocess.CalledProcessError(1, command)

        monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
        monkeypatch.setattr("subprocess.run", run)
        monkeypatch.setitem(sys.modules, "espeakng_loader", None)
        speaker = voice.open_speaker(Settings(voice_speed=160))
        commands.clear()
        assert not len(speaker.say("--help; rm -rf \x1b[0m"))
        ((command, words),) = commands
        assert command[0] == "/usr/bin/espeak-ng"
        assert not any("rm" in part for part in command)
        assert b"\x1b" not in words  # type: ignore[operator]
