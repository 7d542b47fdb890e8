"""The dose: time under tension, prescribed against received, and how it is known.

Received time is *measured* if the turns of a rep were tapped, *by plan* if the program guided the
person and nothing contradicts that, and *unknown* otherwise. The three are summed separately and
never shown as one another. All times are the clock's milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from fractions import Fraction

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.notation.tempo import parse_tempo
from hamtimer.core.play.outcomes import Outcome
from hamtimer.core.play.plan import PlannedWork
from hamtimer.core.play.totals import SideTotals, done_shares, planned_shares, was_done
from hamtimer.core.records.ledger import Attempt, MeasuredPhase
from hamtimer.core.session.model import Side
from hamtimer.core.session.work import Phase

_WITHOUT_TENSION = frozenset((Phase.RESET, Phase.RELAX))


@dataclass(frozen=True, slots=True)
class Dose:
    """Time under tension, summed over any amount of work."""

    planned_ms: int = 0
    """Prescribed; self-paced work has no prescription."""
    measured_ms: int = 0
    """Received between taps."""
    by_plan_ms: int = 0
    """Received as guided by the program, not measured."""
    unknown_ms: int = 0
    """Work with an unknown share under tension."""

    def __add__(self, other: Dose) -> Dose:
        return Dose(
            self.planned_ms + other.planned_ms,
            self.measured_ms + other.measured_ms,
            self.by_plan_ms + other.by_plan_ms,
            self.unknown_ms + other.unknown_ms,
        )

    @property
    def received_ms(self) -> int:
        """The known received time, measured or by plan."""
        return self.measured_ms + self.by_plan_ms

    @property
    def coverage(self) -> float | None:
        """The measured share of the work; None: nothing was done."""
        done = self.received_ms + self.unknown_ms
        return self.measured_ms / done if done else None


@dataclass(frozen=True, slots=True)
class SideDose:
    """The dose of one side in one work step."""

    side: Side
    dose: Dose
    phases: dict[tuple[Phase, ...], Dose] = field(default_factory=dict)
    """By phase, as far as known; phases measured together are one. An incomplete rep is only in the
    sum."""


def add_doses(doses: Iterable[Dose]) -> Dose:
    """Return the sum of doses."""
    return sum(doses, Dose())


def step_dose(
    work: PlannedWork,
    outcome: Outcome | None,
    led: Attempt | None,
    rate: Fraction = Fraction(1),
    left_ms: int | None = None,
) -> list[SideDose]:
    """Return the dose of each side in a work step.

    `outcome` is the outcome that counts, `led` the attempt before any correction. `left_ms` is the
    elapsed time that is not received yet, which limits the time by plan.
    """
    done = {}
    if outcome is not None and was_done(outcome):
        done = {share.side: share for share in done_shares(work, outcome)}
    doses = []
    for planned in planned_shares(work):
        found = done.get(planned.side)
        dose = _received(planned.side, work, outcome, led, found, rate, left_ms)
        if left_ms is not None:
            left_ms -= dose.dose.received_ms
        doses.append(_with_planned(dose, work, planned, rate))
    return doses


def phase_lengths_of(work: PlannedWork) -> dict[Phase, int]:
    """Return the planned length of each phase under tension; empty without a tempo."""
    if work.held_rep_ms:
        return {Phase.HOLD: work.held_rep_ms}
    if not work.tempo or not work.rep_tension_ms:
        return {}
    try:
        # The return of a pure eccentric comes after it.
        written = parse_tempo(work.tempo.partition("+")[0])
    except Mistake:
        return {}
    rest = written.eccentric_ms + written.stretched_ms + written.shortened_ms
    explosive = max(0, work.rep_tension_ms - rest)
    lengths = {
        Phase.ECCENTRIC: written.eccentric_ms,
        Phase.STRETCHED: written.stretched_ms,
        Phase.CONCENTRIC: explosive if written.concentric_ms is None else written.concentric_ms,
        Phase.SHORTENED: written.shortened_ms,
    }
    whole = sum(lengths.values())
    if whole != work.rep_tension_ms and whole:  # counted in beats
        lengths = {p: round(ms * work.rep_tension_ms / whole) for p, ms in lengths.items()}
    return {phase: length for phase, length in lengths.items() if length}


def _with_planned(
    side: SideDose, work: PlannedWork, planned: SideTotals, rate: Fraction
) -> SideDose:
    if not work.is_planned or not planned.tension_ms:
        return side
    phases = dict(side.phases)
    for phase, length in phase_lengths_of(work).items():
        asked = Dose(planned_ms=int(planned.reps * length / rate))
        phases[(phase,)] = phases.get((phase,), Dose()) + asked
    dose = replace(side.dose, planned_ms=int(planned.tension_ms / rate))
    return SideDose(side.side, dose, phases)


def _received(
    side: Side,
    work: PlannedWork,
    outcome: Outcome | None,
    led: Attempt | None,
    done: SideTotals | None,
    rate: Fraction,
    left_ms: int | None,
) -> SideDose:
    """Return the received dose of one side, without the planned one."""
    if outcome is None or done is None:
        return SideDose(side, Dose())
    worked = int(done.work_ms / rate)
    unseen = outcome.by_plan and not outcome.work_ms
    if done.tension_ms is None or unseen or led is None:
        likely = done.tension_ms or done.reps * work.rep_tension_ms or done.held_ms
        return SideDose(side, Dose(unknown_ms=worked or int(likely / rate)))
    measured = _measured_of(side, work, led.measured)
    measured_ms = sum(one.length_ms for one in measured)
    by_phase, broken_ms = _by_plan(work, done, measured, rate)
    by_plan_ms = sum(by_phase.values()) + broken_ms
    # No more was guided than time has passed; a rep added afterwards was not guided.
    most = max(0, worked - measured_ms)
    beyond = max(0, by_plan_ms - most) if outcome.corrected else 0
    if left_ms is not None:
        most = min(most, max(0, left_ms - measured_ms))
    seen_ms = min(by_plan_ms, most)
    dose = Dose(measured_ms=measured_ms, by_plan_ms=seen_ms, unknown_ms=beyond)
    phases: dict[tuple[Phase, ...], Dose] = {}
    for one in measured:
        before = phases.get(one.phases, Dose())
        phases[one.phases] = before + Dose(measured_ms=one.length_ms)
    for phase, length in by_phase.items():
        part = Dose(by_plan_ms=length * seen_ms // by_plan_ms if by_plan_ms else 0)
        phases[(phase,)] = phases.get((phase,), Dose()) + part
    return SideDose(side, dose, phases)


def _measured_of(
    side: Side, work: PlannedWork, measured: Sequence[MeasuredPhase]
) -> list[MeasuredPhase]:
    """Return the measured phases of a side that are under tension.

    Only complete reps count: next to a missed tap, another tap may have been matched to the wrong
    turn, and then the lengths of that rep are those of other phases.
    """
    alternates = len(work.sides) > 1
    reps: dict[int, list[MeasuredPhase]] = {}
    for one in measured:
        if one.side is side or not alternates:
            reps.setdefault(one.rep, []).append(one)
    asked = set(phase_lengths_of(work))
    most = max(map(len, reps.values()), default=0)
    # Phases measured together may reach into the next rep; then all of them count.
    as_one = any(len(one.phases) > 1 for one in measured)

    def is_whole(rep: list[MeasuredPhase]) -> bool:
        tapped = {phase for one in rep for phase in one.phases}
        return len(rep) == most if as_one else asked <= tapped

    whole = [one for rep in reps.values() if is_whole(rep) for one in rep]
    return [one for one in whole if not _WITHOUT_TENSION & set(one.phases)]


def _by_plan(
    work: PlannedWork, done: SideTotals, measured: Sequence[MeasuredPhase], rate: Fraction
) -> tuple[dict[Phase, int], int]:
    """Return the guided but unmeasured time: by phase, and of an incomplete rep."""
    tension = int((done.tension_ms or 0) / rate)
    lengths = {p: Fraction(length) / rate for p, length in phase_lengths_of(work).items()}
    if not lengths:
        return {}, max(0, tension - sum(one.length_ms for one in measured))
    tapped = {p: sum(p in one.phases for one in measured) for p in lengths}
    whole = int(done.reps * sum(lengths.values()))
    more = sum(max(0, tapped[p] - done.reps) * length for p, length in lengths.items())
    left = {p: int(max(0, done.reps - tapped[p]) * length) for p, length in lengths.items()}
    return left, max(0, tension - whole - int(more))
