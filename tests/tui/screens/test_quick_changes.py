"""Quick changes on the overview: made, undone, kept in the file or used for today."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hamtimer.core.session_file.loader import read_session
from hamtimer.home.editing import own_copy
from hamtimer.tui.screens.confirm_change import ConfirmChange
from hamtimer.tui.screens.overview import OverviewScreen
from tests.tui.helpers import guided, make_app, words_on

TEXT = """\
name: Legs   # mine
defaults: {sets: 2, rest: 60s}
exercises:
  # for the glutes
  - name: Bridge
    reps: 15      # slowly
  - name: Plank
    hold: 30s
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "legs.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    path.chmod(0o640)
    return path


def overview(path: Path) -> OverviewScreen:
    loaded = read_session(path)
    assert loaded.session is not None, loaded.problems
    return OverviewScreen(loaded.session, loaded, path)


def bytes_of(path: Path) -> bytes:
    return path.read_bytes()


def mode_of(path: Path) -> int:
    return path.stat().st_mode & 0o777


def write(path: Path, data: bytes) -> None:
    path.write_bytes(data)


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")


async def test_a_value_is_chosen_and_stepped_and_the_length_changes_at_once(file: Path) -> None:
    screen = overview(file)
    app = make_app(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        assert "7:20" in words_on(app)
        await pilot.press("right", "right", "right", "plus", "plus")
        await pilot.pause()
        text = words_on(app)
        assert "rest 1:30" in text
        assert "rest: written in the exercise" in text
        assert "For today: Bridge: rest 1:00 → 1:30 · 7:20 → 7:50" in text
    assert text_of(file) == TEXT


async def test_of_several_changes_those_of_the_chosen_exercise_come_first(file: Path) -> None:
    app = make_app(overview(file))
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("plus", "down", "plus")
        await pilot.pause()
        assert "For today: Plank: 2 x hold 30 s → 3 x hold 30 s · Bridge: 2" in words_on(app)


async def test_the_chosen_value_stays_from_one_exercise_to_the_next(file: Path) -> None:
    screen = overview(file)
    app = make_app(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("right", "right", "right", "down")
        assert screen.values.chosen is not None
        assert screen.values.chosen.key == "rest"
        await pilot.press("left", "left", "left")
        assert screen.values.chosen.key == "sides"


async def test_an_exercise_with_a_tempo_is_measured_or_not(file: Path) -> None:
    text = TEXT.replace("reps: 15 ", "tempo: 3-0-2-0\n    reps: 15 ")
    write(file, text.encode())
    screen = overview(file)
    app = make_app(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("left", "plus")
        await pilot.pause()
        assert "measure yes" in words_on(app)
        assert "measure: written in the exercise" in words_on(app)
        assert screen.loaded.text == text.replace("# slowly", "# slowly\n    measure: yes")
        await pilot.press("minus")
        await pilot.pause()
        assert "measure no" in words_on(app)
        await pilot.press("plus", "enter")
        await pilot.pause()
        assert guided(app).player.timeline.session.exercises()[0].measure


async def test_a_value_is_typed_until_it_fits(file: Path) -> None:
    screen = overview(file)
    app = make_app(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("right", "equals_sign", "backspace", "backspace", "x")
        assert "Enter Set Esc Back" in words_on(app)
        await pilot.press("enter")
        await pilot.pause()
        assert '"x" is not a number of reps' in words_on(app)
        await pilot.press("backspace")
        await pilot.pause()
        assert "is not a number" not in words_on(app), "it was about another text"
        await pilot.press(*"12-14", "enter")
        await pilot.pause()
        assert "2 x 12-14 reps" in words_on(app)
        await pilot.press("equals_sign", "escape")
        assert app.screen is screen
    assert screen.loaded.text.replace("\r\n", "\n") == TEXT.replace("15 ", "12-14 ")


async def test_changes_are_kept_after_a_look_and_the_rest_of_the_file_stays(file: Path) -> None:
    before = bytes_of(file)
    screen = overview(file)
    app = make_app(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("right", "plus", "K")
        await pilot.pause()
        assert isinstance(app.screen, ConfirmChange)
        text = words_on(app)
        assert "Keep in legs.yaml?" in text
        assert "Bridge: 2 x 15 reps → 2 x 16 reps" in text
        assert "6 - reps: 15 # slowly" in text
        assert "6 + reps: 16 # slowly" in text
        await pilot.press("escape")
        assert bytes_of(file) == before
        await pilot.press("K", "enter")
        await pilot.pause()
        assert "Kept in" in words_on(app)
        assert bytes_of(file) == before.replace(b"15", b"16")
        assert mode_of(file) == 0o640
        # what was kept is undone, and kept again: the same bytes
        await pilot.press("u", "K", "enter")
        await pilot.pause()
    assert bytes_of(file) == before


async def test_a_file_that_was_changed_meanwhile_is_not_written(file: Path) -> None:
    screen = overview(file)
    app = make_app(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("plus")
        other = TEXT.replace("15", "20").encode()
        write(file, other)
        await pilot.press("K", "enter")
        await pilot.pause()
        assert "nother program has changed this file" in words_on(app)
    assert bytes_of(file) == other


@pytest.mark.parametrize(
    ("saved", "words", "text"),
    [
        (TEXT.replace("30s", "40s"), "your changes are applied to it", ("16 ", "40s")),
        (TEXT.replace("15", "20"), "which changed the same lines", ("16 ", "30s")),
        ("name: [", "saved with errors", ("16 ", "30s")),
    ],
)
async def test_a_save_by_another_program_is_followed(
    file: Path, saved: str, words: str, text: tuple[str, str]
) -> None:
    write(file, TEXT.encode())
    screen = overview(file)
    app = make_app(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("right", "plus")
        write(file, saved.encode())
        screen.file_watch.look()
        screen.follow_file()
        await pilot.pause()
        assert words in words_on(app)
        kept = TEXT.replace("15 ", text[0]).replace("30s", text[1])
        assert screen.loaded.text == kept
        await pilot.press("K", "enter")
        await pilot.pause()
    if words != "saved with errors":
        assert bytes_of(file).decode() == kept


async def test_without_changes_the_file_is_shown_as_it_was_saved(file: Path) -> None:
    screen = overview(file)
    app = make_app(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        write(file, TEXT.replace("Plank", "Side plank").encode())
        screen.file_watch.look()
        screen.follow_file()
        await pilot.pause()
        assert "Side plank" in words_on(app)
        assert "this is the new version" in words_on(app)


async def test_a_bundled_session_is_copied_first(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_copy, "is_bundled", lambda path: path == file)
    monkeypatch.setattr(own_copy, "sessions_folder", lambda: tmp_path / "mine")
    before = bytes_of(file)
    screen = overview(file)
    app = make_app(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("plus", "K")
        await pilot.pause()
        assert "It comes with hamtimer, so a copy is made" in words_on(app)
        await pilot.press("enter")
        await pilot.pause()
    assert bytes_of(file) == before
    copy = tmp_path / "mine" / "legs.yaml"
    assert screen.path == copy
    assert "    reps: 15      # slowly\n    sets: 3\n" in text_of(copy) or "sets: 3" in text_of(
        copy
    )


async def test_exercises_are_moved_duplicated_and_removed(file: Path) -> None:
    screen = overview(file)
    app = make_app(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("shift+down")
        session = screen.loaded.session
        assert session is not None
        assert [one.name for one in session.exercises()] == ["Plank", "Bridge"]
        # the exercise stays chosen
        await pilot.press("d", "x")
        session = screen.loaded.session
        assert session is not None
        assert [one.name for one in session.exercises()] == ["Plank", "Bridge"]
        await pilot.press("u", "u", "u")
        assert screen.loaded.text.replace("\r\n", "\n") == TEXT
        assert not screen.is_changed


async def test_what_cannot_be_changed_is_explained(file: Path) -> None:
    app = make_app(overview(file))
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("shift+up")
        await pilot.pause()
        assert "It is already the first in its list" in words_on(app)


async def test_an_exercise_of_another_session_is_found_and_inserted(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(file.parent)
    screen = overview(file)
    app = make_app(screen)
    async with app.run_test(size=(110, 40)) as pilot:
        await pilot.press("i")
        await app.workers.wait_for_complete()
        await pilot.press(*"glider")
        await pilot.pause()
        assert "Glider Lengthening protocol" in words_on(app)
        await pilot.press("enter")
        await pilot.pause()
        session = screen.loaded.session
        assert session is not None
        assert [one.name for one in session.exercises()] == ["Bridge", "Glider", "Plank"]


async def test_changes_are_used_for_today_and_the_record_says_so(file: Path) -> None:
    before = bytes_of(file)
    app = make_app(overview(file))
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("right", "plus", "enter")
        await pilot.pause()
        run = guided(app).run
        assert run.player.step.exercise.sets[0].parts[0].reps.most == 16  # type: ignore[union-attr]
        assert run.journal is not None
        header = json.loads(run.journal.path.read_text(encoding="utf-8").splitlines()[0])
        assert "reps: 16" in header["text"]
        assert "reps: 15" in header["file_text"]
    assert bytes_of(file) == before


@pytest.mark.parametrize("key", ["escape", "ctrl+q", "ctrl+c"])
async def test_leaving_with_changes_is_asked_twice(file: Path, key: str) -> None:
    screen = overview(file)
    app = make_app(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("plus", key)
        await pilot.pause()
        assert "not kept" in words_on(app)
        assert app.screen is screen
        await pilot.press(key)
        await pilot.pause()
        assert not app.is_running


async def test_an_exercise_that_is_removed_is_no_longer_a_choice(file: Path) -> None:
    screen = overview(file)
    app = make_app(screen)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("space", "x")
        await pilot.pause()
        assert not screen.choices.skip
        await pilot.press("enter")
        await pilot.pause()
        assert guided(app).player.step.exercise.name == "Plank"
