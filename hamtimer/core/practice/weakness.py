"""The weakest link: the worst phase and length in the records, drilled until it is right."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import fmean

from hamtimer.core.dataclass import dataclass
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.run.measurements import PracticeSample
from hamtimer.core.session.model import Side
from hamtimer.core.session.work import Phase, Tempo
from hamtimer.core.taps.report import (
    Measured,
    PhaseReport,
    PhaseVerdict,
    phase_report,
    tolerance_ms,
)

RELEASED_AFTER = 2
"""A weak phase is released after this many right sets in a row without cues. Sets with cues show
that people follow them, not that they keep time; of these only mistakes count."""
_DRILLED = (Phase.ECCENTRIC, Phase.STRETCHED, Phase.CONCENTRIC, Phase.SHORTENED)
_MOVING_MS = 2_000
"""The length of lowering and lifting in the drill of a pause."""


@dataclass(frozen=True, slots=True)
class Weakness:
    """A phase of one length that is not on target yet."""

    phase: Phase
    target_ms: int
    error_ms: int
    """Its error in the newest set off target, from `from_rep` on; negative: too short."""
    from_rep: int
    """The rep from which it was off; 0: the whole set."""
    verdict: PhaseVerdict
    spread_ms: int
    size: float
    """The mean absolute error in tolerances."""


def weaknesses(samples: Iterable[PracticeSample]) -> tuple[Weakness, ...]:
    """Return all phases that are not on target yet, worst first; samples are oldest first."""
    weak: dict[tuple[Phase, int], PhaseReport] = {}
    right: dict[tuple[Phase, int], int] = {}
    for one in samples:
        if len(one.phases) != 1 or not one.judged or not one.true_ms:
            continue
        if one.phases[0] not in set(_DRILLED):
            continue
        key, report = (Phase(one.phases[0]), one.wanted_ms), _report_of(one)
        if report.verdict is not PhaseVerdict.RIGHT:
            weak[key], right[key] = report, 0
        elif key in weak and one.level == Level.SILENT:
            right[key] += 1
            if right[key] >= RELEASED_AFTER:
                del weak[key]
    found = [_weakness(phase, report) for (phase, _), report in weak.items()]
    return tuple(sorted(found, key=lambda one: -one.size))


def _report_of(one: PracticeSample) -> PhaseReport:
    phases = (Phase(one.phases[0]),)
    reps = one.reps if len(one.reps) == len(one.true_ms) else range(1, len(one.true_ms) + 1)
    return phase_report(
        phases,
        [
            Measured(rep, Side.BOTH, phases, one.wanted_ms, length)
            for rep, length in zip(reps, one.true_ms, strict=True)
        ],
    )


def _weakness(phase: Phase, report: PhaseReport) -> Weakness:
    late = [one.error_ms for one in report.measured if one.rep >= report.change_rep]
    tolerance = tolerance_ms(report.target_ms)
    return Weakness(
        phase=phase,
        target_ms=report.target_ms,
        error_ms=round(fmean(late)),
        from_rep=report.change_rep,
        verdict=report.verdict,
        spread_ms=report.spread_ms,
        size=fmean(abs(one.error_ms) for one in report.measured) / tolerance,
    )


def drill_for(weakness: Weakness) -> PracticePlan:
    """Return the practice that drills a phase of one length; a pause between two short phases."""
    length = weakness.target_ms
    match weakness.phase:
        case Phase.ECCENTRIC:
            return PracticePlan(Tempo(length, 0, _MOVING_MS, 0), drill=Phase.ECCENTRIC)
        case Phase.CONCENTRIC:
            return PracticePlan(Tempo(_MOVING_MS, 0, length, 0), drill=Phase.CONCENTRIC)
        case Phase.STRETCHED:
            return PracticePlan(Tempo(_MOVING_MS, length, _MOVING_MS, 0))
        case _:
            return PracticePlan(Tempo(_MOVING_MS, 0, _MOVING_MS, length))
