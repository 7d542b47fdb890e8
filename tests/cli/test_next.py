"""`hamtimer next`, `plan` and `due`, and how other commands take the next target."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from hamtimer.front.words.days import day_words
from hamtimer.home.folders import sessions_folder
from tests.cli.conftest import Hamtimer
from tests.home.records.person import Person

SIT = (
    "name: Sit, prepare: 0, sets: 2, hold: 30s, rest: 5s, schedule: every 3 days, "
    "progression: {rule: steps, step: 5s, goal: 2 x 40s}"
)


@pytest.fixture
def sitter(hamtimer: Hamtimer, monkeypatch: pytest.MonkeyPatch) -> Person:  # noqa: ARG001
    """Return somebody with one exercise, in a file in the current folder."""
    person = Person(Path("sit.yaml"), monkeypatch)
    person.day = date(2020, 1, 6)
    person.write(SIT)
    return person


def test_next_shows_the_target_and_why(hamtimer: Hamtimer, sitter: Person) -> None:
    assert hamtimer("next", "sit").stdout.splitlines() == [
        "Sit: 2 x 30 s (no records yet: as in the file)",
        "There are no records under this name.",
    ]
    sitter.play(30, 30)
    assert hamtimer("next", "sit").stdout.splitlines() == [
        "Sit: 2 x 35 s (2 x 30 s done)",
        "This follows your own rules; it is not medical advice.",
    ]


def test_next_as_json(hamtimer: Hamtimer, sitter: Person) -> None:
    sitter.play(30, 30)
    values = json.loads(hamtimer("next", "sit", "--json").stdout)
    (one,) = values["exercises"]
    assert (values["session"], values["week"]) == ("S", None)
    assert one["target"]["sets"] == [[35_000, 35_000]] * 2
    assert (one["target"]["words"], one["base"]["words"]) == ("2 x 35 s", "2 x 30 s")
    assert (one["k"], one["successes"], one["misses"]) == (1, 0, 0)
    assert one["reason"] == "2 x 30 s done"
    assert one["base"]["line"] == 3


def test_next_of_a_session_without_a_rule_says_where_rules_are_described(
    hamtimer: Hamtimer, bridges: Path
) -> None:
    for command in ("next", "plan"):
        assert "has a rule of progression" in hamtimer(command, str(bridges)).stdout


@pytest.mark.parametrize("command", ["next", "plan"])
def test_an_error_in_the_file_is_shown(hamtimer: Hamtimer, command: str) -> None:
    Path("wrong.yaml").write_text("name: W\nexercises: [{name: A}]\n")
    result = hamtimer(command, "wrong.yaml")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "wrong.yaml:2" in result.stderr


def test_plan_shows_the_road_to_the_goal_with_totals(hamtimer: Hamtimer, sitter: Person) -> None:
    sitter.play(30, 30)
    assert hamtimer("plan", "sit").stdout.splitlines()[:-1] == [
        "Sit",
        "  from session 1: 2 x 30 s",
        "  from session 2: 2 x 35 s  <- next",
        "  from session 3: 2 x 40 s",
        "  the goal, after 2 sessions in which everything is done",
        "  Total until then: 2 sessions, 4 sets, 2:10",
    ]


def test_plan_of_a_rule_without_a_goal_ends_with_some_steps(
    hamtimer: Hamtimer, sitter: Person
) -> None:
    sitter.write(SIT.replace(", goal: 2 x 40s", ""))
    lines = hamtimer("plan", "sit").stdout.splitlines()
    assert "  and so on: there is no goal" in lines
    assert len(lines) < 20


def test_other_commands_take_the_target_and_say_why(hamtimer: Hamtimer, sitter: Person) -> None:
    sitter.play(30, 30)
    for words in (["explain", "sit"], ["run", "sit", "--plain", "--speed", "max"]):
        result = hamtimer(*words)
        assert "Sit: 2 x 35 s (2 x 30 s done)" in result.stderr.splitlines()
        assert "35 s" in result.stdout
    origin = hamtimer("explain", "sit", "--origin").stdout
    assert "the next target" in origin


def test_the_dates_of_a_plan_choose_the_week_unless_a_week_is_given(
    hamtimer: Hamtimer, sitter: Person
) -> None:
    head = "plan: {start: 2020-01-06, missed: go on}\n"
    sitter.write("name: Sit, hold: 5s, weeks: [{weeks: 2, hold: 6s}, {weeks: 3, hold: 7s}]", head)
    sitter.day = date(2020, 1, 20)
    result = hamtimer("explain", "sit")
    assert "hold 7 s" in result.stdout
    assert "Week 3 of 3 by the dates of the plan" in result.stderr
    result = hamtimer("explain", "sit", "--week", "2")
    assert "hold 6 s" in result.stdout
    assert result.stderr == ""


# ------------------------------------------------------------------ due
def test_due_shows_what_is_due_and_when_the_rest_is(hamtimer: Hamtimer, sitter: Person) -> None:
    folder = sessions_folder()
    folder.mkdir(parents=True)
    assert "None of your sessions has a schedule" in hamtimer("due").stdout
    sitter.path = folder / "sit.yaml"
    sitter.write(SIT)
    assert hamtimer("due").stdout.splitlines() == ["Due today", "  S: hamtimer run sit"]
    sitter.play(30, 30)
    sitter.day = date(2020, 1, 12)
    due_since = ["Due today", "  S, due since Thu 9 Jan: hamtimer run sit"]
    assert hamtimer("due").stdout.splitlines() == due_since
    sitter.write(f"{SIT}\nname: Lie, hold: 5s, schedule: at least once a day")
    assert hamtimer("due").stdout.splitlines() == due_since
    sitter.play(30, 30, 5)
    welcome = ["Optional today", "  S (only Lie): hamtimer run sit"]
    assert hamtimer("due").stdout.splitlines() == welcome
    sitter.write(SIT)
    later, line = hamtimer("due").stdout.splitlines()
    assert later == "Later"
    day = day_words(sitter.day + timedelta(days=3), sitter.day)
    assert line == f"  S, due {day}: hamtimer run sit"


def test_next_keeps_the_target_in_the_file_once_it_is_confirmed(
    hamtimer: Hamtimer, sitter: Person
) -> None:
    before = sitter.path.read_text(encoding="utf-8")
    sitter.play(30, 30)
    shown = hamtimer("next", "sit", "--keep", typed="n\n").stdout
    assert "Next: Sit: 2 x hold 30 s → 2 x hold 35 s" in shown
    assert "3 +   - {name: Sit, prepare: 0, sets: 2, hold: 35s" in shown
    assert sitter.path.read_text(encoding="utf-8") == before
    assert "Kept in sit.yaml" in hamtimer("next", "sit", "--keep", "--yes").stdout
    assert sitter.path.read_text(encoding="utf-8") == before.replace("30s", "35s", 1)
    # the rule starts from the new numbers
    assert hamtimer("next", "sit", "--keep", "--yes").stdout.splitlines()[-1] == (
        "The file already has the next targets; there is nothing to keep."
    )
    sitter.play(35, 35)
    assert "Sit: 2 x 40 s" in hamtimer("next", "sit").stdout


@pytest.mark.usefixtures("sitter")
def test_without_a_rule_there_is_no_word_of_keeping(hamtimer: Hamtimer) -> None:
    said = hamtimer("next", "wall-sit", "--keep").stdout
    assert "has a rule" in said
    assert "keep" not in said.replace("--keep", "")


def test_yes_without_keep_is_a_mistake(hamtimer: Hamtimer) -> None:
    assert "--yes needs --keep" in hamtimer("next", "sit", "--yes").stderr
    assert "choose one of --keep and --json" in hamtimer("next", "sit", "--keep", "--json").stderr


def test_run_leaves_out_what_is_not_due_unless_it_is_reported_otherwise(
    hamtimer: Hamtimer, sitter: Person
) -> None:
    sitter.write(
        "name: Sit, prepare: 0, hold: 2s, schedule: every other day\n"
        "name: Bend, prepare: 0, hold: 2s, schedule: twice a day"
    )
    sitter.play(2, 2)
    run = ("run", "sit", "--plain", "--speed", "max")
    result = hamtimer(*run)
    assert "Left out, not due today: Sit (due " in result.stderr
    assert "Bend" in result.stdout
    assert "Sit" not in result.stdout
    for words in (("--all",), ("--only", "sit")):
        result = hamtimer(*run, *words)
        assert "not due" not in result.stderr
        assert "Sit" in result.stdout
    assert "Bend" not in hamtimer(*run, "--skip", "bend").stdout
