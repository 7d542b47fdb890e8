"""An exercise that is measured: taps are part of it, on the screen and in lines."""

import re
from pathlib import Path

import pytest

from hamtimer.core.run.run import Run
from hamtimer.home.settings import Settings
from tests.plain.test_felt import CURLS, play, run_of
from tests.tui.helpers import FakeClock, guided, make_app, words_on
from tests.tui.widgets.test_felt_line import go_on, said

MEASURED = CURLS.replace("load: 12 kg", "measure: yes")
BEGIN = 5_000
LATE = 200
REP_TURNS = (2_000, 4_000, 6_000, 8_000)
"""The turns of two reps of 2 s down and 2 s up, from the beginning of the set."""


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return run_of(tmp_path, MEASURED)


async def test_a_measured_set_says_how_to_tap_and_its_dose_is_measured(run: Run) -> None:
    clock = FakeClock(0)
    async with make_app(run, clock).run_test(size=(100, 40)) as pilot:
        await go_on(pilot, clock, BEGIN + 500)
        assert "Tap each turn: t or PgDn" in words_on(pilot.app)
        for turn in REP_TURNS:
            clock.now = BEGIN + turn + LATE
            guided(pilot.app).poll()
            await pilot.press("pagedown")
            assert run.player.state.step <= 2  # it does not end the rest
        await go_on(pilot, clock, 60_000)
        text = words_on(pilot.app)
        # A press has the time of the real clock: a tap may be some milliseconds off.
        assert re.search(r"0:08 under tension measured, 0:08 by plan \(5[01] % measured\)", text)
    first, second = said(run).sets
    assert first.dose.dose.coverage == 1
    assert second.dose.dose.coverage == 0


async def test_the_key_of_taps_takes_the_last_turn_too_where_nothing_is_prescribed(
    tmp_path: Path,
) -> None:
    run, clock = run_of(tmp_path, CURLS), FakeClock(0)
    async with make_app(run, clock).run_test(size=(100, 40)) as pilot:
        await go_on(pilot, clock, BEGIN + 500)
        for turn in REP_TURNS:
            clock.now = BEGIN + turn + LATE
            guided(pilot.app).poll()
            await pilot.press("t")
        await go_on(pilot, clock, 60_000)
    assert said(run).sets[0].dose.dose.coverage == 1


async def test_outside_of_a_measured_set_the_pedal_is_no_tap(run: Run) -> None:
    clock = FakeClock(0)
    async with make_app(run, clock).run_test(size=(100, 40)) as pilot:
        await go_on(pilot, clock, BEGIN + 8_000 + 1_000)
        assert "Tap each turn" not in words_on(pilot.app)
        before = run.player.state.step
        await pilot.press("pagedown")
        await pilot.pause()
        assert run.player.state.step == before + 1


@pytest.mark.parametrize(("taps", "said_so"), [(True, True), (False, False)])
async def test_the_settings_measure_every_exercise(
    tmp_path: Path, *, taps: bool, said_so: bool
) -> None:
    run, clock = run_of(tmp_path, CURLS), FakeClock(0)
    settings = Settings(theme="dark", taps=taps)
    async with make_app(run, clock, settings).run_test(size=(100, 40)) as pilot:
        await go_on(pilot, clock, BEGIN + 500)
        assert ("Tap each turn" in words_on(pilot.app)) is said_so
        assert guided(pilot.app).tap_keys == (("t", "pagedown") if taps else ("t",))


def test_in_lines_enter_alone_is_the_tap(tmp_path: Path) -> None:
    script = [(BEGIN + turn + LATE, "") for turn in REP_TURNS]
    lines, record = play(tmp_path, script, MEASURED)
    assert "00:00.000  Tempo: lower 2 s, lift 2 s, tap each turn" in lines
    assert record.sets[0].dose.dose.measured_ms == 8_000 + LATE
    (summary,) = [line for line in lines if line.startswith("  Curl:")]
    assert summary.endswith("0:08 under tension measured, 0:08 by plan (51 % measured)")


def test_a_missed_tap_leaves_its_rep_by_plan(tmp_path: Path) -> None:
    script = [(BEGIN + turn + LATE, "") for turn in REP_TURNS if turn != 6_000]
    _, record = play(tmp_path, script, MEASURED)
    dose = record.sets[0].dose.dose
    assert (dose.measured_ms, dose.by_plan_ms) == (4_000 + LATE, 4_000 - LATE)


def test_where_nothing_is_measured_enter_ends_the_set(tmp_path: Path) -> None:
    _, record = play(tmp_path, [(BEGIN + 5_000, "")], CURLS)
    assert record.sets[0].done is not None
    assert record.sets[0].done.reps == 1
