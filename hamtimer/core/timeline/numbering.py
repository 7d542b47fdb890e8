"""Identify sets and steps: by numbers that people read, and ids that records keep."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.model import Block, Side
from hamtimer.core.timeline.set_work import Form
from hamtimer.core.timeline.sets_in_order import BlockRun, Round, Turn, takes_turns
from hamtimer.core.timeline.steps import SetPlace, Timeline


@dataclass
class Numbering:
    """The numbers and ids given so far."""

    counts_of: Callable[[BlockRun], Mapping[str, int]]
    """All sets of each exercise in a part of the session."""
    rounds_of: Callable[[BlockRun], int]
    """How many rounds of a block are laid out; 0: as many as fit."""
    known_ids: Mapping[tuple[int, Side, int], int] = field(default_factory=dict)
    """The ids of work steps laid out before, by turn, side and part."""
    next_id: int = 0
    next_key: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    """All sets of each exercise in this part."""
    numbers: dict[str, int] = field(default_factory=dict)
    """The sets of each exercise in this part so far."""

    def begin_part(self, part: BlockRun) -> None:
        """Begin a part of the session, in which sets are counted apart."""
        self.counts, self.numbers = self.counts_of(part), {}

    def place_of(self, turn: Turn, *, is_planned: bool) -> SetPlace:
        """Return the place of a turn, with its number."""
        run, own_id = turn.round.run, turn.own_id
        number = self.numbers.get(own_id, 0) + (not turn.repeats)
        self.numbers[own_id] = number
        return SetPlace(
            exercise=turn.exercise,
            plan=turn.plan,
            role=run.role,
            number=number,
            count=self.counts[own_id],
            round_number=turn.round.number,
            rounds=self.rounds_of(run),
            block=run.name,
            is_optional=turn.is_extra or 0 < turn.exercise.least_sets <= turn.index,
            is_planned=not turn.is_extra and is_planned,
            turn=turn,
        )

    def id_of(self, turn: Turn, form: Form) -> int:
        """Return the id of a step: the one it had before, or a new one."""
        if form.kind.is_work:
            known = self.known_ids.get((turn.key, form.side, form.part))
            if known is not None:
                return known
        self.next_id += 1
        return self.next_id - 1


def number_anew() -> Numbering:
    """Return the numbering of a session laid out for the first time."""
    return Numbering(lambda part: _sets_in(part.block), lambda run: run.block.rounds or 0)


def number_again(timeline: Timeline, turns: Sequence[Turn]) -> Numbering:
    """Return the numbering of turns that were changed: what was laid out keeps its ids."""
    known = {
        (step.place.turn.key, step.side, step.part): step.id
        for step in timeline.steps
        if step.kind.is_work
    }
    rounds: dict[BlockRun, set[Round]] = {}
    counts: dict[BlockRun, Counter[str]] = {}
    for turn in turns:
        path = turn.round.path
        for one in path:
            rounds.setdefault(one.run, set()).add(one)
        endless = any(one.run.block.rounds is None for one in path)
        of_part = counts.setdefault(path[0].run, Counter())
        of_part[turn.own_id] += 0 if turn.repeats or endless else 1
    return Numbering(
        lambda part: counts[part],
        lambda run: 0 if run.block.rounds is None else len(rounds[run]),
        known,
        timeline.next_id,
        timeline.next_key,
    )


def _sets_in(block: Block, times: int = 1, counts: dict[str, int] | None = None) -> dict[str, int]:
    """Return the sets of each exercise in a block, by exercise id; 0: as many as fit."""
    counts = {} if counts is None else counts
    rounds = block.rounds or 0
    for item in block.items:
        if isinstance(item, Block):
            _sets_in(item, times * rounds, counts)
            continue
        own_id = item.base or item.id
        if block.rounds is None:
            counts[own_id] = 0
        else:
            mine = len(item.sets) * (1 if takes_turns(block) else rounds)
            counts[own_id] = counts.get(own_id, 0) + mine * times
    return counts
