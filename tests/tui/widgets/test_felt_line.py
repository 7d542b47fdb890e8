"""The line in which a person says how it felt: in the rest and in the summary."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.app import App
from textual.pilot import Pilot

from hamtimer.core.records.record import RunRecord
from hamtimer.core.run.run import Run
from hamtimer.core.timeline.steps import StepKind
from hamtimer.home.records.reading import read_run_record
from hamtimer.tui.screens.guided import GuidedScreen
from hamtimer.tui.screens.summary import SummaryScreen
from hamtimer.tui.widgets.felt_line import FeltLine
from tests.home.records.recorded import path_of
from tests.plain.test_felt import CURLS, REST, run_of
from tests.tui.helpers import FakeClock, guided, make_app, words_on

REST_LEFT = 29_000


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return run_of(tmp_path, CURLS)


def line(app: App[str]) -> FeltLine:
    return app.screen.query_one(FeltLine)


def said(run: Run) -> RunRecord:
    return read_run_record(path_of(run))


async def go_on(pilot: Pilot[str], clock: FakeClock, ms: int) -> None:
    for _ in range(0, ms, 500):
        clock.now += 500
        if isinstance(pilot.app.screen, GuidedScreen):
            guided(pilot.app).poll()
    await pilot.pause()
    await pilot.pause()


async def to_rest(pilot: Pilot[str], clock: FakeClock, run: Run) -> None:
    await go_on(pilot, clock, REST)
    assert run.player.step.kind is StepKind.REST


@asynccontextmanager
async def in_the_rest(run: Run) -> AsyncIterator[tuple[Pilot[str], FakeClock]]:
    """Follow a run to its first rest."""
    clock = FakeClock(0)
    async with make_app(run, clock).run_test(size=(100, 30)) as pilot:
        await to_rest(pilot, clock, run)
        yield pilot, clock


async def type_in(pilot: Pilot[str], text: str) -> None:
    keys = {" ": "space", ",": "comma", ".": "full_stop"}
    await pilot.press(*(keys.get(letter, letter) for letter in text))


async def say(pilot: Pilot[str], text: str) -> None:
    await type_in(pilot, text)
    await pilot.press("enter")
    await pilot.pause()


async def test_a_key_in_the_rest_opens_the_line_and_enter_keeps_it(run: Run) -> None:
    async with in_the_rest(run) as (pilot, _):
        await pilot.press("f")
        await pilot.pause()
        assert "Curl, set 1:" in words_on(pilot.app)
        await say(pilot, "8, pain 2")
        assert not line(pilot.app).is_open
        assert "Curl, set 1: RPE 8, pain 2" in words_on(pilot.app)
    assert (said(run).sets[0].rpe, said(run).sets[0].pain) == (8, 2)


async def test_keys_of_the_run_are_letters_of_the_line_while_it_is_open(run: Run) -> None:
    async with in_the_rest(run) as (pilot, _):
        await pilot.press("f")
        await type_in(pilot, "note quick d m t x n b r u q")
        await pilot.press("space", "enter")
        await pilot.pause()
        assert run.player.is_running
        assert run.player.step.kind is StepKind.REST
    assert said(run).sets[0].note == "quick d m t x n b r u q"


async def test_the_line_closes_by_itself_with_the_rest_and_keeps_what_was_typed(run: Run) -> None:
    async with in_the_rest(run) as (pilot, clock):
        await pilot.press("f")
        await type_in(pilot, "7, pai")
        await go_on(pilot, clock, REST_LEFT + 1_000)
        assert run.player.step.kind is StepKind.SET
        assert not line(pilot.app).is_open
        assert run.player.state.position_ms(clock.now) == 1_000
        await pilot.press("space")
        await pilot.press("f")
        await pilot.pause()
        assert "pai" in words_on(pilot.app)
    assert said(run).sets[0].rpe == 7


async def test_a_pedal_continues_while_the_line_is_open(run: Run) -> None:
    async with in_the_rest(run) as (pilot, clock):
        await pilot.press("f")
        await type_in(pilot, "7")
        await pilot.press("pagedown")
        await go_on(pilot, clock, 500)
        assert run.player.step.kind is StepKind.SET
    assert said(run).sets[0].rpe == 7


async def test_escape_drops_what_was_typed_and_does_not_leave(run: Run) -> None:
    async with in_the_rest(run) as (pilot, _):
        await pilot.press("f", "8", "escape")
        await pilot.pause()
        assert not line(pilot.app).is_open
        assert isinstance(pilot.app.screen, GuidedScreen)
        assert run.player.is_running
    assert said(run).sets[0].rpe is None


async def test_in_a_set_nothing_is_offered(run: Run) -> None:
    clock = FakeClock(0)
    async with make_app(run, clock).run_test(size=(100, 30)) as pilot:
        await go_on(pilot, clock, 6_000)
        assert run.player.step.kind is StepKind.SET
        await pilot.press("f")
        await pilot.pause()
        assert not line(pilot.app).is_open


async def test_what_is_not_clear_stays_to_be_fixed(run: Run) -> None:
    async with in_the_rest(run) as (pilot, _):
        await pilot.press("f")
        await say(pilot, "8 pain 12")
        assert line(pilot.app).is_open
        assert "pain 12 is not on the scale" in words_on(pilot.app)
        await pilot.press("backspace", "enter")
        await pilot.pause()
        assert not line(pilot.app).is_open
    assert (said(run).sets[0].rpe, said(run).sets[0].pain) == (8, 1)


async def test_too_much_pain_offers_to_stop_with_the_key(run: Run) -> None:
    async with in_the_rest(run) as (pilot, _):
        await pilot.press("f")
        await say(pilot, "pain 6")
        text = words_on(pilot.app)
        assert (
            "Pain 6 is over the limit of 5. It is better to stop here: q leaves, and then asks"
            in text
        )
        assert run.player.is_running


async def test_while_it_is_open_the_footer_shows_its_keys(run: Run) -> None:
    async with in_the_rest(run) as (pilot, _):
        assert "f How it felt" in words_on(pilot.app)
        await pilot.press("f")
        await pilot.pause()
        assert "Enter Keep ↑ Previous set ↓ Next set Esc Close" in words_on(pilot.app)
        await pilot.press("escape")
        await pilot.pause()
        assert "f How it felt" in words_on(pilot.app)


async def test_in_the_summary_the_session_and_each_set_can_be_spoken_of(run: Run) -> None:
    clock = FakeClock(0)
    async with make_app(run, clock).run_test(size=(100, 40)) as pilot:
        await go_on(pilot, clock, 60_000)
        assert isinstance(pilot.app.screen, SummaryScreen)
        await pilot.press("f")
        await pilot.pause()
        assert "The whole session:" in words_on(pilot.app)
        await type_in(pilot, "7")
        await pilot.press("enter", "f", "down", "down")
        await say(pilot, "reps 1, pain 3")
        text = words_on(pilot.app)
        assert "The whole session (RPE 7)" in text
        assert "Curl, set 2 (pain 3)" in text
        assert "3 of 4 reps" in text
        assert isinstance(pilot.app.screen, SummaryScreen)
    record = said(run)
    assert [report.values for report, _ in record.reports.all("rpe")] == [{"rpe": 7}]
    assert [(one.pain, one.done and one.done.reps) for one in record.sets] == [(None, 2), (3, 1)]


async def test_an_earlier_set_is_corrected_in_the_summary_too(run: Run) -> None:
    clock = FakeClock(0)
    async with make_app(run, clock).run_test(size=(100, 40)) as pilot:
        await go_on(pilot, clock, 60_000)
        await pilot.press("f", "down")
        await say(pilot, "reps 1")
        assert "3 of 4 reps" in words_on(pilot.app)
        await pilot.press("f")
        await say(pilot, "undo")
        assert "4 of 4 reps" in words_on(pilot.app)
    assert [one.done and one.done.reps for one in said(run).sets] == [2, 2]
