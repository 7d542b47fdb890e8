"""Estimates of a phase's length, asked before the result of the set is shown.

People who estimate before they see the result calibrate their sense of time; the record keeps both.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from hamtimer.core.dataclass import dataclass
from hamtimer.core.practice.plan import Ask, PracticePlan
from hamtimer.core.session.work import Phase
from hamtimer.core.taps.report import PhaseReport, Report
from hamtimer.core.taps.results import Results

STEP_MS = 500
"""An estimate is given in half seconds."""
LONGEST_MS = 99_500
PATIENCE_MS = 10_000
"""How long the question waits before the results are shown without an answer."""


@dataclass(frozen=True, slots=True)
class Question:
    """The question how long a phase was in a set, on average."""

    set_number: int
    phases: tuple[Phase, ...]
    target_ms: int
    actual_ms: int
    """The measured length. It is not shown before the answer."""
    until: int
    """On the clock: when the results are shown without an answer."""

    @property
    def first_ms(self) -> int:
        """The estimate to begin with: the target, in half seconds."""
        return stepped(self.target_ms, 0)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An estimate beside the measured length."""

    set_number: int
    phases: tuple[Phase, ...]
    estimated_ms: int
    actual_ms: int

    @property
    def error_ms(self) -> int:
        """The error of the estimate; negative: too short."""
        return self.estimated_ms - self.actual_ms


def stepped(ms: int, steps: int) -> int:
    """Return an estimate changed by half seconds, within its limits."""
    return max(STEP_MS, min(LONGEST_MS, (round(ms / STEP_MS) + steps) * STEP_MS))


def asks(plan: PracticePlan, results: Results) -> bool:
    """Return whether to ask the person after a set with these results."""
    return plan.ask is Ask.YES or (plan.ask is Ask.AUTO and results is not Results.EACH)


def question_on(
    set_number: int, reports: Sequence[Report], plan: PracticePlan, until: int
) -> Question | None:
    """Return the question after a set, about its longest judged phase, over all sides."""
    groups: dict[tuple[Phase, ...], list[PhaseReport]] = {}
    for report in reports:
        for phase in report.phases:
            if phase.judged and (plan.drill is None or plan.drill in phase.phases):
                groups.setdefault(phase.phases, []).append(phase)
    if not groups:
        return None
    phases = max(groups, key=lambda phases: groups[phases][0].target_ms)
    lengths = [one.actual_ms for phase in groups[phases] for one in phase.measured]
    target = groups[phases][0].target_ms
    return Question(set_number, phases, target, round(fmean(lengths)), until)
