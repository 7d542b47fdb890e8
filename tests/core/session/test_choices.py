"""What a person settles before a session begins."""

from dataclasses import replace

import pytest

from hamtimer.core.session.choices import ChoiceError, Choices, choose
from hamtimer.core.session.model import Block, Exercise, Reps, Schedule, Session, WeekPlan
from tests.core.make import curl, session

EASY = replace(curl(5, name="Bridge on two legs"), id="two-legs")
BRIDGE = replace(curl(10, name="Bridge"), easier=(EASY,))
PLAN = tuple(
    WeekPlan(week, week, curl(week * 2, sets=week).sets, Schedule(week, 7)) for week in (1, 2, 3)
)
NORDIC = replace(curl(name="Nordic"), weeks=PLAN)


def planned(*items: Exercise) -> Session:
    """Make a session that has a plan of three weeks."""
    return replace(session(*items), weeks=3)


def names(made: Session) -> list[str]:
    return [exercise.name for exercise in made.exercises()]


def test_nothing_chosen_changes_nothing() -> None:
    made = session(BRIDGE, curl())
    assert choose(made, Choices()) == made


def test_an_exercise_can_be_left_out_even_inside_a_block() -> None:
    made = session(BRIDGE, Block((curl(),)))
    assert names(choose(made, Choices(skip=frozenset({"curl"})))) == ["Bridge"]


def test_equipment_that_only_a_left_out_exercise_needs_is_not_asked_for() -> None:
    machine = replace(curl(name="Leg curl"), equipment=("machine", "mat"))
    heavier = replace(curl(name="Heavier"), equipment=("dumbbells",))
    bridge = replace(BRIDGE, equipment=("mat",), harder=(heavier,))
    made = replace(session(machine, bridge), equipment=("water", "machine", "mat"))
    without = choose(made, Choices(skip=frozenset({"leg-curl"})))
    assert without.equipment == ("water", "mat")
    harder = choose(made, Choices(variants={"bridge": "heavier"}))
    assert harder.equipment == ("water", "machine", "mat", "dumbbells")


def test_a_week_in_which_nothing_is_to_be_done_is_said_to_have_nothing() -> None:
    rest_week = replace(PLAN[1], sets=())
    made = planned(replace(NORDIC, weeks=(PLAN[0], rest_week)))
    with pytest.raises(ChoiceError, match="nothing is to be done in week 2"):
        choose(made, Choices(week=2))


def test_a_week_with_its_own_number_of_sets_has_no_optional_ones() -> None:
    ranged = replace(NORDIC, sets=curl(sets=3).sets, least_sets=2)
    weeks = [choose(planned(ranged), Choices(week=week)).exercises()[0] for week in (1, 3)]
    assert [(len(e.sets), e.least_sets) for e in weeks] == [(1, 0), (3, 2)]


def test_at_least_one_exercise_must_stay() -> None:
    with pytest.raises(ChoiceError, match="keep at least one"):
        choose(session(curl()), Choices(skip=frozenset({"curl"})))


def test_a_variant_takes_the_place_of_its_exercise() -> None:
    chosen = choose(session(BRIDGE), Choices(variants={"bridge": "two-legs"}))
    assert names(chosen) == ["Bridge on two legs"]


def test_a_week_brings_its_own_sets_reps_and_schedule() -> None:
    chosen = choose(planned(NORDIC), Choices(week=3)).exercises()[0]
    assert [plan.parts[0].reps for plan in chosen.sets] == [Reps(6, 6)] * 3
    assert chosen.schedule.times == 3


def test_the_first_week_is_the_default() -> None:
    assert choose(planned(NORDIC), Choices()).exercises()[0].sets == PLAN[0].sets


@pytest.mark.parametrize(
    ("choices", "advice"),
    [
        (Choices(skip=frozenset({"squat"})), "there are: bridge, nordic"),
        (Choices(variants={"bridge": "one-leg"}), "it has: two-legs, bridge"),
        (Choices(week=4), "weeks 1 to 3"),
        (Choices(week=0), "weeks 1 to 3"),
    ],
)
def test_a_choice_that_is_not_offered_is_answered_with_what_is(
    choices: Choices, advice: str
) -> None:
    with pytest.raises(ChoiceError, match=advice):
        choose(planned(BRIDGE, NORDIC), choices)


def test_a_session_without_a_plan_has_no_weeks() -> None:
    with pytest.raises(ChoiceError, match="no plan by weeks"):
        choose(session(curl()), Choices(week=1))
