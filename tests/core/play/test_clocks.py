"""Fixed clocks, caps, parts and ranges as they are played. Times are worked out by hand."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.play.commands import Command
from hamtimer.core.play.outcomes import Outcome, Result
from hamtimer.core.play.player import Player
from hamtimer.core.play.score import Score, score_of
from hamtimer.core.play.state import EventKind, Status
from hamtimer.core.play.summary import summary_of
from hamtimer.core.play.view import look
from hamtimer.core.run.run import Run as SteeredRun
from hamtimer.core.session.model import Block, BlockKind, Exercise, Start, StartKind
from hamtimer.core.session.work import NO_TIME, Length, Reps, SetPart, SetPlan, Tempo, WorkKind
from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.core.timeline.steps import StepKind, Timeline
from hamtimer.plain.alone import play_at_once
from tests.core.make import alike, cluster, exercise, holds, timeline, work

S = 1_000
T0 = 5_000_000
EVEN = Tempo(2 * S, 0, 2 * S, 0)


def own_pace(count: int | None) -> SetPart:
    return SetPart(WorkKind.REPS, Reps(count or 0, count))


def emom(sets: int = 3, part: SetPart | None = None) -> Exercise:
    return exercise(*alike(part or own_pace(10), sets), every_ms=60 * S, rest=NO_TIME)


def amrap(*counts: int, minutes: int = 5, rounds: int | None = None) -> Block:
    """Make a capped block of own-pace exercises, A, B and so on."""
    items = tuple(
        exercise(*alike(own_pace(count), rounds or 1), name=name, rest=NO_TIME)
        for count, name in zip(counts, "ABC", strict=False)
    )
    return Block(
        items,
        name="Finisher",
        kind=BlockKind.CIRCUIT,
        rounds=rounds,
        within_ms=minutes * 60 * S,
        rest_between_rounds=NO_TIME,
    )


class Run:
    """A run of a timeline, emitted in seconds."""

    def __init__(self, made: Timeline, *, lead_ms: int = 0) -> None:
        self.player = Player(made, gap_ms=None, count_in_ms=0, lead_ms=lead_ms)
        self.events = list(self.player.do(Command.START, T0))

    def do(self, command: Command, at: float) -> None:
        self.events += self.player.do(command, T0 + round(at * S))

    def go(self, until: float) -> None:
        self.events += self.player.advance(T0 + round(until * S))

    def steps(self) -> list[tuple[float, str]]:
        """Return when which kind of step began."""
        begun = [e for e in self.events if e.kind is EventKind.STEP and e.step]
        return [((e.due_ms - T0) / S, e.step.kind.value) for e in begun if e.step]

    def cues(self, kind: CueKind) -> list[float]:
        return [(e.due_ms - T0) / S for e in self.events if e.cue and e.cue.kind is kind]

    def results(self) -> list[tuple[int | None, str, bool]]:
        return [(o.reps, o.result.value, o.by_plan) for o in self.player.outcomes()]

    def score(self) -> Score | None:
        made = self.player.timeline
        done = {outcome.step: outcome for outcome in self.player.outcomes()}
        return score_of(made, made.caps[0], done)


# ------------------------------------------------------------------ every
def test_on_the_minute_no_key_is_needed() -> None:
    run = Run(timeline(emom()))
    run.go(200)
    assert run.steps() == [(0, "set"), (60, "set"), (120, "set")]
    assert run.player.state.status is Status.FINISHED
    assert run.player.state.elapsed_ms == 180 * S
    assert run.results() == [(10, "done", True)] * 3


def test_done_begins_the_rest_and_the_next_set_comes_on_the_minute() -> None:
    run = Run(timeline(emom()))
    run.do(Command.DONE, 35)
    run.do(Command.DONE, 60 + 50)
    run.go(300)
    assert run.steps() == [(0, "set"), (35, "rest"), (60, "set"), (110, "rest"), (120, "set")]
    assert run.player.state.elapsed_ms == 180 * S


def test_the_last_set_has_the_rest_of_its_interval_and_then_the_session_is_done() -> None:
    run = Run(timeline(emom(1, work(20 * S))))
    run.go(70)
    assert run.steps() == [(0, "timed"), (20, "rest")]
    assert run.cues(CueKind.SESSION_DONE) == [60]
    assert run.cues(CueKind.SET_DONE) == [20]


def test_the_boundary_is_counted_down_to_while_the_work_continues() -> None:
    run = Run(timeline(emom(2)))
    run.go(60)
    assert run.cues(CueKind.COUNTDOWN) == [57, 58, 59]
    view = look(run.player, T0 + 75 * S)
    assert (view.remaining_ms, view.interval_left_ms) == (45 * S, 45 * S)


def test_a_pause_moves_the_boundary_because_the_clock_is_the_sessions() -> None:
    run = Run(timeline(emom(2)))
    run.do(Command.PAUSE, 10)
    run.do(Command.RESUME, 110)
    run.do(Command.DONE, 130)
    run.go(400)
    assert run.steps() == [(0, "set"), (130, "rest"), (160, "set")]


def test_more_rest_moves_this_and_all_later_boundaries() -> None:
    run = Run(timeline(emom()))
    run.do(Command.DONE, 30)
    run.do(Command.MORE_REST, 40)
    run.do(Command.DONE, 100)
    run.go(400)
    assert run.steps() == [(0, "set"), (30, "rest"), (75, "set"), (100, "rest"), (135, "set")]
    less = Run(timeline(emom()))
    less.do(Command.DONE, 30)
    less.do(Command.LESS_REST, 31)
    less.go(400)
    assert [at for at, kind in less.steps() if kind == "set"] == [0, 45, 105]


def test_restarting_a_set_begins_its_interval_again() -> None:
    run = Run(timeline(emom(2)))
    run.do(Command.RESTART, 20)
    run.go(400)
    assert run.steps() == [(0, "set"), (20, "set"), (80, "set")]


def test_skipping_a_set_rests_until_the_boundary() -> None:
    run = Run(timeline(emom(2)))
    run.do(Command.NEXT, 20)
    run.go(400)
    assert run.steps() == [(0, "set"), (20, "rest"), (60, "set")]
    assert run.results() == [(None, "skipped", False), (10, "done", True)]


def test_undo_undoes_done_with_its_time() -> None:
    run = Run(timeline(emom(2)))
    run.do(Command.DONE, 20)
    run.do(Command.UNDO, 30)
    run.do(Command.DONE, 50)
    run.go(400)
    # At 30 s the session is at 20 s again, so all comes 10 s later.
    assert run.steps()[1:] == [(20, "rest"), (50, "rest"), (70, "set")]


def test_a_set_that_the_boundary_ended_can_be_corrected() -> None:
    run = Run(timeline(emom(2, work(20 * S)), exercise(*alike(own_pace(5), 1), name="Row")))
    run.go(65)
    assert run.results() == [(None, "done", False)]
    run.go(85)
    for _ in range(12):
        run.do(Command.MORE_REPS, 90)
    assert run.results()[-1] == (12, "done", False)


def test_after_the_last_interval_comes_the_usual_rest() -> None:
    first = replace(emom(2, work(20 * S)), rest_after=Length.fixed(30 * S))
    run = Run(timeline(first, exercise(*alike(own_pace(5), 1), name="Row", rest=NO_TIME)))
    run.go(200)
    assert run.steps() == [(0, "timed"), (20, "rest"), (60, "timed"), (80, "rest"), (150, "set")]


def test_sets_of_two_exercises_take_turns_on_the_minute() -> None:
    pair = tuple(
        replace(exercise(*alike(own_pace(10), 2), name=n, every_ms=60 * S), rest_after=NO_TIME)
        for n in "AB"
    )
    run = Run(timeline(Block(pair, kind=BlockKind.CIRCUIT, rounds=2)))
    run.do(Command.DONE, 40)
    run.go(400)
    assert run.steps() == [(0, "set"), (40, "rest"), (60, "set"), (120, "set"), (180, "set")]
    starts = [e.cue.speech for e in run.events if e.cue and e.cue.kind is CueKind.START]
    assert starts == ["", "B", "A", "B"], "there may be no rest left to announce the exercise"


def test_a_round_on_the_clock_ends_at_the_boundary_whatever_is_left_of_it() -> None:
    pair = tuple(exercise(*alike(own_pace(10), 2), name=n, rest=NO_TIME) for n in "AB")
    block = Block(pair, kind=BlockKind.SUPERSET, rounds=2, every_ms=120 * S)
    run = Run(timeline(block))
    run.do(Command.DONE, 30)
    run.do(Command.DONE, 70)
    run.go(400)
    assert run.steps() == [(0, "set"), (30, "set"), (70, "rest"), (120, "set")]
    # Nobody pressed a key in round 2: all of it counts by plan.
    assert run.results() == [(10, "done", True)] * 4
    assert run.player.state.elapsed_ms == 240 * S


@given(st.lists(st.integers(1, 100), max_size=6), st.integers(0, 300))
def test_sets_on_a_clock_never_come_off_it(presses: list[int], lead_ms: int) -> None:
    run = Run(timeline(emom(4)), lead_ms=lead_ms)
    at = 0
    for seconds in presses:
        at += seconds
        if run.player.step.kind is StepKind.SET and run.player.is_running:
            run.do(Command.DONE, at)
    run.go(1_000)
    assert run.player.state.elapsed_ms == 240 * S


# ------------------------------------------------------------------ within
def test_as_many_rounds_as_fit() -> None:
    run = Run(timeline(amrap(5, 10, minutes=5)))
    for at in (20, 60, 80, 120, 150):
        run.do(Command.DONE, at)
    run.go(301)
    assert run.player.state.status is Status.FINISHED
    assert run.player.state.elapsed_ms == 300 * S
    assert run.cues(CueKind.COUNTDOWN) == [297, 298, 299]
    assert run.cues(CueKind.TIME_UP) == run.cues(CueKind.SESSION_DONE) == [300]
    assert run.score() == Score(2, 5, is_whole=False, time_ms=300 * S)
    assert run.results()[-1] == (None, "time up", False)


def test_the_reps_counted_so_far_close_what_is_under_way() -> None:
    run = Run(timeline(amrap(5, 10, minutes=1)))
    run.do(Command.DONE, 20)
    for at in range(7):
        run.do(Command.MORE_REPS, 30 + at)
    run.go(61)
    assert run.results() == [(5, "done", True), (7, "time up", False)]
    assert run.score() == Score(0, 12, is_whole=False, time_ms=60 * S)


def test_without_any_key_the_score_is_not_known_until_it_is_entered() -> None:
    run = Run(timeline(amrap(5, 10, minutes=5)))
    run.go(301)
    assert run.score() is None
    for _ in range(7):
        run.do(Command.ROUND_DONE, 310)
    for _ in range(12):
        run.do(Command.MORE_REPS, 311)
    assert run.score() == Score(7, 12, is_whole=False, time_ms=300 * S)
    run.do(Command.FEWER_ROUNDS, 312)
    run.do(Command.FEWER_REPS, 313)
    score = run.score()
    assert score is not None
    assert (score.rounds, score.reps) == (6, 11)


def test_a_set_that_ends_at_the_very_instant_of_the_cap_is_done() -> None:
    # A round is 5 + 10 reps at an assumed 4 s, 60 s: three rounds fill the three minutes.
    run = SteeredRun(Player(timeline(amrap(5, 10, minutes=3)), gap_ms=None, count_in_ms=0))
    list(play_at_once(run))
    assert summary_of(run.player).scores[0][1] == Score(3, 0, is_whole=False, time_ms=180 * S)


def test_a_set_whose_reps_are_all_counted_at_the_cap_is_done() -> None:
    run = Run(timeline(amrap(3, minutes=1)))
    run.do(Command.DONE, 40)
    for _ in range(3):
        run.do(Command.MORE_REPS, 50)
    run.go(61)
    assert run.score() == Score(2, 0, is_whole=False, time_ms=60 * S)
    fewer = Run(timeline(amrap(3, minutes=1)))
    fewer.do(Command.DONE, 40)
    fewer.do(Command.MORE_REPS, 50)
    fewer.go(61)
    assert fewer.score() == Score(1, 1, is_whole=False, time_ms=60 * S)


def test_where_nobody_ends_a_set_by_key_the_cap_does_not_make_it_done() -> None:
    timed = exercise(*alike(work(20 * S), 1), name="Jacks", rest=NO_TIME)
    block = amrap(10, minutes=1)
    run = Run(timeline(replace(block, items=(timed, *block.items))))
    run.go(61)  # 20 s and an assumed 40 s come to the cap exactly
    assert run.results()[-1] == (None, "time up", False)


def test_entered_reps_run_over_into_the_next_round() -> None:
    run = Run(timeline(amrap(2, 3, minutes=1)))
    run.go(61)
    scores = []
    for _ in range(6):
        run.do(Command.MORE_REPS, 70)
        score = run.score()
        scores.append(score and (score.rounds, score.reps))
    assert scores == [(0, 1), (0, 2), (0, 3), (0, 4), (1, 0), (1, 1)]
    for _ in range(3):
        run.do(Command.FEWER_REPS, 71)
    score = run.score()
    assert score is not None
    assert (score.rounds, score.reps) == (0, 3)


def test_each_of_two_scores_is_entered_and_corrected() -> None:
    first = replace(amrap(2, 3, minutes=1), rest_after=NO_TIME)
    run = Run(timeline(first, replace(amrap(4, minutes=1), name="Second")))
    run.go(121)

    def scores() -> list[tuple[int, int] | None]:
        found = (run.player.score(cap) for cap in run.player.timeline.caps)
        return [(score.rounds, score.reps) if score else None for score in found]

    assert scores() == [None, None]
    run.do(Command.ROUND_DONE, 130)
    run.do(Command.MORE_REPS, 130)
    assert scores() == [None, (1, 1)]
    run.do(Command.NEXT_SCORE, 131)
    assert run.events[-1].text == "corrections are for Finisher now"
    for command in (Command.ROUND_DONE, Command.ROUND_DONE, Command.MORE_REPS):
        run.do(command, 132)
    assert scores() == [(2, 1), (1, 1)]
    run.do(Command.NEXT_SCORE, 133)
    run.do(Command.FEWER_ROUNDS, 134)
    assert scores() == [(2, 1), (0, 1)]


def test_no_round_can_be_removed_where_none_was_done() -> None:
    run = Run(timeline(amrap(2, 3, minutes=1)))
    run.go(61)
    assert not run.player.can(Command.FEWER_ROUNDS, T0 + 61 * S)
    assert not run.player.can(Command.FEWER_REPS, T0 + 61 * S)
    assert run.score() is None


def test_one_score_alone_is_no_choice() -> None:
    run = Run(timeline(amrap(2, 3, minutes=1)))
    assert not run.player.can(Command.NEXT_SCORE, T0)
    run.go(61)
    assert not run.player.can(Command.NEXT_SCORE, T0 + 61 * S)


def test_round_done_closes_the_rest_of_the_round_as_planned() -> None:
    run = Run(timeline(amrap(5, 10, 15, minutes=5)))
    run.do(Command.DONE, 20)
    run.do(Command.ROUND_DONE, 60)
    assert run.results() == [(5, "done", True), (10, "done", True), (15, "done", True)]
    assert run.player.step.place.round_number == 2
    run.do(Command.UNDO, 61)
    assert run.results() == [(5, "done", True)]


def test_rounds_for_time_end_with_the_last_and_record_the_time() -> None:
    run = Run(timeline(amrap(21, 15, minutes=10, rounds=2)))
    for at in (50, 90, 140, 185):
        run.do(Command.DONE, at)
    assert run.player.state.status is Status.FINISHED
    assert run.score() == Score(2, 0, is_whole=True, time_ms=185 * S)


def test_a_cap_ends_rounds_for_time_and_the_rest_is_not_reached() -> None:
    after = exercise(*alike(own_pace(5), 1), name="Row", rest=NO_TIME)
    block = replace(amrap(21, 15, minutes=1, rounds=3), rest_after=Length.fixed(30 * S))
    run = Run(timeline(block, after))
    run.do(Command.DONE, 40)
    run.go(100)
    assert run.cues(CueKind.TIME_UP) == [60]
    assert run.steps() == [(0, "set"), (40, "set"), (60, "rest"), (90, "set")]
    assert [o.result for o in run.player.outcomes()] == [Result.DONE, Result.TIME_UP]
    assert run.score() == Score(0, 21, is_whole=False, time_ms=60 * S)


def test_what_the_cap_ended_by_itself_cannot_be_undone() -> None:
    after = exercise(*alike(own_pace(5), 1), name="Row", rest=NO_TIME)
    run = Run(timeline(replace(amrap(5, minutes=1), rest_after=Length.fixed(30 * S)), after))
    run.do(Command.DONE, 50)
    run.go(65)
    assert not run.player.undoable


def test_a_guided_set_is_cut_at_the_cap_with_its_whole_reps() -> None:
    led = exercise(SetPlan((SetPart(WorkKind.REPS, Reps(10, 10), tempo=EVEN),)), rest=NO_TIME)
    run = Run(timeline(Block((led,), rounds=None, within_ms=30 * S, rest_between_rounds=NO_TIME)))
    run.go(40)
    # 30 s at 4 s a rep: 7 whole reps and 2 s of tension.
    assert run.results() == [(7, "time up", False)]
    assert run.player.outcomes()[0].tension_ms == 30 * S
    assert run.player.state.elapsed_ms == 30 * S


def test_under_a_cap_done_continues_at_once() -> None:
    player = Player(timeline(amrap(5, 10)), gap_ms=None, count_in_ms=3_000)
    player.do(Command.START, T0)
    player.do(Command.DONE, T0 + 20 * S)
    assert player.state.position_ms(T0 + 20 * S) == 0


def test_the_clock_of_a_cap_begins_with_the_first_work() -> None:
    first = exercise(*alike(own_pace(5), 1), rest=NO_TIME)
    ready = replace(amrap(5, minutes=1), items=(replace(first, prepare_ms=10_000),))
    run = Run(timeline(ready))
    run.go(100)
    assert run.player.state.elapsed_ms == 70 * S


# ------------------------------------------------------------------ parts, ranges, timed work
def test_done_in_an_open_part_begins_the_pause_and_done_in_the_pause_continues() -> None:
    made = timeline(exercise(cluster(Reps(5, None), 4, tempo=None), rest=NO_TIME))
    run = Run(made)
    run.do(Command.DONE, 20)
    run.do(Command.DONE, 25)
    run.do(Command.DONE, 40)
    assert run.steps() == [(0, "set"), (20, "rest"), (25, "set")]
    assert run.results() == [(5, "done", True), (4, "done", True)]


def test_skip_ends_the_set_in_a_part_and_in_a_pause() -> None:
    plan = cluster(5, 5, 5, tempo=EVEN)
    made = timeline(exercise(*(plan,) * 2, rest=Length.fixed(60 * S)))
    in_part, in_pause = Run(made), Run(made)
    in_part.do(Command.NEXT, 10)
    assert in_part.steps()[-1] == (10, "rest")
    assert not in_part.player.step.within_set
    in_pause.do(Command.NEXT, 22)
    assert in_pause.steps()[-1] == (22, "rest")
    assert not in_pause.player.step.within_set


def test_a_part_that_follows_at_once_is_not_counted_in() -> None:
    parts = SetPlan((own_pace(8), SetPart(WorkKind.HOLD, length=Length.fixed(20 * S))))
    player = Player(timeline(exercise(parts)), gap_ms=None, count_in_ms=3_000)
    player.do(Command.START, T0)
    player.do(Command.DONE, T0 + 40 * S)
    assert (player.step.kind, player.state.position_ms(T0 + 40 * S)) == (StepKind.HOLD, 0)


def test_correcting_changes_the_part_done_last() -> None:
    made = timeline(exercise(cluster(5, 5, tempo=None, pause_ms=20 * S)))
    run = Run(made)
    run.do(Command.DONE, 20)
    run.do(Command.FEWER_REPS, 25)
    assert run.results() == [(4, "stopped early", False)]


def test_the_reps_of_a_cluster_are_numbered_through() -> None:
    run = Run(timeline(exercise(cluster(2, 2, tempo=EVEN, pause_ms=5 * S))))
    run.go(30)
    reps = [e.cue.rep for e in run.events if e.cue and e.cue.kind is CueKind.REP_DONE]
    assert reps == [1, 2, 3, 4]
    assert run.cues(CueKind.HALFWAY) == [13], "the third of four reps begins the second half"
    assert run.cues(CueKind.LAST_REP) == [17]


def rest_range(start: Start = Start()) -> Timeline:  # noqa: B008 - immutable
    plans = alike(SetPart(WorkKind.REPS, Reps(2, 2), tempo=EVEN), 2)
    made = exercise(*plans, rest=Length(20 * S, 30 * S))
    return timeline(replace(made, start=start))


def test_a_range_of_rest_signals_its_least_and_lasts_its_most() -> None:
    run = Run(rest_range())
    run.go(60)
    assert run.cues(CueKind.MINIMUM) == [8 + 20]
    assert run.steps() == [(0, "set"), (8, "rest"), (38, "set")]


def test_with_a_key_the_start_is_taken_from_the_least_on() -> None:
    key = rest_range(Start(StartKind.KEY))
    run = Run(key)
    run.do(Command.DONE, 5)
    run.go(5 + 8 + 21)
    run.do(Command.TOGGLE, 5 + 8 + 22)
    assert run.steps()[-1] == (35, "set")
    early = Run(key)
    early.do(Command.DONE, 5)
    early.do(Command.TOGGLE, 5 + 8 + 10)
    assert early.player.state.status is Status.PAUSED, "before its least a rest is paused"
    late = Run(key)
    late.do(Command.DONE, 5)
    late.go(5 + 8 + 40)
    assert late.steps()[-1] == (5 + 8 + 30, "wait")


def test_timed_work_is_never_called_a_hold_and_its_reps_are_known_only_when_counted() -> None:
    run = Run(timeline(exercise(*alike(work(20 * S), 2, 10 * S))))
    run.go(25)
    assert run.results() == [(None, "done", False)]
    (done,) = run.player.outcomes()
    assert (done.held_ms, done.work_ms, done.tension_ms) == (0, 20 * S, None)
    for at in range(9):
        run.do(Command.MORE_REPS, 31 + at)
    run.go(51)
    assert run.results()[-1] == (9, "done", False)


def test_timed_work_in_a_tempo_counts_whole_reps_only() -> None:
    run = Run(timeline(exercise(*alike(work(10 * S, tempo=EVEN), 1))))
    run.go(11)
    assert run.results() == [(2, "done", False)]
    assert run.player.outcomes()[0].tension_ms == 10 * S
    assert run.cues(CueKind.REP_DONE) == [4, 8]
    assert run.cues(CueKind.ECCENTRIC) == [0, 4, 8]


@pytest.mark.parametrize(
    ("stopped_s", "expected"),
    [(25, (25, Result.STOPPED)), (32, (32, Result.DONE)), (1, (1, Result.SKIPPED))],
)
def test_a_range_of_timed_work_is_done_from_its_least_on(
    stopped_s: int, expected: tuple[int, Result]
) -> None:
    run = Run(timeline(exercise(*alike(work(Length(30 * S, 40 * S)), 2))))
    run.do(Command.NEXT, stopped_s)
    (done,) = run.player.outcomes()
    assert (done.work_ms // S, done.result) == expected


def test_isometric_reps_count_what_was_held_to_the_end() -> None:
    run = Run(timeline(exercise(*alike(holds(3, 7 * S, 3 * S), 2))))
    run.do(Command.NEXT, 12)  # one hold of 7 s, 3 s of relax, 2 s of the second hold
    assert run.results() == [(1, "stopped early", False)]
    (done,) = run.player.outcomes()
    assert (done.held_ms, done.tension_ms, done.work_ms) == (9 * S, 9 * S, 12 * S)


def test_the_relax_of_an_isometric_rep_is_shown_and_sounds() -> None:
    run = Run(timeline(exercise(*alike(holds(2, 7 * S, 3 * S), 1))))
    view = look(run.player, T0 + 8 * S)
    assert view.phase is not None
    assert (view.phase.name, view.phase.beats_left, view.rep) == ("Relax", 2, 1)
    run.go(20)
    assert (run.cues(CueKind.HOLD), run.cues(CueKind.RELAX)) == ([0, 10], [7])
    assert run.player.outcomes()[0] == Outcome(
        0, run.player.step.side, Result.DONE, 2, 14 * S, 14 * S, work_ms=17 * S
    )
