"""Totals: sets, reps, work, rest and time under tension, planned and done.

Only the work part of a session counts; warm-up and cool-down add to the length alone. A set of
two sides is one set. Time under tension is by plan: reps done times the tension of a planned rep.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hamtimer.core.play.outcomes import Outcome, Result
from hamtimer.core.play.plan import PlannedWork
from hamtimer.core.session.model import Role, Side
from hamtimer.core.timeline.steps import StepKind, Timeline


@dataclass(frozen=True, slots=True)
class SideTotals:
    """What one side of the body does in an exercise. Times are milliseconds."""

    side: Side
    """`BOTH` when the sides work together."""
    reps: int
    held_ms: int
    tension_ms: int


@dataclass(frozen=True, slots=True)
class ExerciseTotals:
    """What is done of one exercise."""

    id: str
    """The exercise's id, or that of the variant that stands for it."""
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
    def tension_ms(self) -> int:
        """The time under tension of all sides together."""
        return sum(side.tension_ms for side in self.sides)


@dataclass(frozen=True, slots=True)
class Totals:
    """What a whole session comes to."""

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
    def tension_ms(self) -> int:
        """All time under tension, of all sides."""
        return sum(e.tension_ms for e in self.exercises)

    def tension_by_side(self) -> dict[Side, int]:
        """Return the time under tension of each side; work of both together stands apart."""
        by_side: dict[Side, int] = {}
        for exercise in self.exercises:
            for side in exercise.sides:
                by_side[side.side] = by_side.get(side.side, 0) + side.tension_ms
        return by_side


@dataclass(frozen=True, slots=True)
class TimeByKind:
    """Where the time of a session goes, in milliseconds; open steps with assumed lengths."""

    work_ms: int
    rest_ms: int
    prepare_ms: int
    switch_ms: int
    wait_ms: int
    warm_up_ms: int
    """All of the warm-up, its rests and get-readies included."""
    cool_down_ms: int


def plan_totals(plan: Iterable[PlannedWork]) -> Totals:
    """Return what the session comes to when it is done as planned."""
    counts = _Counts()
    for work in plan:
        if work.role is Role.WORK:
            counts.add(work, _planned(work), work.ends_set)
    return counts.totals()


def done_totals(plan: Iterable[PlannedWork], outcomes: Iterable[Outcome]) -> Totals:
    """Return what was done; exercises of which nothing was done are left out.

    A set counts when something was done of each of its sides.
    """
    done = {o.step: o for o in outcomes if _counts(o)}
    counts = _Counts()
    whole = True
    for work in plan:
        if work.role is not Role.WORK:
            continue
        outcome = done.get(work.step)
        whole = whole and outcome is not None
        if outcome is not None:
            counts.add(work, _done(work, outcome), whole and work.ends_set)
        if work.ends_set:
            whole = True
    return counts.totals()


def _counts(outcome: Outcome) -> bool:
    """Whether anything was done. A self-paced set may be done with no repetition counted."""
    something = outcome.reps or outcome.held_ms or outcome.result is Result.DONE
    return outcome.result is not Result.SKIPPED and bool(something)


def time_by_kind(timeline: Timeline) -> TimeByKind:
    """Add up where the planned time goes."""
    main: dict[StepKind, int] = dict.fromkeys(StepKind, 0)
    around: dict[Role, int] = dict.fromkeys(Role, 0)
    for step in timeline.steps:
        if step.role is Role.WORK:
            main[step.kind] += step.assumed_ms
        else:
            around[step.role] += step.assumed_ms
    return TimeByKind(
        work_ms=main[StepKind.SET] + main[StepKind.HOLD],
        rest_ms=main[StepKind.REST],
        prepare_ms=main[StepKind.PREPARE],
        switch_ms=main[StepKind.SWITCH],
        wait_ms=main[StepKind.WAIT],
        warm_up_ms=around[Role.WARM_UP],
        cool_down_ms=around[Role.COOL_DOWN],
    )


def reps_by_side(sides: Sequence[Side], reps: int) -> dict[Side, int]:
    """Share out the reps of an alternating set; they begin with its first side."""
    return {side: (reps + len(sides) - 1 - i) // len(sides) for i, side in enumerate(sides)}


def _planned(work: PlannedWork) -> list[SideTotals]:
    sides = len(work.sides)
    if work.is_hold:
        return [SideTotals(work.sides[0], 0, work.assumed_ms, work.assumed_ms)]
    if not work.rep_ms:
        reps = work.least_reps if work.most_reps is None else work.most_reps
        return [SideTotals(side, reps, 0, work.assumed_ms // sides) for side in work.sides]
    assumed = work.assumed_ms // (work.rep_ms * sides)
    reps = assumed if work.most_reps is None else work.most_reps
    return [SideTotals(side, reps, 0, reps * work.rep_tension_ms) for side in work.sides]


def _done(work: PlannedWork, outcome: Outcome) -> list[SideTotals]:
    if work.is_hold:
        return [SideTotals(work.sides[0], 0, outcome.held_ms, outcome.tension_ms)]
    shares = reps_by_side(work.sides, outcome.reps)
    whole = outcome.reps or len(shares)
    parts = {side: reps if outcome.reps else 1 for side, reps in shares.items()}
    return [
        SideTotals(side, reps, 0, outcome.tension_ms * parts[side] // whole)
        for side, reps in shares.items()
    ]


@dataclass
class _Counts:
    """Running sums, by exercise and side."""

    names: dict[str, str] = field(default_factory=dict)
    sets: dict[str, int] = field(default_factory=dict)
    least: dict[str, int] = field(default_factory=dict)
    sides: dict[str, dict[Side, SideTotals]] = field(default_factory=dict)

    def add(self, work: PlannedWork, shares: list[SideTotals], ends_set: bool) -> None:  # noqa: FBT001
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
                before.tension_ms + share.tension_ms,
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
