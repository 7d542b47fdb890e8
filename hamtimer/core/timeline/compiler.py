"""Compiling: from a session to its timeline.

Pure, and linear in the number of steps. The rules of what follows what are all here:

- a set is a set: its sides follow each other with a switch between them, and the rest comes
  after the set;
- rests stand between sets, never at the end of the session; where an exercise, a round and a
  block end together, the outermost says how long the rest is;
- a get-ready stands before an exercise's first set, and after every wait for the person.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from hamtimer.core.session.defaults import ASSUMED_HOLD_MS, ASSUMED_REPS, OWN_PACE_REP_MS
from hamtimer.core.session.model import (
    Block,
    BlockKind,
    Exercise,
    Length,
    Reps,
    Role,
    Session,
    SetPart,
    Side,
    Sides,
    Start,
    StartKind,
    Tempo,
    WorkKind,
)
from hamtimer.core.timeline.steps import RepPlan, Step, StepKind, Timeline

WAIT_MS = 0
"""A wait for the person is planned as no time at all: it is not exercise."""

Draft = dict[str, Any]
"""Fields of a step. A step is made once, when all of it is known: to copy one for every change
would take most of the time."""


def compile_session(session: Session) -> Timeline:
    """Lay the session out from its first get-ready to its last repetition."""
    layout = _Layout()
    for part in session.parts:
        layout.role = part.role
        layout.counts = _sets_in(part.block)
        layout.numbers = {}
        layout.add_block(part.block, "")
    layout.make_last(followed_by=None)
    steps = tuple(layout.steps)
    return Timeline(
        session=session,
        steps=steps,
        least_ms=sum(step.least_ms for step in steps),
        assumed_ms=sum(step.assumed_ms for step in steps),
    )


def _sets_in(block: Block, times: int = 1, counts: dict[str, int] | None = None) -> dict[str, int]:
    """Count the sets each exercise gets in a block, by exercise id."""
    counts = {} if counts is None else counts
    for item in block.items:
        if isinstance(item, Block):
            _sets_in(item, times * (block.rounds or 1), counts)
        else:
            rounds = 1 if _round_robin(block) else block.rounds or 1
            counts[item.id] = counts.get(item.id, 0) + len(item.sets) * rounds * times
    return counts


def _round_robin(block: Block) -> bool:
    """Whether a round of the block plays one set of each exercise."""
    return block.kind is not BlockKind.STRAIGHT


@dataclass
class _Layout:
    """What is laid out so far, and what is due before the next set."""

    role: Role = Role.WORK
    counts: dict[str, int] = field(default_factory=dict)
    """All sets of each exercise in this part."""
    numbers: dict[str, int] = field(default_factory=dict)
    """The sets laid out so far of each exercise in this part."""
    steps: list[Step] = field(default_factory=list)
    last: Draft = field(default_factory=dict)
    """The step after these, which is made when it is known what follows it. Empty: none yet."""
    clock: int = 0
    """Where that step begins."""
    rest_ms: int = 0
    """The rest due before the next set, should there be one."""

    def add_block(self, block: Block, name: str) -> None:
        """Lay out all rounds of a block; `name` is that of the block around it."""
        name, rounds = block.name or name, block.rounds or 1
        for number in range(1, rounds + 1):
            if number > 1:
                self.rest_ms = block.rest_between_rounds.least_ms
            for item in block.items:
                if isinstance(item, Block):
                    self.add_block(item, name)
                elif _round_robin(block):
                    if number <= len(item.sets):
                        self.add_set(item, number - 1, name, number, rounds)
                        self.rest_ms = item.rest_after.least_ms
                else:
                    self.add_sets(item, name, number, rounds)
        if block.rest_after is not None:
            self.rest_ms = block.rest_after.least_ms

    def add_sets(self, exercise: Exercise, block: str, number: int, rounds: int) -> None:
        """Lay out all sets of one exercise, one after the other."""
        for index, plan in enumerate(exercise.sets):
            self.add_set(exercise, index, block, number, rounds)
            self.rest_ms = plan.rest.least_ms
        self.rest_ms = exercise.rest_after.least_ms

    def add_set(self, exercise: Exercise, index: int, block: str, number: int, rounds: int) -> None:
        """Lay out one set with what comes before it: rest, wait, get-ready."""
        set_number = self.numbers.get(exercise.id, 0) + 1
        self.numbers[exercise.id] = set_number
        sides, plan = _sides(exercise), exercise.sets[index]
        base: Draft = {
            "exercise": exercise,
            "plan": plan,
            "role": self.role,
            "set_number": set_number,
            "sets": self.counts[exercise.id],
            "round_number": number,
            "rounds": rounds,
            "side": sides[0],
            "block": block,
            "first_of_exercise": set_number == 1,
            "is_optional": 0 < exercise.least_sets <= index,
        }
        if self.last:
            self.append_timed(base, StepKind.REST, self.rest_ms)
        waits = exercise.start.kind is not StartKind.AUTO
        if waits:
            self.append(base | _wait(exercise.start))
        if waits or set_number == 1:
            self.append_timed(base, StepKind.PREPARE, exercise.prepare_ms)
        for side in sides:
            if side is not sides[0]:
                self.append_timed(base | {"side": side}, StepKind.SWITCH, exercise.switch_ms)
            place = {"side": side, "ends_set": side is sides[-1]}
            at_once = {"comes_at_once": self.ends_with_another(exercise)}
            self.append(base | place | at_once | _work(exercise, plan.parts[0], side))
        self.rest_ms = 0

    def ends_with_another(self, exercise: Exercise) -> bool:
        """Whether the last step laid out is a set of another exercise."""
        last = self.last
        return bool(last) and last["kind"].is_work and last["exercise"] is not exercise

    def append_timed(self, base: Draft, kind: StepKind, length_ms: int) -> None:
        """Append a step of fixed length, unless the length is zero."""
        if length_ms:
            self.append(base | {"kind": kind} | _fixed(length_ms))

    def append(self, draft: Draft) -> None:
        """Append a step."""
        self.make_last(followed_by=draft["kind"])
        self.last = draft

    def make_last(self, followed_by: StepKind | None) -> None:
        """Make the last step, of which all is known now."""
        if self.last:
            place: Draft = {"index": len(self.steps), "start_ms": self.clock}
            self.steps.append(Step(**place, **self.last, followed_by=followed_by))
            self.clock += self.last["assumed_ms"]


def _sides(exercise: Exercise) -> tuple[Side, ...]:
    """Return the sides that follow each other inside one set."""
    match exercise.sides:
        case Sides.EACH:
            return _both_sides(exercise)
        case Sides.ALTERNATING:
            return (exercise.first_side,)
        case _:
            return (Side(exercise.sides.value),)


def _both_sides(exercise: Exercise) -> tuple[Side, ...]:
    other = Side.LEFT if exercise.first_side is Side.RIGHT else Side.RIGHT
    return (exercise.first_side, other)


def _fixed(length_ms: int) -> Draft:
    return {"length_ms": length_ms, "assumed_ms": length_ms}


def _wait(start: Start) -> Draft:
    """Return the fields of a step that waits for the person."""
    if start.kind is StartKind.AFTER:
        return {"kind": StepKind.WAIT} | _fixed(start.after_ms)
    return {"kind": StepKind.WAIT, "length_ms": None, "assumed_ms": WAIT_MS}


def _work(exercise: Exercise, part: SetPart, side: Side) -> Draft:
    """Return the fields of a step in which part of a set, or one side of it, is done."""
    if part.kind is WorkKind.HOLD or part.reps is None:
        return {"kind": StepKind.HOLD} | _hold(exercise, part.length)
    sides = _both_sides(exercise) if exercise.sides is Sides.ALTERNATING else (side,)
    plan = _rep_plan(part.reps, part.tempo, sides)
    return {"kind": StepKind.SET, "reps": plan} | _set_length(exercise, plan)


@lru_cache(maxsize=64)
def _rep_plan(reps: Reps, tempo: Tempo | None, sides: tuple[Side, ...]) -> RepPlan:
    """Return the plan of a set; sets that are alike share it, which saves memory and time."""
    return RepPlan(
        count=reps.most,
        least=reps.least,
        phases=tempo.phases() if tempo else (),
        sides=sides,
        tension_ms=tempo.tension_ms if tempo else 0,
    )


def _set_length(exercise: Exercise, plan: RepPlan) -> Draft:
    rep_ms = plan.rep_ms
    if plan.total is not None and rep_ms:
        return _fixed(plan.total * rep_ms)
    likely = plan.total or max(ASSUMED_REPS, plan.least) * len(plan.sides)
    assumed = exercise.assumed_ms or likely * (rep_ms or OWN_PACE_REP_MS)
    return {"length_ms": None, "assumed_ms": assumed}


def _hold(exercise: Exercise, length: Length) -> Draft:
    if length.most_ms is not None:
        return _fixed(length.most_ms)
    assumed = exercise.assumed_ms or length.least_ms or ASSUMED_HOLD_MS
    assumed = max(assumed, length.least_ms)
    return {"length_ms": None, "assumed_ms": assumed, "minimum_ms": length.least_ms}
