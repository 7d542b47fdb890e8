"""What the guided screen and the practice screen share: start, keys, notices and end."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.output import Off
from hamtimer.core.play.commands import Command
from hamtimer.core.play.state import Status
from hamtimer.core.practice.options import practice_plan
from hamtimer.core.run.journal import Kept
from hamtimer.core.run.journal_reader import list_journals, read_journal
from hamtimer.core.timeline.steps import StepKind
from hamtimer.front.leaving import NOT_ALL, NOT_RECORDED
from hamtimer.front.presses import HELD_MS
from hamtimer.home.folders import runs_folder
from hamtimer.home.settings import Settings
from hamtimer.tui.screens import run_screen
from hamtimer.tui.screens.practice import PracticeScreen
from hamtimer.tui.screens.run_screen import RunScreen
from hamtimer.tui.screens.summary import SummaryScreen
from tests.tui.helpers import (
    FakeClock,
    SlowSound,
    guided,
    make_app,
    make_run,
    record,
    screen_text,
    words_on,
)
from tests.tui.screens.test_overview import overview

READY, REP = 5_000, 7_000
REPEAT_MS = 33
"""How quickly a keyboard repeats a key that is held down."""
HOLDS = """\
name: Holds
exercises:
  - name: Wall sit
    hold: 20s+
    sets: 4
    rest: 0s
    prepare: 5s
"""
WAITS = """\
name: Waits
exercises:
  - {name: Squat, reps: 3, tempo: 2-0-2-0, start: key, prepare: 5s}
"""


@pytest.fixture(autouse=True)
def keys_without_age(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a key as pressed at the clock's time: the test's clock knows nothing of real time."""
    monkeypatch.setattr(run_screen, "arrival", lambda _event, clock: clock())


def running(pilot: Pilot[str]) -> RunScreen:
    assert isinstance(pilot.app.screen, RunScreen)
    return pilot.app.screen


async def go_on(pilot: Pilot[str], clock: FakeClock, ms: int) -> None:
    clock.now += ms
    running(pilot).poll()
    await pilot.pause()


async def hold_down(pilot: Pilot[str], clock: FakeClock, key: str, ms: int) -> None:
    """Hold a key down: it comes again and again."""
    for _ in range(0, ms, REPEAT_MS):
        await pilot.press(key)
        clock.now += REPEAT_MS


# The start


@pytest.mark.parametrize("keys", [("q", "n"), ("question_mark", "escape")])
async def test_nothing_starts_behind_a_question_or_the_help(
    clock: FakeClock, keys: tuple[str, str]
) -> None:
    run, sound = make_run(), SlowSound()
    async with make_app(run, clock, sound=sound).run_test() as pilot:
        screen = running(pilot)
        await pilot.press(keys[0])
        sound.is_there = True
        for _ in range(5):
            await pilot.pause(0.02)
            screen.poll()
        assert run.player.state.status is Status.READY
        await pilot.press(keys[1])
        while not run.player.is_running:
            await pilot.pause(0.01)


async def test_a_run_that_has_not_started_is_left_without_a_promise(
    clock: FakeClock, tmp_path: Path
) -> None:
    app = make_app(record(make_run(), tmp_path, clock()), clock, sound=SlowSound())
    async with app.run_test() as pilot:
        await pilot.press("q")
        await pilot.pause()
        assert "It has not started yet." in words_on(app)
        await pilot.press("y")
        await pilot.pause()
    assert app.return_value == ""


# Keys that are held down


async def test_a_pedal_held_down_ends_one_set(clock: FakeClock) -> None:
    run = make_run(HOLDS)
    async with make_app(run, clock).run_test() as pilot:
        await go_on(pilot, clock, READY + 25_000)
        await pilot.press("pagedown")
        clock.now += 660  # until a keyboard repeats a key for the first time
        await hold_down(pilot, clock, "pagedown", 2_000)
        assert [one.held_ms for one in run.player.outcomes()] == [25_000]
        assert run.player.step.set_number == 2


@pytest.mark.parametrize(("key", "after_ms"), [("x", READY + 1_000), ("right", READY + REP)])
async def test_a_key_held_down_skips_once(clock: FakeClock, key: str, after_ms: int) -> None:
    run, once = make_run(), make_run()
    once.do(Command.START, clock())
    async with make_app(run, clock).run_test() as pilot:
        await go_on(pilot, clock, after_ms)
        once.do(Command.SKIP_EXERCISE if key == "x" else Command.NEXT, clock())
        await hold_down(pilot, clock, key, 800)
        assert run.player.step == once.player.step
        assert run.player.outcomes() == once.player.outcomes()


async def test_space_held_down_pauses_once(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test() as pilot:
        await go_on(pilot, clock, READY + 1_000)
        await hold_down(pilot, clock, "space", 700)
        assert run.player.pauses == 1
        assert run.player.state.status is Status.PAUSED
        clock.now += HELD_MS
        await pilot.press("space")
        assert run.player.is_running


async def test_the_key_that_ends_the_last_set_does_not_close_the_summary(clock: FakeClock) -> None:
    app = make_app(make_run(HOLDS.replace("sets: 4", "sets: 1")), clock)
    async with app.run_test() as pilot:
        await go_on(pilot, clock, READY + 25_000)
        await hold_down(pilot, clock, "pagedown", 700)
        assert isinstance(app.screen, SummaryScreen)
        clock.now += HELD_MS
        await pilot.press("pagedown")
        await pilot.pause()
        assert not app.is_running


async def test_the_key_that_begins_a_session_does_not_start_its_first_set(
    clock: FakeClock,
) -> None:
    app = make_app(overview(), clock)
    async with app.run_test() as pilot:
        await hold_down(pilot, clock, "enter", 900)
        assert guided(app).player.step.kind is StepKind.PREPARE


async def test_taps_reps_and_rests_may_follow_quickly(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test() as pilot:
        await go_on(pilot, clock, READY + 500)
        await pilot.press(*["right_square_bracket"] * 3)
        assert run.player.step.length_ms == 7 * REP
        await go_on(pilot, clock, 7 * REP + 1_000)
        await pilot.press("up", "up")
        assert run.player.step.length_ms == 60_000


async def test_done_before_its_set_has_begun_is_neither_offered_nor_done(clock: FakeClock) -> None:
    run = make_run(HOLDS)
    async with make_app(run, clock).run_test(size=(160, 30)) as pilot:
        await go_on(pilot, clock, READY + 25_000)
        await pilot.press("enter")
        await go_on(pilot, clock, 1_000)
        assert "Enter" not in screen_text(pilot.app).splitlines()[-1]
        await pilot.press("enter")
        await go_on(pilot, clock, 2_500)
        assert len(run.player.outcomes()) == 1
        assert "Enter Done" in screen_text(pilot.app).splitlines()[-1]


# Starting from a pause


async def test_start_in_a_paused_rest_starts(clock: FakeClock) -> None:
    run = make_run()
    async with make_app(run, clock).run_test(size=(100, 30)) as pilot:
        await go_on(pilot, clock, READY + 4 * REP + 10_000)
        await pilot.press("space")
        await go_on(pilot, clock, 5_000)
        assert "Enter Start" in words_on(pilot.app)
        await pilot.press("enter")
        assert run.player.is_running
        assert run.player.step.kind is StepKind.SET


async def test_ready_in_a_paused_wait_continues(clock: FakeClock) -> None:
    run = make_run(WAITS)
    async with make_app(run, clock).run_test(size=(100, 30)) as pilot:
        await go_on(pilot, clock, 2_000)
        assert run.player.step.kind is StepKind.WAIT
        run.do(Command.PAUSE, clock())
        await go_on(pilot, clock, 5_000)
        assert "Enter I'm ready" in words_on(pilot.app)
        await pilot.press("enter")
        assert run.player.is_running
        assert run.player.step.kind is not StepKind.WAIT


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_pause_says_how_to_resume_whatever_else_is_shown(
    clock: FakeClock, size: tuple[int, int]
) -> None:
    async with make_app(make_run(), clock).run_test(size=size) as pilot:
        await go_on(pilot, clock, READY + 4 * REP + 10_000)
        await pilot.press("up", "space")
        await pilot.pause()
        assert "Paused in the rest: Space resumes" in words_on(pilot.app)


# Notices and reports


async def test_a_stray_tap_reports_nothing(clock: FakeClock) -> None:
    app = make_app(make_run(), clock)
    async with app.run_test(size=(100, 40)) as pilot:
        await go_on(pilot, clock, READY + 3_000)
        await pilot.press("t")
        await go_on(pilot, clock, 4 * REP)
        assert "Report" not in words_on(app)
        guided(app).command(Command.STOP)
        await pilot.pause()
        assert isinstance(app.screen, SummaryScreen)
        assert "Measured by your taps" not in words_on(app)


async def test_a_report_ends_with_its_screen(clock: FakeClock) -> None:
    app = make_app(make_run(), clock)
    async with app.run_test(size=(100, 40)) as pilot:
        await go_on(pilot, clock, READY + 4_000)
        for ms in (0, 1_000, 2_000):
            await go_on(pilot, clock, ms)
            await pilot.press("t")
        await go_on(pilot, clock, 4 * REP)
        await pilot.pause()
        shown = words_on(app)
        for part in ("Report for set 1:", "Next:", "left", "00:4"):
            assert part in shown
        guided(app).command(Command.STOP)
        await pilot.pause()
        assert words_on(app).count("Report for set 1:") == 1, "the summary's own"


@pytest.mark.parametrize("practice", [False, True])
async def test_the_output_latency_counts_for_taps_on_both_screens(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch, *, practice: bool
) -> None:
    monkeypatch.setattr(Off, "status", lambda _: AudioStatus("bell"))
    first = practice_plan({"tempo": "4-1-2-0"}) if practice else make_run()
    app = make_app(first, clock, Settings(theme="dark", latency_ms=180))
    async with app.run_test() as pilot:
        running(pilot).poll()
        assert running(pilot).guided.meter.latency_ms == 180


async def test_a_run_that_is_not_recorded_says_so_and_promises_nothing(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr("hamtimer.home.records.begin.runs_folder", lambda: tmp_path / "file")
    app = make_app(overview(), clock)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        running(pilot).poll()
        await pilot.pause()
        assert "this run is not recorded" in words_on(app)
        await pilot.press("q")
        await pilot.pause()
        assert "is not recorded, so it cannot be resumed" in words_on(app)
        app.leave_now()
    assert app.return_value == NOT_RECORDED


async def test_after_the_disk_filled_up_it_can_be_resumed_where_its_record_ends(
    clock: FakeClock, tmp_path: Path
) -> None:
    run = record(make_run(), tmp_path, clock())
    app = make_app(run, clock)
    async with app.run_test(size=(100, 30)) as pilot:
        await go_on(pilot, clock, READY)
        assert run.kept is Kept.ALL
        assert run.journal is not None
        run.journal.problem = "No space left on device"
        await pilot.press("q")
        await pilot.pause()
        assert "Not all of this run is recorded." in words_on(app)
        app.leave_now()
    assert app.return_value == NOT_ALL


# The end of a practice


async def test_a_signal_in_a_practice_keeps_its_report_and_promises_nothing(
    clock: FakeClock,
) -> None:
    app = make_app(practice_plan({"tempo": "4-1-2-0", "reps": "2"}), clock)
    async with app.run_test(size=(100, 30)) as pilot:
        for ms in (READY, 4_000, 1_000, 2_000):
            for _ in range(0, ms, 250):
                await go_on(pilot, clock, 250)
            await pilot.press("space")
        app.leave_now(143)
    assert app.return_value == ""
    (path,) = list_journals(runs_folder())
    recorded = read_journal(path)
    assert recorded.tally().is_over
    assert [e.values["tapped"] for e in recorded.entries if e.values.get("event") == "practice"]


async def test_an_end_of_a_practice_can_be_undone(clock: FakeClock) -> None:
    app = make_app(practice_plan({"tempo": "4-1-2-0", "reps": "2"}), clock)
    async with app.run_test(size=(100, 30)) as pilot:
        for _ in range(0, READY + 4_000, 1_000):
            await go_on(pilot, clock, 1_000)
        await pilot.press("space", "q")
        await pilot.pause()
        assert "the same again" in words_on(app)
        await pilot.press("u")
        await pilot.pause()
        screen = pilot.app.screen
        assert isinstance(screen, PracticeScreen)
        assert not screen.practice.is_over
        assert "Lower" in screen_text(app) or "rep 1 of 2" in words_on(app)
