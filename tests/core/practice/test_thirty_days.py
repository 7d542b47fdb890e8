"""Simulated learners go through thirty days: levels, proposals and tests come as the rules say."""

from __future__ import annotations

import pytest

from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.proposals import Proposal
from hamtimer.core.session.work import Phase, Tempo
from hamtimer.core.taps.report import PhaseVerdict
from hamtimer.front.words.proposals import proposal_title, proposal_words, weakness_words
from tests.core.practice.learner import (
    BadPause,
    Diary,
    Learner,
    hurrying,
    leaning,
    perfect,
    uneven,
)

PLAN = PracticePlan(tempo=Tempo(4_000, 1_000, 2_000, 0), reps=8, sets=3, rest_ms=1_000)
PRACTICE_DAYS = (0, 1, 2, 4, 6, 9, 13, 14, 29)
TEST_DAYS = {1: 1, 2: 1, 3: 1, 5: 1, 7: 1, 10: 1, 14: 1, 15: 1, 21: 7, 28: 14}
"""On these days a test is due, so many days after the last practice; each is done at once."""


def thirty_days(learner: Learner) -> tuple[Diary, list[list[str]], dict[int, int]]:
    """Practise as somebody who does every test, and the usual practice on some days."""
    diary, levels, tests = Diary(learner), list[list[str]](), dict[int, int]()
    for diary.day in range(30):
        for one in diary.proposals():
            if one.test is not None:
                tests[diary.day] = one.test.days
                diary.practise(one.plan)
        if diary.day in PRACTICE_DAYS:
            before = len(diary.samples)
            diary.practise(PLAN)
            sets = {one.set_number: one.level for one in diary.samples[before:]}
            levels.append(list(sets.values()))
    return diary, levels, tests


def drill_of(diary: Diary) -> Proposal | None:
    return next((one for one in diary.proposals() if one.weakness), None)


def test_a_perfect_learner_is_led_to_silence_stays_there_and_has_nothing_to_drill() -> None:
    diary, levels, tests = thirty_days(perfect)
    assert levels == [["full", "ticks", "turns"], *[["silent"] * 3] * 8]
    assert drill_of(diary) is None
    assert tests == TEST_DAYS


def test_a_hurrying_learner_learns_from_where_and_never_released() -> None:
    diary, levels, tests = thirty_days(hurrying)
    # In four of eight reps one of three phases is off: five in six are right.
    assert levels[0] == ["full", "ticks", "turns"]
    drill = drill_of(diary)
    assert drill is not None
    assert drill.weakness is not None
    assert drill.weakness.verdict is PhaseVerdict.HURRYING
    assert (drill.weakness.phase, drill.weakness.from_rep) == (Phase.ECCENTRIC, 5)
    assert proposal_words(drill) == "Your 4 s lowering is 1.2 s short from rep 5 on."
    assert proposal_title(drill) == "Drill your 4 s lowering"
    assert drill.plan.drill is Phase.ECCENTRIC
    assert drill.plan.tempo.eccentric_ms == 4_000
    assert tests == TEST_DAYS


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_an_uneven_learner_gets_all_help_and_learns_it(seed: int) -> None:
    diary, levels, _ = thirty_days(uneven(seed))
    assert {level for day in levels for level in day} == {"full"}
    drill = drill_of(diary)
    assert drill is not None
    assert drill.weakness is not None
    assert abs(drill.weakness.error_ms) < 1_000


def test_a_learner_who_leans_on_the_cues_gets_them_back_and_is_not_released() -> None:
    diary, levels, _ = thirty_days(leaning)
    assert levels[0] == ["full", "ticks", "turns"]
    assert levels[1] == ["silent", "turns", "silent"], "a bad first set brings the cues back"
    drill = drill_of(diary)
    assert drill is not None, "being right with the cues is no reason to be released"
    tests = [one for one in diary.samples if one.is_test]
    assert {one.level for one in tests} == {Level.SILENT}
    assert all(one.error_ms < 0 for one in tests)


def test_a_bad_phase_is_drilled_and_released_when_right_twice() -> None:
    learner = BadPause(until=8 * 4)
    diary = Diary(learner)
    diary.practise(PLAN)
    words, days = [], 0
    while (drill := drill_of(diary)) is not None:
        assert drill.weakness is not None
        words.append(weakness_words(drill.weakness))
        diary.day += 1
        diary.practise(drill.plan)
        days += 1
        assert days < 30
    assert words[0] == "Your 1 s pause at the bottom is 0.6 s long."
    right = [one for one in diary.samples if one.phases == ("stretched",) and one.error_ms == 0]
    assert [one.level for one in right if one.level == "silent"] == ["silent"] * 2
    assert days == 2


def test_a_phase_that_goes_wrong_again_is_proposed_again() -> None:
    diary = Diary(perfect)
    diary.practise(PLAN)
    diary.learner = hurrying
    diary.practise(PLAN)
    assert drill_of(diary) is not None
    diary.learner = perfect
    diary.practise(PLAN)
    assert drill_of(diary) is None
    diary.learner = hurrying
    diary.practise(PLAN)
    assert drill_of(diary) is not None


def test_the_last_practice_is_proposed_when_nothing_else_is_to_be_done() -> None:
    diary = Diary(perfect)
    assert diary.proposals() == ()
    diary.practise(PLAN)
    (again,) = diary.proposals()
    assert (again.plan.tempo, again.plan.sets) == (PLAN.tempo, PLAN.sets)
    assert proposal_title(again) == "Tempo 4-1-2-0 again"
    diary.day = 7
    first, _ = diary.proposals()
    assert proposal_title(first) == "Retention test of 4-1-2-0"
    assert proposal_words(first) == "Practised 7 days ago: one silent set shows what you kept."
    assert (first.plan.sets, first.plan.level, first.plan.is_test) == (1, Level.SILENT, True)
