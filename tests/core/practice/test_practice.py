"""A practice from its first get-ready to its last report, by a person with a pace."""

from pathlib import Path

import pytest

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.play.commands import Command
from hamtimer.core.play.outcomes import Result
from hamtimer.core.play.state import Status
from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import (
    PracticePlan,
    Ramp,
    check_plan,
    plan_for,
    practice_session,
    retention_test,
)
from hamtimer.core.practice.plan_values import plan_values, read_plan
from hamtimer.core.practice.practice import Practice
from hamtimer.core.run.header import Header
from hamtimer.core.run.journal_reader import read_journal
from hamtimer.core.run.run import Run
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import Phase, Reps, Tempo
from hamtimer.core.taps.turns import TapMode
from hamtimer.core.timeline.steps import StepKind
from hamtimer.home.records.new_record import begin_journal
from hamtimer.home.records.replay import replay
from hamtimer.home.records.resume import find_interrupted
from hamtimer.home.records.rows import read_record
from tests.core.make import curl
from tests.core.practice.person import practise


def test_an_exact_person_is_led_from_everything_to_silence() -> None:
    practice = practise(PracticePlan(sets=3, reps=3))
    assert practice.level is Level.SILENT
    assert [len(one.report.judged) for one in practice.reports] == [9, 9, 9]
    assert all(one.report.accurate_share == 1 for one in practice.reports)


def test_a_chosen_level_stays() -> None:
    assert practise(PracticePlan(sets=2, reps=2, level=Level.TURNS)).level is Level.TURNS


@pytest.mark.parametrize("pace", [0.8, 1.0, 1.25])
def test_in_silence_the_person_leads_and_the_set_ends_with_them(pace: float) -> None:
    plan = PracticePlan(sets=2, reps=4, sides=Sides.EACH, level=Level.SILENT)
    practice = practise(plan, lambda _rep, _phase, target: target * pace)
    assert [one.report.missed for one in practice.reports] == [0, 0, 0, 0]
    assert practice.reports[0].report.phases[0].mean_ms == pytest.approx(5_000 * pace, abs=2)
    outcomes = practice.player.outcomes()
    assert [(o.reps, o.result) for o in outcomes] == [(4, Result.DONE)] * 4


def test_without_taps_it_does_not_wait() -> None:
    practice = Practice(
        PracticePlan(sets=1, level=Level.SILENT), Run(practice_player(PracticePlan(sets=1)))
    )
    practice.choose_level(Level.SILENT)
    practice.do(Command.START, 0)
    for now in range(0, 75_000, 100):
        practice.advance(now)
    assert practice.player.state.status is Status.FINISHED
    assert practice.reports == []


def test_a_silent_set_that_waits_can_be_ended() -> None:
    plan = PracticePlan(sets=2, level=Level.SILENT)
    practice = Practice(plan, Run(practice_player(plan)))
    practice.do(Command.START, 0)
    for now in range(0, 69_100, 100):
        practice.advance(now)
        if now == 62_000:
            practice.tap(now)
    assert practice.is_waiting
    practice.do(Command.DONE, 69_100)
    assert not practice.is_waiting
    assert practice.player.is_running
    assert practice.player.step.kind is StepKind.REST


@pytest.mark.parametrize(("half_speed", "patience_ms"), [(False, 9_500), (True, 17_000)])
def test_a_silent_set_waits_no_longer_than_a_tap_can_take(
    *, half_speed: bool, patience_ms: int
) -> None:
    plan = PracticePlan(sets=2, reps=2, level=Level.SILENT, half_speed=half_speed)
    practice = Practice(plan, Run(practice_player(plan, gap_ms=None)))
    practice.do(Command.START, 0)
    tapped = 5_000 + round(2 * 8_000 / plan.rate) - 1_000
    waiting = {}
    for now in range(0, tapped + patience_ms + 200, 100):
        practice.advance(now)
        if now == tapped:
            practice.tap(now)
        waiting[now] = practice.is_waiting
    assert waiting[tapped + patience_ms]
    assert not waiting[tapped + patience_ms + 100]
    practice.advance(tapped + patience_ms + 500)
    assert practice.player.step.kind is StepKind.REST


def test_a_pause_is_no_part_of_a_phase() -> None:
    practice = Practice(PracticePlan(sets=1), Run(practice_player(PracticePlan(sets=1))))
    practice.do(Command.START, 0)
    for now in range(0, 7_001, 100):  # the get-ready takes five seconds
        practice.advance(now)
    practice.do(Command.PAUSE, 7_000)
    assert practice.tap(8_000) is None
    practice.do(Command.RESUME, 60_000)
    feedback = practice.tap(63_000)
    assert feedback
    assert feedback.measured
    assert feedback.measured.actual_ms == 5_000


def test_a_tap_says_at_once_how_long_the_phase_was() -> None:
    practice = Practice(PracticePlan(sets=1), Run(practice_player(PracticePlan(sets=1))))
    practice.do(Command.START, 0)
    for now in range(0, 5_001, 100):
        practice.advance(now)
    emitted = [practice.tap(5_000 + at) for at in (4_600, 5_700, 5_760)]
    assert [t and t.measured and t.measured.actual_ms for t in emitted] == [4_600, 1_100, None]
    assert emitted[2]
    assert emitted[2].extra


def test_a_retention_test_is_one_silent_set_and_called_so() -> None:
    plan = retention_test(PracticePlan(sets=3, ramp=Ramp(3_000, 4_500), name="Bridge"))
    assert practice_session(plan).name == "Retention test: Bridge"
    practice = practise(plan)
    assert [(one.level, one.report.accurate_share) for one in practice.reports] == [("silent", 1)]


def test_a_ramp_practises_each_length() -> None:
    practice = practise(PracticePlan(sets=4, reps=2, ramp=Ramp(3_000, 4_500)))
    wanted = [one.report.phases[0].target_ms for one in practice.reports]
    assert wanted == [3_000, 3_500, 4_000, 4_500]


def test_what_stands_around_a_set_lasts_as_long_on_the_clock_at_any_pace() -> None:
    for plan in (PracticePlan(bpm=90), PracticePlan(half_speed=True)):
        exercise = practice_session(plan).exercises()[0]
        assert exercise.sets[0].rest.least_ms / plan.rate == plan.rest_ms
        assert exercise.switch_ms / plan.rate == exercise.prepare_ms / plan.rate == 5_000


def test_a_practice_of_an_exercise_has_its_reps_but_no_more_than_a_dozen() -> None:
    wanted = {Reps(5, 5): 5, Reps(15, 20): 12, Reps(0, None): 8}
    plans = {reps: plan_for(curl(reps)) for reps in wanted}
    assert {reps: plan.reps for reps, plan in plans.items() if plan} == wanted
    assert plan_for(curl(5, tempo=None)) is None, "there is no tempo to practise"


@pytest.mark.parametrize(
    ("plan", "words"),
    [
        (PracticePlan(reps=0), "0 reps"),
        (PracticePlan(sets=100), "100 sets"),
        (PracticePlan(bpm=1_000), "1000 beats per minute"),
        (PracticePlan(taps=TapMode.OFF, level=Level.SILENT), "silent"),
        (PracticePlan(drill=Phase.STRETCHED), "drilled on its own"),
        (PracticePlan(tempo=Tempo(5_000, 0, 0, 0), drill=Phase.CONCENTRIC), "no concentric"),
        (PracticePlan(ramp=Ramp(6_000, 3_000)), "must go up"),
        (PracticePlan(ramp=Ramp(1_000, 60_000, 1)), "too many steps"),
        (PracticePlan(tempo=Tempo(100, 0, 1_000, 0)), "0.1 s"),
    ],
)
def test_what_cannot_be_practised_says_why(plan: PracticePlan, words: str) -> None:
    with pytest.raises(Mistake, match=words):
        check_plan(plan)


def recorded_practice(folder: Path, plan: PracticePlan) -> Path:
    header = Header(
        name="Practice",
        file="",
        text="",
        started="2026-11-22T08:00:00+01:00",
        version="1",
        practice=plan_values(plan),
    )
    journal = begin_journal(folder, header, 0)
    practice = practise(plan, lambda _rep, _phase, target: target * 0.9, journal=journal)
    practice.run.close()
    return journal.path


def test_a_practice_is_recorded_like_a_session(tmp_path: Path) -> None:
    plan = PracticePlan(reps=3, sets=2, sides=Sides.EACH, bpm=90, ramp=Ramp(4_000, 5_000))
    recorded = read_journal(recorded_practice(tmp_path, plan))
    assert recorded.is_over
    assert len([e for e in recorded.entries if "tap" in e.values]) == 2 * 2 * 9
    played = replay(recorded, recorded.last_ms)
    assert [outcome.reps for outcome in played.outcomes()] == [3] * 4
    assert list(find_interrupted(tmp_path)) == []


def test_history_separates_every_tempo_and_phase(tmp_path: Path) -> None:
    path = recorded_practice(tmp_path, PracticePlan(sets=2, reps=3))
    samples = read_record(path).samples
    phases = [("eccentric",), ("stretched",), ("concentric",)]
    assert [sample.phases for sample in samples] == phases * 2
    assert {sample.tempo for sample in samples} == {"5-1-2-0"}
    first = [sample for sample in samples if sample.phases == ("eccentric",)]
    assert [(p.set_number, p.wanted_ms, p.mean_ms, p.count) for p in first] == [
        (1, 5_000, 4_500, 3),
        (2, 5_000, 4_500, 3),
    ]


def test_a_damaged_line_of_history_is_left_out(tmp_path: Path) -> None:
    path = recorded_practice(tmp_path, PracticePlan(sets=1, reps=2))
    with path.open("a") as file:
        file.write('{"t": 1, "event": "practice", "phases": 7}\n{"t": 2, "event": "practice"}\n')
    assert len(read_record(path).samples) == 3


def test_a_plan_is_the_same_after_it_was_recorded() -> None:
    plan = PracticePlan(
        tempo=Tempo(5_000, 1_000, 1_000, 0, first=Phase.CONCENTRIC, explosive=True),
        sides=Sides.EACH,
        drill=Phase.ECCENTRIC,
        ramp=Ramp(3_000, 6_000),
        level=Level.TICKS,
        phase_names=((Phase.ECCENTRIC, "Hips back"),),
    )
    assert read_plan(plan_values(plan)) == plan


@pytest.mark.parametrize("values", [{}, {"tempo": 3}, plan_values(PracticePlan()) | {"reps": -1}])
def test_a_damaged_plan_is_a_mistake(values: dict[str, object]) -> None:
    with pytest.raises(Mistake):
        read_plan(values)
