"""What is changed by key is saved, or the screen shows why not."""

import pytest

from hamtimer.home.settings import load_settings, settings_path
from hamtimer.tui.app import HamtimerApp
from tests.tui.helpers import SlowSound, make_app, make_run, words_on


def sounding_app() -> HamtimerApp:
    sound = SlowSound(50)
    sound.is_there = True
    return make_app(make_run(), sound=sound)


async def test_quick_presses_save_the_value_that_is_shown() -> None:
    app = sounding_app()
    async with app.run_test() as pilot:
        await pilot.press("0", "0", "0", "9", "0")
        await pilot.pause()
        assert app.settings.volume == 80
    assert load_settings().settings.volume == 80
    assert app.unsaved == ""


@pytest.mark.parametrize("blocked", ["folder", "loop"])
@pytest.mark.parametrize("changed", ["volume", "theme"])
async def test_what_cannot_be_saved_is_shown(blocked: str, changed: str) -> None:
    settings_path().parent.mkdir(parents=True)
    if blocked == "folder":
        settings_path().mkdir()
    else:
        settings_path().symlink_to(settings_path().name)
    app = sounding_app()
    async with app.run_test() as pilot:
        if changed == "volume":
            await pilot.press("0")
        else:
            app.theme = "light"
        await pilot.pause()
        app.settings_writer.close()
        await pilot.pause()
        assert "this setting could not be saved (" in words_on(app)


async def test_what_could_not_be_saved_at_the_end_is_left_for_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = sounding_app()
    async with app.run_test() as pilot:
        await pilot.pause()
        monkeypatch.setattr(app.settings_writer, "close", lambda: "the disk is full")
    assert app.unsaved == "the disk is full"


async def test_a_theme_that_is_undone_is_saved_as_well() -> None:
    app = sounding_app()
    async with app.run_test() as pilot:
        for theme in ("light", "dark"):
            app.theme = theme
            await pilot.pause()
    assert load_settings().settings.theme == "dark"
