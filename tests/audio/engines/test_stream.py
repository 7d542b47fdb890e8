"""Every cue at its sample, whatever happens in between."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hamtimer.audio.sounds.samples import SAMPLES_PER_MS
from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.audio.stream.lookahead import REACH_MS
from hamtimer.audio.stream.mixer import Mixer
from hamtimer.audio.stream.mixing import GAIN_STEP_MS
from hamtimer.core.play.commands import Command
from hamtimer.core.play.state import EventKind
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import Length
from hamtimer.core.timeline.cue_kinds import CueKind
from tests.audio.fake_card import PERIOD_MS, T0, FakeCard, Front, differ
from tests.audio.fake_voice import QuickSpeaker, SlowSpeaker
from tests.core.make import curl, sit, timeline

SAME = 0.0001
SILENT = 0.0


def a_set() -> Front:
    """Return a front with a get-ready of 5 s, two sets of 2 x 7 s and a rest of 12 s."""
    return Front(timeline(curl(2, sets=2, prepare_ms=5_000, rest_ms=12_000)))


def loudness(samples: np.ndarray) -> float:
    return float(np.max(np.abs(samples), initial=0.0))


def due(front: Front, kind: CueKind) -> list[int]:
    return [e.due_ms for e in front.told if e.cue is not None and e.cue.kind is kind]


class TestASession:
    def test_is_heard_exactly_as_it_was_requested(self) -> None:
        front = Front(timeline(curl(3, sides=Sides.EACH), sit(Length.fixed(25_000))))
        front.do(Command.START)
        front.play(160_000)
        assert front.player.is_over
        assert differ(front.card.heard, front.wanted()) < SAME
        assert len(front.told) > 80

    @settings(max_examples=20)
    @given(st.lists(st.integers(1, REACH_MS - 2 * PERIOD_MS), min_size=3, max_size=30))
    def test_sounds_the_same_however_seldom_the_front_looks(self, gaps: list[int]) -> None:
        front = a_set()
        front.do(Command.START)
        for gap in gaps:
            front.card.run_to(front.card.now + gap)
            front.look()
        # A sound that was begun may not have been told to its end.
        told = max(0, min(front.card.now - T0, 45_000) - 1_500) * SAMPLES_PER_MS
        assert differ(front.card.heard[:told], front.wanted()[:told]) < SAME

    def test_rings_out_when_it_ends_by_itself(self) -> None:
        front = a_set()
        front.do(Command.START)
        front.play(60_000)
        assert front.card.opened <= 2
        assert differ(front.card.heard, front.wanted()) < SAME

    def test_begins_one_lead_after_the_key(self) -> None:
        front = a_set()
        front.play(1_000)
        front.do(Command.START)
        front.play(2_000)
        assert due(front, CueKind.GET_READY) == [T0 + 1_300]
        assert loudness(front.card.between(T0, T0 + 1_300)) == SILENT
        assert loudness(front.card.between(T0 + 1_300, T0 + 1_310)) > 0.1


class TestSteering:
    def test_a_pause_is_silent_at_once(self) -> None:
        front = a_set()
        front.do(Command.START)
        front.play(5_400)  # the start tone sounds, and more is written ahead
        before = front.card.now
        assert loudness(front.card.between(before - 50, before)) > 0.1
        front.do(Command.PAUSE)
        front.play(10_000)
        assert loudness(front.card.between(before, before + 10_000)) == SILENT

    def test_resuming_continues_in_the_middle_of_the_phase(self) -> None:
        front = a_set()
        front.do(Command.START)
        front.play(6_000)  # 700 ms into the first repetition
        front.do(Command.PAUSE)
        front.play(4_321)
        resumed = front.card.now
        front.do(Command.RESUME)
        front.play(4_000)
        first_tick = due(front, CueKind.TICK)[0]
        assert first_tick == resumed + 300 + 300
        assert loudness(front.card.between(resumed, first_tick)) == SILENT
        wanted = front.wanted()
        start = (resumed - T0) * SAMPLES_PER_MS
        end = (front.card.now - T0) * SAMPLES_PER_MS
        assert differ(front.card.heard[start:end], wanted[start:end]) < SAME

    def test_what_was_skipped_is_not_heard(self) -> None:
        front = a_set()
        front.do(Command.START)
        front.play(7_250)  # a tick is due in 50 ms and has been written
        front.do(Command.NEXT)
        skipped = front.card.now
        front.play(3_000)
        assert front.player.step.kind == "rest"
        assert loudness(front.card.between(skipped, skipped + 3_000)) == SILENT

    def test_a_set_ended_by_key_closes_with_its_sound(self) -> None:
        front = Front(timeline(sit(Length(60_000, None), sets=2)))
        front.do(Command.START)
        front.play(25_000)
        front.do(Command.DONE)
        pressed = front.card.now
        front.play(2_000)
        assert due(front, CueKind.SET_DONE) == [pressed + 300]
        assert loudness(front.card.between(pressed + 300, pressed + 310)) > 0.1

    @pytest.mark.parametrize("pressed_ms", range(1_000, 1_000 + PERIOD_MS, 50))
    def test_what_a_key_starts_is_on_time_wherever_the_stream_is(self, pressed_ms: int) -> None:
        front = a_set()
        front.play(pressed_ms)
        front.do(Command.START)
        front.play(4_000)
        until = pressed_ms * SAMPLES_PER_MS + 3_000 * SAMPLES_PER_MS
        assert differ(front.card.heard[:until], front.wanted()[:until]) < SAME

    def test_nothing_is_thrown_away_for_a_key_in_silence_that_changes_nothing_soon(self) -> None:
        front = a_set()
        front.do(Command.START)
        front.play(20_500)  # in the rest
        opened = front.card.opened
        front.do(Command.MORE_REST)
        front.play(1_000)
        assert front.card.opened == opened


class TestVolume:
    def test_muting_is_silent_at_once_and_unmuting_continues(self) -> None:
        front = a_set()
        front.do(Command.START)
        front.play(5_400)
        muted = front.card.now
        front.set_gain(0.0)
        front.play(3_000)
        assert loudness(front.card.between(muted, muted + 3_000)) == SILENT
        front.set_gain(1.0)
        front.play(5_000)
        tick = next(t for t in due(front, CueKind.TICK) if t > muted + 4_000)
        assert loudness(front.card.between(tick, tick + 40)) > 0.05

    def test_a_change_does_not_click(self) -> None:
        front = a_set()
        front.set_gain(0.2)
        front.do(Command.START)
        front.play(5_250)
        front.set_gain(1.0)
        front.play(1_000)
        jumps = np.abs(np.diff(front.card.between(T0 + 5_000, T0 + 6_200)))
        assert loudness(jumps) < 0.35  # a click would jump by half of full scale and more

    def test_a_change_lets_what_is_sounding_continue(self) -> None:
        front = a_set()
        front.do(Command.START)
        front.play(5_500)  # 200 ms into the start tone
        opened, changed = front.card.opened, front.card.now
        front.set_gain(0.5)
        front.play(1_000)
        assert front.card.opened == opened + 1
        faded = changed + GAIN_STEP_MS
        since, until = (at - T0 for at in (faded, faded + 700))
        wanted = 0.5 * front.wanted()[since * SAMPLES_PER_MS : until * SAMPLES_PER_MS]
        assert loudness(wanted) > 0.1
        assert differ(front.card.between(faded, faded + 700), wanted) < SAME

    def test_a_change_doubles_nothing_that_a_late_output_was_sent_before(self) -> None:
        front = Front(timeline(curl(2, prepare_ms=5_000)), latency_ms=150)
        front.do(Command.START)
        front.play(5_250)  # the start tone is due in 50 ms, and was sent 100 ms ago
        changed = front.card.now
        front.set_gain(0.5)
        front.play(1_000)
        assert due(front, CueKind.START) == [T0 + 5_300]
        # What is sent is what is heard 150 ms later.
        faded = changed + GAIN_STEP_MS
        since = (faded + 150 - T0) * SAMPLES_PER_MS
        heard = front.card.between(faded, faded + 700)
        assert differ(heard, 0.5 * front.wanted()[since : since + len(heard)]) < SAME


class TestTheVoice:
    def spoken(self, front: Front) -> np.ndarray:
        """Return what was heard beside the tones."""
        return front.card.heard - front.wanted()

    def over_signals(self, front: Front, samples: np.ndarray) -> float:
        """Return how loud something is while a tone sounds that matters."""
        loudest = 0.0
        for event in front.told:
            tone = SoundBank().tone(event.cue) if event.cue else None
            if tone is not None and event.cue and event.cue.kind is not CueKind.TICK:
                start = (event.due_ms - T0) * SAMPLES_PER_MS
                loudest = max(loudest, loudness(samples[start : start + len(tone)]))
        return loudest

    @pytest.mark.parametrize("pressed_ms", range(1_000, 13_000, 499))
    def test_is_turned_on_without_a_tone_lost_or_doubled(self, pressed_ms: int) -> None:
        front = a_set()
        front.do(Command.START)
        front.play(pressed_ms)
        opened, pressed = front.card.opened, front.card.now
        front.speak(QuickSpeaker())
        front.play(12_000)
        spoken = self.spoken(front)
        assert front.card.opened == opened
        assert loudness(spoken[: (pressed - T0) * SAMPLES_PER_MS]) < SAME
        assert loudness(spoken) > 0.1
        assert self.over_signals(front, spoken) < SAME

    @pytest.mark.parametrize("pressed_ms", range(1_000, 13_000, 499))
    def test_is_turned_off_at_once_and_every_tone_continues(self, pressed_ms: int) -> None:
        front = a_set()
        front.speak(QuickSpeaker())
        front.do(Command.START)
        front.play(pressed_ms)
        pressed = front.card.now
        front.speak(None)
        front.play(12_000)
        faded = (pressed + GAIN_STEP_MS - T0) * SAMPLES_PER_MS
        heard = (front.card.now - T0) * SAMPLES_PER_MS
        assert loudness(self.spoken(front)[:faded]) > 0.1 or pressed_ms < 1_500
        assert loudness(self.spoken(front)[faded:heard]) < SAME

    def test_is_turned_on_again_right_away_and_misses_nothing_to_come(self) -> None:
        usual, toggled = a_set(), a_set()
        for front in (usual, toggled):
            front.speak(QuickSpeaker())
            front.do(Command.START)
            front.play(6_000)
        toggled.speak(None)
        toggled.speak(QuickSpeaker())
        for front in (usual, toggled):
            front.play(10_000)
        since = 8_000 * SAMPLES_PER_MS
        assert loudness(self.spoken(usual)[since:]) > 0.1
        assert differ(usual.card.heard[since:], toggled.card.heard[since:]) < SAME

    def test_counts_a_start_in_right_after_its_key(self) -> None:
        front = Front(timeline(sit(Length(60_000, None), sets=2)))
        speaker = SlowSpeaker()
        front.speak(speaker)
        front.do(Command.START)
        front.play(25_000)
        front.do(Command.DONE)
        front.play(3_000)
        front.do(Command.DONE)  # the rest: a count-in of three seconds follows
        pressed = front.card.now
        speaker.is_done = True
        front.play(6_000)
        spoken = self.spoken(front)
        for count in [e.due_ms for e in front.told if e.cue and e.cue.kind is CueKind.COUNTDOWN]:
            if count > pressed:
                start = (count - T0) * SAMPLES_PER_MS
                assert loudness(spoken[start : start + 1_000 * SAMPLES_PER_MS]) > 0.1


class TestABusyComputer:
    def test_a_stall_shorter_than_the_reserve_moves_nothing(self) -> None:
        front = a_set()
        front.do(Command.START)
        while not front.player.is_over:
            front.card.stall(100)
            front.play(60)
        front.play(2_000)
        assert front.engine.status().underruns == 0
        assert differ(front.card.heard, front.wanted()) < SAME

    def test_a_longer_one_is_counted_and_a_new_stream_is_on_time_again(self) -> None:
        front = a_set()
        front.do(Command.START)
        front.play(10_000)
        buffer_ms = front.engine.status().buffer_ms
        front.card.stall(1_300)
        front.play(10_000)
        status = front.engine.status()
        assert status.underruns == 1
        assert status.notice
        assert status.buffer_ms > buffer_ms
        since, until = 11_450 * SAMPLES_PER_MS, 20_000 * SAMPLES_PER_MS
        assert differ(front.card.heard[since:until], front.wanted()[since:until]) < SAME

    def test_a_program_that_was_stopped_is_not_called_busy(self) -> None:
        front = a_set()
        front.do(Command.START)
        front.play(6_000)
        buffer_ms = front.engine.status().buffer_ms
        front.card.stall(8_450)  # the player says that the program was stopped
        front.play(2_000)
        status = front.engine.status()
        assert (status.underruns, status.notice) == (1, "")
        assert status.buffer_ms == buffer_ms

    def test_that_never_ends_does_not_begin_new_streams_for_ever(self) -> None:
        front = a_set()
        front.do(Command.START)
        while not front.player.is_over:
            front.play(4_000)
            front.card.stall(1_300)
        assert front.engine.status().underruns > 5
        assert front.card.opened < 8

    def test_a_device_that_takes_its_time_to_wake_is_no_underrun(self) -> None:
        front = a_set()
        front.card.stall(1_700)
        front.do(Command.START)
        front.play(10_000)
        assert front.engine.status().underruns == 0
        until = 10_000 * SAMPLES_PER_MS
        assert differ(front.card.heard[:until], front.wanted()[:until]) < SAME

    def test_what_was_missed_is_never_played_in_a_burst(self) -> None:
        front = a_set()
        front.do(Command.START)
        front.play(6_000)
        front.card.stall(8_450)  # the process was stopped through eight cues
        back = front.card.now
        front.play(900)
        heard = front.card.between(back, back + 900)
        assert differ(heard, front.wanted()[(back - T0) * SAMPLES_PER_MS :][: len(heard)]) < SAME

    def test_an_error_while_mixing_ends_the_stream_and_not_the_program(
        self, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
    ) -> None:
        front = a_set()
        monkeypatch.setattr(Mixer, "render", lambda *_: 1 / 0)
        front.card.run_to(front.card.now + 1_000)
        assert not front.engine.is_alive(front.card.now)
        assert front.woken
        with pytest.raises(ZeroDivisionError):
            front.engine.service()
        assert capfd.readouterr() == ("", "")


class TestTwoClocks:
    @pytest.mark.parametrize("ppm", [-200, 200])
    def test_drift_stays_small_and_no_two_ticks_of_a_phase_part(self, ppm: int) -> None:
        front = Front(timeline(sit(Length.fixed(180_000))), FakeCard(faster=1 + ppm / 1_000_000))
        front.do(Command.START)
        front.play(190_000)
        wanted = [event.due_ms for event in front.told if event.cue and event.cue.sounds]
        assert len(wanted) > 15
        for at in wanted:
            near = front.card.between(at - 30, at + 30)
            onset = at - 30 + np.flatnonzero(np.abs(near) > 0.01)[0] / SAMPLES_PER_MS
            # 10 ms are set right when two windows of 10 s, which are 2 ms each, have shown them.
            assert abs(onset - at) < 18


class TestAStreamThatBeginsLate:
    def test_is_realigned_when_the_device_is_known_from_earlier_streams(self) -> None:
        front = Front(timeline(sit(Length.fixed(90_000))))
        front.do(Command.START)
        front.play(15_000)
        front.card.late_ms = 80
        front.do(Command.PAUSE)
        front.play(1_000)
        front.card.run_to(front.card.now)
        front.do(Command.RESUME)
        front.engine.open()  # a stream of its own, which begins late
        resumed = front.card.now
        front.play(40_000)
        since = (resumed + 8_000 - T0) * SAMPLES_PER_MS
        until = (front.card.now - T0) * SAMPLES_PER_MS
        assert differ(front.card.heard[since:until], front.wanted()[since:until]) < SAME


class TestADeviceThatGoes:
    def test_is_noticed_when_it_asks_for_nothing_more(self) -> None:
        front = a_set()
        front.do(Command.START)
        front.play(5_000)
        assert front.engine.is_alive(front.card.now)
        front.card.now += 3_500
        assert not front.engine.is_alive(front.card.now)

    def test_is_noticed_even_when_it_never_asked_for_anything(self) -> None:
        front = Front(timeline(curl(2)), FakeCard(asks=False))
        front.card.run_to(front.card.now + 2_900)
        assert front.engine.is_alive(front.card.now)
        front.card.run_to(front.card.now + 200)
        assert not front.engine.is_alive(front.card.now)

    def test_what_was_to_come_is_heard_on_the_next_stream(self) -> None:
        front = a_set()
        front.do(Command.START)
        front.play(6_000)
        front.card.close()
        front.card.now += 4_000
        front.engine.restart()
        front.engine.open()
        reopened = front.card.now
        front.play(8_000)
        start, end = (reopened - T0) * SAMPLES_PER_MS, (front.card.now - T0) * SAMPLES_PER_MS
        assert differ(front.card.heard[start:end], front.wanted()[start:end]) < SAME

    def test_the_events_say_what_was_requested_and_not_what_was_heard(self) -> None:
        front = a_set()
        front.card.close()
        front.do(Command.START)
        front.play(60_000)
        assert front.told[-1].kind is EventKind.FINISHED
