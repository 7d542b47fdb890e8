"""What a front shows at one instant."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Event, Status
from hamtimer.core.play.view import View, look
from hamtimer.core.session.model import Block, BlockKind, Side, Sides
from hamtimer.core.session.work import NO_TIME, CueText, Length, Moment, Phase, Reps, Tempo
from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.core.timeline.limb import depth_at
from hamtimer.core.timeline.notes import notes_between
from hamtimer.core.timeline.steps import RepPlan, StepKind, Timeline
from tests.core.make import curl, sit, tempos, timeline, timelines

T0 = 5_000_000
OPEN_MS = 61_001
"""How long the tests hold out in an open step: not to the end of any rep."""


def view_at(made: Timeline, position: int) -> View:
    """Look at a run that was started and then left alone for `position` milliseconds."""
    player = Player(made, gap_ms=None)
    player.do(Command.START, T0)
    player.advance(T0 + position)
    return look(player, T0 + position)


def test_a_get_ready_shows_what_comes_and_what_is_left() -> None:
    view = view_at(timeline(curl()), 8_500)
    assert (view.step.kind, view.remaining_ms) == (StepKind.PREPARE, 1_500)
    assert view.exercise.name == "Curl"
    assert view.next_work is not None
    assert view.next_work.kind is StepKind.SET


@pytest.mark.parametrize(
    ("position", "phase", "into", "depth"),
    [
        (0, Phase.ECCENTRIC, 0, 0.0),
        (1_000, Phase.ECCENTRIC, 1_000, 0.25),
        (3_999, Phase.ECCENTRIC, 3_999, 0.99975),
        (4_000, Phase.STRETCHED, 0, 1.0),
        (6_000, Phase.CONCENTRIC, 1_000, 0.5),
        (7_000, Phase.ECCENTRIC, 0, 0.0),
    ],
)
def test_the_limb_sinks_through_the_eccentric_and_rises_through_the_concentric(
    position: int, phase: Phase, into: int, depth: float
) -> None:
    view = view_at(timeline(curl(2)), 10_000 + position)
    assert view.phase is not None
    assert (view.phase.phase, view.phase.position_ms) == (phase, into)
    assert view.depth == pytest.approx(depth)


def test_a_rest_shows_load_and_description_of_what_comes() -> None:
    made = replace(curl(sets=2), load="12 kg", description="Slowly.")
    view = view_at(timeline(made), 10_000 + 14_000 + 1_000)
    assert view.step.kind is StepKind.REST
    assert (view.load, view.description) == ("12 kg", "Slowly.")


def test_a_concentric_start_begins_at_the_bottom() -> None:
    bridge = curl(2, tempo=Tempo(4_000, 0, 2_000, 1_000, first=Phase.CONCENTRIC))
    assert view_at(timeline(bridge), 9_000).depth == 0.0, "a get-ready shows no movement"
    lifting = view_at(timeline(bridge), 10_500)
    assert lifting.phase is not None
    assert lifting.phase.phase is Phase.CONCENTRIC
    assert lifting.depth == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("tempo", "depths"),
    [
        # The way back from a drilled lift leads down, to where the next one begins.
        (Tempo(0, 0, 2_000, 0, first=Phase.CONCENTRIC, reset_ms=2_000), [1.0, 0.5, 0.0, 0.5]),
        (Tempo(2_000, 0, 0, 0, reset_ms=2_000), [0.0, 0.5, 1.0, 0.5]),
        # Without an eccentric the limb is at the bottom when the lift begins.
        (Tempo(0, 1_000, 2_000, 1_000), [1.0, 1.0, 0.5, 0.0]),
    ],
)
def test_the_limb_is_where_its_phase_has_it(tempo: Tempo, depths: list[float]) -> None:
    made = timeline(curl(2, tempo=tempo))
    seen = [view_at(made, 10_000 + second * 1_000).depth for second in range(8)]
    assert seen == depths * 2


@given(tempos.filter(lambda tempo: tempo.concentric_ms > 0))
def test_the_limb_never_jumps_where_one_phase_goes_over_into_the_next(tempo: Tempo) -> None:
    plan = RepPlan(3, 3, tempo.phases(), (Side.BOTH,), tempo.tension_ms)
    lengths = [length for _, length in plan.phases] * 3
    for turn in itertools.accumulate(lengths):
        depth = depth_at(plan, turn)
        assert 0 <= depth <= 1
        assert depth == pytest.approx(depth_at(plan, turn - 0.001), abs=0.001)


def test_reps_are_counted_per_side() -> None:
    made = timeline(curl(3, sides=Sides.ALTERNATING))
    seen = [view_at(made, 10_000 + rep * 7_000) for rep in range(6)]
    assert [(v.rep, v.reps, v.side) for v in seen] == [
        (1, 3, Side.LEFT),
        (1, 3, Side.RIGHT),
        (2, 3, Side.LEFT),
        (2, 3, Side.RIGHT),
        (3, 3, Side.LEFT),
        (3, 3, Side.RIGHT),
    ]


def test_as_many_as_possible_has_no_total() -> None:
    view = view_at(timeline(curl(Reps(0, None))), 10_000 + 30 * 7_000)
    assert (view.rep, view.reps, view.reps_done, view.remaining_ms) == (31, None, 30, None)


def test_an_open_hold_counts_up() -> None:
    view = view_at(timeline(sit(Length(60_000, None))), 10_000 + 72_000)
    assert (view.position_ms, view.remaining_ms, view.step.minimum_ms) == (72_000, None, 60_000)


def test_a_pause_shows_the_place_where_it_stopped() -> None:
    player = Player(timeline(curl()), gap_ms=None)
    player.do(Command.START, T0)
    player.do(Command.PAUSE, T0 + 12_000)
    view = look(player, T0 + 999_000)
    assert view.status is Status.PAUSED
    assert view.phase is not None
    assert (view.phase.position_ms, view.elapsed_ms) == (2_000, 12_000)


def test_elapsed_and_remaining_are_of_the_whole_session() -> None:
    made = timeline(curl(2, sets=2))
    view = view_at(made, 30_000)
    assert (view.elapsed_ms, view.session_remaining_ms) == (30_000, made.assumed_ms - 30_000)
    assert view.progress == pytest.approx(30_000 / made.assumed_ms)


def test_the_end_is_shown_as_the_end() -> None:
    view = view_at(timeline(curl()), 100_000)
    assert view.status is Status.FINISHED
    assert (view.session_remaining_ms, view.progress) == (0, 1.0)
    assert (view.rep, view.reps_done) == (2, 2)


def test_a_count_in_is_distinguished_from_the_set() -> None:
    player = Player(timeline(curl(sets=2)), gap_ms=None)
    player.do(Command.START, T0)
    player.do(Command.NEXT, T0 + 30_000)
    view = look(player, T0 + 31_500)
    assert (view.count_in_ms, view.position_ms) == (1_500, 0)


def test_general_cues_take_turns_and_the_last_one_stays() -> None:
    made = timeline(replace(curl(6), cues=(CueText("Breathe"), CueText("Hips up"))))
    shown = [view_at(made, 10_000 + rep * 7_000).cue for rep in range(6)]
    assert shown == ["Breathe", "Breathe", *["Hips up"] * 4]


def test_a_cue_made_for_the_moment_comes_first() -> None:
    own = (CueText("Breathe"), CueText("Slowly", Moment.ECCENTRIC))
    made = timeline(replace(curl(3), cues=own))
    shown = [view_at(made, 10_000 + at).cue for at in (0, 3_999, 4_000, 6_999, 7_000, 11_000)]
    assert shown == ["Slowly", "Slowly", "Breathe", "Breathe", "Slowly", ""]


def test_a_cue_for_the_half_is_shown_there_only() -> None:
    made = timeline(replace(curl(4, sets=2), cues=(CueText("Half done", Moment.HALFWAY),)))
    shown = [at for at in range(0, 126_000, 1_000) if view_at(made, at).cue]
    # The get-ready takes 10 s, a set of four reps 28 s, and the rest 60 s.
    assert shown == [*range(24_000, 31_000, 1_000), *range(112_000, 119_000, 1_000)]


def test_every_cue_of_a_get_ready_is_shown() -> None:
    own = [CueText(text, Moment.PREPARE) for text in ("Belt on", "Feet flat", "Look up", "Breathe")]
    for count, shown in (
        (2, ["Belt on", "Feet flat"]),
        (3, ["Belt on", "Feet flat", "Look up"]),
        (4, ["Belt on; Feet flat", "Look up; Breathe"]),
    ):
        made = timeline(replace(curl(), cues=tuple(own[:count])))
        seen = [view_at(made, at).cue for at in range(0, 10_000, 100)]
        assert [cue for cue in dict.fromkeys(seen) if cue] == shown


def test_no_cue_is_shown_in_a_count_in() -> None:
    made = timeline(replace(curl(prepare_ms=0), cues=(CueText("Brace", Moment.START),)))
    player = Player(made, gap_ms=None)
    player.do(Command.START, T0)
    assert [look(player, T0 + at).cue for at in (2_999, 3_000)] == ["", "Brace"]


@given(timelines)
def test_what_is_spoken_as_a_note_is_what_is_shown(made: Timeline) -> None:
    player = Player(made, gap_ms=None, count_in_ms=0)
    spoken: list[str] = []
    shown: list[str] = []

    def take(events: tuple[Event, ...], now: int) -> None:
        cues = [event.cue for event in events if event.cue]
        spoken.extend(cue.speech for cue in cues if cue.kind is CueKind.NOTE)
        shown.append(look(player, now).cue)

    now = T0
    take(player.do(Command.START, now), now)
    while not player.is_over:
        step, begin = player.step, now
        length = step.length_ms if step.length_ms is not None else OPEN_MS
        starts = [note.at_ms for note in notes_between(step, -1, length)]
        for position in sorted(
            {*range(0, length, 5_000), *starts, *(at - 1 for at in starts if at)}
        ):
            take(player.advance(begin + position), begin + position)
        now = begin + length
        ends_by_key = step.length_ms is None
        take(player.do(Command.DONE, now) if ends_by_key else player.advance(now), now)
        take(player.advance(now), now)
    assert without_repeats(shown) == without_repeats(spoken)


def without_repeats(texts: list[str]) -> list[str]:
    return [text for text, _ in itertools.groupby(text for text in texts if text)]


def test_looking_works_out_no_cues(monkeypatch: pytest.MonkeyPatch) -> None:
    player = Player(timeline(replace(curl(), cues=(CueText("Breathe"),))), gap_ms=None)
    player.do(Command.START, T0)
    monkeypatch.delattr("hamtimer.core.play.progress.cues_between")
    assert look(player, T0 + 30_000).cue


def test_what_is_left_leaves_out_what_was_skipped() -> None:
    made = timeline(curl(name="A", sets=2), curl(name="B"))
    player = Player(made, gap_ms=None)
    player.do(Command.START, T0)
    player.do(Command.SKIP_EXERCISE, T0 + 12_000)
    view = look(player, T0 + 12_000)
    assert view.exercise.name == "B"
    left = sum(s.assumed_ms for s in made.steps if s.exercise.name == "B")
    assert view.session_remaining_ms == left


def test_the_next_step_is_the_rest_that_stays_when_an_exercise_is_skipped() -> None:
    pair = [replace(curl(name=n, sets=2, prepare_ms=0), rest_after=NO_TIME) for n in ("A", "B")]
    made = timeline(Block(tuple(pair), kind=BlockKind.SUPERSET, rounds=2))
    player = Player(made, gap_ms=None, count_in_ms=0)
    player.do(Command.START, T0)
    player.do(Command.SKIP_EXERCISE, T0 + 5_000)
    view = look(player, T0 + 5_000)
    assert view.next_step is not None
    assert (view.next_step.kind, view.next_step.exercise.name) == (StepKind.REST, "B")
    assert view.next_work is not None
    assert view.next_work.exercise.name == "B"


def test_reps_beyond_the_plan_are_no_more_than_all_of_the_session() -> None:
    player = Player(timeline(curl(2)), gap_ms=None)
    player.do(Command.START, T0)
    player.do(Command.MORE_REPS, T0 + 12_000)
    assert look(player, T0 + 10_000 + 20_000).progress == 1.0


def test_in_a_hold_general_cues_take_turns_by_time_and_others_are_shown_for_a_while() -> None:
    own = (
        CueText("Breathe"),
        CueText("Heels down"),
        CueText("Half done", Moment.HALFWAY),
        CueText("Shake", Moment.TIME, 25_000),
    )
    made = timeline(replace(sit(Length.fixed(40_000)), cues=own))
    shown = [view_at(made, 10_000 + second * 1_000).cue for second in range(0, 35, 5)]
    turns = [*["Breathe"] * 3, "Heels down"]
    assert shown == [*turns, "Half done", "Shake", ""]


def test_no_half_is_shown_of_as_many_as_possible() -> None:
    own = (CueText("Half done", Moment.HALFWAY),)
    made = timeline(replace(curl(Reps(3, None)), cues=own))
    assert view_at(made, 11_000).cue == ""


def test_a_self_paced_set_that_alternates_goes_by_the_reps_counted() -> None:
    player = Player(timeline(curl(5, tempo=None, sides=Sides.ALTERNATING)), gap_ms=None)
    player.do(Command.START, T0)
    seen = []
    for press in range(3):
        player.do(Command.MORE_REPS, T0 + 12_000 + press * 1_000)
        view = look(player, T0 + 12_000 + press * 1_000)
        seen.append((view.rep, view.side, view.reps_done))
    assert seen == [(1, Side.RIGHT, 1), (1, Side.LEFT, 2), (2, Side.RIGHT, 3)]


def test_what_comes_next_leaves_out_what_was_skipped() -> None:
    player = Player(timeline(curl(name="A"), curl(name="B")), gap_ms=None)
    player.do(Command.START, T0)
    player.advance(T0 + 30_000)
    assert look(player, T0 + 30_000).exercise.name == "B"
    player.state = replace(player.state, step=1, skipped=frozenset({"b"}))
    assert look(player, T0 + 30_000).next_work is None
