"""The command that leaves out what does not fit into the available time.

Sets are left out from the end of the main work: first all but one of each exercise, from the last
exercise backwards (all but one round of a superset or circuit), then whole exercises. The current
or next set, warm-up and cool-down stay.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.current_step import effective_step
from hamtimer.core.play.moment import Effect, Moment
from hamtimer.core.play.plan_change import current_turn, go_on_in, logged_turns
from hamtimer.core.play.remaining import left_ms
from hamtimer.core.session.model import Role
from hamtimer.core.timeline.sets_in_order import Round, Turn, takes_turns
from hamtimer.core.timeline.steps import Timeline

MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The sets of an exercise that are left out."""

    name: str
    sets: tuple[int, ...]
    """The numbers of the sets; empty: all of it."""

    @property
    def words(self) -> str:
        """What is left out: `Row set 3`, `Row sets 2 and 3`, `Dip`."""
        if not self.sets:
            return self.name
        *first, last = map(str, self.sets)
        if not first:
            return f"{self.name} set {last}"
        return f"{self.name} sets {', '.join(first)} and {last}"


@dataclass(frozen=True, slots=True)
class Fit:
    """A session that was shortened to fit."""

    timeline: Timeline
    left_out: tuple[LeftOut, ...]
    left_ms: int
    """How long the rest of the session takes, as planned."""
    fits: bool
    """Whether that is within the available time."""


def fit_into(moment: Moment) -> Effect | None:
    """Leave out what does not fit into the given minutes; without a value, as much as possible."""
    fitted = find_fit(moment)
    if fitted is None or not fitted.left_out:
        return None
    names = ", ".join(one.words for one in fitted.left_out)
    return go_on_in(moment, fitted.timeline, f"left out: {names}")


def find_fit(moment: Moment) -> Fit | None:
    """Return the shortened session; None: the value is not a number of minutes."""
    limit = _limit_ms(moment)
    if limit is None:
        return None
    cuts = _cuts(moment)
    first = 0 if moment.value else 1

    def without(number: int) -> tuple[Timeline, int]:
        return _left_without(moment, _keys(cuts[:number]))

    numbers = range(len(cuts))
    need = bisect_left(numbers, 1, lo=first, key=lambda n: without(n)[1] <= limit)
    timeline, left = without(need)
    return Fit(timeline, _left_out(moment.timeline, _keys(cuts[:need])), left, left <= limit)


def _keys(cuts: Iterable[Iterable[Turn]]) -> frozenset[int]:
    return frozenset(turn.key for cut in cuts for turn in cut)


def can_be_shorter(moment: Moment) -> bool:
    """Return whether anything can be left out."""
    return bool(_cuts(moment))


def _limit_ms(moment: Moment) -> int | None:
    if not moment.value:
        return left_ms(moment.timeline, moment.state, moment.step, max(0, moment.state.base_ms))
    return int(moment.value) * MINUTE_MS if moment.value.isdecimal() else None


def _left_without(moment: Moment, keys: frozenset[int]) -> tuple[Timeline, int]:
    """Return the timeline without some turns, and how long the rest of it takes."""
    timeline = moment.timeline
    if keys:
        from hamtimer.core.timeline.compiler import lay_out_again

        turns = [turn for turn in timeline.turns if turn.key not in keys]
        timeline = lay_out_again(timeline, turns)
    state = go_on_in(moment, timeline, "").state
    step = effective_step(timeline, state)
    return timeline, left_ms(timeline, state, step, max(0, state.base_ms))


def _cuts(moment: Moment) -> list[list[Turn]]:
    """Return the possible cuts, in order: each is a set, a round or a block."""
    timeline = moment.timeline
    here = current_turn(moment)
    current, after = timeline.turns[here], timeline.turns[here + 1 :]
    logged = logged_turns(timeline, moment.state.outcomes)
    units: dict[object, dict[object, list[Turn]]] = {}
    begun = {_unit_of(current): _piece_of(current)}
    for turn in after:
        unit, piece = _unit_of(turn), _piece_of(turn)
        is_work = turn.round.path[0].run.role is Role.WORK
        if not is_work or begun.get(unit) == piece or turn.exercise.id in moment.state.skipped:
            continue
        units.setdefault(unit, {}).setdefault(piece, []).append(turn)
    allowed = {
        unit: [piece for piece in pieces.values() if not logged & {turn.key for turn in piece}]
        for unit, pieces in units.items()
    }
    last_first = list(reversed(allowed.items()))
    cuts, rest = list[list[Turn]](), list[list[Turn]]()
    for unit, pieces in last_first:
        kept = 0 if unit in begun else 1
        cuts += reversed(pieces[kept:])
        rest += pieces[:kept]
    return cuts + rest


def _unit_of(turn: Turn) -> object:
    """Return the unit that a set is cut with: a block with rounds, or the exercise."""
    whole = _block_round(turn)
    return whole.run if whole else (turn.round, turn.own_id)


def _piece_of(turn: Turn) -> object:
    """Return what is left out together with a set: its round, all under a cap, or only the set."""
    whole = _block_round(turn)
    if whole is None:
        return turn.key
    return whole.run if whole.run.block.within_ms else whole


def _block_round(turn: Turn) -> Round | None:
    """Return the round of a set in its outermost block with rounds or a clock."""
    for one in turn.round.path:
        block = one.run.block
        if takes_turns(block) or block.rounds != 1 or block.within_ms:
            return one
    return None


def _left_out(timeline: Timeline, keys: frozenset[int]) -> tuple[LeftOut, ...]:
    """Return what leaving out some turns means for each exercise, in order."""
    numbers: dict[int, int] = {step.place.turn.key: step.set_number for step in timeline.steps}
    found: dict[str, list[Turn]] = {}
    for turn in timeline.turns:
        found.setdefault(turn.own_id, []).append(turn)
    return tuple(
        LeftOut(turns[-1].exercise.name, _sets(turns, keys, numbers))
        for turns in found.values()
        if any(turn.key in keys for turn in turns)
    )


def _sets(turns: Sequence[Turn], keys: frozenset[int], numbers: dict[int, int]) -> tuple[int, ...]:
    if all(turn.key in keys for turn in turns):
        return ()
    return tuple(numbers[turn.key] for turn in turns if turn.key in keys)
