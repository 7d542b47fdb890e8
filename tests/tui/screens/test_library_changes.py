"""What the library screen changes: sessions and interrupted runs, each undone by a key."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from hamtimer.core.session_file.loader import read_session
from hamtimer.home.folders import sessions_folder
from hamtimer.home.library import Library, Origin
from hamtimer.tui.screens.editor import EditorScreen
from hamtimer.tui.screens.library import LibraryScreen
from hamtimer.tui.screens.name_and_choice import AskName, Choose
from tests.tui.helpers import SESSION, FakeClock, make_app, words_on
from tests.tui.screens.test_library import BRIDGE, interrupted_run, open_screen, settle


@pytest.fixture
def library(tmp_path: Path) -> Library:
    bundled = tmp_path / "bundled"
    bundled.mkdir()
    (bundled / "deadlift.yaml").write_text(SESSION)
    sessions_folder().mkdir(parents=True)
    (sessions_folder() / "bridge.yaml").write_text(BRIDGE)
    return Library(((Origin.OWN, sessions_folder()), (Origin.BUNDLED, bundled)))


async def press(pilot: Pilot[str], *keys: str) -> str:
    """Press keys, and return what is on the screen when all that follows is done."""
    for key in keys:
        await pilot.press(key)
        await pilot.pause()
    await settle(pilot)
    return words_on(pilot.app)


async def write_name(pilot: Pilot[str], name: str) -> str:
    assert isinstance(pilot.app.screen, AskName)
    pilot.app.screen.query_one(Input).value = name
    return await press(pilot, "enter")


async def test_a_deleted_session_comes_back_by_undo(library: Library) -> None:
    async with make_app(open_screen(library)).run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        text = await press(pilot, "x")
        assert "Bridge day is in the trash. Undo brings it back" in text
        assert "1 session" in text
        assert not (sessions_folder() / "bridge.yaml").exists()
        text = await press(pilot, "u")
        assert "Restored: Bridge day" in text
        assert "2 sessions" in text
        assert "u Undo" not in text
    assert (sessions_folder() / "bridge.yaml").read_text() == BRIDGE


async def test_a_deleted_session_is_restored_from_the_trash_another_time(library: Library) -> None:
    async with make_app(open_screen(library)).run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        assert "The trash is empty" in await press(pilot, "T")
        await press(pilot, "x")
    async with make_app(open_screen(library)).run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        assert "bridge, deleted today" in await press(pilot, "T")
        assert isinstance(pilot.app.screen, Choose)
        assert "2 sessions" in await press(pilot, "enter")
    assert (sessions_folder() / "bridge.yaml").read_text() == BRIDGE


async def test_it_shows_why_a_bundled_session_is_not_deleted(library: Library) -> None:
    async with make_app(open_screen(library)).run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        text = await press(pilot, "down", "x")
        assert "it comes with hamtimer, so it cannot be deleted" in text
        assert "2 sessions" in text
        text = await press(pilot, "R")
        assert "it comes with hamtimer, so it cannot be renamed" in text
        assert isinstance(pilot.app.screen, LibraryScreen)


async def test_a_question_leaves_in_sight_what_it_is_about(library: Library) -> None:
    async with make_app(open_screen(library)).run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        text = await press(pilot, "R")
        assert "Rename Bridge day to" in text
        assert "2 sessions" in text


async def test_a_duplicate_is_the_persons_own_under_another_name(library: Library) -> None:
    async with make_app(open_screen(library)).run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        assert "Duplicate Test session as" in await press(pilot, "down", "d")
        assert pilot.app.screen.query_one(Input).value == "Test session, copy"
        text = await write_name(pilot, "Bridge")
        assert "there is a session of this name" in text
        text = await write_name(pilot, "Mine")
        assert isinstance(pilot.app.screen, LibraryScreen)
        assert "3 sessions" in text
        copy = read_session(sessions_folder() / "mine.yaml").session
        assert copy is not None
        assert copy.name == "Mine"
        assert [one.name for one in copy.exercises()] == ["Romanian deadlift", "Wall sit"]
        assert "2 sessions" in await press(pilot, "u")
        assert not (sessions_folder() / "mine.yaml").exists()


async def test_a_renamed_session_gets_its_name_back_by_undo(library: Library) -> None:
    async with make_app(open_screen(library)).run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "R")
        text = await write_name(pilot, "Evening legs")
        assert "Renamed to Evening legs: evening-legs.yaml" in text
        assert "Evening legs 0:40" in text
        text = await press(pilot, "u")
        assert "Renamed back to Bridge day" in text
    assert [path.name for path in sessions_folder().iterdir()] == ["bridge.yaml"]


async def test_to_go_back_from_the_question_changes_nothing(library: Library) -> None:
    async with make_app(open_screen(library)).run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "R")
        pilot.app.screen.query_one(Input).value = "Other"
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, LibraryScreen)
    assert (sessions_folder() / "bridge.yaml").read_text() == BRIDGE


async def test_a_file_that_vanished_a_moment_ago_is_reported_as_missing(library: Library) -> None:
    async with make_app(open_screen(library)).run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        (sessions_folder() / "bridge.yaml").unlink()
        assert "this file is gone, so it cannot be deleted" in await press(pilot, "x")


@pytest.mark.skipif(
    os.name == "nt" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="nothing is read-only to root",
)
async def test_a_folder_that_is_read_only_is_named(library: Library) -> None:
    sessions_folder().chmod(0o500)
    try:
        async with make_app(open_screen(library)).run_test(size=(99, 24)) as pilot:
            await settle(pilot)
            assert "it cannot be deleted (Permission denied)" in await press(pilot, "x")
    finally:
        sessions_folder().chmod(0o700)


async def test_an_interrupted_run_says_where_it_was_and_can_be_dismissed(
    library: Library, clock: FakeClock
) -> None:
    interrupted_run(clock)
    async with make_app(open_screen(library), clock).run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        text = words_on(pilot.app)
        # A second and a half of a session of about 5:11.
        assert "Resume Test session Romanian deadlift, set 1 of 2, about 5:10 left, today" in text
        assert "x Dismiss" in text
        text = await press(pilot, "x")
        assert "Resume" not in text
        assert "Test session is no longer offered; it stays in history" in text
        text = await press(pilot, "u")
        assert "Resume Test session" in text


async def test_a_session_with_errors_is_edited_from_the_library(library: Library) -> None:
    path = sessions_folder() / "bridge.yaml"
    path.write_text(BRIDGE.replace("hold", "holdd"))
    async with make_app(open_screen(library)).run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        text = await press(pilot, "e")
        assert isinstance(pilot.app.screen, EditorScreen)
        assert "holdd: 30s" in text


async def test_the_session_that_was_changed_stays_chosen(library: Library) -> None:
    (sessions_folder() / "one.yaml").write_text(BRIDGE.replace("Bridge day", "Middle"))
    async with make_app(open_screen(library)).run_test(size=(99, 24)) as pilot:
        await settle(pilot)

        def chosen() -> str:
            assert isinstance(pilot.app.screen, LibraryScreen)
            row = pilot.app.screen.highlighted_row
            return row.path.name if row else ""

        assert chosen() == "bridge.yaml"
        await press(pilot, "R")
        await write_name(pilot, "Zebra")
        assert chosen() == "zebra.yaml"
        await press(pilot, "u")
        assert chosen() == "bridge.yaml"
        await press(pilot, "d")
        await write_name(pilot, "Zoo")
        assert chosen() == "zoo.yaml"
        await press(pilot, "x")
        assert chosen() != "zoo.yaml"
        await press(pilot, "u")
        assert chosen() == "zoo.yaml"
