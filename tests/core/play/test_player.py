"""A run: time passes, the person steers, and nothing is lost or emitted twice."""

import itertools
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.play.adjust import REST_CHANGE_MS
from hamtimer.core.play.commands import Command
from hamtimer.core.play.outcomes import Result
from hamtimer.core.play.player import COUNT_IN_MS, Player
from hamtimer.core.play.state import Event, EventKind, Status
from hamtimer.core.session.model import Block, BlockKind, Side, Sides, Start, StartKind
from hamtimer.core.session.work import NO_TIME, Length, Reps, Tempo
from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.core.timeline.steps import StepKind, Timeline
from tests.core.make import curl, sit, timeline, timelines

T0 = 1_000_000
"""Where the clock happens to stand: its zero means nothing."""


def started(made: Timeline, **options: int | None) -> Player:
    player = Player(made, **{"gap_ms": None, **options})  # type: ignore[arg-type]
    player.do(Command.START, T0)
    return player


def kinds(events: tuple[Event, ...]) -> list[EventKind]:
    return [event.kind for event in events]


def cue_kinds(events: tuple[Event, ...]) -> list[CueKind]:
    return [event.cue.kind for event in events if event.cue]


def play_to_the_end(player: Player, now: int = T0) -> list[Event]:
    """Play as somebody would who ends every open step after 65 seconds."""
    emitted: list[Event] = []
    while player.is_running:
        if player.step.is_open and player.state.position_ms(now) >= 65_000:
            emitted += player.do(Command.DONE, now)
        now += 5_000
        emitted += player.advance(now)
    return emitted


def test_nothing_happens_before_the_start() -> None:
    player = Player(timeline(curl()))
    assert player.advance(T0) == ()
    assert player.advance(T0 + 600_000) == ()
    assert player.state.status is Status.READY


def test_the_start_shows_the_first_step() -> None:
    player = Player(timeline(curl()))
    assert kinds(player.do(Command.START, T0)) == [EventKind.STARTED, EventKind.STEP]


def test_events_carry_the_exact_time_they_were_due_however_late_they_are_asked_for() -> None:
    player = started(timeline(curl()))
    events = player.advance(T0 + 11_234)
    start = next(e for e in events if e.cue and e.cue.kind is CueKind.START)
    assert (start.due_ms, start.session_ms) == (T0 + 10_000, 10_000)


def test_a_session_ends_by_itself_with_everything_done() -> None:
    player = started(timeline(curl(2, sets=2)))
    events = player.advance(T0 + 98_000)
    assert kinds(events)[-1] is EventKind.FINISHED
    assert cue_kinds(events)[-2:] == [CueKind.SESSION_DONE, CueKind.REP_DONE]
    assert [(o.reps, o.tension_ms, o.result) for o in player.outcomes()] == [
        (2, 14_000, Result.DONE),
        (2, 14_000, Result.DONE),
    ]


def test_a_pause_stops_the_clock_in_the_middle_of_a_phase() -> None:
    player = started(timeline(curl()))
    player.do(Command.PAUSE, T0 + 12_500)
    assert player.advance(T0 + 500_000) == ()
    player.do(Command.RESUME, T0 + 600_000)
    events = player.advance(T0 + 600_500)
    assert [(e.cue.at_ms if e.cue else None, e.due_ms) for e in events] == [(3_000, T0 + 600_500)]
    assert (player.pauses, player.paused_ms) == (1, 587_500)


def test_the_one_big_key_pauses_resumes_and_continues_from_a_wait() -> None:
    waiting = replace(curl(), start=Start(StartKind.KEY))
    player = Player(timeline(waiting), gap_ms=None)
    player.do(Command.TOGGLE, T0)
    seen = [(player.step.kind, player.state.status)]
    for pressed in (5_000, 6_000, 7_000):
        player.do(Command.TOGGLE, T0 + pressed)
        seen.append((player.step.kind, player.state.status))
    assert seen == [
        (StepKind.WAIT, Status.RUNNING),
        (StepKind.PREPARE, Status.RUNNING),
        (StepKind.PREPARE, Status.PAUSED),
        (StepKind.PREPARE, Status.RUNNING),
    ]


def test_a_wait_lasts_as_long_as_the_person_likes() -> None:
    player = started(timeline(replace(curl(), start=Start(StartKind.KEY))))
    player.advance(T0 + 3_600_000)
    assert player.step.kind is StepKind.WAIT


def test_stopping_inside_a_range_is_done_and_below_it_is_early() -> None:
    made = timeline(curl(Reps(3, 5), sets=2))
    player = started(made)
    player.do(Command.DONE, T0 + 10_000 + 4 * 7_000 + 100)
    player.do(Command.NEXT, T0 + 40_000)
    player.do(Command.DONE, T0 + 40_000 + COUNT_IN_MS + 2 * 7_000 + 100)
    assert [(o.reps, o.result) for o in player.outcomes()] == [
        (4, Result.DONE),
        (2, Result.STOPPED),
    ]


def test_done_ends_an_open_hold_and_records_how_long_it_was() -> None:
    player = started(timeline(sit(Length(60_000, None))))
    events = player.do(Command.DONE, T0 + 10_000 + 75_000)
    assert cue_kinds(events)[-1] is CueKind.SESSION_DONE
    assert player.is_over
    (held,) = player.outcomes()
    assert (held.held_ms, held.result) == (75_000, Result.DONE)


def test_an_open_hold_given_up_before_its_minimum_was_stopped_early() -> None:
    player = started(timeline(sit(Length(60_000, None))))
    player.do(Command.DONE, T0 + 10_000 + 30_000)
    assert player.outcomes()[0].result is Result.STOPPED


def test_a_hold_of_fixed_length_given_up_before_its_end_was_stopped_early() -> None:
    player = started(timeline(sit(Length.fixed(30_000))))
    player.do(Command.DONE, T0 + 10_000 + 20_000)
    assert [(o.held_ms, o.result) for o in player.outcomes()] == [(20_000, Result.STOPPED)]


def test_the_unloaded_way_back_of_a_rep_cut_short_is_no_tension() -> None:
    player = started(timeline(curl(5, tempo=Tempo(5_000, 0, 0, 0, reset_ms=4_000))))
    player.do(Command.STOP, T0 + 10_000 + 9_000 + 8_000)
    assert [(o.reps, o.tension_ms) for o in player.outcomes()] == [(1, 10_000)]


def test_skipping_a_set_keeps_what_was_done_of_it() -> None:
    player = started(timeline(curl(8, sets=2)))
    player.do(Command.NEXT, T0 + 10_000 + 3 * 7_000)
    (outcome,) = player.outcomes()
    assert (outcome.reps, outcome.result) == (3, Result.STOPPED)
    assert player.step.kind is StepKind.REST


def test_a_set_started_by_key_is_counted_in() -> None:
    player = started(timeline(curl(sets=2)))
    player.advance(T0 + 30_000)
    player.do(Command.NEXT, T0 + 30_000)
    assert player.step.kind is StepKind.SET
    assert player.state.position_ms(T0 + 30_000) == -COUNT_IN_MS
    events = player.advance(T0 + 33_000)
    assert cue_kinds(events)[:4] == [CueKind.COUNTDOWN] * 3 + [CueKind.START]


@pytest.mark.parametrize("later", [500, COUNT_IN_MS, COUNT_IN_MS + 249])
def test_done_counts_for_nothing_before_its_set_has_begun(later: int) -> None:
    player = started(timeline(sit(Length(30_000, None), sets=2)), lead_ms=250)
    player.do(Command.NEXT, T0 + 30_000)
    player.do(Command.NEXT, T0 + 31_000)
    now = T0 + 31_000 + later
    assert not player.can(Command.DONE, now)
    assert not any(e.outcome for e in player.do(Command.DONE, now))
    begun = T0 + 31_000 + 250 + COUNT_IN_MS
    assert player.can(Command.DONE, begun)
    assert player.step.kind.is_work
    assert player.state.position_ms(begun) == 0


def test_in_an_old_record_done_cuts_a_count_in_short() -> None:
    player = started(timeline(curl(sets=2)))
    player.by_old_rules = True
    player.do(Command.NEXT, T0 + 30_000)
    events = player.do(Command.DONE, T0 + 30_500)
    assert EventKind.STEP not in kinds(events), "a step begins once"
    assert cue_kinds(player.advance(T0 + 30_500))[0] is CueKind.START


def test_a_count_in_can_be_paused_and_continues_where_it_was() -> None:
    player = started(timeline(curl(sets=2)), lead_ms=250)
    player.do(Command.NEXT, T0 + 30_000)
    player.do(Command.PAUSE, T0 + 30_250 + 1_500)
    player.do(Command.RESUME, T0 + 60_000)
    events = player.advance(T0 + 60_250 + 1_500)
    counted = [(e.cue.count, e.due_ms - T0) for e in events if e.cue and e.cue.count]
    assert counted == [(1, 60_750)]
    assert events[-1].due_ms == T0 + 60_250 + 1_500


def test_a_key_takes_effect_a_lead_later_for_sound_and_screen_alike() -> None:
    player = started(timeline(curl(sets=2)), lead_ms=250)
    first = player.advance(T0 + 1_000)
    assert [e.due_ms for e in first if e.cue] == [T0 + 250]


def test_what_an_undo_brings_comes_a_lead_later_too() -> None:
    player = started(timeline(curl(sets=2)), lead_ms=250)
    player.do(Command.NEXT, T0 + 10_250 + 8_750)
    now = T0 + 21_000
    player.do(Command.UNDO, now)
    assert player.next_due(now) == now + 500


def test_the_closing_tone_of_a_set_ended_by_key_is_scheduled_ahead() -> None:
    player = started(timeline(sit(Length(60_000, None), sets=2)), lead_ms=250)
    now = T0 + 90_000
    player.do(Command.DONE, now)
    ahead = player.ahead(now, now + 1_000)
    assert next((e.cue.kind, e.due_ms) for e in ahead if e.cue) == (CueKind.SET_DONE, now + 250)


def test_back_goes_to_the_beginning_of_the_set_or_to_the_set_before() -> None:
    player = started(timeline(curl(sets=2)))
    player.do(Command.BACK, T0 + 15_000)
    assert (player.step.index, player.state.base_ms) == (1, -COUNT_IN_MS)
    later = T0 + 15_000 + COUNT_IN_MS + 14_000 + 5_000
    player.advance(later)
    assert player.step.kind is StepKind.REST
    player.do(Command.BACK, later)
    assert player.step.index == 1


def test_going_back_never_loses_what_was_done() -> None:
    player = started(timeline(curl(2, sets=2)))
    player.do(Command.BACK, T0 + 30_000)
    player.do(Command.NEXT, T0 + 31_000)
    assert [(o.step, o.reps) for o in player.outcomes()] == [(1, 2)]


def test_what_was_done_of_a_set_that_is_begun_again_is_not_lost() -> None:
    player = started(timeline(curl(8, sets=2)))
    restarted = player.do(Command.RESTART, T0 + 10_000 + 5 * 7_000)
    assert EventKind.OUTCOME in kinds(restarted)
    player.do(Command.STOP, T0 + 60_000)
    assert [(o.reps, o.result) for o in player.outcomes()] == [(5, Result.STOPPED)]


def test_a_set_that_had_hardly_begun_is_begun_again_without_a_trace() -> None:
    player = started(timeline(sit(Length.fixed(30_000), sets=2)))
    restarted = player.do(Command.RESTART, T0 + 12_000)
    assert EventKind.OUTCOME not in kinds(restarted)


def test_a_set_done_is_not_undone_by_skipping_it_when_it_comes_again() -> None:
    player = started(timeline(curl(Reps(0, None), tempo=None, sets=2)))
    player.do(Command.DONE, T0 + 40_000)
    player.do(Command.BACK, T0 + 41_000)
    player.do(Command.NEXT, T0 + 50_000)
    assert [o.result for o in player.outcomes()] == [Result.DONE]


def test_restart_in_a_rest_begins_the_set_just_done_again() -> None:
    player = started(timeline(curl(2, sets=2)))
    player.do(Command.RESTART, T0 + 30_000)
    assert player.step.index == 1


def test_undo_restores_place_clock_and_record_after_a_mistaken_skip() -> None:
    player = started(timeline(curl(8, sets=2)))
    now = T0 + 10_000 + 30_000
    player.advance(now)
    before = player.state.at(now)
    player.do(Command.NEXT, now)
    player.do(Command.UNDO, now + 4_000)
    assert replace(player.state, base_now=now) == before
    assert player.outcomes() == ()
    assert player.advance(now + 4_000) == (), "what was emitted is not emitted again"


def test_undo_undoes_one_action_after_the_other() -> None:
    player = started(timeline(curl(sets=3)))
    now = T0 + 15_000
    for _ in range(3):
        player.do(Command.NEXT, now)
    assert player.step.index == 4
    for expected in (3, 2, 1):
        player.do(Command.UNDO, now)
        assert player.step.index == expected
    assert not player.undoable
    assert player.do(Command.UNDO, now) == ()


def test_undo_brings_a_finished_run_back() -> None:
    player = started(timeline(curl()))
    player.do(Command.NEXT, T0 + 15_000)
    assert player.is_over
    player.do(Command.UNDO, T0 + 16_000)
    assert player.is_running


def test_undo_never_loses_a_set_that_was_done_since() -> None:
    player = started(timeline(curl(2, sets=3)))
    player.do(Command.MORE_REST, T0 + 30_000)
    player.advance(T0 + 24_000 + 75_000 + 14_000 + 5_000)
    assert not player.undoable
    assert len(player.outcomes()) == 2


def test_the_skipping_of_an_exercise_can_be_undone_long_after() -> None:
    player = started(timeline(curl(8, name="A"), curl(2, name="B"), curl(2, name="C")))
    player.do(Command.SKIP_EXERCISE, T0 + 10_000 + 15_000)
    player.advance(T0 + 25_000 + 84_000 + 30_000)
    player.do(Command.UNDO, T0 + 25_000 + 84_000 + 30_000)
    assert (player.step.exercise.name, player.state.base_ms) == ("A", 15_000)
    names = [player.timeline.steps[o.step].exercise.name for o in player.outcomes()]
    assert names == ["A", "B"]


def test_the_end_of_a_run_can_be_undone() -> None:
    player = started(timeline(curl(8)))
    player.do(Command.STOP, T0 + 25_000)
    player.do(Command.UNDO, T0 + 40_000)
    assert player.state.position_ms(T0 + 41_000) == 16_000


def test_an_undo_continues_when_the_run_continues_and_waits_when_it_waits() -> None:
    player = started(timeline(curl(8, sets=3)))
    player.do(Command.PAUSE, T0 + 20_000)
    player.do(Command.NEXT, T0 + 21_000)
    player.do(Command.RESUME, T0 + 22_000)
    player.do(Command.UNDO, T0 + 23_000)
    assert player.is_running
    player.do(Command.NEXT, T0 + 24_000)
    player.do(Command.PAUSE, T0 + 25_000)
    player.do(Command.UNDO, T0 + 26_000)
    assert player.state.status is Status.PAUSED


def test_all_of_a_pause_counts_as_pause_whatever_is_done_in_it() -> None:
    player = started(timeline(curl(8, sets=3)))
    player.do(Command.PAUSE, T0 + 20_000)
    player.do(Command.NEXT, T0 + 50_000)
    player.do(Command.RESUME, T0 + 60_000)
    player.do(Command.PAUSE, T0 + 70_000)
    player.do(Command.STOP, T0 + 75_000)
    assert (player.pauses, player.paused_ms) == (2, 45_000)


def test_a_pause_that_was_stopped_and_undone_counts_once() -> None:
    player = started(timeline(curl(8)))
    player.do(Command.PAUSE, T0 + 20_000)
    player.do(Command.STOP, T0 + 30_000)
    player.do(Command.UNDO, T0 + 50_000)
    player.do(Command.RESUME, T0 + 55_000)
    assert player.paused_ms == 15_000, "the time after the end was no pause"


def test_a_rest_is_lengthened_and_its_cues_move_with_its_end() -> None:
    player = started(timeline(curl(sets=2)))
    rest_began = T0 + 24_000
    player.do(Command.MORE_REST, rest_began + 10_000)
    events = player.advance(rest_began + 60_000 + REST_CHANGE_MS)
    soon = next(e for e in events if e.cue and e.cue.kind is CueKind.REST_SOON)
    assert soon.due_ms == rest_began + 50_000 + REST_CHANGE_MS
    assert player.step.kind is StepKind.SET


@pytest.mark.parametrize("left", [14_000, 5_000])
def test_a_rest_is_cut_down_to_a_count_in_at_most(left: int) -> None:
    player = started(timeline(curl(sets=2)), lead_ms=250)
    now = T0 + 250 + 84_000 - left
    player.do(Command.LESS_REST, now)
    events = player.advance(now + 250 + COUNT_IN_MS + 1)
    assert cue_kinds(events)[:4] == [CueKind.COUNTDOWN] * 3 + [CueKind.START]
    assert [e.due_ms - now for e in events if e.cue][:2] == [251, 1_251]


def test_a_rest_that_is_counting_down_cannot_be_cut() -> None:
    player = started(timeline(curl(sets=2)))
    assert player.do(Command.LESS_REST, T0 + 84_000 - 2_000)[-1].kind is EventKind.CUE
    assert player.step.length_ms == 60_000


def test_a_rest_before_a_get_ready_is_cut_down_to_nothing() -> None:
    player = started(timeline(curl(name="One"), curl(name="Two")))
    player.do(Command.LESS_REST, T0 + 84_000 - 5_000)
    player.advance(T0 + 84_000 - 5_000)
    assert player.step.kind is StepKind.PREPARE


def test_a_rest_made_longer_after_its_warning_warns_and_counts_again() -> None:
    player = started(timeline(curl(sets=2)))
    events = [*player.advance(T0 + 82_500), *player.do(Command.MORE_REST, T0 + 82_500)]
    events += player.advance(T0 + 99_000)
    emitted = [(e.cue.kind, e.due_ms - T0) for e in events if e.cue and e.due_ms > T0 + 70_000]
    assert emitted == [
        (CueKind.REST_SOON, 74_000),
        (CueKind.COUNTDOWN, 81_000),
        (CueKind.COUNTDOWN, 82_000),
        (CueKind.REST_SOON, 89_000),
        (CueKind.COUNTDOWN, 96_000),
        (CueKind.COUNTDOWN, 97_000),
        (CueKind.COUNTDOWN, 98_000),
        (CueKind.START, 99_000),
        (CueKind.ECCENTRIC, 99_000),
    ]


def test_rest_keys_do_nothing_in_a_set() -> None:
    player = started(timeline(curl(sets=2)))
    assert player.do(Command.MORE_REST, T0 + 12_000)[-1].kind is not EventKind.ADJUSTED


def test_more_and_fewer_reps_change_the_set_that_is_running() -> None:
    player = started(timeline(curl(4)))
    player.do(Command.MORE_REPS, T0 + 12_000)
    assert player.step.length_ms == 35_000
    player.do(Command.FEWER_REPS, T0 + 12_000)
    player.do(Command.FEWER_REPS, T0 + 12_000)
    assert player.step.length_ms == 21_000
    for _ in range(9):
        player.do(Command.FEWER_REPS, T0 + 18_000)
    assert player.step.length_ms == 14_000, "a repetition that has begun is not taken away"


def test_after_the_set_they_correct_what_was_done() -> None:
    player = started(timeline(curl(4, sets=2)))
    player.do(Command.FEWER_REPS, T0 + 50_000)
    (outcome,) = player.outcomes()
    assert (outcome.reps, outcome.tension_ms, outcome.corrected) == (3, 21_000, True)


def test_the_last_set_can_be_corrected_when_the_run_is_over() -> None:
    player = started(timeline(curl(4)))
    end = T0 + 60_000
    player.advance(end)
    assert player.state.status is Status.FINISHED
    player.do(Command.FEWER_REPS, end + 90_000)
    assert [(o.reps, o.corrected) for o in player.outcomes()] == [(3, True)]
    assert player.state.status is Status.FINISHED


def test_after_a_correction_undo_still_undoes_the_end() -> None:
    player = started(timeline(curl(4)))
    player.do(Command.STOP, T0 + 10_000 + 15_000)
    player.do(Command.MORE_REPS, T0 + 30_000)
    assert [o.reps for o in player.outcomes()] == [3]
    player.do(Command.UNDO, T0 + 31_000)
    assert player.is_running
    assert player.outcomes() == ()


def test_a_correction_is_of_the_best_attempt() -> None:
    player = started(timeline(curl(8, sets=2)))
    player.do(Command.BACK, T0 + 10_000 + 56_000 + 1_000)
    player.do(Command.NEXT, T0 + 70_000 + COUNT_IN_MS + 8_000)
    player.do(Command.FEWER_REPS, T0 + 90_000)
    assert [(o.reps, o.result) for o in player.outcomes()] == [(7, Result.STOPPED)]
    player.do(Command.MORE_REPS, T0 + 91_000)
    assert [(o.reps, o.result) for o in player.outcomes()] == [(8, Result.DONE)]


def test_a_correction_lets_the_clock_run() -> None:
    player = started(timeline(curl(2, sets=2)), lead_ms=250)
    player.do(Command.BACK, T0 + 30_000)
    player.do(Command.NEXT, T0 + 30_100)
    epoch, due = player.epoch, player.next_due(T0 + 30_150)
    player.do(Command.MORE_REPS, T0 + 30_150)
    assert (player.epoch, player.next_due(T0 + 30_150)) == (epoch, due)


def test_it_is_looked_for_what_is_due_in_a_self_paced_set_only_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    player = started(timeline(curl(10, tempo=None)))
    player.advance(T0 + 60_000)
    assert player.next_due(T0 + 60_000) is None
    monkeypatch.setattr("hamtimer.core.play.player.advance", None)
    assert player.next_due(T0 + 90_000) is None
    assert player.advance(T0 + 90_000) == ()
    monkeypatch.undo()
    player.do(Command.DONE, T0 + 90_000)
    assert player.is_over


def test_a_self_paced_set_that_is_interrupted_was_not_done() -> None:
    player = started(timeline(curl(10, tempo=None)))
    player.do(Command.STOP, T0 + 15_000)
    assert [(o.reps, o.result) for o in player.outcomes()] == [(None, Result.SKIPPED)]


def test_a_hold_skipped_at_once_was_not_done() -> None:
    player = started(timeline(sit(Length.fixed(30_000), sets=2)))
    player.do(Command.NEXT, T0 + 10_300)
    assert player.outcomes()[0].result is Result.SKIPPED


def test_a_self_paced_set_counts_by_key_or_takes_the_plan() -> None:
    counted = started(timeline(curl(10, tempo=None)))
    for second in range(4):
        counted.do(Command.MORE_REPS, T0 + 12_000 + second * 1_000)
    counted.do(Command.DONE, T0 + 40_000)
    assert counted.outcomes()[0].reps == 4
    silent = started(timeline(curl(10, tempo=None)))
    silent.do(Command.DONE, T0 + 40_000)
    assert silent.outcomes()[0].reps == 10


def test_an_exercise_can_be_skipped_in_all_its_rounds() -> None:
    player = started(timeline(curl(name="A", sets=3), curl(name="B")))
    player.do(Command.SKIP_EXERCISE, T0 + 12_000)
    assert player.step.exercise.name == "B"
    player.do(Command.BACK, T0 + 13_000)
    assert player.step.exercise.name == "B"


def test_in_a_rest_it_is_the_next_exercise_that_is_skipped() -> None:
    player = started(timeline(curl(name="A"), curl(name="B"), curl(name="C")))
    player.do(Command.SKIP_EXERCISE, T0 + 30_000)
    assert player.step.exercise.name == "C"


def superset(*names: str, rounds: int = 3) -> Timeline:
    items = tuple(
        replace(curl(name=name, sets=rounds, prepare_ms=0), rest_after=NO_TIME) for name in names
    )
    return timeline(Block(items, kind=BlockKind.SUPERSET, rounds=rounds))


def test_the_rest_of_a_round_stays_when_the_exercise_after_it_is_skipped() -> None:
    player = started(superset("A", "B"), count_in_ms=0)
    player.do(Command.SKIP_EXERCISE, T0 + 5_000)
    began = [(e.step.kind, e.step.exercise.name) for e in play_to_the_end(player) if e.step]
    steps = [began[0], *(b for a, b in itertools.pairwise(began) if a != b)]
    rest, work = (StepKind.REST, "B"), (StepKind.SET, "B")
    assert steps == [work, rest, work, rest, work]


def test_the_rest_between_two_sets_of_an_exercise_ends_when_it_is_skipped() -> None:
    first = replace(curl(name="A", sets=2), rest_after=NO_TIME)
    player = started(timeline(first, curl(name="B", prepare_ms=0)))
    player.do(Command.SKIP_EXERCISE, T0 + 30_000)
    assert (player.step.kind, player.step.exercise.name) == (StepKind.SET, "B")


def test_a_rest_continues_when_what_comes_after_it_is_skipped() -> None:
    player = started(superset("A", "B"), count_in_ms=0)
    now = T0 + 28_000 + 20_000
    player.do(Command.SKIP_EXERCISE, now)
    assert (player.step.kind, player.step.exercise.name) == (StepKind.REST, "B")
    assert player.state.position_ms(now) == 20_000
    assert player.step.starts_work
    assert not player.step.ends_set, "what it leads to ends the set, not the rest"


def test_the_end_is_reported_though_the_last_exercise_is_skipped() -> None:
    player = started(superset("A", "B", rounds=2), count_in_ms=0)
    player.do(Command.SKIP_EXERCISE, T0 + 20_000)
    emitted = play_to_the_end(player)
    assert [e.cue.kind for e in emitted if e.cue and e.cue.sounds][-1] is CueKind.SESSION_DONE


def test_back_passes_over_what_is_skipped() -> None:
    player = started(superset("A", "B"), count_in_ms=0)
    player.do(Command.SKIP_EXERCISE, T0 + 5_000)
    player.advance(T0 + 5_000 + 14_000 + 60_000 + 500)
    assert (player.step.exercise.name, player.step.set_number) == ("B", 2)
    player.do(Command.BACK, T0 + 5_000 + 14_000 + 60_000 + 500)
    assert (player.step.exercise.name, player.step.set_number) == ("B", 1)


def test_what_makes_no_sense_before_the_start_does_nothing() -> None:
    for command in (Command.SKIP_EXERCISE, Command.MORE_REST, Command.NEXT, Command.BACK):
        player = Player(timeline(curl(sets=2), curl(name="B")))
        assert player.do(command, T0) == ()
        assert player.state.at(T0) == Player(player.timeline).state.at(T0)


def test_a_gap_in_time_pauses_at_the_last_moment_the_program_was_alive() -> None:
    player = started(timeline(curl()), gap_ms=2_000)
    for now in range(T0, T0 + 13_000, 100):
        player.advance(now)
    alive = player.state.position_ms(T0 + 12_900)
    events = player.advance(T0 + 900_000)
    assert kinds(events) == [EventKind.PAUSED]
    assert events[0].text
    assert player.state.status is Status.PAUSED
    assert player.state.position_ms(T0 + 900_000) == alive


def test_a_front_that_asks_for_an_earlier_time_is_neither_dead_nor_reported_twice() -> None:
    player = started(timeline(curl(prepare_ms=5_000)), gap_ms=2_000)
    emitted: list[Event] = []
    for after in (1_500, 3_100, 2_000, 4_500):
        emitted += player.advance(T0 + after)
    assert [e.cue and e.cue.count for e in emitted] == [0, 3, 2, 1]


def test_stopping_ends_the_run_and_keeps_what_was_done() -> None:
    player = started(timeline(curl(8, sets=2)))
    events = player.do(Command.STOP, T0 + 10_000 + 15_000)
    assert kinds(events)[-1] is EventKind.STOPPED
    assert player.outcomes()[0].reps == 2
    assert player.do(Command.NEXT, T0 + 30_000) == ()


def test_sides_of_an_alternating_set_are_recorded_together() -> None:
    player = started(timeline(curl(3, sides=Sides.ALTERNATING)))
    player.advance(T0 + 100_000)
    assert [(o.side, o.reps) for o in player.outcomes()] == [(Side.LEFT, 6)]


def test_the_epoch_grows_with_every_rebase_and_not_with_time() -> None:
    player = started(timeline(curl(sets=2)))
    epoch = player.epoch
    player.advance(T0 + 30_000)
    assert player.epoch == epoch
    commands = (Command.PAUSE, Command.RESUME, Command.MORE_REST, Command.NEXT, Command.UNDO)
    for number, command in enumerate(commands, start=1):
        player.do(command, T0 + 30_000)
        assert player.epoch == epoch + number


def test_what_is_ahead_is_reported_without_happening() -> None:
    player = started(timeline(curl()))
    ahead = player.ahead(T0 + 6_500, T0 + 10_000)
    assert cue_kinds(ahead) == [CueKind.COUNTDOWN] * 3 + [CueKind.START, CueKind.ECCENTRIC]
    assert player.state.step == 0
    assert [e.due_ms for e in ahead] == [T0 + at for at in (7_000, 8_000, 9_000, 10_000, 10_000)]


def test_nothing_is_ahead_of_a_paused_run() -> None:
    player = started(timeline(curl()))
    player.do(Command.PAUSE, T0 + 5_000)
    assert player.ahead(T0 + 5_000, T0 + 60_000) == ()


@given(timelines, st.lists(st.integers(0, 90_000), min_size=1, max_size=40))
def test_every_event_comes_once_whatever_the_tick_pattern(made: Timeline, ticks: list[int]) -> None:
    at_once, ticking = started(made), started(made)
    end = T0 + sum(ticks)
    now = T0
    emitted: list[Event] = []
    for tick in ticks:
        now += tick
        emitted += ticking.advance(now)
    assert tuple(emitted) == at_once.advance(end)
    assert ticking.state.at(end) == at_once.state.at(end)


@given(timelines, st.integers(0, 200_000), st.integers(0, 20_000))
def test_what_is_ahead_is_what_then_happens(made: Timeline, first: int, more: int) -> None:
    player = started(made)
    now = T0 + first
    player.advance(now)
    ahead = player.ahead(now, now + more)
    happened = tuple(e for e in player.advance(now + more) if e.kind is EventKind.CUE)
    assert ahead == tuple(e for e in happened if e.due_ms > now)


@given(st.integers(30, 240), st.integers(1, 500))
def test_at_any_rate_nothing_drifts_over_any_length(beats_a_minute: int, reps: int) -> None:
    made = timeline(curl(reps, tempo=Tempo(1_000, 0, 1_000, 0), prepare_ms=0))
    player = Player(made, gap_ms=None, rate=Fraction(beats_a_minute, 60), count_in_ms=0)
    player.do(Command.START, T0)
    end = T0 + reps * 2 * 60_000 // beats_a_minute
    emitted = [*player.advance(end - 1), *player.advance(end + 1)]
    beats = [e.due_ms - T0 for e in emitted if e.cue and e.cue.kind.is_movement]
    exact = [Fraction(60_000 * beat, beats_a_minute) for beat in range(2 * reps)]
    assert all(0 <= due - beat < 1 for due, beat in zip(beats, exact, strict=True))
    assert emitted[-1].kind is EventKind.FINISHED


@given(timelines)
def test_a_fixed_session_takes_exactly_its_length(made: Timeline) -> None:
    player = started(made)
    emitted = play_to_the_end(player)
    assert emitted[-1].kind is EventKind.FINISHED
    if made.is_exact:
        assert emitted[-1].session_ms == made.assumed_ms + (
            COUNT_IN_MS if made.steps[0].kind.is_work else 0
        )
    works = [step.index for step in made.steps if step.kind.is_work]
    assert [o.step for o in player.outcomes()] == works


_pressed = st.lists(
    st.tuples(
        st.sampled_from([c for c in Command if c is not Command.STOP]), st.integers(0, 30_000)
    ),
    max_size=25,
)


@given(timelines, _pressed)
def test_no_sequence_of_keys_breaks_a_run(
    made: Timeline, pressed: list[tuple[Command, int]]
) -> None:
    player, now = Player(made, gap_ms=None), T0
    for command, later in pressed:
        now += later
        events = player.do(command, now)
        sessions = [event.session_ms for event in events if event.kind is EventKind.CUE]
        assert sessions == sorted(sessions)
        assert player.state.session_ms(now) >= 0
        length = player.step.length_ms
        assert length is None or length >= 0


@given(timelines, _pressed, st.lists(st.integers(1, 9_000), max_size=20), st.sampled_from([0, 250]))
def test_how_often_a_controlled_run_is_asked_changes_nothing(
    made: Timeline, pressed: list[tuple[Command, int]], ticks: list[int], lead_ms: int
) -> None:
    at_once, ticking = started(made, lead_ms=lead_ms), started(made, lead_ms=lead_ms)
    now = T0
    for command, later in pressed:
        emitted: list[Event] = []
        for moment in itertools.accumulate(ticks, initial=now):
            if moment < now + later:
                emitted += ticking.advance(moment)
        now += later
        emitted += ticking.do(command, now)
        assert tuple(emitted) == at_once.do(command, now)
    assert ticking.state.at(now) == at_once.state.at(now)


@given(timelines, _pressed)
def test_what_is_ahead_of_a_controlled_run_is_what_then_happens(
    made: Timeline, pressed: list[tuple[Command, int]]
) -> None:
    player, now, closing = started(made, lead_ms=250), T0, set[Event]()
    for command, later in pressed:
        ahead = player.ahead(now, now + later)
        happened = [e for e in player.advance(now + later) if e.cue and e.due_ms > now]
        assert [e for e in ahead if e not in closing] == happened
        now += later
        emitted = player.do(command, now)
        # What closes a set that a key ended is emitted at once, and heard a lead later.
        closing |= (new := {e for e in emitted if e.cue and e.due_ms > now})
        assert new <= set(player.ahead(now, now + 250))


@given(timelines, _pressed)
def test_undoing_everything_leads_back_to_the_start_with_an_empty_record(
    made: Timeline, pressed: list[tuple[Command, int]]
) -> None:
    player, now = started(made), T0
    for command, _ in pressed:
        player.do(command, now)
    while player.undoable:
        player.do(Command.UNDO, now)
    assert player.outcomes() == ()
    assert player.state.step == 0


def everything_about(player: Player, now: int) -> tuple[object, ...]:
    """Return all that a command could change."""
    return player.state.at(now), player.undoable, player.pauses


@given(timelines, _pressed, st.integers(0, 30_000), st.sampled_from([0, 250]))
def test_a_command_can_be_given_exactly_if_it_changes_something(
    made: Timeline, pressed: list[tuple[Command, int]], later: int, lead_ms: int
) -> None:
    for command in Command:
        player, now = Player(made, gap_ms=None, lead_ms=lead_ms), T0
        for one, after in pressed:
            now += after
            player.do(one, now)
        now += later
        player.advance(now)
        before = everything_about(player, now)
        can = player.can(command, now)
        assert everything_about(player, now) == before, "to ask changes nothing"
        emitted = player.do(command, now)
        assert (everything_about(player, now) != before) is can, command
        assert bool(emitted) is can, command


def test_whether_a_command_can_be_given_depends_on_the_time() -> None:
    player = started(timeline(curl(sets=2)))
    rest = T0 + 10_000 + 14_000
    assert not player.can(Command.LESS_REST, rest - 1)
    assert player.can(Command.LESS_REST, rest)
    assert not player.can(Command.LESS_REST, rest + 60_000 - COUNT_IN_MS)
    assert not player.can(Command.LESS_REST, rest + 60_000)


def test_asking_what_can_be_done_does_not_notice_a_gap_in_time() -> None:
    player = started(timeline(curl(sets=2)), gap_ms=2_000)
    assert not player.can(Command.PAUSE, T0 + 60_000), "by then the gap has paused the run"
    assert player.is_running
    assert player.can(Command.PAUSE, T0 + 1_000)


@pytest.mark.parametrize("command", list(Command))
def test_every_command_can_be_given_at_any_time(command: Command) -> None:
    for ready in (Player(timeline(curl())), started(timeline(curl()))):
        ready.do(command, T0 + 500)
        ready.do(command, T0 + 600)


def test_a_set_done_sooner_than_its_tempo_ends_as_wholly_done() -> None:
    player = Player(timeline(curl(3, sets=2, prepare_ms=0)), gap_ms=None)
    player.do(Command.START, 0)
    events = player.do(Command.COMPLETE, COUNT_IN_MS + 10_000)
    assert [o.reps for o in player.outcomes()] == [3]
    assert player.outcomes()[0].result is Result.DONE
    assert [e.cue.kind for e in events if e.cue][-1] is CueKind.SET_DONE
    assert player.step.kind is StepKind.REST
