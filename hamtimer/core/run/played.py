"""The plan as played, in a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.plan import PlannedWork, digest_of, plan_of
from hamtimer.core.play.player import Player
from hamtimer.core.play.score import PlayedCap, played_caps
from hamtimer.core.session.model import Role, Side
from hamtimer.core.timeline.steps import Timeline


@dataclass(frozen=True, slots=True)
class Played:
    """The plan as played, and a digest that shows whether a session still has that layout."""

    plan: tuple[PlannedWork, ...] = ()
    digest: str = ""
    """See `digest_of`; empty: unknown."""
    rate: Fraction = Fraction(1)
    """How many milliseconds of the session passed in one of the clock; see `State`."""
    caps: tuple[PlayedCap, ...] = ()
    """The blocks with a time cap."""


def played_by(player: Player, targets: Mapping[str, dict[str, Any]] | None = None) -> Played:
    """Return the plan that a player plays, for its record."""
    return played_of(player.timeline, player.state.rate, targets)


def played_of(
    timeline: Timeline, rate: Fraction, targets: Mapping[str, dict[str, Any]] | None = None
) -> Played:
    """Return the plan of a timeline at a rate, for the record of a run."""
    return Played(plan_of(timeline, targets), digest_of(timeline), rate, played_caps(timeline))


def played_values(played: Played, before: Played | None = None) -> dict[str, Any]:
    """Return what was played as values for JSON; see `read_played`."""
    known = {work.step: work for work in before.plan} if before else {}
    plan = [w.step if known.get(w.step) == w else asdict(w) for w in played.plan]
    caps = [asdict(cap) for cap in played.caps]
    return {"digest": played.digest, "rate": str(played.rate), "plan": plan, "caps": caps}


def read_played(values: Mapping[str, Any], before: Played | None = None) -> Played:
    """Return what was played from values of JSON.

    A line that changes the plan refers to unchanged work of the plan `before` it by step.

    Raises:
        KeyError, TypeError, ValueError, ArithmeticError: When they are damaged.
    """
    plan = _read_plan(values["plan"], before)
    rate = str(values["rate"])
    if not re.fullmatch(r"[1-9]\d{0,3}(/[1-9]\d{0,3})?", rate):
        raise ValueError("the rate")
    caps = tuple(_played_cap(one) for one in values.get("caps", ()))
    return Played(plan, str(values["digest"]), Fraction(rate), caps)


def _read_plan(values: Iterable[Any], before: Played | None) -> tuple[PlannedWork, ...]:
    known = {work.step: work for work in before.plan} if before else {}
    return tuple(known[one] if isinstance(one, int) else _planned_work(one) for one in values)


def _played_cap(values: Mapping[str, Any]) -> PlayedCap:
    return PlayedCap(
        str(values["block"]),
        int(values["within_ms"]),
        None if values["rounds"] is None else int(values["rounds"]),
        tuple(tuple(int(index) for index in work) for work in values["work"]),
    )


def _planned_work(values: Mapping[str, Any]) -> PlannedWork:
    sides = tuple(Side(side) for side in values["sides"])
    if not sides:
        raise ValueError("a set without a side")
    return PlannedWork(
        step=int(values["step"]),
        exercise=str(values["exercise"]),
        name=str(values["name"]),
        variant=str(values["variant"]),
        set_number=int(values["set_number"]),
        role=Role(values["role"]),
        sides=sides,
        least_reps=int(values["least_reps"]),
        most_reps=None if values["most_reps"] is None else int(values["most_reps"]),
        least_ms=int(values["least_ms"]),
        most_ms=None if values["most_ms"] is None else int(values["most_ms"]),
        tempo=str(values["tempo"]),
        load=str(values["load"]),
        week=int(values["week"]),
        assumed_ms=int(values["assumed_ms"]),
        rep_ms=int(values["rep_ms"]),
        rep_tension_ms=int(values["rep_tension_ms"]),
        ends_set=bool(values["ends_set"]),
        is_optional=bool(values["is_optional"]),
        held_rep_ms=int(values.get("held_rep_ms", 0)),
        gap_ms=int(values.get("gap_ms", 0)),
        is_planned=bool(values.get("is_planned", True)),
        target=None if values["target"] is None else dict(values["target"]),
    )
