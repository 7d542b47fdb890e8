"""Changing the plan by typing during a run in plain lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hamtimer.core.play.player import Player
from hamtimer.core.run.run import Run
from hamtimer.core.session.model import Block, BlockKind
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.actions import action_of, number_in
from hamtimer.home import wall_clock
from hamtimer.plain.front import PlainFront
from tests.core.make import curl, timeline
from tests.plain.fake_person import FakePerson

EASIER = replace(curl(name="Box squat", sets=2), base="squat")
SQUAT = replace(curl(name="Squat", sets=2), easier=(EASIER,))
ROW, DIP = curl(name="Row", sets=2), curl(name="Dip")
THREE = timeline(SQUAT, ROW, DIP)


def answers(made: Timeline, *script: tuple[int, str]) -> list[str]:
    """Type into a run and leave it; return what was printed after the first typed line."""
    said: list[str] = []
    person = FakePerson([*script, (script[-1][0] + 10, "quit")])
    PlainFront(Run(Player(made)), person.clock, person, said.append).play()
    first = next(i for i, line in enumerate(said) if _ms(line) >= script[0][0])
    return [line.partition("  ")[2] if line[:2].isdigit() else line for line in said[first:]]


def _ms(line: str) -> int:
    stamp = line.partition("  ")[0]
    if not stamp[:2].isdigit():
        return -1
    minutes, seconds = stamp.split(":")
    return int(minutes) * 60_000 + round(float(seconds) * 1_000)


def test_later_says_what_comes_first_and_what_is_begun() -> None:
    assert answers(THREE, (1_000, "later"))[:2] == [
        "Changed: Row comes before Squat",
        "Get ready: Row, 0:10",
    ]


def test_another_set_of_what_was_just_done() -> None:
    assert answers(THREE, (30_000, "a"))[0] == "Changed: one more set of Squat"


def test_an_easier_variant() -> None:
    lines = answers(THREE, (1_000, "easier"))
    assert lines[0] == "Changed: Box squat from now on"
    assert answers(THREE, (1_000, "harder"))[0] == "Harder: it has no effect here"


def test_going_to_an_exercise_by_its_number() -> None:
    lines = answers(THREE, (1_000, "go to"), (2_000, "go to 3"))
    assert lines[:5] == [
        "Which exercise? Type for example go to 1.",
        "  1. Squat: now, 2 of 2 sets left",
        "  2. Row: 2 of 2 sets left",
        "  3. Dip: 1 of 1 set left",
        "Get ready: Dip, 0:10",
    ]


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("exercise 4", "There is no exercise 4; choose 1 to 3."),
        ("go to 0", "There is no exercise 0; choose 1 to 3."),
        ("go to 1", "Go to: it has no effect here"),
        ("minutes", "How many minutes? Type for example 20 minutes."),
    ],
)
def test_numbers_that_lead_nowhere(typed: str, answer: str) -> None:
    assert answers(THREE, (1_000, typed))[0] == answer


@pytest.fixture(autouse=True)
def half_past_six(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stop the clock of the day."""
    monkeypatch.setattr(wall_clock, "now", lambda: datetime(2026, 11, 26, 18, 30, tzinfo=UTC))


def test_less_time_is_shown_before_it_is_accepted() -> None:
    lines = answers(THREE, (1_000, "I have 4 minutes"), (2_000, "yes"))
    left, end = "Leaves out Squat set 2, Row set 2. 3:11 left", "ends at 18:33"
    assert lines[0] == f"{left}, {end}. Type yes to accept."
    assert lines[1] == "Changed: left out: Squat set 2, Row set 2"
    again = answers(THREE, (1_000, "4 min"), (2_000, "status"), (3_000, "yes"))
    assert '"yes" is not a command; type help to list them' in again


def test_what_fits_leaves_nothing_out() -> None:
    assert answers(THREE, (1_000, "30 minutes"))[0] == "Everything fits: 5:39 left, ends at 18:35."


def test_a_change_is_undone_like_all_else() -> None:
    lines = answers(THREE, (1_000, "later"), (2_000, "undo"))
    assert "Undone. Now: Get ready: Squat" in lines


def test_in_a_circuit_the_turn_of_this_round_moves() -> None:
    made = timeline(Block((SQUAT, ROW), kind=BlockKind.CIRCUIT, rounds=2))
    assert answers(made, (1_000, "l"))[0] == "Changed: Row comes before Squat"


@pytest.mark.parametrize(
    ("line", "action", "number"),
    [
        ("go to 3", "go-to", "3"),
        ("Exercise  12", "go-to", "12"),
        ("g", "go-to", ""),
        ("20 minutes", "fit", "20"),
        ("i have 5 min", "fit", "5"),
        ("20", None, "20"),
        ("20 minutes 3", None, "20"),
    ],
)
def test_what_may_be_typed(line: str, action: str | None, number: str) -> None:
    found = action_of(line)
    assert (found.id if found else None, number_in(line)) == (action, number)
