"""The line at the top of every screen: where one is and what time it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.screen import Screen

from hamtimer.core.play.commands import Command
from hamtimer.core.run.run import Run
from hamtimer.home.editing.own_copy import ToEdit
from hamtimer.home.library import open_library
from hamtimer.home.settings import Settings
from hamtimer.tui.screens.history import HistoryScreen
from hamtimer.tui.screens.library import LibraryScreen
from hamtimer.tui.screens.practice_setup import PracticeSetup
from hamtimer.tui.screens.settings import SettingsScreen
from hamtimer.tui.widgets import status_line
from tests.tui.helpers import SESSION, guided, make_app, make_run, screen_text
from tests.tui.screens.test_history import TODAY
from tests.tui.screens.test_overview import overview

First = Screen[None] | Run | ToEdit


def editor(folder: Path) -> ToEdit:
    file = folder / "test.yaml"
    file.write_text(SESSION)
    return ToEdit(file)


PLACES: dict[str, tuple[Callable[[Path], First], str]] = {
    "library": (lambda folder: LibraryScreen(open_library(), folder / "runs"), "Library"),
    "overview": (lambda _: overview(), "Test session"),
    "summary": (lambda _: make_run(), "Test session"),
    "settings": (lambda _: SettingsScreen(Settings(), "settings.toml"), "Settings · settings.toml"),
    "history": (lambda _: HistoryScreen(list, TODAY), "History"),
    "editor": (editor, "test.yaml"),
    "setup": (lambda _: PracticeSetup(), "Practise a tempo"),
}


@pytest.mark.parametrize("name", PLACES)
async def test_every_screen_says_where_one_is_and_the_time(name: str, tmp_path: Path) -> None:
    make, place = PLACES[name]
    app = make_app(make(tmp_path))
    async with app.run_test(size=(80, 24)) as pilot:
        if name == "summary":
            guided(app).command(Command.STOP)
        await pilot.pause()
        top = screen_text(app).splitlines()[0]
        assert top.startswith(f" hamtimer · {place}")
        assert top.endswith(" 18:30")


@pytest.mark.parametrize("size", [(40, 24), (80, 12)])
async def test_a_small_screen_has_room_for_the_place_alone(size: tuple[int, int]) -> None:
    app = make_app(overview())
    async with app.run_test(size=(80, 24)) as pilot:
        for columns, rows in (size, (80, 24), size):
            await pilot.resize_terminal(columns, rows)
            await pilot.pause()
            top = screen_text(app).splitlines()[0].strip()
            assert (top == "Test session") == ((columns, rows) == size)


async def test_the_library_of_a_small_screen_is_under_the_name_of_the_program(
    tmp_path: Path,
) -> None:
    app = make_app(LibraryScreen(open_library(), tmp_path))
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.pause()
        top = screen_text(app).splitlines()[0]
        assert top.startswith(" hamtimer  ")
        assert "18:30" not in top


async def test_the_time_continues_when_the_minute_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[None] = []

    def time_of_day() -> tuple[str, float]:
        asked.append(None)
        return ("18:30", -0.09) if len(asked) < 4 else ("18:31", 60.0)

    monkeypatch.setattr(status_line, "time_of_day", time_of_day)
    app = make_app(overview())
    async with app.run_test(size=(80, 24)) as pilot:
        while "18:31" not in screen_text(app):
            await pilot.pause(0.01)
    assert len(asked) < 40
