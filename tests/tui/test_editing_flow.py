"""From other screens to the editor and back, and the offer of what was never saved."""

from __future__ import annotations

import asyncio
import shlex
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from hamtimer.core.errors import UserError
from hamtimer.core.play.commands import Command
from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.loader import read_session
from hamtimer.home.editing.own_copy import ToEdit, file_to_edit
from hamtimer.home.editing.recovery import RecoveryFile
from hamtimer.home.folders import bundled_folder, sessions_folder
from hamtimer.home.library import Library, Origin
from hamtimer.home.settings import Settings
from hamtimer.tui import start
from hamtimer.tui.app import HamtimerApp
from hamtimer.tui.edit_requested import EditRequested
from hamtimer.tui.screens.editor import EditorScreen
from hamtimer.tui.screens.library import LibraryScreen
from hamtimer.tui.screens.overview import OverviewScreen
from hamtimer.tui.screens.question import Question
from hamtimer.tui.screens.summary import SummaryScreen
from tests.tui.helpers import FakeClock, guided, make_app, words_on
from tests.tui.screens.test_editor import content, delete, settle, text_of, write

TEXT = """\
name: Test session
exercises:
  - name: Bridge
    reps: 15
    tempo: 3-0-2-0
  - name: Wall sit
    hold: 30s
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "test.yaml"
    path.write_text(TEXT)
    return path


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"name: A\xff\n", "this file is not in UTF-8"),
        (b"name: A\n" * 600_000, "this file is larger than 4 MiB"),
        (b"name: A\x0bB\n", "there is a control character"),
    ],
)
def test_a_file_that_cannot_be_edited_is_refused_before_there_is_a_screen(
    tmp_path: Path, data: bytes, reason: str
) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(data)
    with pytest.raises(UserError, match=reason):
        start.edit(ToEdit(path), Settings())


def overview_of(path: Path) -> OverviewScreen:
    loaded = read_session(path)
    assert loaded.session is not None
    return OverviewScreen(loaded.session, loaded, path, Choices())


async def test_the_overview_opens_the_editor_at_the_exercise_and_shows_what_was_saved(
    file: Path,
) -> None:
    app = make_app(overview_of(file))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("down", "e")
        await settle(pilot, lambda: isinstance(app.screen, EditorScreen))
        await pilot.press("down", "end", "backspace", "backspace", "backspace", "4", "5", "s")
        await pilot.press("ctrl+s")
        await settle(pilot, lambda: "hold: 45s" in content(file))
        await pilot.press("escape")
        await settle(pilot, lambda: isinstance(app.screen, OverviewScreen))
        await settle(pilot, lambda: "hold 45 s" in words_on(app))


async def test_an_overview_that_can_no_longer_be_shown_says_why(file: Path) -> None:
    app = make_app(overview_of(file))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot, lambda: isinstance(app.screen, EditorScreen))
        write(file, "name: broken\n")
        await pilot.press("escape")
        await settle(pilot, lambda: not app.is_running)
    assert "test.yaml:1:1: " in str(app.return_value)


async def test_changes_that_are_not_kept_hold_the_editor_back(file: Path) -> None:
    app = make_app(overview_of(file))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("plus", "e")
        await settle(pilot)
        assert isinstance(app.screen, OverviewScreen)
        assert "keep or undo them before editing the file" in words_on(app)


async def test_a_bundled_session_is_copied_and_says_so() -> None:
    app = make_app(overview_of(bundled_folder() / "wall-sit.yaml"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot, lambda: isinstance(app.screen, EditorScreen))
        assert "This is your own copy" in words_on(app)
        assert (sessions_folder() / "wall-sit.yaml").is_file()


async def test_the_summary_opens_the_editor_and_is_there_again(
    file: Path, clock: FakeClock
) -> None:
    app = make_app(overview_of(file), clock)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await pilot.pause()
        clock.now += 15_000
        guided(app).poll()
        guided(app).command(Command.STOP)
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        await pilot.press("e")
        await settle(pilot, lambda: isinstance(app.screen, EditorScreen))
        await pilot.press("escape")
        await settle(pilot, lambda: isinstance(app.screen, SummaryScreen))


async def test_the_persons_own_editor_takes_the_terminal(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = "import sys; open(sys.argv[-1], 'a').write('    rpe: 7\\n')"
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", program]))
    monkeypatch.setattr(HamtimerApp, "suspend", lambda _self: nullcontext())
    app = make_app(overview_of(file), settings=Settings(theme="dark", editor="external"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("e")
        await settle(pilot, lambda: "RPE 7" in words_on(app))
        assert isinstance(app.screen, OverviewScreen)


async def test_what_was_never_saved_is_offered_at_the_start(file: Path) -> None:
    left = RecoveryFile(file, TEXT.encode())
    left.keep(TEXT.replace("15", "12"))
    left.close(keep=True)
    library = LibraryScreen(Library(((Origin.OWN, file.parent),)), file.parent / "runs")
    app = make_app(library, offers_recovered=True)
    async with app.run_test(size=(120, 40)) as pilot:
        while not isinstance(app.screen, Question):
            await asyncio.sleep(0)
            await pilot.pause()
        assert str(file) in words_on(app).replace(" ", "").replace("│", "")
        await pilot.press("e")
        await settle(pilot, lambda: len(app.screen_stack) == 4)
        await pilot.press("r")
        await settle(pilot, lambda: isinstance(app.screen, EditorScreen))
        assert "reps: 12" in text_of(app, 2).text


async def test_the_persons_own_editor_is_opened_again_at_an_error(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = (
        "import sys; p = sys.argv[-1]; t = open(p).read();"
        " t = t.replace('rpes', 'reps') if 'rpes' in t else t.replace('reps', 'rpes');"
        " open(p, 'w').write(t)"
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", shlex.join([sys.executable, "-c", program]))
    monkeypatch.setattr(HamtimerApp, "suspend", lambda _self: nullcontext())
    library = LibraryScreen(Library(((Origin.OWN, file.parent),)), file.parent / "runs")
    app = make_app(library, settings=Settings(theme="dark", editor="external"))
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        app.post_message(EditRequested(file))
        await pilot.pause()
        while not isinstance(app.screen, Question):
            await pilot.pause()
        assert "Open it again at line 4" in words_on(app)
        assert "rpes" in content(file)
        await pilot.press("o")
        await settle(pilot, lambda: content(file) == TEXT)


async def test_a_text_whose_file_is_gone_is_recovered_too(file: Path) -> None:
    left = RecoveryFile(file, TEXT.encode())
    left.keep(TEXT.replace("15", "12"))
    left.close(keep=True)
    delete(file)
    app = make_app(file_to_edit(file))
    async with app.run_test(size=(120, 40)) as pilot:
        while not isinstance(app.screen, Question):
            await pilot.pause()
        await pilot.press("r")
        await settle(pilot, lambda: isinstance(app.screen, EditorScreen))
        await pilot.press("ctrl+s")
        await settle(pilot, file.exists)
    assert content(file) == TEXT.replace("15", "12")
