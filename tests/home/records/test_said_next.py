"""What a person says of a run leads to the next target: effort, pain and the load that was used."""

from datetime import timedelta
from pathlib import Path

import pytest

from hamtimer.core.records.edits import Edit
from hamtimer.core.run.run import Run
from hamtimer.core.session.model import Side
from hamtimer.home.records.edit import edit_record
from tests.home.records.person import Person
from tests.home.records.recorded import path_of

ALL_12 = (12, 12, 12)
EFFORT = "name: A, sets: 3, reps: 12, rpe: 7-8, progression: {rule: steps, step: 1 rep}"
PAIN = "name: A, sets: 3, reps: 12, progression: {rule: steps, step: 1 rep, on-pain: back}"
HOLD = "name: A, sets: 3, reps: 12, progression: {rule: steps, step: 1 rep}"
LOW = "name: A, sets: 3, reps: 12, progression: {rule: steps, step: 1 rep, pain-limit: 2}"
LOAD = "name: A, sets: 3, reps: 12, load: 20 kg, progression: {rule: steps, step: 2.5 kg}"
TWO = HOLD + "\n" + HOLD.replace("name: A", "name: B")


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    return Person(tmp_path / "s.yaml", monkeypatch)


def say(run: Run, *edits: Edit) -> None:
    edit_record(path_of(run), *edits)


@pytest.mark.parametrize(
    ("exercise", "said", "expected"),
    [
        (EFFORT, [Edit(set_number=3, said={"rpe": 8})], "3 x 13 (3 x 12 done)"),
        (EFFORT, [Edit(set_number=3, said={"rpe": 8.5})], "3 x 12 (effort 8.5 is over 8: "),
        (EFFORT, [Edit(set_number=2, said={"rpe": 9})], "3 x 12 (effort 9 is over 8: the same"),
        (EFFORT, [Edit(said={"rpe": 9})], "3 x 12 (effort 9 is over 8: the same again)"),
        (HOLD, [Edit(said={"rpe": 10})], "3 x 13 (3 x 12 done)"),
        (HOLD, [Edit(set_number=1, said={"pain": 5})], "3 x 13 (3 x 12 done)"),
        (HOLD, [Edit(set_number=1, said={"pain": 6})], "3 x 12 (pain 6 is over 5: the same again)"),
        (LOW, [Edit(set_number=1, said={"pain": 3})], "3 x 12 (pain 3 is over 2: the same again)"),
        (
            HOLD,
            [Edit(set_number=1, side=Side.LEFT, said={"pain": 7})],
            "3 x 12 (pain 7 is over 5: the same again)",
        ),
        (HOLD, [Edit(said={"morning_pain": 6})], "3 x 12 (pain 6 is over 5: the same again)"),
        (LOAD, [Edit(set_number=2, said={"load": "17.5 kg"})], "3 x 12, 20 kg (last time was chan"),
        (LOAD, [Edit(set_number=2, said={"load": "40 lb"})], "3 x 12, 20 kg (last time was chan"),
        (LOAD, [Edit(set_number=2, said={"load": "45 lb"})], "3 x 12, 22.5 kg (3 x 12 done)"),
        (LOAD, [Edit(said={"load": "25 kg"})], "3 x 12, 22.5 kg (3 x 12 done)"),
        (LOAD, [Edit(said={"load": "no weight"})], "3 x 12, 20 kg (last time was changed by"),
    ],
)
def test_what_was_said_of_a_run_decides_the_next(
    person: Person, exercise: str, said: list[Edit], expected: str
) -> None:
    person.write(exercise)
    say(person.play(*ALL_12), *said)
    (line,) = person.lines()
    assert line.startswith(f"A: {expected}")


def test_too_much_pain_takes_a_step_back_where_the_rule_says_so(person: Person) -> None:
    person.write(PAIN)
    person.play(*ALL_12)
    run = person.play(13, 13, 13)
    assert person.lines() == ["A: 3 x 14 (3 x 13 done)"]
    say(run, Edit(set_number=2, said={"pain": 6}))
    assert person.lines() == ["A: 3 x 12 (pain 6 is over 5: one step back)"]


def test_what_is_undone_no_longer_counts(person: Person) -> None:
    person.write(HOLD)
    run = person.play(*ALL_12)
    before = person.lines()
    say(run, Edit(set_number=2, said={"pain": 6}))
    assert person.lines() != before
    say(run, Edit(set_number=2, said={"pain": None}))
    assert person.lines() == before


def test_the_pain_of_the_whole_run_counts_for_every_exercise_its_effort_for_none(
    person: Person,
) -> None:
    person.write(TWO.replace("reps: 12", "reps: 12, rpe: 7-8"))
    run = person.play(*ALL_12, *ALL_12)
    say(run, Edit(said={"rpe": 10}))
    assert [line[:9] for line in person.lines()] == ["A: 3 x 13", "B: 3 x 13"]
    say(run, Edit(side=Side.LEFT, said={"morning_pain": 6}))
    assert [line[:9] for line in person.lines()] == ["A: 3 x 12", "B: 3 x 12"]


def test_pain_of_one_exercise_is_not_that_of_another(person: Person) -> None:
    person.write(TWO)
    say(person.play(*ALL_12, *ALL_12), Edit("b", 1, said={"pain": 8}))
    assert [line[:9] for line in person.lines()] == ["A: 3 x 13", "B: 3 x 12"]


def test_an_effort_is_of_its_run_and_not_of_the_next(person: Person) -> None:
    person.write(EFFORT)
    say(person.play(*ALL_12), Edit(said={"rpe": 9}))
    person.day += timedelta(days=2)
    person.play(*ALL_12)
    assert person.lines() == ["A: 3 x 13 (3 x 12 done)"]
