"""The pages on session files are true: every example runs, every key is described."""

import importlib
import pkgutil
import re

import pytest

from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.totals import plan_totals
from hamtimer.core.session.choices import Choices
from hamtimer.core.session.work import Phase
from hamtimer.core.session_file import fields, values
from hamtimer.core.session_file.fields.exercise import CHOICE, EXERCISE
from hamtimer.core.session_file.fields.groups import KEY_GROUPS, TABLES
from hamtimer.core.session_file.fields.session import BLOCK, SESSION
from hamtimer.core.session_file.loader import Loaded, load_session
from hamtimer.core.session_file.tables import Table
from hamtimer.core.text import length_text
from hamtimer.core.timeline.compiler import compile_session
from tools.generate import ROOT

PAGES = ("session-files", "plans", "from-a-sheet", "session-keys")
TEXT = "\n".join((ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8") for page in PAGES)
EXAMPLES = re.findall(r"(?<!-->\n)```yaml\n(.*?)```", TEXT, re.DOTALL)
WRONG = re.findall(r"<!-- with errors -->\n```yaml\n(.*?)```.*?```text\n(.*?)```", TEXT, re.DOTALL)


def load(example: str) -> Loaded:
    """Load an example as it stands: each is a whole file."""
    return load_session(example, "bridges.yaml")


TOTALS = {
    # Get-ready 10 s for each exercise, rest 60 s between them; a rep of 3-1-2-0 takes 6 s.
    # 10 + 3 x 90 + 2 x 60
    "Bridges": (3, 45, 270, "6:40"),
    "Squats": (1, 15, 90, "1:40"),
    # 10 + 3 x 90 + 2 x 45, 60, 10 + 2 x (56 + 5 + 56) + 60, 60, 10 + 45
    "Legs at home": (6, 77, 539, "14:09"),
    # 5 + 2 x 90 + 90
    "Times": (2, 30, 180, "4:35"),
    # 3 x 15 + 3 x 20 + (12 + 10 + 8) + 12 + 12 + 3 x 10 + 3 x 15 reps; clusters rest 2 x 20 s
    "Sets and reps": (17, 234, 1404, "42:34"),
    # 10 + 180 + 90 + 120, 60, 10 + 180 + 90 + 120
    "Sets that differ": (6, 60, 360, "14:20"),
    # 3 x (60 + 30) + 3 x 12 x 6
    "Sets in parts": (4, 81, 486, "11:46"),
    "Slow deadlift": (1, 8, 56, "1:06"),
    "The same tempo as a group": (1, 8, 56, "1:06"),
    "First up": (1, 12, 72, "1:22"),
    # 6 x (4 + 1 + 0.8)
    "As fast as you can": (1, 6, 34.8, "0:44.800"),
    # Tension is not known; a rep is planned with 4 s.
    "At your own pace": (1, 10, None, "0:50"),
    # 10 x (3 + 2 + 3)
    "Hold every rep": (1, 10, 80, "1:30"),
    # Only the lowering is tension: 2 x 5 x 5; 10 + 2 x 5 x 9 + 60
    "Only lowering": (2, 10, 50, "2:40"),
    # 8 x 6 x 1.2
    "To a beat": (1, 8, 57.6, "1:07.600"),
    "Your own words": (1, 12, 72, "1:22"),
    "Measured": (1, 8, 56, "1:06"),
    # 30 + 3 x 60 + 45 + 60 + 45 + 30
    "Holds": (8, 0, 390, "14:10"),
    # 6 x 7; 10 + 6 x 7 + 5 x 3
    "Isometric reps": (1, 6, 42, "1:07"),
    # 10 + 4 x 40 + 3 x 20, 60, 10 + 30
    "By the clock": (5, 0, None, "5:30"),
    "On the minute": (10, 80, None, "10:10"),
    # 12 rounds of 10 x 4 + 5 x 4 s, 10 sets on the minute, 4 rounds of 3 min:
    # 10 + 720, 60, 10 + 600, 60, 10 + 720
    "Against the clock": (42, 280, None, "36:30"),
    # 3 x 30 + 20 + 10 reps, and 2 x 30 s
    "Left and right": (6, 120, 780, "19:03"),
    "Rests and starts": (9, 84, 504, "24:09"),
    "Words and cues": (3, 24, 144, "4:34"),
    "Fewer results": (1, 16, 96, "1:51"),
    "Signals": (1, 0, 30, "0:40"),
    # 45 + 45 + 3 x 2 x 8 reps
    "Three bridges": (9, 138, 828, "21:03"),
    "With a warm-up": (3, 45, 270, "10:45"),
    # 3 x (120 + 60) + 5 x 60; 10 + 540 + 2 x 90, 60, 10 + 300 + 3 x 20 + 60
    "Two blocks": (11, 110, 840, "20:20"),
    "Easier and harder": (2, 40, 240, "5:10"),
    # 10 + 48 + 5 to change sides + 48
    "The harder one from now on": (1, 16, 96, "1:51"),
    # 10 + 2 x 5 x 9 + 120
    "Ten weeks of Nordic lowering": (2, 10, 50, "3:40"),
    "Some weeks only": (3, 36, 216, "5:46"),
    # 10 + 5 x 60 + 4 x 60
    "Leg lifts": (5, 50, 300, "9:10"),
    "Legs": (8, 56, 426, "14:36"),
    "Ten weeks": (2, 10, 60, "2:10"),
    # 3 x 10 x (2 + 2 + 5) + 3 x 30; 10 + 270 + 120, 60, 10 + 90 + 120
    "Hold and reps": (6, 30, 360, "11:20"),
    # 10 x 6; 10 + 60 + 9 x 4
    "Hold and relax": (1, 10, 60, "1:46"),
    # 2 x (10 + 3 x 60 + 2 x 60) + 60
    "Left, then right": (6, 60, 360, "11:20"),
    # 20 x 3 + 20 x 3; 10 + 60, 60, 10 + 60 + 5
    "Each and in turn": (2, 40, 120, "3:25"),
    # 10 + 8 x 40 + 7 x 20, 60, 10 + 8 x 20 + 7 x 10, 60, 10 + 600
    "Intervals": (26, 100, None, "24:00"),
    # 3 x 12 x 5 + 45; 10 + 180 + 2 x 180, 60, 10 + 45
    "Ranges": (4, 36, 225, "11:05"),
    # 30 x 4; 10 + 120 + 2 x 120
    "A load for each set": (3, 30, 120, "6:10"),
    # Week 1: 10 + 2 x 15 x 4 + 60
    "Phases": (2, 30, 120, "3:10"),
    "Monday": (1, 15, 90, "1:40"),
}
"""Sets, reps, seconds of tension and the planned length of each example, by its name."""


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_comes_to_what_it_should(example: str) -> None:
    session = load(example).session
    assert session is not None
    timeline = compile_session(session)
    totals = plan_totals(plan_of(timeline))
    tension = None if totals.tension_ms is None else totals.tension_ms / 1_000
    found = (totals.sets, totals.reps, tension, length_text(timeline.assumed_ms))
    assert found == TOTALS[session.name]


def test_each_example_has_a_name_of_its_own() -> None:
    names = [re.search("^name: (.*)$", example, re.MULTILINE) for example in EXAMPLES]
    assert sorted(name[1] for name in names if name) == sorted(TOTALS)


def test_a_plan_changes_as_the_sheet_says() -> None:
    (example,) = (example for example in EXAMPLES if "name: Phases" in example)
    loaded = load(example)
    done = {
        week: [(e.name, len(e.sets)) for e in loaded.choose(Choices(week=week)).exercises()]
        for week in (2, 3, 7)
    }
    assert done == {
        2: [("Heel raise", 2)],
        3: [("Heel raise", 3)],
        7: [("Heel raise", 3), ("Hops", 3)],
    }


def test_the_first_session_does_not_lower_a_person_who_lies_on_the_floor() -> None:
    session = load(EXAMPLES[0]).session
    assert session is not None
    (exercise,) = session.exercises()
    tempo = exercise.sets[0].parts[0].tempo
    assert tempo is not None
    assert tempo.first is Phase.CONCENTRIC


def test_what_check_prints_on_the_page_is_what_it_prints() -> None:
    assert f"bridges.yaml: no errors: 1 exercise, 3 sets, {TOTALS['Bridges'][3]}" in TEXT


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_can_be_played(example: str) -> None:
    loaded = load(example)
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.session is not None
    assert compile_session(loaded.session).steps


def test_the_example_of_errors_gives_these_errors() -> None:
    ((example, printed),) = WRONG
    assert [str(problem) for problem in load(example).problems] == printed.splitlines()


def test_every_key_has_an_example() -> None:
    examples = "\n".join(EXAMPLES)
    for table in (SESSION, EXERCISE, BLOCK):
        for field in table.fields:
            assert re.search(rf"^[ -]*{field.key}:", examples, re.MULTILINE), field.key


def test_every_group_of_keys_is_in_the_reference() -> None:
    described = {table.name for _, table in (*TABLES, *KEY_GROUPS)}
    defined = {
        table.name
        for package in (fields, values)
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}.")
        for table in vars(importlib.import_module(found.name)).values()
        if isinstance(table, Table)
    }
    # What a person may choose for one run is not written in a file.
    assert defined - described == {CHOICE.name}


def test_every_example_is_found() -> None:
    assert len(EXAMPLES) + len(WRONG) == TEXT.count("```yaml")
    assert len(EXAMPLES) > 20
