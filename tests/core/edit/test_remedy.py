"""Quick remedies, tried on every mistake of the tables of realistic ones."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.edit.remedy import find_remedy
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.session_file.problems import Severity
from tests.core.session_file.test_realistic_mistakes import LAYOUT, LINES, PLACES, exercise


def written(place: str, line: str) -> str:
    return PLACES[place].format(line) if place in PLACES else exercise(line)


TEXTS = [
    *(written(place, line) for place, line, *_ in LINES),
    *(re.split(r"^>> ", case.replace("␣", "\u00a0"), flags=re.MULTILINE)[0] for case in LAYOUT),
]


def remedied(text: str, which: int = 0) -> str | None:
    """Return a text after the remedy of one of its problems."""
    problem = load_session(text, "").problems[which]
    splice = find_remedy(text, problem)
    return splice.apply(text) if splice else None


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("rest_seconds: 60", "rest: 60s"),
        ("sids: each", "sides: each"),
        ("sides: alternate", "sides: alternating"),
        ("weight: 12 kg  # heavy", "load: 12 kg  # heavy"),
        ("rest: 2 mni", "rest: 2 min"),
        ("load: 12 kg\n    loda: 13 kg", "load: 12 kg"),
        ("rpe: 7/10", "rpe: 7"),
    ],
)
def test_a_line_is_put_right(line: str, remedy: str) -> None:
    assert remedied(exercise(line)) == exercise(remedy)


BEGIN = "name: A\nexercises:\n  - "


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("{name: B, rpes: 5}\n", "{name: B, reps: 5}\n"),
        ("{name: B, sids: each, reps: 5}\n", "{name: B, sides: each, reps: 5}\n"),
        ("name: B\n\treps: 5\n", "name: B\n    reps: 5\n"),
        ("name: B\n    reps:5\n", "name: B\n    reps: 5\n"),
        (
            "name: B\n    reps: 5\n  - name: C\n     reps: 5\n",
            "name: B\n    reps: 5\n  - name: C\n    reps: 5\n",
        ),
    ],
)
def test_a_text_is_put_right(text: str, remedy: str) -> None:
    assert remedied(BEGIN + text) == BEGIN + remedy
    crlf = (BEGIN + text).replace("\n", "\r\n")
    assert remedied(crlf) == (BEGIN + remedy).replace("\n", "\r\n")
    assert remedied("\ufeff" + BEGIN + text) == "\ufeff" + BEGIN + remedy


@pytest.mark.parametrize("text", TEXTS)
def test_whoever_takes_a_remedy_has_a_problem_less(text: str) -> None:
    problems = load_session(text, "").problems
    errors = sum(problem.severity is Severity.ERROR for problem in problems)
    for problem in problems:
        splice = find_remedy(text, problem)
        if splice is not None and problem.severity is Severity.ERROR:
            after = load_session(splice.apply(text), "").problems
            assert sum(each.severity is Severity.ERROR for each in after) < errors


def test_most_mistakes_have_a_remedy() -> None:
    found = [text for text in TEXTS if load_session(text, "").problems and remedied(text)]
    assert len(found) > len(TEXTS) * 0.6, f"{len(found)} of {len(TEXTS)}"


@given(st.text("ab:- #'\"{}[],|\t\n0", max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    for problem in load_session(f"name: A\nexercises:\n  - {text}", "").problems:
        find_remedy(f"name: A\nexercises:\n  - {text}", problem)
