"""A session can be followed with eyes shut: a listener writes it down from its sound alone.

The listener knows what each sound is like, but not the session. It hears it from a small
loudspeaker, in a room with echoes, in noise. `benchmarks/listener.py` plays all bundled sessions.
"""

import itertools
from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest

from benchmarks.listener import (
    Heard,
    Score,
    Stretch,
    judge,
    listen,
    rendered,
    sets_in,
    sounds_of,
    through_a_room,
    transcript_of,
    write_down,
)
from benchmarks.speech_table import bundled_timelines
from hamtimer.audio.export.render import CHUNK_MS
from hamtimer.audio.sounds import palette
from hamtimer.audio.sounds.loudness import Wave, wave_of
from hamtimer.audio.sounds.samples import RATE, SAMPLES_PER_MS, Samples
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import Tempo
from hamtimer.core.timeline.cue_kinds import CueKind
from tests.core.make import curl, timeline

TIMELINES = dict(bundled_timelines())


@cache
def heard_in(name: str, pieces: int) -> tuple[Heard, ...]:
    sound = itertools.islice(rendered(TIMELINES[name]), pieces)
    return listen(through_a_room(sound))


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        ("first-steps", 60),  # both sides of a set, a concentric first, a hold
        ("nordic-lowering", 70),  # lowerings with a reset
        ("leg-lifts", 70),  # sides in turn
    ],
)
def test_a_session_is_written_down_without_a_mistake(name: str, seconds: int) -> None:
    heard = heard_in(name, seconds * 1_000 // CHUNK_MS)
    # The last second may hold sounds that were cut off.
    score = judge(TIMELINES[name], heard, min(seconds * 1_000, TIMELINES[name].assumed_ms) - 999)
    assert score.sounds[1] > 40
    assert score.is_perfect, score


def test_the_softest_sounds_are_still_heard_where_noise_is_nearly_as_loud() -> None:
    """The pause, the reset and the ticks were lost here before the palette was made even."""
    made = TIMELINES["nordic-lowering"]
    heard = listen(through_a_room(itertools.islice(rendered(made), 6), snr_db=6))
    score = judge(made, heard, 29_000)
    assert score.is_perfect, score


@pytest.mark.parametrize("name", TIMELINES)
def test_the_sounds_of_every_bundled_session_say_all_that_its_steps_are(name: str) -> None:
    made = TIMELINES[name]
    transcript = write_down(sounds_of(made))
    assert transcript == transcript_of(made)
    assert sets_in(transcript) == sum(step.ends_set for step in made.steps)


def test_a_transcript_says_what_was_done() -> None:
    made = timeline(curl(2, tempo=Tempo(2_000, 0, 1_000, 0), sides=Sides.EACH, prepare_ms=5_000))
    first, second, third, fourth, end = write_down(sounds_of(made))
    assert (first, end) == (Stretch(0, "ready"), Stretch(made.assumed_ms, "end"))
    assert (second.at_ms, second.what, second.reps) == (5_000, "work", 2)
    assert second.phases == (
        ("eccentric", 5_000),
        ("concentric", 7_000),
        ("eccentric", 8_000),
        ("concentric", 10_000),
    )
    assert (third.what, fourth.what, fourth.reps) == ("switch", "work", 2)


class TestMistakesAreSeen:
    """A score can be bad, so that a good one means something."""

    def score_without(self, *gone: CueKind) -> Score:
        made = TIMELINES["first-steps"]
        return judge(made, [h for h in sounds_of(made) if h.kind not in gone])

    def test_nothing_missing_is_perfect(self) -> None:
        assert self.score_without().is_perfect

    def test_a_lost_phase_is_missed(self) -> None:
        score = self.score_without(CueKind.ECCENTRIC)
        assert score.phases[0] < score.phases[1]
        assert score.wrong == 2

    def test_a_lost_switch_is_missed(self) -> None:
        score = self.score_without(CueKind.SWITCH)
        assert score.sides == (0, 1)
        assert not score.is_perfect

    def test_a_sound_that_was_never_made_is_one_too_many(self) -> None:
        made = TIMELINES["first-steps"]
        score = judge(made, [*sounds_of(made), Heard(44_500, CueKind.GET_READY)])
        assert (score.extra, score.wrong) == (1, 1)

    def test_a_tick_at_the_wrong_pitch_is_wrong(self) -> None:
        made = TIMELINES["nordic-lowering"]
        upside_down = [
            Heard(h.at_ms, h.kind, None if h.depth is None else 1 - h.depth)
            for h in sounds_of(made)
        ]
        right, of = judge(made, upside_down).ticks
        assert right < of

    def test_what_drowns_in_noise_is_not_written_down(self) -> None:
        made = TIMELINES["nordic-lowering"]
        heard = listen(through_a_room(itertools.islice(rendered(made), 8), snr_db=-25))
        score = judge(made, heard, 39_000)
        assert score.phases[0] < score.phases[1]
        assert not score.is_perfect


def test_nothing_is_heard_in_noise_alone() -> None:
    silence = itertools.repeat(np.zeros(RATE, np.float32), 10)
    assert listen(through_a_room(silence)) == ()


def in_a_room(*placed: tuple[int, Samples]) -> Iterator[Wave]:
    sound = np.zeros(3 * RATE, np.float32)
    for at_ms, samples in placed:
        at = at_ms * SAMPLES_PER_MS
        sound[at : at + len(samples)] += wave_of(samples)
    return through_a_room([sound])


@pytest.mark.parametrize("kind", palette.DEFAULTS)
def test_every_sound_is_known_by_itself(kind: CueKind) -> None:
    (heard,) = listen(in_a_room((1_003, palette.synthesise(palette.DEFAULTS[kind]))))
    assert heard.kind is kind
    assert heard.at_ms == pytest.approx(1_003, abs=25)


def test_every_tick_is_known_by_its_pitch() -> None:
    ticks = [palette.tick_at(place) for place in range(palette.TICK_PITCHES)]
    heard = listen(in_a_room(*((300 + 200 * n, tick) for n, tick in enumerate(ticks))))
    places = [round((h.depth or 0) * (palette.TICK_PITCHES - 1)) for h in heard]
    assert places == list(range(palette.TICK_PITCHES))
