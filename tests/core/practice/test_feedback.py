"""Results that fade with the cues, the question before them, and when reports may be shown."""

from __future__ import annotations

import pytest

from hamtimer.core.play.commands import Command
from hamtimer.core.practice.estimate import PATIENCE_MS
from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.levels import Level, results_at
from hamtimer.core.practice.options import practice_plan
from hamtimer.core.practice.plan import Ask, PracticePlan
from hamtimer.core.practice.practice import Practice
from hamtimer.core.run.run import Run
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import Phase, Tempo
from hamtimer.core.taps.results import Results
from tests.core.practice.person import practise

TEMPO = Tempo(4_000, 1_000, 2_000, 0)
READY, SET, REST = 5_000, 14_000, 30_000
"""The lengths of the get-ready, of a set of two reps and of a rest."""


class Person:
    """Somebody who practises two reps a set, and taps exactly at some of the turns."""

    def __init__(self, plan: PracticePlan) -> None:
        self.practice = Practice(plan, Run(practice_player(plan, gap_ms=None)))
        self.now = 0
        self.practice.do(Command.START, 0)
        self.wait(READY)

    def wait(self, ms: int) -> None:
        for now in range(self.now, self.now + ms + 1, 100):
            self.practice.advance(now)
        self.now += ms

    def do_set(self, lower_ms: int = 4_000) -> list[int]:
        """Do a set; return the lengths that were told at once."""
        told = []
        for length in (lower_ms, 1_000, 2_000) * 2:
            self.wait(length)
            feedback = self.practice.tap(self.now)
            if feedback and feedback.measured:
                told.append(feedback.measured.actual_ms)
        self.wait(100)
        return told


def plan(**changes: object) -> PracticePlan:
    return PracticePlan(tempo=TEMPO, reps=2, sets=3, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("level", "results"),
    [
        (Level.FULL, Results.EACH),
        (Level.TICKS, Results.BAND),
        (Level.TURNS, Results.REPS),
        (Level.SILENT, Results.SET),
    ],
)
def test_results_fade_with_the_cues(level: Level, results: Results) -> None:
    assert results_at(level) is results


@pytest.mark.parametrize("chosen", Results)
def test_at_silent_nothing_is_reported_before_the_end_of_the_set(chosen: Results) -> None:
    assert not results_at(Level.SILENT, chosen).is_within_set
    person = Person(plan(level=Level.SILENT, results=chosen))
    assert person.do_set(2_000) == []


def test_an_accurate_person_gets_less_feedback_in_each_set() -> None:
    person = Person(plan(ask=Ask.NO))
    told = []
    for _ in range(3):
        told.append(person.do_set())
        person.wait(REST)
    assert told == [[4_000, 1_000, 2_000] * 2, [], []]
    assert person.practice.results is Results.SET


def test_a_report_is_shown_at_once_while_every_turn_is_reported() -> None:
    person = Person(plan())
    person.do_set()
    assert person.practice.question is None
    assert len(person.practice.reports) == 1


def test_the_question_comes_before_the_report_and_both_are_kept() -> None:
    person = Person(plan(results=Results.SET))
    person.do_set(3_500)
    person.wait(1_000)  # the set lasts as long as its tempo says
    practice = person.practice
    assert practice.reports == []
    question = practice.question
    assert question is not None
    assert (question.phases, question.first_ms) == ((Phase.ECCENTRIC,), 4_000)
    estimate = practice.answer(3_000, person.now)
    assert estimate is not None
    assert (estimate.estimated_ms, estimate.actual_ms, estimate.error_ms) == (3_000, 3_500, -500)
    assert len(practice.reports) == 1
    assert practice.estimate_of(1) == estimate


@pytest.mark.parametrize(("rest_ms", "asked_ms"), [(REST, PATIENCE_MS), (12_000, 7_000)])
def test_a_question_left_alone_goes_by_itself_and_never_holds_a_rest_up(
    rest_ms: int, asked_ms: int
) -> None:
    person = Person(plan(results=Results.SET, rest_ms=rest_ms))
    person.do_set()
    person.wait(asked_ms - 200)
    assert person.practice.question is not None
    person.wait(300)
    assert person.practice.question is None
    assert len(person.practice.reports) == 1
    assert person.practice.estimates == []
    person.wait(rest_ms - asked_ms)
    assert person.practice.player.step.set_number == 2


def test_a_rest_too_short_for_a_question_has_none() -> None:
    person = Person(plan(results=Results.SET, rest_ms=5_000))
    person.do_set()
    assert person.practice.question is None
    assert len(person.practice.reports) == 1


def test_the_question_after_the_last_set_is_asked_before_the_practice_is_over() -> None:
    person = Person(plan(results=Results.SET, rest_ms=5_000))
    for _ in range(3):
        person.do_set()
        person.wait(5_000)
    assert person.practice.player.is_over
    assert not person.practice.is_over
    person.practice.answer(None, person.now)
    assert person.practice.is_over
    assert len(person.practice.reports) == 3


def test_who_leaves_is_asked_nothing() -> None:
    person = Person(plan(results=Results.SET))
    person.wait(4_000)
    person.practice.tap(person.now)
    person.practice.do(Command.STOP, person.now + 100)
    assert person.practice.is_over
    assert len(person.practice.reports) == 1


def test_who_leaves_over_the_last_question_has_the_report() -> None:
    person = Person(plan(results=Results.SET, rest_ms=5_000))
    for _ in range(3):
        person.do_set()
        person.wait(5_000)
    assert person.practice.question is not None
    person.practice.leave(person.now)
    assert person.practice.is_over
    assert len(person.practice.reports) == 3


def test_one_side_is_not_reported_before_the_other_is_done() -> None:
    person = Person(plan(results=Results.SET, sides=Sides.EACH, ask=Ask.NO))
    person.do_set()
    person.wait(2_000)
    assert len(person.practice.run.reports) == 1
    assert person.practice.reports == []
    person.wait(3_000)
    person.do_set()
    assert len(person.practice.reports) == 2


def test_results_at_the_end_come_at_the_end() -> None:
    person = Person(plan(results=Results.END, rest_ms=5_000, ask=Ask.NO))
    person.do_set()
    person.wait(5_000)
    assert person.practice.reports == []
    for _ in range(2):
        person.do_set()
        person.wait(5_000)
    assert len(person.practice.reports) == 3


def test_a_practice_without_taps_ends_without_questions() -> None:
    practice = practise(PracticePlan(sets=1, reps=1, ask=Ask.YES), lambda *_: 10_000_000)
    assert practice.reports == []
    assert practice.is_over


def test_the_options_are_read() -> None:
    written = {"feedback": "band", "band": "15%", "every": "4", "ask": "no", "hear": "tones"}
    read = practice_plan(written)
    assert (read.results, read.band, read.every) == (Results.BAND, 15, 4)
    assert (read.ask.value, read.heard.value) == ("no", "tones")
    assert practice_plan({"feedback": "auto"}).results is None
