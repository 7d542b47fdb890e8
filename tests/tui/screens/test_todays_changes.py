"""Keeping today's changes in the file: in a run, and in its summary."""

from __future__ import annotations

from pathlib import Path

import pytest

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.run.header import Header
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.tui.screens.summary import SummaryScreen
from hamtimer.tui.screens.todays_changes import TodaysChangesScreen
from tests.home.records.person import Person
from tests.tui.helpers import FakeClock, SlowSound, guided, make_app, words_on

TEXT = """\
name: Legs
exercises:
  - name: Bridge
    sets: 2
    reps: 4   # slowly
    tempo: 1-0-1-0
    rest: 60s
    prepare: 5s
  - name: Plank
    hold: 10s
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "legs.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def run_of(file: Path, choices: Choices | None = None, text: str = TEXT) -> Run:
    loaded = load_session(text, "legs.yaml")
    choices = choices or Choices()
    player = Player(compile_session(loaded.choose(choices)), gap_ms=None, count_in_ms=0)
    file_text = TEXT if text != TEXT else ""
    header = Header(
        "Legs", str(file), text, "2026-01-01T00:00:00+00:00", "0", choices, file_text=file_text
    )
    return Run(player, header=header)


def with_a_longer_rest(file: Path, clock: FakeClock) -> Run:
    """Return a run in the rest after its first set, made longer."""
    run = run_of(file)
    run.do(Command.START, clock())
    clock.now += 5_000 + 8_000 + 1_000
    run.do(Command.MORE_REST, clock())
    return run


async def test_in_a_run_what_is_different_is_shown_and_kept(file: Path, clock: FakeClock) -> None:
    run = with_a_longer_rest(file, clock)
    app = make_app(run, clock)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("K")
        await pilot.pause()
        assert isinstance(app.screen, TodaysChangesScreen)
        text = words_on(app)
        assert "[x] Bridge: rest 1:00 → 1:15" in text
        assert "7 - rest: 60s" in text
        assert "7 + rest: 75s" in text
        assert not run.player.is_running
        await pilot.press("enter")
        await pilot.pause()
        assert guided(app).player.is_running
        assert "Kept in" in words_on(app)
        # what is kept is different no more
        clock.now += 1_000
        await pilot.press("K")
        await pilot.pause()
        while "Nothing you did today would change the file" not in words_on(app):
            await pilot.pause(0.01)
    assert text_of(file) == TEXT.replace("60s", "75s")


async def test_the_run_continues_when_nothing_is_kept(file: Path, clock: FakeClock) -> None:
    run = with_a_longer_rest(file, clock)
    app = make_app(run, clock)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("K", "escape")
        await pilot.pause()
        assert guided(app).player.is_running
    assert text_of(file) == TEXT


async def test_a_run_as_planned_has_no_key_to_keep(file: Path, clock: FakeClock) -> None:
    run = run_of(file)
    app = make_app(run, clock)
    async with app.run_test(size=(160, 40)) as pilot:
        await pilot.press("K")
        await pilot.pause()
        assert guided(app).player.is_running
        assert "Keep" not in words_on(app)


async def test_in_the_summary_each_change_is_kept_or_not(file: Path, clock: FakeClock) -> None:
    choices = Choices(skip=frozenset({"plank"}))
    run = run_of(file, choices)
    run.do(Command.START, clock())
    for _ in range(2):
        clock.now += 5_100 if run.player.state.step == 0 else 60_100
        run.do(Command.MORE_REPS, clock())
        clock.now += 10_000
        run.advance(clock())
    app = make_app(run, clock)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        assert "K Keep" in words_on(app)
        await pilot.press("K")
        await pilot.pause()
        text = words_on(app)
        assert "[x] Bridge: 2 x 4 reps → 2 x 5 reps" in text
        assert "[x] Removed: Plank, 1 x hold 10 s" in text
        await pilot.press("down", "space")
        await pilot.pause()
        assert "[ ] Removed: Plank" in words_on(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Kept in" in words_on(app)
    assert text_of(file) == TEXT.replace("reps: 4", "reps: 5")


async def test_quick_changes_for_today_are_kept_afterwards(file: Path, clock: FakeClock) -> None:
    run = run_of(file, text=TEXT.replace("60s", "90s"))
    app = make_app(run, clock)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("K")
        await pilot.pause()
        assert "[x] Bridge: rest 1:00 → 1:30" in words_on(app)
        await pilot.press("K")
        await pilot.pause()
    assert text_of(file) == TEXT.replace("60s", "90s")


async def test_a_file_that_is_read_only_is_not_changed_and_that_is_reported(
    file: Path, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = with_a_longer_rest(file, clock)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hamtimer.home.editing.saving.whole_file", full)
    app = make_app(run, clock)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("K", "enter")
        await pilot.pause()
        assert "Not kept: this file cannot be saved (No space left on device)" in words_on(app)
    assert text_of(file) == TEXT


async def test_a_save_during_the_run_is_shown_and_applies(file: Path, clock: FakeClock) -> None:
    run = run_of(file)
    run.do(Command.START, clock())
    clock.now += 5_000 + 8_000 + 1_000
    app = make_app(run, clock)
    async with app.run_test(size=(100, 30)) as pilot:
        screen = guided(app)
        assert screen.reloader is not None
        write(file, TEXT.replace("sets: 2", "sets: 3"))
        screen.reloader.watch.look()
        screen.poll()
        await pilot.pause()
        text = words_on(app)
        assert "Reloaded: Bridge: 2 x 4 reps → 3 x 4 reps" in text
        assert "Set 2 of 3" in text
        await pilot.press("u")
        await pilot.pause()
        assert "Set 2 of 2" in words_on(app)
        write(file, "name: [")
        screen.reloader.watch.look()
        screen.poll()
        assert "Set 2 of 2" in words_on(app)


async def test_a_save_before_the_record_begins_waits_for_it(file: Path, clock: FakeClock) -> None:
    app = make_app(run_of(file), clock, sound=SlowSound())
    async with app.run_test(size=(100, 30)) as pilot:
        screen = guided(app)
        assert screen.reloader is not None
        write(file, TEXT.replace("sets: 2", "sets: 3"))
        screen.reloader.watch.look()
        screen.poll()
        await pilot.pause()
        assert not screen.has_record_begun
        assert "Set 1 of 2" in words_on(app)
        screen.command(Command.START)
        screen.poll()
        await pilot.pause()
        assert "Set 1 of 3" in words_on(app)


async def test_after_a_run_the_next_target_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: FakeClock
) -> None:
    person = Person(tmp_path / "sit.yaml", monkeypatch)
    person.write("name: Sit, prepare: 0, hold: 30s, progression: {rule: steps, step: 5s}")
    before = text_of(person.path)
    run = person.play(30)
    app = make_app(run, clock)
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.pause()
        await pilot.press("K")
        await pilot.pause()
        assert "[x] Next: Sit: 1 x hold 30 s → 1 x hold 35 s" in words_on(app)
        await pilot.press("enter")
        await pilot.pause()
    assert text_of(person.path) == before.replace("30s", "35s")


async def test_what_cannot_be_kept_with_the_rest_says_why(file: Path, clock: FakeClock) -> None:
    run = run_of(file)
    run.do(Command.START, clock())
    for _ in range(2):
        run.do(Command.SKIP_EXERCISE, clock())
    app = make_app(run, clock)
    async with app.run_test(size=(110, 30)) as pilot:
        await pilot.press("K")
        await pilot.pause()
        text = words_on(app)
        assert "[x] Removed: Bridge, 2 x 4 reps" in text
        assert "[x] Removed: Plank, 1 x hold 10 s - not kept: it is the only exercise" in text
        await pilot.press("space")
        await pilot.pause()
        assert "not kept" not in words_on(app), "Bridge stays"
