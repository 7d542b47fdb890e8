"""`hamtimer explain --origin` and `--plan`: where values come from, and what weeks come to."""

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Hamtimer

DOCS = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
TEXT = """\
name: Two weeks
defaults: {rest: 45s}
exercises:
  - name: Curl
    tempo: 2-0-2-0
    reps: 5
    weeks:
      - {weeks: 2, sets: 3, load: 20 kg}
"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "plan.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_origin_names_the_layer_and_the_place_of_each_value(hamtimer: Hamtimer, file: str) -> None:
    printed = hamtimer("explain", file, "--origin", "--week", "2").stdout
    assert (
        printed
        == """\
Where each value comes from (values not listed are defaults)

Curl [curl]
  name   Curl     line 4, column 11  the exercise
  sets   3        line 8, column 26  week 2 of the exercise
  reps   5        line 6, column 11  the exercise
  tempo  2-0-2-0  line 5, column 12  the exercise
  rest   45s      line 2, column 18  the defaults of the session
  load   20 kg    line 8, column 35  week 2 of the exercise
"""
    )


def test_origin_as_json(hamtimer: Hamtimer, file: str) -> None:
    values = json.loads(hamtimer("explain", file, "--origin", "--json").stdout)
    (exercise,) = values["origins"]
    assert exercise["exercise"] == values["exercises"][0]["id"] == "curl"
    assert exercise["values"][-1] == {
        "key": "rest",
        "written": "45s",
        "layer": "the defaults of the session",
        "line": 2,
        "column": 18,
    }
    for key in exercise["values"][0]:
        assert re.search(rf"^\| `{key}` \|", DOCS, re.MULTILINE), key


def test_plan_lists_every_week_and_what_all_come_to(hamtimer: Hamtimer, file: str) -> None:
    printed = hamtimer("explain", file, "--plan").stdout
    assert (
        printed
        == """\
Two weeks

The plan has 2 weeks; after that, the last week repeats.

Length, sets, reps and time under tension of one session, then of the week
  week  sessions  length  sets  reps  under tension  sets  reps  tension
  1     1         0:30    1     5     0:20           1     5     0:20
  2     1         2:40    3     15    1:00           3     15    1:00

Total: 2 sessions, 4 sets, 20 reps, 1:20 under tension
"""
    )


def test_plan_as_json(hamtimer: Hamtimer, file: str) -> None:
    values = json.loads(hamtimer("explain", file, "--plan", "--json").stdout)
    assert [week["week"] for week in values["plan"]] == [1, 2]
    assert values["plan"][1]["one_session"] == {"sets": 3, "reps": 15, "tension_ms": 60_000}
    assert values["plan_totals"] == {"sessions": 2, "sets": 4, "reps": 20, "tension_ms": 80_000}
    for key in values["plan"][0]:
        assert re.search(rf"^\| `{key}` \|", DOCS, re.MULTILINE), key


def test_a_week_after_the_end_is_the_last_one_and_is_shown_as_such(
    hamtimer: Hamtimer, file: str
) -> None:
    last, later = (hamtimer("explain", file, "--week", week) for week in ("2", "7"))
    assert later.stdout == last.stdout
    assert later.stderr == "week 2 of 2 again: week 7 is after the end of the plan\n"
    assert last.stderr == ""


def test_both_can_be_asked_for(hamtimer: Hamtimer, file: str) -> None:
    printed = hamtimer("explain", file, "--plan", "--origin").stdout
    assert "the defaults of the session" in printed
    assert "Total: 2 sessions" in printed
    values = json.loads(hamtimer("explain", file, "--plan", "--origin", "--json").stdout)
    assert {"steps", "origins", "plan", "plan_totals"} <= values.keys()
