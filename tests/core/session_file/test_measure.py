"""`measure: yes`: where it holds, and where there is nothing to measure."""

import pytest

from hamtimer.core.session_file.loader import load_session

SLOW = "name: A, reps: 5, tempo: 4-0-2-0"


def measured(exercise: str, head: str = "") -> tuple[list[bool], list[str]]:
    loaded = load_session(f"name: S\n{head}exercises:\n  - {{{exercise}}}\n", "s.yaml")
    found = loaded.session.exercises() if loaded.session else ()
    return [one.measure for one in found], [problem.message for problem in loaded.problems]


@pytest.mark.parametrize(
    ("exercise", "head", "expected"),
    [
        (SLOW, "", False),
        (f"{SLOW}, measure: yes", "", True),
        (f"{SLOW}, measure: no", "", False),
        (SLOW, "defaults: {measure: yes}\n", True),
        (f"{SLOW}, measure: no", "defaults: {measure: yes}\n", False),
        ("name: A, reps: 5, measure: yes", "", True),  # at the usual tempo
        ("name: A, hold: 30s", "defaults: {measure: yes}\n", True),  # there it does nothing
        ("name: A, hold: 30s, measure: no", "", False),
    ],
)
def test_an_exercise_is_measured_as_the_nearest_place_says(
    exercise: str, head: str, *, expected: bool
) -> None:
    assert measured(exercise, head) == ([expected], [])


@pytest.mark.parametrize(
    "exercise",
    [
        "name: A, hold: 30s, measure: yes",
        "name: A, reps: 5, tempo: self-paced, measure: yes",
        "name: A, hold: 5s, reps: 5, relax: 5s, measure: yes",
        "name: A, time: 40s, measure: yes",
    ],
)
def test_without_a_tempo_there_is_nothing_to_measure(exercise: str) -> None:
    assert measured(exercise)[1] == ["`measure` has no effect: without a tempo nothing is tapped"]
