"""Each cue to come is handed out once, and in time."""

from dataclasses import replace
from fractions import Fraction

import pytest

from benchmarks.speech_table import speech_of
from hamtimer.audio.cue_source import cues_ahead
from hamtimer.audio.sounds.samples import SAMPLES_PER_MS
from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.audio.stream.arrange import Arranger
from hamtimer.audio.stream.lookahead import LOOK_EVERY_MS, REACH_MS, Lookahead
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Event
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import CueText, Moment
from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.home.settings import Settings
from tests.audio.fake_voice import QuickSpeaker, SlowSpeaker
from tests.core.make import curl, timeline

T0 = 1_000_000
LEAD_MS = 400


def started(rate: Fraction = Fraction(1)) -> Player:
    player = Player(timeline(curl(3, prepare_ms=5_000)), gap_ms=None, rate=rate)
    player.do(Command.START, T0)
    return player


def test_every_sound_is_given_once_however_often_it_looks() -> None:
    player, lookahead = started(), Lookahead(Arranger(SoundBank()))
    given = [
        sound.at_ms
        for now in range(T0, T0 + 30_000, 37)
        for sound in lookahead.look(player, now).sounds
    ]
    due = [e.due_ms for e in player.ahead(T0 - 1, T0 + 60_000) if e.cue and e.cue.sounds]
    assert given == due


def test_it_looks_only_when_enough_has_come_into_reach(monkeypatch: pytest.MonkeyPatch) -> None:
    player, lookahead = started(), Lookahead(Arranger(SoundBank()))
    looks: list[int] = []

    def ahead(_now: int, until: int) -> tuple[Event, ...]:
        looks.append(until)
        return ()

    monkeypatch.setattr(player, "ahead", ahead)
    for now in range(T0, T0 + 10_000, 16):
        lookahead.look(player, now)
    assert 10_000 // LOOK_EVERY_MS - 2 <= len(looks) <= 10_000 // LOOK_EVERY_MS + 1


def test_it_looks_far_enough_ahead_for_a_front_that_stands_still() -> None:
    sounds = Lookahead(Arranger(SoundBank())).look(started(), T0).sounds
    assert max(sound.at_ms for sound in sounds) > T0 + REACH_MS - 1_001


def test_a_command_makes_everything_void_and_the_passing_of_time_nothing() -> None:
    player, lookahead = started(), Lookahead(Arranger(SoundBank()))
    assert lookahead.look(player, T0).void
    assert not lookahead.look(player, T0 + 100).void
    player.do(Command.PAUSE, T0 + 200)
    coming = lookahead.look(player, T0 + 200)
    assert (coming.void, coming.sounds) == (True, ())


def test_someone_who_comes_late_is_given_nothing_late() -> None:
    player, lookahead = started(), Lookahead(Arranger(SoundBank()))
    lookahead.look(player, T0)
    late = T0 + REACH_MS + 5_000
    assert all(sound.at_ms >= late for sound in lookahead.look(player, late).sounds)


def test_a_sweep_lasts_as_long_as_its_phase_does_on_the_clock() -> None:
    player = started(rate=Fraction(1, 2))
    lookahead = Lookahead(Arranger(SoundBank(Settings(movement="sweep"))))
    lowering = next(
        event
        for event in cues_ahead(player, T0, T0 + 20_000)
        if event.cue and event.cue.kind is CueKind.ECCENTRIC
    )
    assert lowering.cue is not None
    assert lowering.cue.length_ms == 8_000
    sounds = lookahead.look(player, lowering.due_ms - 100).sounds
    assert 8_000 * SAMPLES_PER_MS in [len(sound.samples) for sound in sounds]


def test_a_run_says_what_a_rendered_file_says() -> None:
    own = (CueText("Breathe"), CueText("Slowly", Moment.ECCENTRIC))
    made = timeline(replace(curl(6, sets=2, sides=Sides.EACH), cues=own))
    player = Player(made, lead_ms=LEAD_MS, gap_ms=None, count_in_ms=0)
    player.do(Command.START, T0)
    lookahead = Lookahead(Arranger(SoundBank(), QuickSpeaker()))
    live = []
    for now in range(T0, T0 + made.assumed_ms, 40):
        player.advance(now)
        sounds = lookahead.look(player, now).sounds
        live += [sound.at_ms - T0 - LEAD_MS for sound in sounds if sound.is_speech]
    rendered = [outcome.start_ms for outcome in speech_of(made, QuickSpeaker())]
    assert live == [start for start in rendered if start is not None]


def test_a_phrase_that_was_asked_for_is_given_at_the_first_look_at_which_it_is_there() -> None:
    speaker = SlowSpeaker()
    player, lookahead = started(), Lookahead(Arranger(SoundBank(), speaker))
    lookahead.look(player, T0)
    assert lookahead.look(player, T0 + 10).sounds == ()
    speaker.is_done = True
    sounds = lookahead.look(player, T0 + 20).sounds
    assert sounds
    assert all(sound.is_speech for sound in sounds)
    assert LOOK_EVERY_MS > 10 + 10
    assert lookahead.look(player, T0 + 30).sounds == ()


def test_what_is_reported_after_a_key_begins_where_the_stream_can_still_take_it() -> None:
    speaker = SlowSpeaker()
    player, lookahead = started(), Lookahead(Arranger(SoundBank(), speaker))
    lookahead.look(player, T0)
    speaker.is_done = True
    (first, *_) = lookahead.look(player, T0 + 20, written_to_ms=T0 + 900).sounds
    assert first.at_ms == T0 + 900


def test_a_voice_that_is_turned_on_gives_words_and_no_tone_a_second_time() -> None:
    player, lookahead = started(), Lookahead(Arranger(SoundBank()))
    lookahead.look(player, T0)
    lookahead.speak_with(QuickSpeaker())
    coming = lookahead.look(player, T0 + 16)
    assert not coming.void
    assert coming.sounds
    assert all(sound.is_speech for sound in coming.sounds)
    assert lookahead.look(player, T0 + 32).sounds == ()


def test_a_voice_that_is_turned_off_says_nothing_more() -> None:
    player, lookahead = started(), Lookahead(Arranger(SoundBank(), QuickSpeaker()))
    assert any(sound.is_speech for sound in lookahead.look(player, T0).sounds)
    lookahead.speak_with(None)
    later = [lookahead.look(player, T0 + ms).sounds for ms in range(16, 20_000, 100)]
    assert not any(sound.is_speech for sounds in later for sound in sounds)
