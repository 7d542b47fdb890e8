"""Totals: sets, reps, work, rest and time under tension, planned and done.

Only the work part of a session counts; warm-up and cool-down add to the length alone. A set of
two sides is one set. Time under tension is by plan: reps done times the tension of a planned rep.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.outcomes import BEGUN_MS, Outcome, Result
from hamtimer.core.play.plan import PlannedWork
from hamtimer.core.session.model import Role, Side
from hamtimer.core.timeline.steps import StepKind, Timeline


@dataclass(frozen=True, slots=True)
class SideTotals:
    """The totals of one side of the body in an exercise. Times are milliseconds."""

    side: Side
    """`BOTH` when the sides work together."""
    reps: int
    """Reps that were counted or planned."""
    held_ms: int
    tension_ms: int | None
    """None: unknown, as for self-paced work."""
    work_ms: int = 0
    uncounted: int = 0
    """How many sets, or parts of sets, have unknown reps."""


def _sum_known(parts: Iterable[int | None]) -> int | None:
    """Return the sum, or None when a part is unknown."""
    known = list(parts)
    return None if None in known else sum(part or 0 for part in known)


@dataclass(frozen=True, slots=True)
class ExerciseTotals:
    """The totals of one exercise."""

    id: str
    """The id of the exercise, or of the variant in its place."""
    name: str
    sets: int
    sides: tuple[SideTotals, ...]
    least_sets: int = 0
    """How many of the sets are not optional."""

    @property
    def reps(self) -> int:
        """The reps of all sides together."""
        return sum(side.reps for side in self.sides)

    @property
    def held_ms(self) -> int:
        """The time held by all sides together."""
        return sum(side.held_ms for side in self.sides)

    @property
    def work_ms(self) -> int:
        """The time of work of all sides together."""
        return sum(side.work_ms for side in self.sides)

    @property
    def tension_ms(self) -> int | None:
        """The time under tension of all sides together; None: unknown."""
        return _sum_known(side.tension_ms for side in self.sides)


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals of a session."""

    exercises: tuple[ExerciseTotals, ...]
    """The exercises of the work part, in the order of their first sets."""

    @property
    def sets(self) -> int:
        """All sets."""
        return sum(e.sets for e in self.exercises)

    @property
    def reps(self) -> int:
        """All reps, of all sides."""
        return sum(e.reps for e in self.exercises)

    @property
    def tension_ms(self) -> int | None:
        """All time under tension, of all sides; None: unknown for some work."""
        return _sum_known(e.tension_ms for e in self.exercises)

    def tension_by_side(self) -> dict[Side, int | None]:
        """Return the time under tension of each side; work of both together is separate."""
        by_side: dict[Side, list[int | None]] = {}
        for exercise in self.exercises:
            for side in exercise.sides:
                by_side.setdefault(side.side, []).append(side.tension_ms)
        return {side: _sum_known(parts) for side, parts in by_side.items()}


@dataclass(frozen=True, slots=True)
class TimeByKind:
    """The time of a session by kind, in milliseconds; open steps have assumed lengths."""

    work_ms: int
    rest_ms: int
    prepare_ms: int
    switch_ms: int
    wait_ms: int
    warm_up_ms: int
    """The whole warm-up, including its rests and get-readies."""
    cool_down_ms: int


def plan_totals(plan: Iterable[PlannedWork]) -> Totals:
    """Return the totals of a session done as planned."""
    counts = _Counts()
    for work in plan:
        if work.role is Role.WORK and work.is_planned:
            counts.add(work, planned_shares(work), ends_set=work.ends_set)
    return counts.totals()


def done_totals(plan: Iterable[PlannedWork], outcomes: Iterable[Outcome]) -> Totals:
    """Return the totals of what was done; exercises not done at all are left out.

    A set counts when something was done of each of its sides, be it a part of several, and none
    was cut off by the end of the run.
    """
    done = {o.step: o for o in outcomes if was_done(o)}
    counts = _Counts()
    asked, worked, last = set[Side](), set[Side](), None
    for work in plan:
        if work.role is not Role.WORK:
            continue
        asked.add(work.sides[0])
        outcome = done.get(work.step)
        if outcome is not None:
            if outcome.result is not Result.CUT_OFF:
                worked.add(work.sides[0])
            counts.add(work, done_shares(work, outcome), ends_set=False)
            last = work
        if work.ends_set:
            if last is not None and worked == asked:
                counts.add(last, [], ends_set=True)
            asked, worked, last = set(), set(), None
    return counts.totals()


def was_done(outcome: Outcome) -> bool:
    """Return whether anything was done. A self-paced set may be done without a counted rep."""
    if outcome.result in (Result.SKIPPED, Result.NOT_REACHED):
        return False
    uncounted = outcome.reps is None and outcome.work_ms >= BEGUN_MS
    return bool(outcome.reps or outcome.held_ms or uncounted or outcome.result is Result.DONE)


def time_by_kind(timeline: Timeline) -> TimeByKind:
    """Return the planned time by kind."""
    main: dict[StepKind, int] = dict.fromkeys(StepKind, 0)
    around: dict[Role, int] = dict.fromkeys(Role, 0)
    for step in timeline.steps:
        if step.role is Role.WORK:
            main[step.kind] += step.assumed_ms
        else:
            around[step.role] += step.assumed_ms
    return TimeByKind(
        work_ms=sum(length for kind, length in main.items() if kind.is_work),
        rest_ms=main[StepKind.REST],
        prepare_ms=main[StepKind.PREPARE],
        switch_ms=main[StepKind.SWITCH],
        wait_ms=main[StepKind.WAIT],
        warm_up_ms=around[Role.WARM_UP],
        cool_down_ms=around[Role.COOL_DOWN],
    )


def reps_by_side(sides: Sequence[Side], reps: int) -> dict[Side, int]:
    """Split the reps of an alternating set by side, beginning with its first side."""
    return {side: (reps + len(sides) - 1 - i) // len(sides) for i, side in enumerate(sides)}


def planned_shares(work: PlannedWork) -> list[SideTotals]:
    """Return the planned work of each side in a work step."""
    time = work.assumed_ms // len(work.sides)
    if work.is_hold:
        return [SideTotals(work.sides[0], 0, time, time, time)]
    if not work.rep_ms:
        reps = work.least_reps if work.most_reps is None else work.most_reps
        return [SideTotals(side, reps, 0, None, time) for side in work.sides]
    total = (work.assumed_ms + work.gap_ms) // work.rep_ms
    if work.most_reps is not None:
        total = work.most_reps * len(work.sides)
    return [
        SideTotals(side, reps, reps * work.held_rep_ms, reps * work.rep_tension_ms, time)
        for side, reps in reps_by_side(work.sides, total).items()
    ]


def done_shares(work: PlannedWork, outcome: Outcome) -> list[SideTotals]:
    """Return the work done by each side in a work step."""
    # Old records contain a time under tension for self-paced work, which is unknown.
    led = work.is_hold or work.rep_ms
    time, tension = outcome.work_ms, outcome.tension_ms if led else None
    if work.is_hold:
        return [SideTotals(work.sides[0], 0, outcome.held_ms, tension, time)]
    shares = reps_by_side(work.sides, outcome.reps or 0)
    whole = outcome.reps or len(shares)

    def share(side: Side, reps: int) -> SideTotals:
        part = reps if outcome.reps else 1
        return SideTotals(
            side,
            reps,
            outcome.held_ms * part // whole,
            None if tension is None else tension * part // whole,
            time * part // whole,
            int(outcome.reps is None),
        )

    return [share(side, reps) for side, reps in shares.items()]


@dataclass
class _Counts:
    """Running sums, by exercise and side."""

    names: dict[str, str] = field(default_factory=dict)
    sets: dict[str, int] = field(default_factory=dict)
    least: dict[str, int] = field(default_factory=dict)
    sides: dict[str, dict[Side, SideTotals]] = field(default_factory=dict)

    def add(self, work: PlannedWork, shares: list[SideTotals], *, ends_set: bool) -> None:
        key = work.played
        self.names.setdefault(key, work.name)
        self.sets[key] = self.sets.get(key, 0) + ends_set
        self.least[key] = self.least.get(key, 0) + (ends_set and not work.is_optional)
        sums = self.sides.setdefault(key, {})
        for share in shares:
            before = sums.get(share.side, SideTotals(share.side, 0, 0, 0))
            sums[share.side] = SideTotals(
                share.side,
                before.reps + share.reps,
                before.held_ms + share.held_ms,
                _sum_known((before.tension_ms, share.tension_ms)),
                before.work_ms + share.work_ms,
                before.uncounted + share.uncounted,
            )

    def totals(self) -> Totals:
        return Totals(
            tuple(
                ExerciseTotals(
                    key, name, self.sets[key], tuple(self.sides[key].values()), self.least[key]
                )
                for key, name in self.names.items()
            )
        )
