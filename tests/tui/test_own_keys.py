"""Keys from the settings: they work, and footer, help and prompts name them."""

import re
import tomllib
from pathlib import Path

import pytest
from textual.binding import Binding

from hamtimer.core.play.commands import Command
from hamtimer.front.actions import ACTIONS, BY_ID
from hamtimer.front.key_bindings import ON_OTHER_SCREENS, read_keys
from hamtimer.home.settings import Settings
from hamtimer.tui.app import HamtimerApp
from hamtimer.tui.screens.help import binding_rows
from hamtimer.tui.screens.practice import PracticeScreen
from hamtimer.tui.screens.summary import SummaryScreen
from hamtimer.tui.widgets.key_line import entries_of
from tests.tui.helpers import FakeClock, guided, make_app, make_run, screen_text, words_on

CHOSEN = Settings(
    keys=(
        ("toggle", ("P",)),
        ("done", ("F5", "D")),
        ("tap", ("y",)),
        ("more-reps", ("+",)),
        ("more-rest", ("up",)),
        ("help", ("Ctrl+G", "H")),
    )
)


def app_with_keys(settings: Settings = CHOSEN) -> HamtimerApp:
    return make_app(make_run(), settings=settings)


async def test_a_chosen_key_works_and_the_usual_one_does_not() -> None:
    app = app_with_keys()
    async with app.run_test() as pilot:
        await pilot.pause()
        player = guided(app).player
        await pilot.press("space")
        assert player.is_running
        await pilot.press("P")
        assert not player.is_running


async def test_footer_and_help_name_the_chosen_keys() -> None:
    app = app_with_keys()
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.pause()
        shown = {entry.title: entry.shown for entry in entries_of(app.screen)}
        assert shown["Pause"] == "P"
        rows = {row.what: row.keys for row in guided(app).help_rows()}
        assert rows[BY_ID["toggle"].help] == "P"
        assert rows[BY_ID["done"].help].split() == ["F5", "D"]
        assert rows[BY_ID["mute"].help] == "m"


async def test_a_click_in_the_footer_presses_the_chosen_key() -> None:
    app = app_with_keys()
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.pause()
        place = screen_text(app).splitlines()[-1].index("P Pause")
        await pilot.click("KeyLine", offset=(place, 0))
        await pilot.pause()
        assert not guided(app).player.is_running


async def test_the_prompt_of_a_pause_names_the_chosen_key() -> None:
    app = app_with_keys()
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        await pilot.press("P")
        await pilot.pause()
        assert "P resumes" in words_on(app)
        assert "Space" not in words_on(app)


async def test_keys_that_are_refused_leave_the_usual_ones() -> None:
    app = app_with_keys(Settings(keys=(("mute", ("v",)), ("undo", ("nonsense",)))))
    async with app.run_test() as pilot:
        await pilot.pause()
        rows = {row.what: row.keys for row in guided(app).help_rows()}
        assert rows[BY_ID["mute"].help] == "m"
        assert rows[BY_ID["voice"].help] == "v"
        assert "is the key for" in words_on(app) or "there is no key" in words_on(app)


async def test_the_summary_has_the_chosen_keys_too() -> None:
    clock = FakeClock()
    app = make_app(make_run(), settings=CHOSEN, clock=clock)
    async with app.run_test(size=(120, 30)) as pilot:
        await pilot.pause()
        guided(app).command(Command.STOP)
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        rows = {row.what: row.keys for row in binding_rows(app.screen)}
        assert any("+" in keys.split() for what, keys in rows.items() if "Correct" in what)
        assert rows["Show all keys."].split() == ["?", "F1", "h"], "its own, as on every screen"


@pytest.mark.parametrize(
    ("name", "screen"), [("summary", SummaryScreen), ("practice", PracticeScreen)]
)
def test_the_keys_that_screens_have_of_their_own_are_known_where_keys_are_chosen(
    name: str, screen: type[SummaryScreen | PracticeScreen]
) -> None:
    actions, own = ON_OTHER_SCREENS[name]
    bindings = list(Binding.make_bindings(screen.BINDINGS))
    assert set(actions) <= {binding.id for binding in bindings}
    fixed = {binding.key for binding in bindings if binding.id not in BY_ID}
    of_a_run = {key for action in ACTIONS for key in action.keys}
    assert fixed - of_a_run <= set(own), "name it in ON_OTHER_SCREENS"


def test_the_example_of_the_documentation_is_right() -> None:
    page = (Path(__file__).parents[2] / "docs" / "screen.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(\[keys\]\n.*?)```", page, re.DOTALL)
    written = {
        action: (keys,) if isinstance(keys, str) else tuple(keys)
        for action, keys in tomllib.loads(example)["keys"].items()
    }
    keys, problems = read_keys(written)
    assert problems == {}
    assert set(keys.chosen) == set(written)
