"""Compiling: from a session to its timeline.

Pure, and linear in the number of steps. The rules of what follows what are all here:

- a set is a set: its sides follow each other with a switch between them, and the rest comes
  after the set;
- rests stand between sets, never at the end of the session; where an exercise, a round and a
  block end together, the outermost says how long the rest is;
- a get-ready stands before an exercise's first set, and after every wait for the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from hamtimer.core.session import (
    Block,
    BlockKind,
    Exercise,
    Hold,
    Reps,
    RepWork,
    Role,
    Session,
    Side,
    Sides,
    Start,
    StartKind,
    Tempo,
)
from hamtimer.core.timeline import RepPlan, Step, StepKind, Timeline

SELF_PACED_REP_MS = 4_000
"""What a self-paced repetition is assumed to take, for planning only."""
OPEN_HOLD_MS = 60_000
"""What a hold without any minimum is assumed to last, for planning only."""
OPEN_REPS = 12
"""How many repetitions "as many as possible" is assumed to mean, for planning only."""
WAIT_MS = 0
"""A wait for the person is planned as no time at all: it is not exercise."""


def compile_session(session: Session) -> Timeline:
    """Lay the session out from its first get-ready to its last repetition."""
    layout = _Layout()
    for part in session.parts:
        layout.role = part.role
        layout.counts = _sets_in(part.block)
        layout.numbers = {}
        layout.add_block(part.block, "")
    steps = tuple(layout.numbered())
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
            _sets_in(item, times * block.rounds, counts)
        else:
            mine = item.sets if _round_robin(block) else item.sets * block.rounds
            counts[item.id] = counts.get(item.id, 0) + mine * times
    return counts


def _round_robin(block: Block) -> bool:
    """Whether a round of the block plays one set of each exercise."""
    return block.kind is not BlockKind.STRAIGHT


@dataclass
class _Layout:
    """The steps laid out so far, and what is due before the next set."""

    role: Role = Role.WORK
    counts: dict[str, int] = field(default_factory=dict)
    """All sets of each exercise in this part."""
    numbers: dict[str, int] = field(default_factory=dict)
    """The sets laid out so far of each exercise in this part."""
    steps: list[Step] = field(default_factory=list)
    """Not numbered yet."""
    rest_ms: int = 0
    """The rest due before the next set, should there be one."""

    def add_block(self, block: Block, name: str) -> None:
        """Lay out all rounds of a block; `name` is that of the block around it."""
        name = block.name or name
        for number in range(1, block.rounds + 1):
            if number > 1:
                self.rest_ms = block.rest_between_rounds_ms
            for item in block.items:
                if isinstance(item, Block):
                    self.add_block(item, name)
                elif _round_robin(block):
                    if number <= item.sets:
                        self.add_set(item, number - 1, name, number, block.rounds)
                        self.rest_ms = item.rest_after_ms
                else:
                    self.add_sets(item, name, number, block.rounds)
        if block.rest_after_ms is not None:
            self.rest_ms = block.rest_after_ms

    def add_sets(self, exercise: Exercise, block: str, number: int, rounds: int) -> None:
        """Lay out all sets of one exercise, one after the other."""
        for index in range(exercise.sets):
            if index:
                self.rest_ms = exercise.rest_ms
            self.add_set(exercise, index, block, number, rounds)
        if exercise.sets:
            self.rest_ms = exercise.rest_after_ms

    def add_set(self, exercise: Exercise, index: int, block: str, number: int, rounds: int) -> None:
        """Lay out one set with what comes before it: rest, wait, get-ready."""
        set_number = self.numbers.get(exercise.id, 0) + 1
        self.numbers[exercise.id] = set_number
        sides = _sides(exercise)
        base = Step(
            index=0,
            kind=StepKind.REST,
            start_ms=0,
            length_ms=self.rest_ms,
            assumed_ms=self.rest_ms,
            exercise=exercise,
            role=self.role,
            set_number=set_number,
            sets=self.counts[exercise.id],
            round_number=number,
            rounds=rounds,
            side=sides[0],
            block=block,
            first_of_exercise=set_number == 1,
        )
        if self.rest_ms and self.steps:
            self.steps.append(base)
        waits = exercise.start.kind is not StartKind.AUTO
        if waits:
            self.steps.append(_wait(base, exercise.start))
        if waits or set_number == 1:
            self.append_timed(replace(base, kind=StepKind.PREPARE), exercise.prepare_ms)
        for side in sides:
            if side is not sides[0]:
                switch = replace(base, kind=StepKind.SWITCH, side=side)
                self.append_timed(switch, exercise.switch_ms)
            side_base = replace(base, side=side, ends_set=side is sides[-1])
            self.steps.append(_work_step(side_base, index))
        self.rest_ms = 0

    def append_timed(self, step: Step, length_ms: int) -> None:
        """Append a step of fixed length, unless the length is zero."""
        if length_ms:
            self.steps.append(replace(step, length_ms=length_ms, assumed_ms=length_ms))

    def numbered(self) -> Iterator[Step]:
        """Give the steps with their places, each knowing what follows it."""
        clock = 0
        following = [step.kind for step in self.steps[1:]]
        for index, (step, after) in enumerate(zip_longest(self.steps, following)):
            yield replace(step, index=index, start_ms=clock, followed_by=after)
            clock += step.assumed_ms


def _sides(exercise: Exercise) -> tuple[Side, ...]:
    """Give the sides that follow each other inside one set."""
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


def _wait(base: Step, start: Start) -> Step:
    """Make the step that waits for the person."""
    if start.kind is StartKind.AFTER:
        length = start.after_ms
        return replace(base, kind=StepKind.WAIT, length_ms=length, assumed_ms=length)
    return replace(base, kind=StepKind.WAIT, length_ms=None, assumed_ms=WAIT_MS)


def _work_step(base: Step, index: int) -> Step:
    """Make the step in which set `index` of the exercise, or one side of it, is done."""
    work = base.exercise.work
    if isinstance(work, RepWork):
        return _rep_step(base, work.reps[index % len(work.reps)], work.tempo_of(index))
    return _hold_step(base, work.holds[index % len(work.holds)])


def _rep_step(base: Step, reps: Reps, tempo: Tempo | None) -> Step:
    exercise = base.exercise
    alternates = exercise.sides is Sides.ALTERNATING
    plan = RepPlan(
        count=reps.most,
        least=reps.least,
        phases=tempo.phases() if tempo else (),
        sides=_both_sides(exercise) if alternates else (base.side,),
        tension_ms=tempo.tension_ms if tempo else 0,
    )
    if plan.total is not None and plan.rep_ms:
        length = plan.total * plan.rep_ms
        return replace(base, kind=StepKind.SET, reps=plan, length_ms=length, assumed_ms=length)
    likely = plan.total or max(OPEN_REPS, reps.least) * len(plan.sides)
    assumed = exercise.assumed_ms or likely * (plan.rep_ms or SELF_PACED_REP_MS)
    return replace(base, kind=StepKind.SET, reps=plan, length_ms=None, assumed_ms=assumed)


def _hold_step(base: Step, hold: Hold) -> Step:
    if not hold.open:
        length = hold.length_ms
        return replace(base, kind=StepKind.HOLD, length_ms=length, assumed_ms=length)
    assumed = base.exercise.assumed_ms or hold.length_ms or OPEN_HOLD_MS
    return replace(
        base,
        kind=StepKind.HOLD,
        length_ms=None,
        assumed_ms=max(assumed, hold.length_ms),
        minimum_ms=hold.length_ms,
    )
