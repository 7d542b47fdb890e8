"""Learners who know nothing of levels and rules, and a diary of what they practise."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from hamtimer.core.play.commands import Command
from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.memory import remembered
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.practice import Practice
from hamtimer.core.practice.proposals import Proposal, proposals
from hamtimer.core.run.measurements import PracticeSample, SampleReader, report_values
from hamtimer.core.run.run import Run
from hamtimer.core.session.work import Phase

FRAME_MS = 200
"""Seldom, for speed: taps keep their own times, and a silent set waits from 250 ms on."""
FIRST_DAY = date(2026, 3, 2)
Learner = Callable[[int, Phase, int, bool], float]
"""How long somebody takes: by rep (from 0), phase, target length, and whether the turn is heard."""


def perfect(_rep: int, _phase: Phase, target_ms: int, _heard: bool) -> float:  # noqa: FBT001
    """Keep time always."""
    return target_ms


def hurrying(rep: int, phase: Phase, target_ms: int, _heard: bool) -> float:  # noqa: FBT001
    """Lower faster from the fifth rep on, whatever is heard."""
    return target_ms * (0.7 if rep >= 4 and phase is Phase.ECCENTRIC else 1)


def leaning(_rep: int, _phase: Phase, target_ms: int, heard: bool) -> float:  # noqa: FBT001
    """Keep time as long as there is a cue to follow."""
    return target_ms if heard else target_ms * 0.7


def uneven(seed: int) -> Learner:
    """Return somebody whose phases vary a lot, around the right length."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return lambda _rep, _phase, target_ms, _heard: target_ms * chance.uniform(0.7, 1.3)


@dataclass
class BadPause:
    """Somebody whose pause is too long until they have done it so many times."""

    until: int
    done: int = 0

    def __call__(self, _rep: int, phase: Phase, target_ms: int, _heard: bool) -> float:  # noqa: FBT001
        """Take too long for a pause."""
        if phase is not Phase.STRETCHED:
            return target_ms
        self.done += 1
        return target_ms + (600 if self.done <= self.until else 0)


@dataclass
class Diary:
    """What somebody has practised, and the day that it is."""

    learner: Learner
    samples: list[PracticeSample] = field(default_factory=list)
    plans: dict[str, PracticePlan] = field(default_factory=dict)
    day: int = 0

    @property
    def today(self) -> date:
        """The day that it is."""
        return FIRST_DAY + timedelta(self.day)

    def proposals(self) -> tuple[Proposal, ...]:
        """Return what the program suggests today."""
        return proposals(self.samples, self.today, self.plans.get)

    def practise(self, plan: PracticePlan) -> Practice:
        """Practise a plan, beginning where the last practice ended; keep what was measured."""
        plan = remembered(plan, self.samples)
        when = f"{self.today.isoformat()}T08:{len(self.plans) % 60:02}:00+01:00"
        self.plans[when] = plan
        practice = do_practice(plan, self.learner)
        reader = SampleReader(when, plan.is_test)
        for one in practice.run.reports:
            reader.take(report_values(one, practice.player))
        self.samples += reader.samples
        return practice


def do_practice(plan: PracticePlan, learner: Learner) -> Practice:
    """Do a whole practice; what is heard of a set is known to the ear only."""
    practice = Practice(plan, Run(practice_player(plan, gap_ms=None)))
    player, now, due, set_now = practice.player, 0, list[float](), -1
    practice.do(Command.START, now)
    while not practice.is_over:
        now += FRAME_MS
        while due and due[0] <= now:
            practice.tap(round(due.pop(0)))
        practice.advance(now)
        if practice.question is not None:
            practice.answer(None, now)
        state = player.state
        if player.step.reps and state.step != set_now and state.position_ms(now) >= 0:
            set_now = state.step
            begun = state.base_now - float(state.base_ms / state.rate)
            due = [begun + at for at in _taps(practice, begun, now, learner)]
        assert now < 10_000_000
    return practice


def _taps(practice: Practice, begun: float, now: int, learner: Learner) -> list[float]:
    """Return the times of the taps of a set, from its beginning."""
    player = practice.player
    step, rate = player.step, float(player.state.rate)
    assert step.reps is not None
    length = (step.length_ms or 0) / rate
    coming = player.ahead(now, round(begun + length) + 1)
    heard = {event.due_ms for event in coming if event.cue and event.cue.kind.is_movement}
    at, turn, taps = 0.0, 0.0, []
    for rep in range(step.reps.total or 0):
        for phase, phase_ms in step.reps.phases:
            turn += phase_ms / rate
            cue = round(begun + turn) in heard or turn >= length
            at += learner(
                rep // len(step.reps.sides), phase, round(phase_ms / rate), cue and bool(heard)
            )
            taps.append(at)
    return taps
