"""The garbage collector does not stop a run, and is back afterwards."""

import gc

import pytest

from hamtimer.core.practice.options import practice_plan
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.run.run import Run
from hamtimer.tui.collector import hold_off, put_objects_aside

from .helpers import make_app, make_run

PLAN = PracticePlan(tempo=practice_plan({"tempo": "4-1-2-0"}).tempo, reps=2, sets=2)


def test_what_exists_is_passed_over_and_what_comes_up_is_not() -> None:
    with put_objects_aside():
        new: list[object] = [[] for _ in range(10)]
        assert gc.get_freeze_count() > 1_000
        assert any(new is one for one in gc.get_objects())
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize("first", [make_run(), PLAN], ids=["run", "practice"])
async def test_it_lasts_as_long_as_the_screen_of_a_run(first: Run | PracticePlan) -> None:
    async with make_app(first).run_test() as pilot:
        await pilot.pause()
        assert gc.get_freeze_count() > 1_000
    assert gc.get_freeze_count() == 0


async def test_it_waits_for_the_first_screen_and_continues_then() -> None:
    hold_off()
    assert not gc.isenabled()
    async with make_app(make_run()).run_test() as pilot:
        await pilot.pause()
        assert gc.isenabled()
