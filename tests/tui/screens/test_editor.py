"""The editor: typing, its preview, completion, errors, finding, saving, and every way to leave."""

from __future__ import annotations

import errno
import os
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import cast

import pytest
from textual import events
from textual.pilot import Pilot

from hamtimer.home.editing.own_copy import ToEdit, file_to_edit
from hamtimer.home.editing.recovery import RecoveryFile, find_recovered
from hamtimer.home.editing.saving import last_valid_path
from hamtimer.home.folders import bundled_folder, sessions_folder
from hamtimer.tui.app import HamtimerApp
from hamtimer.tui.screens import editor_view
from hamtimer.tui.screens.editor import EditorScreen
from hamtimer.tui.screens.question import Question
from hamtimer.tui.widgets.completions import Completions
from hamtimer.tui.widgets.edit_preview import EditPreview
from hamtimer.tui.widgets.session_text import SessionText
from tests.tui.helpers import make_app, screen_text, words_on

TEXT = """\
name: Test session
exercises:
  - name: Glute bridge
    sets: 3
    reps: 15
    tempo: 3-0-2-0
    rest: 45s
  - name: Wall sit
    hold: 30s
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "test.yaml"
    path.write_text(TEXT)
    return path


def content(path: Path) -> str:
    return path.read_bytes().decode()


def write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def delete(path: Path) -> None:
    path.unlink()


def open_editor(file: Path, line: int = 0) -> HamtimerApp:
    return make_app(ToEdit(file, line=line))


def text_of(app: HamtimerApp, place: int = 1) -> SessionText:
    return app.screen_stack[place].query_one(SessionText)


def preview(app: HamtimerApp) -> str:
    return app.screen.query_one(EditPreview).text


def offered(app: HamtimerApp) -> list[str]:
    return [item.label for item in app.screen.query_one(Completions).items]


async def settle(pilot: Pilot[str], holds: Callable[[], bool] = lambda: True) -> None:
    """Wait until everything that follows from the last key is done."""
    for _ in range(200):
        await pilot.pause()
        workers = [w for w in pilot.app.workers if w.group != "asking"]
        if holds() and not any(worker.is_running for worker in workers):
            return
    raise AssertionError(screen_text(pilot.app))


async def asked(pilot: Pilot[str]) -> None:
    await settle(pilot, lambda: isinstance(pilot.app.screen, Question))


async def save_and_be_asked(pilot: Pilot[str]) -> None:
    await pilot.press("ctrl+s")
    await asked(pilot)


async def go_to(pilot: Pilot[str], row: int, column: int) -> None:
    app = pilot.app
    assert isinstance(app, HamtimerApp)
    text_of(app).move_cursor((row, column))
    await settle(pilot)


# ------------------------------------------------------------------ the preview
async def test_the_preview_follows_what_is_typed(file: Path) -> None:
    app = open_editor(file)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert "Glute bridge" in preview(app)
        assert "3 x 15 reps · lower 3 s, lift 2 s" in preview(app)
        assert "rest 45 s · under tension 3:45" in preview(app)
        await go_to(pilot, 4, 12)
        await pilot.press("backspace", "2")
        await settle(pilot)
        assert "3 x 15 reps → 3 x 12 reps" in preview(app)
        assert "7:05 → 6:20" in preview(app)
        assert "not saved" in words_on(app)
        await pilot.press("ctrl+z", "ctrl+z")
        await settle(pilot)
        assert "→" not in preview(app)


async def test_the_exercise_at_the_caret_is_marked(file: Path) -> None:
    app = open_editor(file, line=4)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert "▸ Glute bridge" in preview(app)
        await go_to(pilot, 8, 4)
        assert "▸ Wall sit" in preview(app)
        assert "▸ Glute bridge" not in preview(app)
        await go_to(pilot, 0, 0)
        assert "▸" not in preview(app)


async def test_a_text_with_errors_leaves_the_last_preview(file: Path) -> None:
    app = open_editor(file, line=5)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("end", "x")
        await settle(pilot)
        assert "3 x 15 reps" in preview(app)
        assert '✗ 5: "15x"' in words_on(app)
        await pilot.press("backspace")
        await settle(pilot)
        assert "✗" not in words_on(app)


async def test_a_key_that_is_being_typed_is_no_error_yet(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor_view, "UNFINISHED_S", 60)
    app = open_editor(file, line=5)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("end", "enter", "s", "i")
        await settle(pilot)
        assert "✗" not in words_on(app)
        for key in "des: each":
            await pilot.press("space" if key == " " else key)
        await settle(pilot)
        assert "3 x 15 reps each side" in preview(app)
        # An error in another line is shown at once.
        text_of(app).move_cursor((0, 0))
        await pilot.press("delete", "down")
        await settle(pilot)
        await pilot.press("end", "space")
        await settle(pilot)
        assert "✗ 1:" in words_on(app)


async def test_a_small_screen_has_the_preview_below_and_can_hide_it(file: Path) -> None:
    app = open_editor(file, line=4)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.screen.query_one(EditPreview).region.y > text_of(app).region.y
        assert "▸ Glute bridge" in preview(app)
        before = text_of(app).size.height
        await pilot.press("ctrl+t")
        await settle(pilot)
        assert text_of(app).size.height > before + 5


# ------------------------------------------------------------------ completion and help
async def test_a_key_is_completed_by_tab(file: Path) -> None:
    app = open_editor(file, line=9)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("end", "enter", "s", "i", "d")
        await settle(pilot)
        assert offered(app) == ["sides", "first-side", "id"]
        await pilot.press("tab")
        await settle(pilot)
        assert offered(app) == ["both", "each", "alternating", "left", "right"]
        await pilot.press("down", "enter")
        await settle(pilot)
        assert text_of(app).lines[9] == "    sides: each"
        assert "1 x hold 30 s each side" in preview(app)


async def test_enter_breaks_the_line_unless_something_was_chosen(file: Path) -> None:
    app = open_editor(file, line=9)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("end", "enter", "r", "enter")
        await settle(pilot)
        assert text_of(app).lines[9:] == ["    r", "    ", ""]
        await pilot.press("r", "e", "escape")
        await settle(pilot)
        assert offered(app) == []
        assert isinstance(app.screen, EditorScreen)


async def test_what_may_be_written_is_listed_by_key(file: Path) -> None:
    app = open_editor(file, line=9)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("end", "enter", "ctrl+space")
        await settle(pilot)
        assert "sets" in offered(app)
        assert "hold" not in offered(app)
        await pilot.press("up", "escape", "ctrl+at")
        assert "sets" in offered(app)


async def test_the_help_on_the_key_at_the_caret(file: Path) -> None:
    app = open_editor(file, line=7)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("home")
        await settle(pilot)
        assert "rest: The rest between two sets. Write a duration" in words_on(app)
        await pilot.press("f1")
        await settle(pilot)
        assert "rest, a key of an exercise" in words_on(app)
        assert "Ctrl+S" in words_on(app)


async def test_the_help_lists_the_keys_of_the_text_too_and_tells_which_work(file: Path) -> None:
    app = open_editor(file)
    async with app.run_test(size=(120, 60)) as pilot:
        await settle(pilot)
        await pilot.press("end", "x", "f1")
        await settle(pilot)
        words = words_on(app)
        for line in (
            "Ctrl+Z Undo the last edit.",
            "Ctrl+Space Ctrl+@ List what can be written here",
            "Ctrl+/ Ctrl+_ Turn the line",
            "Tab Shift+Tab Indent with spaces",
            "Ctrl+X Ctrl+C Ctrl+V Cut, copy, paste.",
        ):
            assert line in words
        assert words.count("(not now)") == 2, "there is no error to go to, or to fix"


# ------------------------------------------------------------------ errors
async def test_a_key_goes_to_the_next_error_and_a_key_fixes_it(file: Path) -> None:
    write(file, TEXT.replace("reps:", "rpes:").replace("hold: 30s", "hold: 30s\n    sids: each"))
    app = open_editor(file)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert "F8 Next error" in words_on(app)
        await pilot.press("f8")
        assert text_of(app).cursor_location == (4, 4)
        await pilot.press("f8")
        assert text_of(app).cursor_location == (9, 4)
        await pilot.press("f8", "f4")
        await settle(pilot)
        assert text_of(app).lines[4] == "    reps: 15"
        await pilot.press("f4")
        await settle(pilot)
        assert text_of(app).lines[9] == "    sides: each"
        assert "Next error" not in words_on(app)
        await pilot.press("ctrl+z")
        await settle(pilot)
        assert text_of(app).lines[9] == "    sids: each"


async def test_an_error_without_a_remedy_says_so(file: Path) -> None:
    write(file, TEXT.replace("    reps: 15\n", "    reps: many\n"))
    app = open_editor(file)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("f4")
        await settle(pilot)
        assert "No quick fix is known for line 5" in words_on(app)


# ------------------------------------------------------------------ keys of a text
async def test_keys_go_to_both_ends_of_the_file(file: Path) -> None:
    app = open_editor(file, line=4)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+end")
        assert text_of(app).cursor_location == (9, 0)
        await pilot.press("ctrl+home")
        assert text_of(app).cursor_location == (0, 0)


async def test_tab_writes_spaces_and_lines_are_commented(file: Path) -> None:
    app = open_editor(file, line=4)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("home", "tab")
        assert text_of(app).lines[3] == "      sets: 3"
        await pilot.press("shift+tab")
        assert text_of(app).lines[3] == "    sets: 3"
        await pilot.press("ctrl+underscore")
        await settle(pilot)
        assert text_of(app).lines[3] == "    # sets: 3"
        assert "1 x 15 reps" in preview(app)
        await pilot.press("ctrl+underscore")
        assert text_of(app).text == TEXT
        await pilot.press("shift+down", "shift+down", "tab")
        assert text_of(app).lines[3:6] == [
            "      sets: 3",
            "      reps: 15",
            "      tempo: 3-0-2-0",
        ]
        await pilot.press("ctrl+z")
        assert text_of(app).text == TEXT


@pytest.mark.parametrize(
    ("line", "below"),
    [
        ("exercises:", "  "),
        ("  - name: A", "    "),
        ("    cues:", "      "),
        ("    reps: 5", "    "),
        ("# a note:", ""),
        ("", ""),
    ],
)
async def test_a_new_line_begins_where_the_text_continues(
    file: Path, line: str, below: str
) -> None:
    write(file, line)
    app = open_editor(file)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("end", "enter", "x")
        assert text_of(app).lines == [line, f"{below}x"]


async def test_keys_that_wait_are_taken_in_their_order(file: Path) -> None:
    app = open_editor(file)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        # As the terminal sends them while the program is busy: nothing is done in between.
        for key in ("down", "down", "down", "down", "end", "backspace", "2", "f8", "up", "home"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        app.post_message(events.Key("x", "x"))
        await settle(pilot)
        assert text_of(app).lines[3] == "    xsets: 3"
        assert text_of(app).lines[4] == "    reps: 12"


async def test_finding_a_text(file: Path) -> None:
    app = open_editor(file)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+f", "n", "a", "m", "e")
        await settle(pilot)
        assert "3 occurrences" in words_on(app)
        assert "Enter Next ↑ Previous Esc Close" in words_on(app)
        assert text_of(app).selected_text == "name"
        await pilot.press("enter")
        assert text_of(app).selection.start == (2, 4)
        await pilot.press("up", "up")
        assert text_of(app).selection.start == (7, 4)
        await pilot.press("escape", "f3")
        assert app.focused is text_of(app)
        assert text_of(app).selection.start == (0, 0)
        await pilot.press("ctrl+f", "q")
        await settle(pilot)
        assert "not found" in words_on(app)
        await pilot.press("escape")
        assert "Ctrl+S Save" in words_on(app)


async def test_the_palette_goes_to_the_next_occurrence_while_a_text_is_searched(file: Path) -> None:
    app = open_editor(file)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+f", "n", "a", "m", "e")
        await settle(pilot)
        commands = {one.title: one.callback for one in app.get_system_commands(app.screen)}
        await cast("Awaitable[None]", commands["Next"]())
        assert text_of(app).selection.start == (2, 4)


async def test_control_characters_command_nothing(file: Path) -> None:
    write(file, "name: a\x1b[31mb\x07\n")
    app = open_editor(file)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        assert "name: a?[31mb?" in screen_text(app)


# ------------------------------------------------------------------ saving
async def test_saving_writes_the_file_as_it_was_otherwise(file: Path) -> None:
    write(file, "\ufeff" + TEXT.replace("\n", "\r\n"))
    app = open_editor(file, line=5)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("end", "backspace", "2", "ctrl+s")
        await settle(pilot)
        assert "Saved: test.yaml" in words_on(app)
        assert "not saved" not in words_on(app)
    assert content(file) == "\ufeff" + TEXT.replace("15", "12").replace("\n", "\r\n")
    assert find_recovered() == []


async def test_what_is_typed_while_the_file_is_written_is_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_editor(file, line=5)
    going_on = threading.Event()
    fsync = os.fsync

    def slow(descriptor: int) -> None:
        assert going_on.wait(10)
        fsync(descriptor)

    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("end", "backspace", "2")
        await settle(pilot)
        monkeypatch.setattr(os, "fsync", slow)
        await pilot.press("ctrl+s", "0")
        going_on.set()
        await settle(pilot, lambda: "reps: 12\n" in content(file))
        await settle(pilot, lambda: "not saved" in words_on(app))
        app.exit()
    (left,) = find_recovered(file)
    assert "reps: 120" in left.text


async def test_errors_are_saved_only_after_asking_and_keep_the_valid_text(file: Path) -> None:
    app = open_editor(file, line=5)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("end", "x", "ctrl+s")
        await asked(pilot)
        assert "Save with 1 error?" in words_on(app)
        await pilot.press("n")
        await settle(pilot)
        assert content(file) == TEXT
        await save_and_be_asked(pilot)
        await pilot.press("y")
        await settle(pilot, lambda: "15x" in content(file))
        assert content(last_valid_path(file)) == TEXT
        await pilot.press("backspace", "ctrl+s")
        await settle(pilot, lambda: content(file) == TEXT)
        await settle(pilot, lambda: not last_valid_path(file).exists())


async def test_a_full_disk_keeps_the_text_and_offers_a_copy(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_bytes

    def refuse(path: Path, data: bytes) -> int:
        if path.parent == file.parent:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(path, data)

    app = open_editor(file, line=5)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        monkeypatch.setattr(Path, "write_bytes", refuse)
        await pilot.press("end", "0", "ctrl+s")
        await asked(pilot)
        assert "No space left on device" in words_on(app)
        await pilot.press("escape")
        await settle(pilot)
        assert "reps: 150" in text_of(app).text
        await save_and_be_asked(pilot)
        await pilot.press("c")
        copy = sessions_folder() / "test.yaml"
        await settle(pilot, copy.exists)
        assert "reps: 150" in content(copy)
        assert content(file) == TEXT


# ------------------------------------------------------------------ other programs
async def test_a_change_by_another_program_is_read_where_nothing_was_typed(file: Path) -> None:
    app = open_editor(file)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        write(file, TEXT.replace("15", "10"))
        look(app)
        await settle(pilot, lambda: "reps: 10" in text_of(app).text)
        assert "Another program has changed this file" in words_on(app)
        await pilot.press("ctrl+z")
        assert text_of(app).text == TEXT


def look(app: HamtimerApp) -> None:
    """Look at the disk, as is done every two seconds."""
    screen = app.screen_stack[1]
    assert isinstance(screen, EditorScreen)
    screen.look_at_disk()


async def test_a_change_by_another_program_is_shown_before_saving(file: Path) -> None:
    app = open_editor(file, line=5)
    theirs = TEXT.replace("45s", "30s")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("end", "backspace", "2")
        write(file, theirs)
        look(app)
        await settle(pilot, lambda: "saving shows the difference" in words_on(app))
        await save_and_be_asked(pilot)
        assert "Glute bridge: 3 x 15 reps → 3 x 12 reps; rest 30 s → 45 s" in words_on(app)
        await pilot.press("escape")
        await settle(pilot)
        assert content(file) == theirs
        await save_and_be_asked(pilot)
        await pilot.press("s")
        await settle(pilot, lambda: "reps: 12" in content(file))
        assert content(file.with_name("test.yaml.other")) == theirs


async def test_the_other_version_can_be_taken_and_mine_comes_back_by_undo(file: Path) -> None:
    app = open_editor(file, line=5)
    theirs = TEXT.replace("45s", "30s")
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("end", "backspace", "2")
        write(file, theirs)
        await save_and_be_asked(pilot)
        await pilot.press("t")
        await settle(pilot, lambda: text_of(app).text == theirs)
        await pilot.press("ctrl+z")
        assert text_of(app).text == TEXT.replace("15", "12")
        assert content(file) == theirs


async def test_a_file_that_is_gone_can_be_written_again(file: Path) -> None:
    app = open_editor(file, line=5)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("end", "backspace", "2")
        delete(file)
        await save_and_be_asked(pilot)
        assert "This file is gone" in words_on(app)
        await pilot.press("s")
        await settle(pilot, file.exists)
        assert content(file) == TEXT.replace("15", "12")


async def test_two_editors_of_one_file_know_of_each_other(file: Path) -> None:
    first, second = open_editor(file, line=5), open_editor(file, line=7)
    async with first.run_test(size=(120, 40)) as one:
        await settle(one)
        async with second.run_test(size=(120, 40)) as two:
            await settle(two)
            assert "open in another editor" in words_on(second)
            await one.press("end", "backspace", "2", "ctrl+s")
            await settle(one, lambda: "reps: 12" in content(file))
            await two.press("end", "backspace", "backspace", "0", "s", "ctrl+s")
            await asked(two)
            assert "Another program has changed this file" in words_on(second)
            await two.press("c")
            copy = file.with_name("test-2.yaml")
            await settle(two, copy.exists)
    assert content(file) == TEXT.replace("15", "12")
    assert content(copy) == TEXT.replace("45s", "40s")


# ------------------------------------------------------------------ leaving and coming back
async def test_leaving_asks_about_changes(file: Path) -> None:
    app = open_editor(file, line=5)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("end", "backspace", "2", "escape")
        await asked(pilot)
        assert "3 x 15 reps → 3 x 12 reps" in words_on(app)
        assert "5 - reps: 15" in words_on(app), "lines have their numbers"
        assert "5 + reps: 12" in words_on(app)
        await pilot.press("n")
        await settle(pilot)
        assert isinstance(app.screen, EditorScreen)
        await pilot.press("ctrl+q")
        await asked(pilot)
        await pilot.press("d")
        await settle(pilot, lambda: not app.is_running)
    assert content(file) == TEXT
    assert find_recovered() == []


async def test_leaving_without_changes_asks_nothing(file: Path) -> None:
    app = open_editor(file)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("escape")
        await settle(pilot, lambda: not app.is_running)
    assert app.return_value == ""


async def test_leaving_can_save(file: Path) -> None:
    app = open_editor(file, line=5)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("end", "backspace", "2", "escape")
        await asked(pilot)
        await pilot.press("s")
        await settle(pilot, lambda: not app.is_running)
    assert content(file) == TEXT.replace("15", "12")
    assert app.return_value == f"Saved: {file}"


async def test_ctrl_c_copies_a_selection_and_else_leaves(file: Path) -> None:
    app = open_editor(file)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("shift+end", "ctrl+c")
        assert app.clipboard == "name: Test session"
        assert app.is_running
        await pilot.press("end", "ctrl+c")
        await settle(pilot, lambda: not app.is_running)


async def test_a_program_that_ends_keeps_what_was_typed_for_the_next_time(file: Path) -> None:
    app = open_editor(file, line=5)
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        await pilot.press("end", "backspace", "2")
        app.exit()
    assert content(file) == TEXT
    again = open_editor(file)
    async with again.run_test(size=(120, 40)) as pilot:
        await asked(pilot)
        assert "never saved" in words_on(again)
        assert "3 x 15 reps → 3 x 12 reps" in words_on(again)
        await pilot.press("r")
        await settle(pilot)
        assert text_of(again).text == TEXT.replace("15", "12")
        assert "not saved" in words_on(again)
        await pilot.press("ctrl+s")
        await settle(pilot, lambda: "reps: 12" in content(file))
    assert find_recovered() == []


async def test_a_recovered_text_does_not_overwrite_what_was_changed_since(file: Path) -> None:
    left = RecoveryFile(file, TEXT.encode())
    left.keep(TEXT.replace("15", "12"))
    left.close(keep=True)
    write(file, TEXT.replace("45s", "30s"))
    app = open_editor(file)
    async with app.run_test(size=(120, 40)) as pilot:
        await asked(pilot)
        await pilot.press("r")
        await settle(pilot)
        await save_and_be_asked(pilot)
        assert "Another program has changed this file" in words_on(app)
        assert content(file) == TEXT.replace("45s", "30s")


async def test_what_was_thrown_away_is_not_offered_again(file: Path) -> None:
    left = RecoveryFile(file, TEXT.encode())
    left.keep("name: other")
    left.close(keep=True)
    app = open_editor(file)
    async with app.run_test(size=(120, 40)) as pilot:
        await asked(pilot)
        await pilot.press("d")
        await settle(pilot)
    assert find_recovered() == []


# ------------------------------------------------------------------ what is opened
def test_a_bundled_session_is_copied_first() -> None:
    bundled = bundled_folder() / "wall-sit.yaml"
    before = bundled.read_bytes()
    found = file_to_edit(bundled)
    assert found.path == sessions_folder() / "wall-sit.yaml"
    assert "This is your own copy" in found.notice
    found.path.write_text("name: mine\n")
    again = file_to_edit(bundled)
    assert again.path.read_text() == "name: mine\n"
    assert "This is your own copy of a bundled session" in again.notice
    assert bundled.read_bytes() == before


async def test_hearing_a_rep_shows_what_is_heard(file: Path) -> None:
    app = open_editor(file, line=4)
    async with app.run_test(size=(120, 30)) as pilot:
        await settle(pilot)
        await pilot.press("f5")
        for _ in range(100):
            await pilot.pause()
            if "Glute bridge" in screen_text(app).splitlines()[-2]:
                break
        else:
            raise AssertionError(screen_text(app))
        await pilot.press("f5")
        await settle(pilot)
        await go_to(pilot, 0, 0)
        await pilot.press("f5")
        assert "Move to an exercise" in words_on(app)


# ------------------------------------------------------------------ drawing
async def test_only_lines_that_look_different_are_drawn_and_all_of_them(file: Path) -> None:
    """Whatever is done, the screen is as if every line had been drawn anew."""
    write(file, TEXT + "  - {name: Plank,\n     hold: 20s}\n" + "# note\n" * 40)
    app = open_editor(file)
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        for keys in (
            ["down", "down", "end", "x"],
            ["ctrl+z"],
            ["shift+down", "shift+down"],
            ["tab", "ctrl+z"],
            ["up", "ctrl+underscore"],
            ["pagedown", "home", "y"],
            ["ctrl+home", "ctrl+f", "n", "a", "m", "e", "enter", "escape"],
            ["f8", "f4"],
        ):
            await pilot.press(*keys)
            await settle(pilot)
            shown = screen_text(app)
            text_of(app).notify_style_update()
            app.screen.refresh(layout=True)
            text_of(app).refresh(layout=True)
            await settle(pilot)
            assert screen_text(app) == shown, keys
        text_of(app).move_cursor((9, 4))
        await settle(pilot)
        assert text_of(app).matching_bracket_location == (10, 14)
