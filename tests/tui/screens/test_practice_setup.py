"""The set-up of a practice: suggestions, presets, choices, explanations and errors."""

from __future__ import annotations

import pytest
from textual.widgets import Label

from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.presets import FIRST_SET, PRESETS
from hamtimer.core.practice.proposals import Proposal
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import Tempo
from hamtimer.core.timeline.steps import StepKind
from hamtimer.front.words.practice import INTRO_REPORT, intro_words
from hamtimer.front.words.practice_options import HALF_SPEED, OPTIONS, SWEEP, TEMPO
from hamtimer.tui.app import HamtimerApp
from hamtimer.tui.screens.practice import PracticeScreen
from hamtimer.tui.screens.practice_setup import PracticeSetup
from hamtimer.tui.widgets.choice_field import ChoiceField
from tests.tui.helpers import FakeClock, make_app, screen_text, words_on
from tests.tui.screens.test_practice import READY, do_set, pass_time, practising


def shown_by(app: HamtimerApp) -> str:
    """Return the words on the screen, those of a sentence together."""
    return " ".join(words_on(app).replace("│", " ").split())


SIZES = [(80, 24), (40, 12)]


@pytest.mark.parametrize("size", SIZES)
async def test_every_field_can_be_reached_and_is_explained(
    clock: FakeClock, size: tuple[int, int]
) -> None:
    app = make_app(PracticeSetup(), clock)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert FIRST_SET.help in shown_by(app)
        for option in (TEMPO, *OPTIONS, HALF_SPEED, SWEEP):
            await pilot.press("down")
            await pilot.pause()
            assert option.help in shown_by(app)
            assert option.title in shown_by(app)


async def test_a_preset_fills_the_fields_and_enter_begins_it(clock: FakeClock) -> None:
    app = make_app(PracticeSetup(), clock)
    async with app.run_test(size=(80, 30)) as pilot:
        for _ in range(2):  # past the first set and the usual practice
            await pilot.press("right")
        await pilot.pause()
        assert PRESETS[0].title in shown_by(app)
        assert "3-5" in shown_by(app)
        await pilot.press("enter")
        await pilot.pause()
        assert practising(pilot).practice.plan == PRESETS[0].plan


async def test_an_error_is_shown_as_long_as_there_is_one(clock: FakeClock) -> None:
    app = make_app(PracticeSetup(), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("down", "down", "x")
        await pilot.pause()
        assert '"x" is not a number of reps' in shown_by(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PracticeSetup)
        await pilot.press("backspace")
        await pilot.pause()
        assert "is not a number" not in shown_by(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PracticeScreen)


async def test_a_choice_is_made_by_arrow_letter_or_click(clock: FakeClock) -> None:
    app = make_app(PracticeSetup(), clock)
    async with app.run_test(size=(80, 30)) as pilot:
        field = app.screen.query_one("#practice-sides", ChoiceField)
        field.focus()
        chosen = []
        for key in ("right", "left", "r", "a", "left"):
            await pilot.press(key)
            chosen.append(field.value)
        assert chosen == ["each", "both", "right", "alternating", "each"]
        await pilot.click("#practice-sides")
        assert field.value == "alternating"


async def test_suggestions_of_the_records_come_first(clock: FakeClock) -> None:
    again = Proposal(PracticePlan(tempo=Tempo(6_000, 0, 2_000, 0), sides=Sides.EACH))
    app = make_app(PracticeSetup(proposals=[again]), clock)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.pause()
        assert "Tempo 6-0-2-0 again" in shown_by(app)
        await pilot.press("enter")
        await pilot.pause()
        assert practising(pilot).practice.plan == again.plan


async def test_an_exercise_can_be_tested_too(clock: FakeClock) -> None:
    own = PracticePlan(tempo=Tempo(6_000, 0, 2_000, 0), reps=5, name="Bridge")
    app = make_app(PracticeSetup(own), clock)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("right", "enter")
        await pilot.pause()
        plan = practising(pilot).practice.plan
    assert (plan.name, plan.reps, plan.sets) == ("Bridge", 5, 1)
    assert (plan.is_test, plan.level) == (True, Level.SILENT)


async def test_leaving_it_as_the_first_screen_ends_the_program(clock: FakeClock) -> None:
    app = make_app(PracticeSetup(), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("escape")
        await pilot.pause()
    assert app.return_code == 0


async def test_a_newcomer_is_led_through_a_first_set(clock: FakeClock) -> None:
    app = make_app(PracticeSetup(), clock)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert intro_words(StepKind.PREPARE) in shown_by(app)
        await pass_time(pilot, clock, READY + 500)
        assert intro_words(StepKind.SET) in shown_by(app)
        await do_set(pilot, clock, [2_500, 1_000, 2_000] + [3_000, 1_000, 2_000] * 3)
        await pass_time(pilot, clock, 1_500)
        assert INTRO_REPORT in shown_by(app)
        assert "lower 3.0 s of 3.0" in shown_by(app)


async def test_what_is_chosen_is_explained(clock: FakeClock) -> None:
    app = make_app(PracticeSetup(), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.query_one("#practice-level", ChoiceField).focus()
        await pilot.press("t")
        await pilot.pause()
        assert "A beat every second; you count." in shown_by(app)
        await pilot.press("s")
        await pilot.pause()
        assert "you keep time alone" in shown_by(app)


async def test_in_a_small_terminal_the_field_in_focus_stays_in_sight_above_an_error(
    clock: FakeClock,
) -> None:
    app = make_app(PracticeSetup(), clock)
    async with app.run_test(size=(40, 12)) as pilot:
        app.screen.query_one("#practice-reset").focus()
        await pilot.press("9", "9", "9", "9", "9")
        await pilot.pause()
        await pilot.pause()
        assert "is longer than a day" in shown_by(app)
        assert "Reset 99999" in shown_by(app)


async def test_the_title_of_the_field_in_focus_is_marked(clock: FakeClock) -> None:
    app = make_app(PracticeSetup(), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        for title in ("Practice", "Tempo", "Reps"):
            await pilot.pause()
            accent = app.theme_variables["accent"].lower()
            marked = [
                str(one.content)
                for one in app.screen.query(Label)
                if one.styles.color.hex.lower() == accent
            ]
            assert marked == [title]
            await pilot.press("down")


async def test_a_long_choice_keeps_its_arrows(clock: FakeClock) -> None:
    drill = Proposal(PracticePlan(name="A" * 40))
    app = make_app(PracticeSetup(proposals=[drill]), clock)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        (line,) = (line for line in screen_text(app).splitlines() if "◂ A" in line)
        assert "A… ▸" in line


async def test_the_help_names_the_keys_from_field_to_field(clock: FakeClock) -> None:
    app = make_app(PracticeSetup(), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1")
        await pilot.pause()
        assert "↓ Tab Go to the next field." in shown_by(app)
        assert "Esc Leave without practising." in shown_by(app)
