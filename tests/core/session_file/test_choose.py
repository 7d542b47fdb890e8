"""What a person settles before a session begins: another week or variant is built from the file."""

import pytest

from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session.model import Block, Session
from hamtimer.core.session.work import Reps
from hamtimer.core.session_file.loader import load_session

BRIDGE = "{name: Bridge, reps: 10, easier: [{name: Two legs, reps: 5}]}"
CURL = "{name: Curl, reps: 2}"
NORDIC = (
    "{name: Nordic, weeks: [{weeks: 1, sets: 1, reps: 2, schedule: weekly},"
    " {weeks: 2, sets: 2, reps: 4}, {weeks: 3, sets: 3, reps: 6, schedule: 3 times a week}]}"
)


def choose(exercises: str, choices: Choices, more: str = "") -> Session:
    """Load a session of exercises in flow style, and choose of it."""
    loaded = load_session(f"name: x\n{more}\nexercises: [{exercises}]", "x.yaml")
    assert loaded.problems == ()
    return loaded.choose(choices)


def names(made: Session) -> list[str]:
    return [exercise.name for exercise in made.exercises()]


def test_nothing_chosen_changes_nothing() -> None:
    loaded = load_session(f"name: x\nexercises: [{BRIDGE}, {NORDIC}]", "x.yaml")
    assert loaded.choose(Choices()) == loaded.session


def test_an_exercise_can_be_left_out_even_inside_a_block() -> None:
    inside = f"{BRIDGE}, {{block: b, exercises: [{CURL}]}}"
    assert names(choose(inside, Choices(skip=frozenset({"curl"})))) == ["Bridge"]


def test_rounds_are_those_of_what_is_left() -> None:
    block = (
        "{block: b, kind: circuit, exercises: [{name: a, reps: 5, sets: 4}, {name: b, reps: 5}]}"
    )
    made = choose(block, Choices(skip=frozenset({"a"})))
    (item,) = made.parts[0].block.items
    assert isinstance(item, Block)
    assert item.rounds == 1


def test_equipment_that_only_a_left_out_exercise_needs_is_not_asked_for() -> None:
    exercises = (
        "{name: Leg curl, reps: 5, equipment: [machine, mat]},"
        " {name: Bridge, reps: 5, equipment: mat, harder: [{name: Heavier, equipment: dumbbells}]}"
    )
    more = "equipment: water"
    without = choose(exercises, Choices(skip=frozenset({"leg-curl"})), more)
    assert without.equipment == ("water", "mat")
    harder = choose(exercises, Choices(variants={"bridge": "heavier"}), more)
    assert harder.equipment == ("water", "machine", "mat", "dumbbells")


def test_a_variant_takes_the_place_of_its_exercise_and_says_of_which() -> None:
    (chosen,) = choose(BRIDGE, Choices(variants={"bridge": "two-legs"})).exercises()
    assert (chosen.id, chosen.name, chosen.base) == ("two-legs", "Two legs", "bridge")
    assert chosen.easier == chosen.harder == ()


def test_a_variant_with_more_sets_keeps_its_rounds() -> None:
    block = (
        "{block: b, kind: superset, exercises: [{name: a, reps: 5, sets: 2,"
        " harder: [{name: more, sets: 4}]}, {name: b, reps: 5, sets: 2}]}"
    )
    (item,) = choose(block, Choices(variants={"a": "more"})).parts[0].block.items
    assert isinstance(item, Block)
    assert item.rounds == 4
    assert [len(exercise.sets) for exercise in item.exercises()] == [4, 2]


def test_a_week_brings_its_own_sets_reps_and_schedule() -> None:
    (chosen,) = choose(NORDIC, Choices(week=3)).exercises()
    assert [plan.parts[0].reps for plan in chosen.sets] == [Reps(6, 6)] * 3
    assert chosen.schedule.times == 3


def test_the_first_week_is_the_default() -> None:
    session = choose(NORDIC, Choices())
    assert (session.week, session.weeks) == (1, 3)
    assert len(session.exercises()[0].sets) == 1


def test_after_its_end_a_plan_stays_in_its_last_week() -> None:
    assert choose(NORDIC, Choices(week=12)) == choose(NORDIC, Choices(week=3))


def test_at_least_one_exercise_must_stay() -> None:
    with pytest.raises(ChoiceError, match="keep at least one"):
        choose(CURL, Choices(skip=frozenset({"curl"})))


def test_a_week_without_work_is_reported() -> None:
    late = "{name: a, weeks: 3-4, reps: 5}"
    with pytest.raises(ChoiceError, match="there is nothing to do in week 2"):
        choose(late, Choices(week=2))


@pytest.mark.parametrize(
    ("choices", "advice"),
    [
        (Choices(skip=frozenset({"squat"})), "there are: bridge, nordic"),
        (Choices(variants={"bridge": "one-leg"}), "it has: two-legs, bridge"),
        (Choices(week=0), "weeks 1 to 3"),
        (Choices(today={"squat": {"reps": "3"}}), "there are: bridge, nordic"),
        (Choices(today={"bridge": {"reps": "few"}}), 'today\'s choice: "few" is not'),
        (Choices(today={"bridge": {"repz": "3"}}), 'did you mean "reps"'),
        (Choices(targets={"bridge": {"sets": "900"}}), "the next target: sets must be"),
    ],
)
def test_a_choice_that_is_not_offered_is_answered_with_what_is(
    choices: Choices, advice: str
) -> None:
    with pytest.raises(ChoiceError, match=advice):
        choose(f"{BRIDGE}, {NORDIC}", choices)


def test_a_session_without_a_plan_has_no_weeks() -> None:
    with pytest.raises(ChoiceError, match="no weekly plan"):
        choose(CURL, Choices(week=1))


def test_a_file_with_errors_offers_nothing() -> None:
    with pytest.raises(ChoiceError, match="has errors"):
        load_session("name: x", "x.yaml").choose(Choices())


def test_todays_choice_lies_over_the_next_target_and_both_over_the_file() -> None:
    target = {"bridge": {"reps": "12", "sets": "3", "load": "5 kg"}}
    today = {"bridge": {"sets": "2", "reps": "[12, 8]"}}
    (aimed,) = choose(BRIDGE, Choices(targets=target)).exercises()
    assert [plan.parts[0].reps for plan in aimed.sets] == [Reps(12, 12)] * 3
    (chosen,) = choose(BRIDGE, Choices(targets=target, today=today)).exercises()
    assert [plan.parts[0].reps for plan in chosen.sets] == [Reps(12, 12), Reps(8, 8)]
    assert chosen.load == "5 kg"


USUAL = "name: A\nexercises:\n  - {name: B, reps: 5, harder: [{name: C, reps: 8}], variant: c}\n"


def test_the_usual_variant_is_done_unless_another_is_chosen() -> None:
    loaded = load_session(USUAL, "x.yaml")
    assert loaded.session is not None, loaded.problems
    (usual,) = loaded.session.exercises()
    assert (usual.name, usual.base, usual.id) == ("C", "b", "c")
    (chosen,) = loaded.choose(Choices(variants={"b": "b"})).exercises()
    assert (chosen.name, chosen.base) == ("B", "")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("variant: c", "variant: d"), 'there is no variant "d"'),
        ((", harder: [{name: C, reps: 8}]", ""), 'there is no variant "c"'),
        (("variant: c", "variant: c, progression: {rule: ladder, step: variant}"),
         "the rule chooses the variant"),
        # the exercise itself is checked all the same
        (("reps: 5", "reps: 5, tempo: 4-1-2-0, relax: 3s, hold: 2s"), "`tempo` has no effect"),
    ],
)  # fmt: skip
def test_a_usual_variant_that_cannot_be_is_an_error(change: tuple[str, str], message: str) -> None:
    problems = load_session(USUAL.replace(*change), "x.yaml").problems
    assert any(message in problem.message for problem in problems), problems
