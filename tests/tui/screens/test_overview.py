"""The overview of a session, and the choices made there."""

from __future__ import annotations

from pathlib import Path

import pytest

from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.loader import load_session
from hamtimer.front.due_today import NotDue
from hamtimer.tui.screens.overview import OverviewScreen
from tests.home.records.person import Person
from tests.tui.helpers import SESSION, guided, make_app, screen_text, words_on

PLAN = """\
name: Plan
exercises:
  - name: Nordic
    tempo: 5-0-0-0
    reps: 5
    sets: 2
    weeks:
      - weeks: 1
        sets: 1
        reps: 5
      - weeks: 2-4
        sets: 3
        reps: 8
"""


def overview(text: str = SESSION, choices: Choices | None = None) -> OverviewScreen:
    loaded = load_session(text, "test.yaml")
    assert loaded.session is not None, loaded.problems
    return OverviewScreen(loaded.session, loaded, Path("test.yaml"), choices)


async def test_it_shows_every_exercise_with_what_is_done_and_how_slowly() -> None:
    app = make_app(overview())
    async with app.run_test(size=(100, 30)):
        text = words_on(app)
    for part in (
        "about 5:11",
        "Needs: mat, dumbbells",
        "Two exercises, one of them with sides.",
        "[x] Romanian deadlift 2 x 3-4 reps",
        "lower 4 s, bottom 1 s, lift 2 s · rest 30 s · 12 kg · dumbbells",
        "easier ◂ Good morning · Romanian deadlift ▸ harder",
        "[x] Wall sit 2 x hold as long as you can, at least 20 s each side",
    ):
        assert part in text


async def test_an_exercise_is_left_out_and_taken_in_again() -> None:
    screen = overview()
    app = make_app(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("down", "space")
        await pilot.pause()
        assert screen.choices.skip == {"wall-sit"}
        assert "[ ] Wall sit" in words_on(app)
        assert "1:31" in words_on(app)
        await pilot.press("space")
        assert not screen.choices.skip


async def test_nothing_begins_when_every_exercise_is_left_out() -> None:
    screen = overview()
    app = make_app(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("space", "down", "space", "enter")
        await pilot.pause()
        assert app.screen is screen
        assert "Every exercise is left out; keep at least one" in words_on(app)


async def test_a_variant_is_the_first_of_the_values_and_made_easier_with_minus() -> None:
    screen = overview()
    app = make_app(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("minus", "minus", "minus")
        assert screen.choices.variants == {"romanian-deadlift": "good-morning"}
        await pilot.press("enter")
        await pilot.pause()
        assert guided(app).player.step.exercise.name == "Good morning"


async def test_the_week_of_a_plan_goes_round() -> None:
    screen = overview(PLAN)
    app = make_app(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        assert "week 1 of 4" in words_on(app)
        assert "1 x 5 reps" in words_on(app)
        await pilot.press("w")
        await pilot.pause()
        assert "week 2 of 4" in words_on(app)
        assert "3 x 8 reps" in words_on(app)
        await pilot.press("w", "w", "w")
        assert screen.choices.week == 1
        await pilot.press("W")
        assert screen.choices.week == 4


async def test_keys_that_a_session_has_no_use_for_are_not_offered() -> None:
    app = make_app(overview("name: P\nexercises:\n  - name: Squat\n    reps: 5\n"))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        footer = words_on(app)
    assert "Begin" in footer
    assert "Week" not in footer
    assert "Keep" not in footer
    assert "Undo" not in footer


async def test_choices_made_on_the_command_line_are_kept() -> None:
    screen = overview(choices=Choices(skip=frozenset({"wall-sit"})))
    app = make_app(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("pagedown")
        await pilot.pause()
        names = {step.exercise.name for step in guided(app).player.timeline.steps}
        assert names == {"Romanian deadlift"}


async def test_going_back_from_the_first_screen_ends_the_program() -> None:
    app = make_app(overview())
    async with app.run_test() as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert not app.is_running


async def test_an_exercise_that_a_week_leaves_out_is_not_on_its_list() -> None:
    text = PLAN + "  - name: Hops\n    weeks: 3+\n    reps: 5\n"
    screen = overview(text)
    app = make_app(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        assert "Hops" not in words_on(app)
        await pilot.press("w", "w")
        assert "[x] Hops" in words_on(app)
        await pilot.press("end", "space")
        assert screen.choices.skip == {"hops"}
        assert "[ ] Hops" in words_on(app)


async def test_a_week_without_anything_to_do_says_so_and_cannot_begin() -> None:
    text = "name: x\nexercises:\n  - {name: Late, weeks: 2, reps: 5}\n"
    screen = overview(text)
    app = make_app(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        assert "There is nothing to do in week 1" in words_on(app)
        await pilot.press("space", "minus", "enter")
        assert app.screen is screen
        await pilot.press("w")
        assert "[x] Late" in words_on(app)


async def test_after_the_end_of_a_plan_its_last_week_is_shown_and_said_to_be() -> None:
    app = make_app(overview(PLAN, Choices(week=9)))
    async with app.run_test(size=(100, 30)):
        text = words_on(app)
    assert "week 4 of 4 again: week 9 is after the end of the plan" in text
    assert "3 x 8 reps" in text


SUPERSETS = """\
name: Supersets
exercises:
  - name: Warm-up squat
    reps: 5
    tempo: 2-0-2-0
  - block: Pair
    kind: superset
    rounds: 3
    rest-between-rounds: 90s
    exercises:
      - {name: Bridge, hold: 20s}
      - {name: Curl, reps: 8, tempo: 3-0-1-0}
"""


async def test_a_superset_is_shown_as_one_and_its_exercises_without_rests() -> None:
    app = make_app(overview(SUPERSETS))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        lines = [line.rstrip() for line in screen_text(app).splitlines()]
    start = lines.index(next(line for line in lines if "Pair" in line))
    assert lines[start].strip() == "Superset: Pair, 3 rounds, rest 1:30 between them"
    below = lines[start + 1 : start + 5]
    assert below[0].endswith("  [x] Bridge  3 x hold 20 s")
    assert not any("rest" in line for line in below)


async def test_a_circuit_shows_the_rests_that_there_will_be() -> None:
    text = (
        "name: C\nexercises:\n  - block: Ring\n    kind: circuit\n    rounds: 2\n"
        "    rest-between-exercises: 20s\n    rest-between-rounds: 90s\n    exercises:\n"
        "      - {name: Jump, time: 15s}\n      - {name: Dip, reps: 5}\n"
    )
    app = make_app(overview(text))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        words = words_on(app)
    assert "Circuit: Ring, 2 rounds, rest 1:30 between them" in words
    assert "[x] Jump 2 x work 15 s at your own pace · then rest 20 s" in words
    assert "then rest" not in words.partition("[x] Dip")[2]
    assert "rest 1:00" not in words


async def test_the_signals_of_the_settings_hold_in_what_begins() -> None:
    loaded = load_session(PLAN, "test.yaml")
    assert loaded.session is not None
    signals = (("countdown", "none"),)
    screen = OverviewScreen(loaded.session, loaded, Path("test.yaml"), signals=signals)
    app = make_app(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        steps = guided(app).player.timeline.steps
        assert {step.exercise.signals.countdown_s for step in steps} == {0}


async def test_it_shows_the_next_target_of_the_variant_that_is_chosen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = Person(tmp_path / "sit.yaml", monkeypatch)
    person.write(
        "name: Sit, prepare: 0, hold: 30s, progression: {rule: steps, step: 5s}, "
        "harder: [{name: On one leg, hold: 10s}]"
    )
    person.play(30)
    found, loaded = person.next(), person.loaded
    assert loaded.session is not None
    reasons = {"sit": "1 x 35 s (1 x 30 s done)"}
    screen = OverviewScreen(loaded.session, loaded, person.path, found.choices, (), reasons)
    app = make_app(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        assert "hold 35 s" in words_on(app)
        assert "Next: 1 x 35 s (1 x 30 s done)" in words_on(app)
        await pilot.press("plus")
        assert "hold 10 s" in words_on(app)
        assert "1 x 30 s done" not in words_on(app)
        assert screen.choices.targets == {}
        await pilot.press("minus")
        assert "Next: 1 x 35 s (1 x 30 s done)" in words_on(app)
        assert screen.choices.targets == found.choices.targets == {"sit": {"hold": "35s"}}


async def test_the_usual_variant_is_marked_and_another_one_is_chosen() -> None:
    text = "name: P\nexercises:\n  - {name: A, reps: 5, variant: c, harder: [{name: C, reps: 8}]}\n"
    screen = overview(text)
    app = make_app(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        assert "[x] C 1 x 8 reps" in words_on(app)
        await pilot.press("minus")
        assert "[x] A 1 x 5 reps" in words_on(app)
        assert screen.choices.variants == {"a": "a"}
        await pilot.press("plus", "right", "right", "plus")
        await pilot.pause()
        assert "[x] C 1 x 9 reps" in words_on(app)
    assert screen.loaded.text == text.replace("reps: 8", "reps: 9")


async def test_what_is_not_due_is_left_out_in_a_line_and_taken_in_by_a_key() -> None:
    loaded = load_session(SESSION, "test.yaml")
    assert loaded.session is not None
    not_due = NotDue(frozenset({"wall-sit"}), "Left out, not due today: Wall sit (due tomorrow)")
    choices = not_due.of(Choices())
    screen = OverviewScreen(loaded.session, loaded, Path("test.yaml"), choices, (), None, not_due)
    app = make_app(screen)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        text = words_on(app)
        assert "Left out, not due today: Wall sit (due tomorrow)" in text
        assert "[ ] Wall sit" in text
        assert "a Include" in text
        await pilot.press("a")
        await pilot.pause()
        text = words_on(app)
        assert screen.choices == Choices()
        assert "[x] Wall sit" in text
        assert "not due today" not in text
        assert "a Include" not in text


async def test_the_footer_shows_the_first_of_the_keys_that_do_the_same() -> None:
    app = make_app(overview())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        assert screen_text(app).splitlines()[-1].startswith("Enter Begin ")


async def test_a_long_description_is_read_a_page_at_a_time() -> None:
    lines = "".join(f"  Sentence {number}.\n\n" for number in range(1, 31))
    app = make_app(
        overview(SESSION.replace("  Two exercises,\n  one of them with sides.\n", lines))
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.pause()
        assert "Sentence 30." not in screen_text(app)
        assert "r Read on" in words_on(app)
        for _ in range(30):
            await pilot.press("r")
            await pilot.pause()
            if "Sentence 30." in screen_text(app):
                break
        assert "Sentence 30." in screen_text(app)
        await pilot.press("r")
        await pilot.pause()
        assert "Sentence 1." in screen_text(app)


async def test_a_short_description_has_no_more_to_read() -> None:
    app = make_app(overview())
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.pause()
        assert "Read on" not in screen_text(app)
