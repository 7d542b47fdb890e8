"""Whole hand-outs, and the session files that they become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.notation.prose.amounts import normal
from hamtimer.core.prose.session_text import NothingUnderstoodError, convert
from hamtimer.core.prose.sheet import read_sheet
from hamtimer.core.session.model import Role, Session
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.session_file.problems import Severity
from hamtimer.core.text import literal
from tests.core.notation.prose.lines import LINES

SHEET = """\
HAMSTRING REHAB - week 1

Warm up
- Leg swings 2x10 each leg
- Walking lunges 20

Main
1. Glute bridge
   3 sets of 12-15, slow
   rest 60s
2) Nordics 3×6 (4 s down), 2 min rest
3) Clamshells 2x15 each side; Dead bug 3x8 alternating

A1. Bench press 4x8 @ 60 kg
A2. Row 4x10, rest 90s

Cool-down:
Hamstring stretch: hold 30 seconds, 3 times each leg
Remember to breathe.

Do these 3 times a week.
"""  # noqa: RUF001 - as it is pasted


def session_of(text: str, name: str = "My sheet") -> Session:
    loaded = load_session(convert(text, name).text, "sheet.yaml")
    assert [p for p in loaded.problems if p.severity is Severity.ERROR] == []
    assert loaded.session is not None
    return loaded.session


def test_a_sheet_with_headings_is_a_session_with_parts_and_blocks() -> None:
    session = session_of(SHEET)
    assert session.name == "HAMSTRING REHAB - week 1"
    assert [part.role for part in session.parts] == [Role.WARM_UP, Role.WORK, Role.COOL_DOWN]
    assert [exercise.name for exercise in session.exercises()] == [
        *("Leg swings", "Walking lunges", "Glute bridge", "Nordics", "Clamshells", "Dead bug"),
        *("Bench press", "Row", "Hamstring stretch"),
    ]
    assert session.schedule.times == 3
    assert session.schedule.days == 7


def test_what_was_not_understood_stays_in_its_place_and_is_listed() -> None:
    converted = convert(SHEET, "My sheet")
    assert converted.not_understood == ((19, "Remember to breathe."),)
    assert "# not understood: Remember to breathe." in converted.text


def test_every_exercise_names_the_line_that_it_came_from() -> None:
    text = convert(SHEET, "My sheet").text
    assert "# line 8: 1. Glute bridge\n" in text
    assert "# line 11: 2) Nordics 3x6 (4 s down), 2 min rest\n" in text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bridge 3x15, Clams 3x12 each, rest 60s", ["Bridge", "Clams"]),
        ("Bridge 3x15; Clams 3x12", ["Bridge", "Clams"]),
        ("• Bridge 3x15\n• Clams 3x12", ["Bridge", "Clams"]),
        ("a) Bridge 3x15\nb) Clams 3x12", ["Bridge", "Clams"]),
        ("[ ] Bridge 3x15\n[x] Clams 3x12", ["Bridge", "Clams"]),
        ("Glute bridge\n- 3 sets\n- 15 reps\n- rest 60 s", ["Glute bridge"]),
        ("Leg day\n\nBridge 3x15", ["Bridge"]),
        ("# Legs\n## Main\n**Strength**\nBridge 3x15", ["Bridge"]),
        ("5 rounds: 10 squats, 10 push-ups", ["Squats", "Push-ups"]),
    ],
)
def test_exercises_are_found_however_they_are_listed(text: str, names: list[str]) -> None:
    assert [item.name for item in read_sheet(text).exercises] == names


def test_a_circuit_goes_round() -> None:
    session = session_of("Circuit x 3, rest 90 s between rounds\n- Squats 10\n- Push-ups 8")
    block = session.parts[0].block.items[0]
    assert getattr(block, "rounds", 0) == 3
    assert session.parts[0].role is Role.WORK


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Warm-up: leg swings 10\nBridge 3x15", {"warm-up": ["Leg swings"], "work": ["Bridge"]}),
        ("Warm-up 5 min jog\n\nBridge 3x15", {"warm-up": ["Jog"], "work": ["Bridge"]}),
        (
            "1. Warm up - leg swings 10, lunges 20\n2. Bridge 3x15",
            {"warm-up": ["Leg swings", "Lunges"], "work": ["Bridge"]},
        ),
        (
            "Warm-up: jog 5 min\n- leg swings 10\n\nMain:\nBridge 3x15",
            {"warm-up": ["Jog", "Leg swings"], "work": ["Bridge"]},
        ),
        (
            "Warm-up: 5 min easy jog\nBridge 3x15\nCool-down: stretch 30s",
            {"warm-up": ["Easy jog"], "work": ["Bridge"], "cool-down": ["Stretch"]},
        ),
        # A session needs work: the first list is taken for it.
        ("Warm-up: jog 5 min\nCool-down: walk 5 min", {"work": ["Jog"], "cool-down": ["Walk"]}),
    ],
)
def test_a_heading_with_its_exercises_in_one_line_holds_these(
    text: str, parts: dict[str, list[str]]
) -> None:
    session = session_of(text)
    found = {
        part.role.value: [one.name for one in part.block.exercises()] for part in session.parts
    }
    assert found == parts


def test_after_a_round_in_one_line_its_rest_is_still_of_it_and_the_next_line_is_not() -> None:
    text = convert("3 rounds: 10 squats, 10 push-ups\nrest 60s\nPlank 1 min", "My sheet").text
    assert "    rest-between-rounds: 60s\n" in text
    assert "\n  - name: Plank\n" in text


def test_the_comment_of_a_line_stands_once() -> None:
    text = convert("Warm-up: leg swings 10, lunges 20\nBridge 3x15", "My sheet").text
    assert text.count("leg swings 10, lunges 20") == 1


@pytest.mark.parametrize("text", ["", "Keep going", "3x15", "# A title\n\n---\n"])
def test_a_text_without_an_exercise_is_refused(text: str) -> None:
    with pytest.raises(NothingUnderstoodError):
        convert(text, "My sheet")


LINE_OR_PROSE = st.one_of(
    st.sampled_from(sorted(LINES)),
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.from_regex(r"[A-Za-z]{3,9} [0-9]{1,4} ?x ?[0-9]{1,4}( ?(s|min|kg|reps|%))?", fullmatch=True),
    st.sampled_from(["", "Warm-up:", "Circuit x 3", "rest 60s", "each leg", "- 3 sets", "A1. Row"]),
    st.sampled_from(["Warm-up: jog 5 min, skip", "5 rounds: 10 squats, well", "Cool-down: 3"]),
)


@given(st.lists(LINE_OR_PROSE, max_size=12).map("\n".join))
def test_any_text_gives_a_session_that_loads_and_loses_no_line(text: str) -> None:
    try:
        converted = convert(text, "My sheet")
    except NothingUnderstoodError:
        return
    assert load_session(converted.text, "sheet.yaml").session is not None
    rows = [normal(row) for row in text.splitlines()]
    for row in filter(str.strip, rows):
        if set(row) <= set("-=_*~"):
            continue  # a rule between paragraphs
        is_title = literal(row.strip(" :#")) in converted.text.split("\n", 1)[0].replace("\\", "")
        assert literal(row) in converted.text or is_title
