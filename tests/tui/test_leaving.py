"""Leaving the program: 130 says that Ctrl+C ended it, 0 that a person left it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.screen import Screen

from hamtimer.core.practice.options import practice_plan
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.run.run import Run
from hamtimer.front.leaving import INTERRUPTED, LATER
from hamtimer.home.folders import runs_folder
from hamtimer.home.library import Library
from hamtimer.tui.screens.library import LibraryScreen
from tests.tui.helpers import FakeClock, SlowSound, make_app, make_run, record

First = Screen[None] | Run | PracticePlan


def library() -> First:
    return LibraryScreen(Library(()), runs_folder())


def practice() -> First:
    return practice_plan({"tempo": "4-1-2-0"})


@pytest.mark.parametrize(
    ("first", "keys", "status"),
    [
        (make_run, ("ctrl+c", "ctrl+c"), INTERRUPTED),
        (make_run, ("ctrl+c", "y"), 0),
        (make_run, ("q", "y"), 0),
        (make_run, ("ctrl+q", "ctrl+q"), 0),
        (library, ("ctrl+c",), INTERRUPTED),
        (library, ("ctrl+q",), 0),
        (library, ("escape",), 0),
        (practice, ("ctrl+c",), INTERRUPTED),
        (practice, ("q",), 0),
    ],
)
async def test_the_exit_status_shows_whether_ctrl_c_ended_it(
    first: Callable[[], First], keys: tuple[str, ...], status: int
) -> None:
    app = make_app(first())
    async with app.run_test() as pilot:
        await pilot.pause()
        for key in keys:
            assert app.is_running
            await pilot.press(key)
            await pilot.pause()
        assert not app.is_running
    assert app.return_code == status


async def test_after_ctrl_c_it_says_how_to_resume(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said: list[object] = []
    clock = FakeClock()
    app = make_app(record(make_run(), tmp_path, clock()), clock)
    monkeypatch.setattr(app.error_console, "print", said.append)
    async with app.run_test() as pilot:
        await pilot.press("ctrl+c", "ctrl+c")
        await pilot.pause()
    assert said == [LATER]


async def test_a_run_that_has_not_begun_is_not_to_be_resumed() -> None:
    app = make_app(make_run(), sound=SlowSound())
    async with app.run_test() as pilot:
        await pilot.pause()
        app.leave_now()
    assert app.return_value == ""
