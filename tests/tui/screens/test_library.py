"""The library screen."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Input, OptionList

from hamtimer.core.play.commands import Command
from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.loader import load_session, read_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.home.folders import runs_folder
from hamtimer.home.library import Library, Origin, open_library
from hamtimer.home.records.begin import begin_run
from hamtimer.tui.library_reader import LibraryReader
from hamtimer.tui.screens.help import HelpScreen
from hamtimer.tui.screens.library import LibraryScreen
from hamtimer.tui.screens.overview import OverviewScreen
from tests.tui.helpers import (
    SESSION,
    FakeClock,
    guided,
    make_app,
    make_run,
    screen_text,
    words_on,
)

BRIDGE = "name: Bridge day\ntags: glutes\nexercises:\n  - name: Glute bridge\n    hold: 30s\n"
BROKEN = "name: Broken\nexercises:\n  - name: Squat\n    repps: 5\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    folder = tmp_path / "sessions"
    folder.mkdir()
    (folder / "deadlift.yaml").write_text(SESSION)
    (folder / "bridge.yaml").write_text(BRIDGE)
    (folder / "broken.yaml").write_text(BROKEN)
    return Library(((Origin.OWN, folder),))


async def settle(pilot: Pilot[str]) -> None:
    """Wait until the files are read."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def open_screen(library: Library) -> LibraryScreen:
    return LibraryScreen(library, runs_folder())


async def test_it_lists_name_length_level_equipment_and_tags(library: Library) -> None:
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        text = words_on(app)
    assert "Bridge day 0:40" in text
    assert "Test session ~5:11" in text
    assert "beginner · mat, dumbbells · #hamstrings #test" in text
    assert "3 sessions" in text


async def test_sessions_are_sorted_by_the_names_that_are_shown(tmp_path: Path) -> None:
    for number, name in enumerate(("zebra", "Bridge", "antelope", "Yak", "cat", "Dog", "emu")):
        (tmp_path / f"{number}.yaml").write_text(BRIDGE.replace("Bridge day", name))
    app = make_app(open_screen(Library(((Origin.OWN, tmp_path),))))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        names = re.findall(r"(\w+) +0:40", screen_text(app))
    assert names == ["antelope", "Bridge", "cat", "Dog", "emu", "Yak", "zebra"]


async def test_sessions_stand_under_the_headings_of_their_folders(
    library: Library, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "other.yaml").write_text(BRIDGE.replace("Bridge day", "Other day"))
    app = make_app(open_screen(Library((*library.folders, (Origin.HERE, other)))))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        text = words_on(app)
    headings = ("Yours", "Bridge day", "Test session", "In ./sessions", "Other day")
    assert sorted(headings, key=text.index) == list(headings)


async def test_a_broken_file_is_listed_with_its_error(library: Library) -> None:
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        assert "broken.yaml 1 error cannot be played: 4:5:" in words_on(app)
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert "did you mean" in words_on(app)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("bri", "1 of 3"), ("GLUTES", "1 of 3"), ("wall sit", "1 of 3"), ("sit wall", "1 of 3")],
)
async def test_typing_filters_by_name_tag_and_exercise(
    library: Library, typed: str, shown: str
) -> None:
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *(key if key != " " else "space" for key in typed))
        await pilot.pause()
        assert f"{shown} sessions" in words_on(app)


async def test_enter_straight_after_a_word_opens_what_fits_the_word(library: Library) -> None:
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash")
        for letter in "deadlift":
            app.post_message(Key(letter, letter))
        app.post_message(Key("enter", "\r"))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, OverviewScreen)
        assert "Test session" in words_on(app)


async def test_one_session_is_one_session(tmp_path: Path) -> None:
    (tmp_path / "bridge.yaml").write_text(BRIDGE)
    app = make_app(open_screen(Library(((Origin.OWN, tmp_path),))))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        assert "1 session" in words_on(app)
        assert "1 sessions" not in words_on(app)


async def test_escape_clears_the_filter_and_then_quits(library: Library) -> None:
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", "z", "z")
        await pilot.pause()
        assert "Nothing matches" in words_on(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "3 sessions" in words_on(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not app.is_running


async def test_enter_opens_the_overview_and_enter_begins(library: Library) -> None:
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"dead", "enter")
        await pilot.pause()
        assert isinstance(app.screen, OverviewScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert guided(app).player.timeline.session.name == "Test session"


def interrupted_run(clock: FakeClock) -> None:
    """Begin a run that is recorded, and leave it after a second and a half."""
    run, problem = begin_run(
        make_run().player.timeline,
        load_session(SESSION, "test.yaml"),
        Path("test.yaml"),
        Choices(),
        now=clock(),
    )
    assert not problem
    run.do(Command.START, clock())
    clock.now += 1_500
    run.do(Command.PAUSE, clock())
    run.close()


async def test_an_interrupted_run_is_offered_and_continues_where_it_was(
    library: Library, clock: FakeClock
) -> None:
    interrupted_run(clock)
    app = make_app(open_screen(library), clock)
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        assert "Resume Test session" in words_on(app)
        await pilot.press("enter")
        await pilot.pause()
        player = guided(app).player
        assert not player.is_running
        assert player.state.position_ms(clock()) == 1_500


async def test_an_empty_library_says_what_to_do(tmp_path: Path) -> None:
    app = make_app(open_screen(Library(((Origin.OWN, tmp_path / "nowhere"),))))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        assert "No sessions yet: hamtimer new my-session writes one" in words_on(app)
        await pilot.press("enter", "down")
        assert app.is_running


async def test_after_leaving_a_run_the_library_is_back(library: Library) -> None:
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"bri", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("q", "y")
        await pilot.pause()
        assert isinstance(app.screen, LibraryScreen)
        await settle(pilot)
        assert app.guided_run is None


async def test_to_quit_while_the_files_are_read_is_no_error(library: Library) -> None:
    app = make_app(open_screen(library))
    async with app.run_test() as pilot:
        await pilot.press("escape")
    assert app.return_code == 0


async def test_the_names_are_there_before_any_file_is_read(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LibraryReader, "changes", lambda _self, _known: iter(()))
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await pilot.pause()
        text = words_on(app)
        assert re.search(r"Bridge .*Broken .*Deadlift", text)
        assert "3 sessions" in text


async def test_what_is_known_of_a_file_is_shown_without_reading_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _, path in library.files().values():
        os.utime(path, (1_000_000, 1_000_000))
    first = make_app(open_screen(library))
    async with first.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        shown = screen_text(first)
    assert re.search(r"Bridge day +0:40", shown)
    read: list[Path] = []
    monkeypatch.setattr("hamtimer.tui.library_reader.read_facts", lambda path, _: read.append(path))
    again = make_app(open_screen(library))
    async with again.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        assert screen_text(again) == shown
    assert read == []


async def test_a_file_that_was_changed_is_shown_as_it_is_now(library: Library) -> None:
    path = library.folders[0][1] / "bridge.yaml"
    os.utime(path, (1_000_000, 1_000_000))
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
    path.write_text(BRIDGE.replace("30s", "50s"))
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        assert "Bridge day 1:00" in words_on(app)


async def test_a_session_may_be_called_as_the_row_that_resumes_is(
    library: Library, clock: FakeClock
) -> None:
    (library.folders[0][1] / "resume.yaml").write_text(BRIDGE)
    interrupted_run(clock)
    app = make_app(open_screen(library), clock)
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        assert "Resume Test session" in words_on(app)
        assert "4 sessions" in words_on(app)


async def test_a_thousand_files_are_all_in_the_list(tmp_path: Path) -> None:
    for number in range(1_000):
        (tmp_path / f"s{number:04}.yaml").write_text(BRIDGE.replace("Bridge day", f"S {number:04}"))
    app = make_app(open_screen(Library(((Origin.OWN, tmp_path),))))
    async with app.run_test(size=(99, 24)) as pilot:
        options = app.screen.query_one(OptionList)
        assert "1000 sessions" in words_on(app)
        await settle(pilot)
        while options.option_count < 1_001:
            await pilot.pause()
        heading, *names = [str(option.prompt)[:13] for option in options.options]
    assert heading == "Yours"
    assert names == [f" S {number:04}  0:40" for number in range(1_000)]


async def look_again(pilot: Pilot[str]) -> None:
    """Let the time pass after which the screen looks for changes."""
    assert isinstance(pilot.app.screen, LibraryScreen)
    pilot.app.screen.look_again()
    await settle(pilot)


async def test_a_file_that_is_added_changed_or_deleted_is_noticed(
    library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "sessions"
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        (folder / "new.yaml").write_text(BRIDGE.replace("Bridge day", "Brand new"))
        await look_again(pilot)
        assert "Brand new 0:40" in words_on(app)
        assert "4 sessions" in words_on(app)
        (folder / "bridge.yaml").write_text(BRIDGE.replace("30s", "45s"))
        (folder / "broken.yaml").write_text(BROKEN.replace("repps", "reps"))
        await look_again(pilot)
        assert "Bridge day 0:55" in words_on(app)
        assert "cannot be played" not in words_on(app)
        (folder / "new.yaml").unlink()
        await look_again(pilot)
        assert "Brand new" not in words_on(app)
        assert "3 sessions" in words_on(app)


async def test_looking_again_reads_nothing_that_is_as_it_was(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        monkeypatch.setattr(
            "hamtimer.front.session_facts.read_facts", lambda _: pytest.fail("it is read")
        )
        await look_again(pilot)
        assert "3 sessions" in words_on(app)


async def test_what_one_had_gone_to_stays_when_files_are_added(
    library: Library, tmp_path: Path
) -> None:
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "down")
        (tmp_path / "sessions" / "a.yaml").write_text(BRIDGE.replace("Bridge day", "A first one"))
        await look_again(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, OverviewScreen)
        assert "Test session" in words_on(app)


async def test_a_file_fixed_a_moment_ago_opens_as_it_is_now(
    library: Library, tmp_path: Path
) -> None:
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        (tmp_path / "sessions" / "broken.yaml").write_text(BROKEN.replace("repps", "reps"))
        await pilot.press("down", "enter")
        await pilot.pause()
        assert isinstance(app.screen, OverviewScreen)
        assert "Squat" in words_on(app)


async def test_a_file_deleted_a_moment_ago_is_reported_as_missing(
    library: Library, tmp_path: Path
) -> None:
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        (tmp_path / "sessions" / "bridge.yaml").unlink()
        await pilot.press("slash", *"bri", "enter")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert "there is no such file" in words_on(app)


@pytest.mark.parametrize("typed", ["übung", "ÜBUNG", "u\u0308bung"])
async def test_the_filter_finds_a_name_in_every_form_of_unicode(
    library: Library, tmp_path: Path, typed: str
) -> None:
    text = BRIDGE.replace("Bridge day", "U\u0308bung")
    (tmp_path / "sessions" / "a.yaml").write_text(text, "utf-8")
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash")
        app.screen.query_one(Input).value = typed
        await pilot.pause()
        assert "1 of 4 sessions" in words_on(app)


async def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    library = Library(((Origin.OWN, tmp_path / "nowhere"),), ("your home folder cannot be found",))
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24), notifications=True) as pilot:
        await settle(pilot)
        assert "your home folder cannot be found" in words_on(app)


async def test_from_a_hundred_columns_on_a_preview_shows_exercises_and_time_as_bars(
    library: Library,
) -> None:
    for columns, shown in ((99, False), (100, True)):
        app = make_app(open_screen(library))
        async with app.run_test(size=(columns, 30)) as pilot:
            await settle(pilot)
            await pilot.press("down", "down")
            while shown and "work" not in words_on(app):
                await pilot.pause(0.01)
            text = words_on(app)
        assert ("Romanian deadlift 2 x 3-4 reps" in text) is shown
        # Two holds of each side and two sets of four slow reps; the rests of 30, 90 and 30 s.
        assert bool(re.search(r"work 2:1\d ━+", text)) is shown
        assert bool(re.search(r"rest 2:30 ━+", text)) is shown


async def test_a_letter_in_the_filter_is_text_and_in_the_list_a_command(library: Library) -> None:
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", "x", "q")
        await pilot.pause()
        assert app.screen.query_one(Input).value == "xq"
        footer = screen_text(app).splitlines()[-1]
        assert footer.split() == [
            "Enter",
            "Open",
            "↑↓",
            "Choose",
            "F2",
            "Settings",
            "F1",
            "Help",
            "Esc",
            "Clear",
        ]
        await pilot.press("escape")
        await pilot.pause()
        assert screen_text(app).splitlines()[-1].split()[-2:] == ["q", "Quit"]


async def test_the_palette_lists_all_that_the_library_can_do_and_quit_last(
    library: Library,
) -> None:
    app = make_app(open_screen(library))
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        titles = [command.title for command in app.get_system_commands(app.screen)]
    wanted = ["Open", "Filter", "Practise", "Duplicate", "Rename", "Delete", "Trash", "Help"]
    assert [title for title in titles if title in wanted] == wanted
    assert titles[-1] == "Quit hamtimer"


async def test_the_first_start_chooses_the_first_steps(clock: FakeClock) -> None:
    app = make_app(open_screen(open_library()), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        text = words_on(app)
        assert text.index("New here?") < text.index("First steps") < text.index("Wall sit")
        await settle(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, OverviewScreen)
        assert "Standing heel raise" in words_on(app)
    interrupted_run(clock)
    app = make_app(open_screen(open_library()), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "New here?" not in words_on(app)


DAILY = BRIDGE.replace("tags: glutes\n", "schedule: daily\n").replace("Bridge day", "Zigzag")


async def test_what_is_due_is_chosen_until_it_is_done(
    library: Library, tmp_path: Path, clock: FakeClock
) -> None:
    path = tmp_path / "sessions" / "zigzag.yaml"
    path.write_text(DAILY)
    app = make_app(open_screen(library), clock)
    async with app.run_test(size=(99, 24)) as pilot:
        await settle(pilot)
        assert "Due today Zigzag 0:40 no equipment Yours Bridge day" in words_on(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Zigzag" in screen_text(app).splitlines()[0]
        loaded = read_session(path)
        assert loaded.session is not None
        run, _ = begin_run(compile_session(loaded.session), loaded, path, Choices(), now=0)
        run.do(Command.START, 0)
        for now in range(0, 60_000, 500):
            run.advance(now)
        run.close()
        await pilot.press("q")
        await settle(pilot)
        text = words_on(app)
        assert "Due today" not in text
        assert "Done last Zigzag 0:40 today due tomorrow" in text
