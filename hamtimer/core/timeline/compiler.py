"""Compile a session to its timeline, and lay it out again when its turns were changed.

Pure, and linear in the number of steps.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from hamtimer.core.memory import without_collector
from hamtimer.core.session.model import Block, Session
from hamtimer.core.timeline.layout import Layout
from hamtimer.core.timeline.steps import Timeline
from hamtimer.core.timeline.turns import BlockRun, Round, Turn, takes_turns, turns_of


@without_collector()
def compile_session(session: Session) -> Timeline:
    """Return the timeline of a session, from its first get-ready to its last rep."""
    layout = Layout(lambda part: _sets_in(part.block), lambda run: run.block.rounds or 0)
    return layout.timeline(session, turns_of(session, layout.is_full))


@without_collector()
def lay_out_again(
    timeline: Timeline, turns: Iterable[Turn], session: Session | None = None
) -> Timeline:
    """Return the timeline of turns that were changed; `session` is another one they are from.

    The work of a turn that was there before keeps the ids of its steps.
    """
    turns = tuple(turns)
    known = {
        (step.place.turn.key, step.side, step.part): step.id
        for step in timeline.steps
        if step.kind.is_work
    }
    counts: dict[int, Counter[str]] = {}
    for turn in turns:
        path = turn.round.path
        of_part = counts.setdefault(id(path[0].run), Counter())
        endless = any(one.run.block.rounds is None for one in path)
        of_part[turn.own_id] += 0 if turn.repeats or endless else 1
    rounds = _rounds_in(turns)
    layout = Layout(
        lambda part: counts[id(part)],
        lambda run: rounds[run],
        known,
        timeline.next_id,
        timeline.next_key,
    )
    return layout.timeline(session or timeline.session, turns)


def _rounds_in(turns: Iterable[Turn]) -> dict[BlockRun, int]:
    """Return how many rounds of each block there are; 0: as many as fit."""
    found: dict[BlockRun, set[Round]] = {}
    for turn in turns:
        for one in turn.round.path:
            found.setdefault(one.run, set()).add(one)
    return {run: len(found[run]) if run.block.rounds is not None else 0 for run in found}


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
