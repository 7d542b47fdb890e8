"""Turns: the sets of a session in order, each with its place among blocks.

The compiler lays turns out as steps. A session determines the turns; during a run they may be
moved, added, replaced or left out, and laid out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.model import Block, BlockKind, Exercise, Role, Session
from hamtimer.core.session.work import SetPlan

MOST_ROUNDS = 99
"""The most rounds of a block without a number of rounds."""


@dataclass(frozen=True, slots=True, eq=False)
class BlockRun:
    """One run through all rounds of a block."""

    block: Block
    name: str
    """Of the innermost block that has one, or empty."""
    role: Role
    outer: Round | None = None
    """The round of the enclosing block; None: it is a whole part of the session."""


@dataclass(frozen=True, slots=True, eq=False)
class Round:
    """One round of a block."""

    run: BlockRun
    number: int
    """From 1."""

    @property
    def path(self) -> tuple[Round, ...]:
        """This round and the enclosing ones, outermost first."""
        outer = self.run.outer
        return (self,) if outer is None else (*outer.path, self)


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """One set of an exercise in its place. Two are equal when their keys are."""

    key: int
    """Its key, which stays when the turns are laid out again."""
    exercise: Exercise
    index: int
    """Which of the exercise's sets, from 0."""
    round: Round
    is_extra: bool = False
    """Whether it is beyond the plan."""
    repeats: bool = False
    """Whether it repeats the previous set, so that it has the same number."""

    def __eq__(self, other: object) -> bool:
        """Return whether it is the same turn."""
        return isinstance(other, Turn) and self.key == other.key

    def __hash__(self) -> int:
        """Return a hash that goes with equality."""
        return hash(self.key)

    @property
    def plan(self) -> SetPlan:
        """The plan of the set."""
        return self.exercise.sets[self.index]

    @property
    def own_id(self) -> str:
        """The id of the exercise, even if a variant is done in its place."""
        return self.exercise.base or self.exercise.id

    def follows(self, before: Turn) -> bool:
        """Return whether it is the next set of the same exercise, or of a variant of it.

        The exercise may be another version of the previous one, if the plan was changed.
        """
        mine, other = self.exercise, before.exercise
        may_differ = bool(mine.base or other.base) or self.index == before.index + 1
        return self.round is before.round and (
            mine is other or (may_differ and self.own_id == before.own_id)
        )


def turns_of(session: Session, is_full: Callable[[BlockRun], bool]) -> Iterator[Turn]:
    """Yield the turns of a session.

    `is_full` says whether there is no time for another round of a block that has no number of
    rounds; it is called when all turns before have been taken.
    """
    keys = count()
    for part in session.parts:
        yield from _run_turns(BlockRun(part.block, part.block.name, part.role), keys, is_full)


def _run_turns(
    run: BlockRun, keys: Iterator[int], is_full: Callable[[BlockRun], bool]
) -> Iterator[Turn]:
    rounds = run.block.rounds
    for number in range(1, (rounds or MOST_ROUNDS) + 1):
        if number > 1 and rounds is None and is_full(run):
            return
        yield from _round_turns(Round(run, number), keys, is_full)


def _round_turns(
    here: Round, keys: Iterator[int], is_full: Callable[[BlockRun], bool]
) -> Iterator[Turn]:
    run, number = here.run, here.number
    for item in run.block.items:
        if isinstance(item, Block):
            inner = BlockRun(item, item.name or run.name, run.role, here)
            yield from _run_turns(inner, keys, is_full)
        elif not takes_turns(run.block):
            for index in range(len(item.sets)):
                yield Turn(next(keys), item, index, here)
        elif number <= len(item.sets) or run.block.rounds is None:
            yield Turn(next(keys), item, min(number, len(item.sets)) - 1, here)


def takes_turns(block: Block) -> bool:
    """Return whether a round of the block plays one set of each exercise."""
    return block.kind is not BlockKind.STRAIGHT
