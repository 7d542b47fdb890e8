"""What is heard, shown and said inside a step, and when."""

import tracemalloc
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.session.model import Block, BlockKind, Side, Sides
from hamtimer.core.session.work import CueText, Length, Moment, Phase, Reps, Tempo
from hamtimer.core.timeline.cue_kinds import Cue, CueKind
from hamtimer.core.timeline.cues import cues_between, cues_of, cues_until_key
from hamtimer.core.timeline.steps import Step, StepKind, Timeline
from tests.core.make import curl, sit, timeline, timelines


def of_kind(cues: tuple[Cue, ...], *kinds: CueKind) -> list[int]:
    return [cue.at_ms for cue in cues if cue.kind in kinds]


def set_of(made: Timeline) -> Step:
    return next(step for step in made.steps if step.kind.is_work)


def test_a_get_ready_counts_its_last_three_seconds() -> None:
    cues = cues_of(timeline(curl()).steps[0])
    assert of_kind(cues, CueKind.GET_READY) == [0]
    counted = [(c.at_ms, c.count) for c in cues if c.kind is CueKind.COUNTDOWN]
    assert counted == [(7_000, 3), (8_000, 2), (9_000, 1)]


def test_the_last_countdown_cue_is_the_start_itself() -> None:
    made = timeline(curl())
    first = cues_of(made.steps[1])[0]
    assert (first.kind, first.at_ms, first.sounds) == (CueKind.START, 0, True)
    assert made.steps[1].start_ms == made.steps[0].start_ms + 10_000


def test_each_phase_begins_with_its_own_cue_and_ticks_every_second() -> None:
    cues = cues_of(set_of(timeline(curl(2))))
    assert of_kind(cues, CueKind.ECCENTRIC) == [0, 7_000]
    assert of_kind(cues, CueKind.STRETCHED) == [4_000, 11_000]
    assert of_kind(cues, CueKind.CONCENTRIC) == [5_000, 12_000]
    assert of_kind(cues, CueKind.TICK)[:4] == [1_000, 2_000, 3_000, 6_000]
    assert not of_kind(cues, CueKind.SHORTENED), "a phase of length zero makes no sound"


@pytest.mark.parametrize(
    ("tempo", "depths"),
    [
        (Tempo(4_000, 2_000, 2_000, 2_000), [0.25, 0.5, 0.75, 1.0, 0.5, 0.0]),
        (Tempo(2_500, 0, 1_500, 0), [0.4, 0.8, 0.333]),
        (Tempo(2_000, 0, 2_000, 0, first=Phase.CONCENTRIC), [0.5, 0.5]),
        (Tempo(4_000, 0, 0, 0, reset_ms=2_000), [0.25, 0.5, 0.75, 0.5]),
    ],
)
def test_a_tick_knows_where_the_limb_is(tempo: Tempo, depths: list[float]) -> None:
    cues = cues_of(set_of(timeline(curl(1, tempo=tempo))))
    assert [cue.depth for cue in cues if cue.kind is CueKind.TICK] == depths


def test_half_seconds_tick_on_whole_seconds_of_the_phase() -> None:
    cues = cues_of(set_of(timeline(curl(1, tempo=Tempo(2_500, 0, 1_500, 0)))))
    assert of_kind(cues, CueKind.TICK) == [1_000, 2_000, 3_500]


def test_reps_are_counted_when_they_are_done_and_the_voice_names_the_one_that_begins() -> None:
    cues = cues_of(set_of(timeline(curl(3))))
    done = [(c.at_ms, c.count, c.speech) for c in cues if c.kind is CueKind.REP_DONE]
    assert done == [(7_000, 1, "2"), (14_000, 2, ""), (21_000, 3, "")]
    assert [c.speech for c in cues if c.at_ms == 14_000 and c.speech] == ["Last one"]


@given(timelines)
def test_a_spoken_number_is_the_rep_on_the_screen(made: Timeline) -> None:
    for step in made.steps:
        for cue in cues_between(step, -1, step.length_ms or 60_000):
            if cue.kind is CueKind.REP_DONE and cue.speech:
                assert step.reps is not None
                begun = cue.at_ms // (step.reps.rep_ms * len(step.reps.sides)) + 1
                assert cue.speech == str(begun)
                assert step.reps.count is None or begun <= step.reps.count


def test_halfway_and_the_last_rep_are_reported() -> None:
    cues = cues_of(set_of(timeline(curl(8))))
    assert of_kind(cues, CueKind.HALFWAY) == [4 * 7_000]
    assert of_kind(cues, CueKind.LAST_REP) == [7 * 7_000]


@pytest.mark.parametrize("reps", [1, 2])
def test_a_very_short_set_needs_neither(reps: int) -> None:
    cues = cues_of(set_of(timeline(curl(reps))))
    assert not of_kind(cues, CueKind.HALFWAY, CueKind.LAST_REP)


def test_the_bottom_of_a_range_says_that_one_may_stop() -> None:
    cues = cues_of(set_of(timeline(curl(Reps(15, 20)))))
    assert of_kind(cues, CueKind.MINIMUM) == [15 * 7_000]


def test_that_one_may_stop_is_not_drowned_by_halfway() -> None:
    cues = cues_of(set_of(timeline(curl(Reps(10, 20)))))
    at_ten = [cue.kind for cue in cues if cue.at_ms == 10 * 7_000]
    assert CueKind.MINIMUM in at_ten
    assert CueKind.HALFWAY not in at_ten


def test_an_alternating_set_says_each_change_of_side() -> None:
    cues = cues_of(set_of(timeline(curl(2, sides=Sides.ALTERNATING))))
    changes = [(c.at_ms, c.side) for c in cues if c.kind is CueKind.CHANGE_SIDE]
    assert changes == [(7_000, Side.RIGHT), (14_000, Side.LEFT), (21_000, Side.RIGHT)]
    done = [(c.count, c.side) for c in cues if c.kind is CueKind.REP_DONE]
    assert done == [(1, Side.LEFT), (1, Side.RIGHT), (2, Side.LEFT), (2, Side.RIGHT)]


def test_a_rest_warns_before_it_is_over_and_counts_down_when_work_follows() -> None:
    rest = timeline(curl(sets=2)).steps[2]
    cues = cues_of(rest)
    assert of_kind(cues, CueKind.REST_SOON) == [50_000]
    assert of_kind(cues, CueKind.COUNTDOWN) == [57_000, 58_000, 59_000]


def test_a_rest_before_a_get_ready_leaves_the_counting_to_it() -> None:
    rest = timeline(curl(name="One"), curl(name="Two")).steps[2]
    assert not of_kind(cues_of(rest), CueKind.COUNTDOWN)


def test_a_short_rest_does_not_warn() -> None:
    rest = timeline(curl(sets=2, rest_ms=15_000)).steps[2]
    assert not of_kind(cues_of(rest), CueKind.REST_SOON)


def test_a_hold_shows_its_time_its_half_and_its_end() -> None:
    cues = cues_of(set_of(timeline(sit(Length.fixed(30_000)))))
    assert of_kind(cues, CueKind.PERIODIC) == [10_000, 20_000]
    assert of_kind(cues, CueKind.HALFWAY) == [15_000]
    assert of_kind(cues, CueKind.COUNTDOWN) == [27_000, 28_000, 29_000]
    assert of_kind(cues, CueKind.SESSION_DONE) == [30_000]


def test_an_open_hold_counts_up_for_ever_and_marks_the_minimum() -> None:
    step = set_of(timeline(sit(Length(60_000, None))))
    first_minute = cues_between(step, -1, 60_000)
    assert of_kind(first_minute, CueKind.COUNTDOWN) == [57_000, 58_000, 59_000]
    assert of_kind(first_minute, CueKind.MINIMUM) == [60_000]
    hour = 3_600_000
    assert of_kind(cues_between(step, hour, hour + 20_000), CueKind.PERIODIC) == [
        hour + 10_000,
        hour + 20_000,
    ]


def test_as_many_reps_as_possible_continue_by_the_same_tempo() -> None:
    step = set_of(timeline(curl(Reps(0, None))))
    cues = cues_between(step, 99 * 7_000 - 1, 100 * 7_000 - 1)
    assert of_kind(cues, CueKind.ECCENTRIC) == [99 * 7_000]
    assert [c.count for c in cues if c.kind is CueKind.REP_DONE] == [99]


def test_a_self_paced_set_only_starts() -> None:
    step = set_of(timeline(curl(10, tempo=None)))
    assert [c.kind for c in cues_between(step, -1, 600_000)] == [CueKind.START]


def test_the_end_of_a_set_is_silent_where_the_next_thing_sounds_at_once() -> None:
    each_side = timeline(curl(sides=Sides.EACH, sets=2))
    left, right = (s for s in each_side.steps[:5] if s.kind is StepKind.SET)
    assert [c.sounds for c in cues_of(left) if c.kind is CueKind.SET_DONE] == [False]
    assert [c.sounds for c in cues_of(right) if c.kind is CueKind.SET_DONE] == [True]


def test_each_side_is_named_when_it_begins() -> None:
    made = timeline(curl(sides=Sides.EACH))
    starts = [c.speech for s in made.steps for c in cues_of(s) if c.kind is CueKind.START]
    assert starts == ["Left", "Right"]


def test_an_exercise_that_follows_another_at_once_is_named_by_its_start() -> None:
    lifts = replace(curl(name="Lifts", sides=Sides.RIGHT), rest_after=Length.fixed(0))
    wall = replace(sit(Length.fixed(30_000)), prepare_ms=0)
    made = timeline(Block((lifts, wall), kind=BlockKind.SUPERSET, rounds=1))
    said = [c.speech for c in cues_of(made.steps[1]) if c.kind is CueKind.SET_DONE]
    assert said == [""], "the name of what comes next is said in its place"
    assert cues_of(made.steps[2])[0].speech == "Wall sit"


def test_a_rest_says_that_the_set_after_it_is_optional() -> None:
    rests = [s for s in timeline(replace(curl(sets=3), least_sets=2)).steps if not s.kind.is_work]
    soon = [c.speech for s in rests for c in cues_of(s) if c.kind is CueKind.REST_SOON]
    assert soon == ["Curl", "Curl. Optional set"]


def test_what_comes_next_is_announced_with_its_side() -> None:
    steps = timeline(curl(sides=Sides.EACH, sets=2)).steps
    said = [
        c.speech
        for s in steps
        for c in cues_of(s)
        if c.kind in (CueKind.GET_READY, CueKind.SWITCH, CueKind.REST_SOON)
    ]
    assert said == ["Curl. Left", "Switch. Right", "Curl. Left", "Switch. Right"]


def test_a_hold_ended_by_key_at_its_minimum_says_only_that_it_is_over() -> None:
    step = set_of(timeline(sit(Length(60_000, None))))
    last = [c for c in cues_until_key(step, 60_000) if c.at_ms == 60_000]
    assert [c.kind for c in last] == [CueKind.MINIMUM, CueKind.PERIODIC, CueKind.SESSION_DONE]
    assert [(c.speech, c.sounds) for c in last] == [
        ("", False),
        ("", False),
        ("Session done", True),
    ]


def test_a_set_ended_by_key_begins_no_rep_at_its_end() -> None:
    step = set_of(timeline(curl(Reps(0, None), sets=2)))
    last = [(c.kind, c.rep) for c in cues_until_key(step, 21_000) if c.at_ms == 21_000]
    assert last == [(CueKind.REP_DONE, 3), (CueKind.SET_DONE, 0)]


def test_a_count_in_is_heard_before_position_zero() -> None:
    step = set_of(timeline(curl()))
    assert of_kind(cues_between(step, -3_001, -1), CueKind.COUNTDOWN) == [-3_000, -2_000, -1_000]


def test_a_persons_cue_is_spoken_at_its_moment() -> None:
    own = (
        CueText("Breathe"),
        CueText("Slowly", Moment.ECCENTRIC),
        CueText("Two more", Moment.REP, 2),
        CueText("Squeeze", Moment.TIME, 1_500),
    )
    made = timeline(replace(curl(3), cues=own))
    notes = [(c.at_ms, c.text) for c in cues_of(made.steps[1]) if c.kind is CueKind.NOTE]
    assert notes == [
        (0, "Slowly"),
        (1_500, "Squeeze"),
        (4_000, "Breathe"),
        (7_000, "Two more; Slowly"),
        (14_000, "Slowly"),
    ]
    before = [c.text for c in cues_of(made.steps[0]) if c.kind is CueKind.NOTE]
    assert before == ["Breathe"]


def test_general_cues_take_turns_from_set_to_set_and_what_comes_too_late_is_not_said() -> None:
    own = (CueText("Breathe"), CueText("Hips up"), CueText("Too late", Moment.TIME, 14_000))
    steps = timeline(replace(curl(2, sets=4), cues=own)).steps
    rests = [cues_of(step) for step in steps if step.kind is StepKind.REST]
    said = [c.text for cues in rests for c in cues if c.kind is CueKind.NOTE]
    assert said == ["Hips up", "Breathe", "Hips up"]
    inside = [[c.text for c in cues_of(step) if c.kind is CueKind.NOTE] for step in steps]
    assert inside[1::2] == [["Breathe"], ["Hips up"], ["Breathe"], ["Hips up"]], "one a turn"


def test_half_of_as_many_as_possible_is_never_reached() -> None:
    asked = replace(curl(Reps(3, None)), cues=(CueText("Half done", Moment.HALFWAY),))
    emitted = cues_between(set_of(timeline(asked)), -1, 600_000)
    assert CueKind.NOTE not in [cue.kind for cue in emitted]


def test_a_moment_of_the_longest_set_takes_the_same_memory_as_one_of_the_shortest() -> None:
    day_long = Tempo(3_600_000, 0, 2_000, 0)
    step = set_of(timeline(curl(20, tempo=day_long)))
    at = 10 * 3_602_000 + 5_500
    tracemalloc.start()
    cues = cues_between(step, at, at + 8_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [(cue.kind, cue.count) for cue in cues] == [(CueKind.TICK, n) for n in range(6, 14)]
    assert peak < 100_000


@given(timelines)
def test_one_tone_a_track_at_an_instant_even_across_steps(made: Timeline) -> None:
    heard: set[tuple[int, int, bool]] = set()
    stretch = 0
    for step in made.steps:
        stretch += step.is_open  # after an open step nobody knows when the next begins
        for cue in cues_of(step):
            if cue.sounds:
                slot = (stretch, step.start_ms + cue.at_ms, cue.kind.is_movement)
                assert slot not in heard
                heard.add(slot)


@given(timelines)
def test_cues_stand_inside_their_step_in_order(made: Timeline) -> None:
    for step in made.steps:
        instants = [cue.at_ms for cue in cues_of(step)]
        assert instants == sorted(instants)
        assert all(0 <= at <= (step.length_ms or 0) for at in instants)


@given(timelines, st.data())
def test_cutting_a_stretch_in_two_neither_loses_nor_doubles_a_cue(
    made: Timeline, data: st.DataObject
) -> None:
    step = data.draw(st.sampled_from(made.steps))
    end = step.length_ms if step.length_ms is not None else 200_000
    cut = data.draw(st.integers(0, end))
    parts = cues_between(step, -3_001, cut) + cues_between(step, cut, end)
    assert parts == cues_between(step, -3_001, end)
