"""The screens as they look, kept as text: `pytest tests/tui --snapshot-update` keeps new looks."""

from __future__ import annotations

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from hamtimer.core.play.commands import Command
from hamtimer.core.practice.options import practice_plan
from hamtimer.home.editing.own_copy import ToEdit
from hamtimer.home.library import Library, Origin
from hamtimer.tui.app import HamtimerApp
from hamtimer.tui.screens import run_screen
from hamtimer.tui.screens.help import HelpScreen
from hamtimer.tui.screens.library import PREVIEW_FROM, LibraryScreen
from hamtimer.tui.screens.practice import PracticeScreen
from tests.tui.helpers import SESSION, FakeClock, guided, make_app, make_run, record, screen_text
from tests.tui.screens.test_editor import asked, settle
from tests.tui.screens.test_library import BRIDGE
from tests.tui.screens.test_overview import overview

READY, REP = 5_000, 7_000
SIZES = [(80, 24), (160, 50), (40, 12)]
MOMENTS = {
    "get-ready": (2_000, None),
    "lowering": (READY + REP + 1_500, None),
    "pausing-at-the-bottom": (READY + REP + 4_500, None),
    "lifting": (READY + REP + 6_000, None),
    "rest": (READY + 4 * REP + 12_000, None),
    "paused": (READY + 4 * REP + 30_000 + 1_500, Command.PAUSE),
}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_guided_screen(
    clock: FakeClock, screen_file: SnapshotAssertion, size: tuple[int, int]
) -> None:
    app = make_app(make_run(), clock)
    start = clock.now
    async with app.run_test(size=size) as pilot:
        for moment, (after_ms, command) in MOMENTS.items():
            clock.now = start + after_ms
            guided(app).poll()
            if command:
                guided(app).command(command)
            await pilot.pause()
            # Once more: what was arranged anew knows its size only now.
            guided(app).poll()
            await pilot.pause()
            assert screen_text(app) == screen_file(name=moment)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_an_open_hold_on_one_side(
    clock: FakeClock, screen_file: SnapshotAssertion, size: tuple[int, int]
) -> None:
    run = make_run(
        "name: Holds\nexercises:\n  - name: Wall sit\n    hold: 60s+\n    sides: each\n"
        "    prepare: 5s\n    cues: [Keep breathing]\n"
    )
    app = make_app(run, clock)
    async with app.run_test(size=size) as pilot:
        clock.now += READY + 72_000
        guided(app).poll()
        await pilot.pause()
        guided(app).poll()
        await pilot.pause()
        assert screen_text(app) == screen_file


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_overview(screen_file: SnapshotAssertion, size: tuple[int, int]) -> None:
    app = make_app(overview())
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert screen_text(app) == screen_file


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_question_before_leaving(
    clock: FakeClock, screen_file: SnapshotAssertion, tmp_path: Path, size: tuple[int, int]
) -> None:
    app = make_app(record(make_run(), tmp_path, clock()), clock)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        # What was arranged knows its size only now.
        guided(app).poll()
        await pilot.press("q")
        await pilot.pause()
        assert screen_text(app) == screen_file


async def test_the_help(clock: FakeClock, screen_file: SnapshotAssertion) -> None:
    app = make_app(make_run(), clock)
    async with app.run_test(size=(100, 60)) as pilot:
        await pilot.pause()
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        assert screen_text(app) == screen_file


async def test_the_summary(clock: FakeClock, screen_file: SnapshotAssertion) -> None:
    app = make_app(make_run(), clock)
    async with app.run_test(size=(80, 24)) as pilot:
        clock.now += READY + 2 * REP
        guided(app).poll()
        guided(app).command(Command.STOP)
        await pilot.pause()
        assert screen_text(app) == screen_file


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_library(
    screen_file: SnapshotAssertion, tmp_path: Path, size: tuple[int, int]
) -> None:
    (tmp_path / "test.yaml").write_text(SESSION)
    (tmp_path / "bridge.yaml").write_text(BRIDGE)
    (tmp_path / "broken.yaml").write_text("name: Broken\nexercise: []\n")
    app = make_app(LibraryScreen(Library(((Origin.OWN, tmp_path),)), tmp_path / "runs"))
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        while size[0] >= PREVIEW_FROM and "work" not in screen_text(app):
            await pilot.pause(0.01)
        assert screen_text(app) == screen_file


PRACTICE = {"full": 6_500, "ticks": 6_500, "turns": 6_500, "silent": 6_500}


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_practice(
    clock: FakeClock, screen_file: SnapshotAssertion, size: tuple[int, int]
) -> None:
    for level, after_ms in PRACTICE.items():
        app = make_app(practice_plan({"tempo": "4-1-2-0", "reps": "2", "level": level}), clock)
        async with app.run_test(size=size) as pilot:
            for _ in range(0, after_ms, 500):
                clock.now += 500
                practice_of(app).poll()
            await pilot.pause()
            practice_of(app).poll()
            await pilot.pause()
            assert screen_text(app) == screen_file(name=level)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_report_of_a_practice(
    clock: FakeClock,
    screen_file: SnapshotAssertion,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    monkeypatch.setattr(run_screen, "arrival", lambda _event, clock: clock())
    app = make_app(practice_plan({"tempo": "4-1-2-0", "reps": "2", "sets": "2"}), clock)
    async with app.run_test(size=size) as pilot:
        for wait in (5_000, 4_500, 1_000, 2_000, 4_000, 1_500, 2_000):
            for _ in range(0, wait, 500):
                clock.now += 500
                practice_of(app).poll()
            await pilot.press("space")
        for moment, after_ms in (("in-the-rest", 2_000), ("at-the-end", 0)):
            clock.now += after_ms
            if not after_ms:
                practice_of(app).command(Command.STOP)
            for _ in range(2):
                practice_of(app).poll()
                await pilot.pause()
            assert screen_text(app) == screen_file(name=moment)


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_editor(
    screen_file: SnapshotAssertion, tmp_path: Path, size: tuple[int, int]
) -> None:
    file = tmp_path / "test.yaml"
    file.write_text(SESSION)
    app = make_app(ToEdit(file, line=12))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        assert screen_text(app) == screen_file(name="opened")
        await pilot.press("end", "backspace", "backspace")
        await settle(pilot)
        assert screen_text(app) == screen_file(name="changed")
        await pilot.press("enter", "s", "i")
        await settle(pilot)
        assert screen_text(app) == screen_file(name="completing")
        await pilot.press("escape", "z", ":", " ", "5")
        await settle(pilot)
        assert screen_text(app) == screen_file(name="with-an-error")
        await pilot.press("ctrl+s")
        await asked(pilot)
        assert screen_text(app) == screen_file(name="asking")
        await pilot.press("escape")


def practice_of(app: HamtimerApp) -> PracticeScreen:
    assert isinstance(app.screen, PracticeScreen)
    return app.screen
