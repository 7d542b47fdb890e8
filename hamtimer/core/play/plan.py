"""The plan as played: the target of each work step, in plain values.

A record keeps it, so that what was done can be compared with the plan however later versions read
the session's text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.tempo import tempo_text
from hamtimer.core.session.model import Role, Side
from hamtimer.core.session.work import WorkKind
from hamtimer.core.timeline.steps import Step, StepKind, Timeline


@dataclass(frozen=True, slots=True)
class PlannedWork:
    """The target of one work step: a set, or one side of it. Times are milliseconds."""

    step: int
    """The id of the step."""
    exercise: str
    """The id of the exercise."""
    name: str
    """The name of the exercise, or of the variant in its place."""
    variant: str
    """The id of the variant in place of the exercise, or empty."""
    set_number: int
    """From 1, over all rounds."""
    role: Role
    sides: tuple[Side, ...]
    """The side that works; both, rep by rep, in an alternating set."""
    least_reps: int
    """Per side. 0: no minimum, or a hold."""
    most_reps: int | None
    """Per side. None: as many as possible; 0: a hold."""
    least_ms: int
    """Of a hold or timed work. 0: no minimum, or reps."""
    most_ms: int | None
    """Of a hold or timed work. None: as long as possible; 0: reps."""
    tempo: str
    """As written; empty: self-paced, or a hold."""
    load: str
    week: int
    """The week of the session's plan; 0: no plan."""
    assumed_ms: int
    """The length assumed for planning."""
    rep_ms: int
    """The length of one rep; 0: self-paced, or a hold."""
    rep_tension_ms: int
    """Time under tension of one rep."""
    ends_set: bool
    """Whether the set is complete when this step ends."""
    is_optional: bool
    held_rep_ms: int = 0
    """The hold in each isometric rep of a set."""
    gap_ms: int = 0
    """The part of `rep_ms` that is left out after the last rep."""
    is_planned: bool = True
    """Whether it is within the rounds expected to fit under a cap."""
    target: dict[str, Any] | None = None
    """The next target that this was, and what identifies the base that it followed from; None:
    the exercise has no rule."""

    @property
    def is_hold(self) -> bool:
        """Whether it is a hold, without reps."""
        return self.most_reps == 0

    @property
    def played(self) -> str:
        """The id of the variant, or else of the exercise."""
        return self.variant or self.exercise


def plan_of(
    timeline: Timeline, targets: Mapping[str, dict[str, Any]] | None = None
) -> tuple[PlannedWork, ...]:
    """Return what every work step of a timeline asks for.

    `targets` are what a record keeps of the next targets, by exercise.
    """
    week = timeline.session.week
    planned = (_planned_work(step, week) for step in timeline.steps if step.kind.is_work)
    if not targets:
        return tuple(planned)
    return tuple(replace(work, target=targets.get(work.exercise)) for work in planned)


def targets_in(plan: Iterable[PlannedWork]) -> dict[str, dict[str, Any]]:
    """Return the targets that a plan keeps, by exercise."""
    return {work.exercise: work.target for work in plan if work.target is not None}


def _planned_work(step: Step, week: int) -> PlannedWork:
    reps, exercise = step.reps, step.exercise
    base = exercise.base or exercise.id
    in_time = step.kind is not StepKind.SET
    return PlannedWork(
        step=step.id,
        exercise=base,
        name=exercise.name,
        variant=exercise.id if exercise.id != base else "",
        set_number=step.set_number,
        role=step.role,
        sides=reps.sides if reps else (step.side,),
        least_reps=reps.least if reps else 0,
        most_reps=reps.count if reps else 0,
        least_ms=step.least_ms if in_time else 0,
        most_ms=step.length_ms if in_time else 0,
        tempo=tempo_text(step.work.tempo) if reps and step.work.tempo else "",
        load=step.load,
        week=week,
        assumed_ms=step.assumed_ms,
        rep_ms=reps.rep_ms if reps else 0,
        rep_tension_ms=reps.tension_ms if reps else 0,
        ends_set=step.ends_set,
        is_optional=step.is_optional,
        held_rep_ms=reps.tension_ms if reps and step.work.kind is WorkKind.HOLD else 0,
        gap_ms=reps.gap_ms if reps else 0,
        is_planned=step.place.is_planned,
    )


def digest_of(timeline: Timeline) -> str:
    """Return a short text that differs when the layout of a session differs.

    It covers what a replay of a run depends on: order, lengths, and what is counted. Words and
    sounds may change without affecting a run.
    """
    from hashlib import sha256

    steps = [_essentials(step) for step in timeline.steps]
    steps += [["cap", cap.first, cap.last, cap.within_ms] for cap in timeline.caps]
    return sha256(json.dumps(steps).encode()).hexdigest()[:16]


def _essentials(step: Step) -> list[object]:
    reps = step.reps
    counted = reps and [reps.count, reps.least, reps.phases, reps.sides, reps.tension_ms]
    place = [step.kind, step.exercise.id, step.set_number, step.side, step.ends_set]
    essentials = [*place, step.length_ms, step.minimum_ms, counted]
    if step.interval is not None:
        essentials += ["every", step.interval.every_ms, step.interval.first]
    return essentials if step.cap is None else [*essentials, "cap", step.cap]
