"""A person who taps in a practice, for tests: the program is asked the time as on a screen."""

from collections.abc import Callable

from hamtimer.core.play.commands import Command
from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.practice import Practice
from hamtimer.core.run.journal import Journal
from hamtimer.core.run.run import Run
from hamtimer.core.session.work import Phase
from hamtimer.core.timeline.steps import Step

FRAME_MS = 100
"""Seldom, for speed: taps keep their own times, and a silent set waits from 250 ms on."""
Pace = Callable[[int, Phase, int], float]
"""How long a person takes: by rep (from 0), phase and target length."""


def exact(_rep: int, _phase: Phase, target_ms: int) -> float:
    """Take exactly the target length."""
    return target_ms


def taps_of(step: Step, rate: float, pace: Pace) -> list[float]:
    """Return the times of a person's taps in a set, from its beginning; that is not tapped."""
    assert step.reps is not None
    at, taps = 0.0, []
    for rep in range(step.reps.total or 0):
        for phase, length in step.reps.phases:
            at += pace(rep, phase, round(length / rate))
            taps.append(at)
    return taps


def practise(
    plan: PracticePlan, pace: Pace = exact, *, late_ms: int = 0, journal: Journal | None = None
) -> Practice:
    """Do a whole practice as somebody who moves at `pace` and taps `late_ms` late."""
    practice = Practice(plan, Run(practice_player(plan, gap_ms=None), journal))
    player = practice.player
    now, due = 0, list[float]()
    practice.do(Command.START, now)
    set_now = -1
    while not practice.is_over:
        now += FRAME_MS
        while due and due[0] <= now:
            practice.tap(round(due.pop(0)))
        practice.advance(now)
        state = player.state
        if player.step.reps and state.step != set_now and state.position_ms(now) >= 0:
            set_now = state.step
            begun = state.base_now - float(state.base_ms / state.rate)
            taps = taps_of(player.step, float(plan.rate), pace)
            due = [begun + tap + late_ms for tap in taps]
        assert now < 10_000_000
    return practice
