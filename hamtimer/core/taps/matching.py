"""Match taps to turns.

A person who keeps time alone drifts: after eight reps of four seconds instead of five they are
eight seconds ahead, and the nearest target turn is not the one they meant. So taps are not
compared with the schedule but with each other: the lengths between taps are compared with the
lengths between turns, and the cheapest hypothesis that explains all taps is chosen. A missed tap
shows as one length that fits two phases together, an extra tap as two lengths that fit one phase.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from hamtimer.core.dataclass import dataclass

BOUNCE_MS = 150
"""A second tap within this time is a bounce of the key, not intended."""

# The costs are squared deviations, halved: what a length that is off by one usual deviation
# costs is 0.5. They were tuned on simulated people (see tests/core/taps/test_matching.py).
_USUAL_SHARE = 0.15
_USUAL_MS = 180
"""The usual deviation of a length: a share of it, plus some milliseconds for the hand."""
_SLIP = 3.0
"""Beyond this many usual deviations the cost grows slowly, so that one slip does not shift all
other taps."""
_SLIP_MORE = 0.5
_MISSED, _MISSED_MORE = 3.0, 1.0
"""The cost of the first missed tap of a gap, and of each further one."""
_EXTRA = 2.5
"""The cost of a tap that matches no turn."""
_START_OFF_MS = 400
"""The usual deviation of a tap for the beginning of the set."""
_PACES = ((1.0, 0.0), (0.71, 2.5), (1.4, 2.5), (0.5, 7.0), (2.0, 7.0))
"""Paces of a whole set relative to the target tempo, each with its penalty."""
_FURTHEST_TURN, _FURTHEST_TAP = 13, 5
"""How many turns, and how many taps, to look ahead for the next match."""
_BEAM = 7.0
"""Hypotheses costing this much more than the best are pruned."""

START = -1
"""In place of a tap: the beginning of the set was not tapped."""


@dataclass(frozen=True, slots=True)
class Matching:
    """Taps of a set matched to its turns."""

    pairs: tuple[tuple[int, int], ...]
    """Index of each turn with the index of its tap, in order. Turn 0, the beginning, has
    `START` when it was not tapped."""
    extra: tuple[int, ...]
    """Indices of the taps that match no turn."""


class _Hypothesis(NamedTuple):
    """One explanation of the taps so far, the last of them matched to a turn."""

    cost: float
    turn: int
    tap: int
    before: _Hypothesis | None


def match_taps(turns: Sequence[int], taps: Sequence[int], *, whole: bool = True) -> Matching:
    """Match taps to turns; both are milliseconds from the beginning of the set, in order.

    The first turn is the beginning of the set, where a tap is optional. With `whole` False the set
    is still in progress, and turns after the last tap are not missed yet.
    """
    if not turns:
        return Matching((), tuple(range(len(taps))))
    kept = _without_bounces(turns, taps)
    times = [taps[index] for index in kept]
    best: _Hypothesis | None = None
    for pace, penalty in _PACES:
        if best is None or penalty < best.cost:
            hypothesis = _cheapest(turns, times, pace, penalty, whole=whole)
            best = hypothesis if best is None or hypothesis.cost < best.cost else best
    pairs = []
    while best is not None:
        pairs.append((best.turn, START if best.tap == START else kept[best.tap]))
        best = best.before
    used = {tap for _, tap in pairs}
    return Matching(tuple(reversed(pairs)), tuple(i for i in range(len(taps)) if i not in used))


def _without_bounces(turns: Sequence[int], taps: Sequence[int]) -> list[int]:
    """Return the indices of the taps that are not a bounce of the previous one."""
    shortest = min((b - a for a, b in pairwise(turns)), default=BOUNCE_MS)
    least = max(1, min(BOUNCE_MS, shortest // 2))
    kept: list[int] = []
    for index, tap in enumerate(taps):
        if not kept or tap - taps[kept[-1]] >= least:
            kept.append(index)
    return kept


def _cheapest(
    turns: Sequence[int], taps: Sequence[int], pace: float, penalty: float, *, whole: bool
) -> _Hypothesis:
    """Return the cheapest hypothesis for a person whose lengths are `pace` times the target."""
    layers: list[list[_Hypothesis]] = [[_Hypothesis(penalty, 0, START, None)]]
    for tap, at in enumerate(taps):
        start = penalty + tap * _EXTRA + _start_cost(at)
        found = {0: _Hypothesis(start, 0, tap, None)}
        for hypothesis in _within_beam(layers, tap):
            lasted = at - (0 if hypothesis.tap == START else taps[hypothesis.tap])
            base = hypothesis.cost + (tap - hypothesis.tap - 1) * _EXTRA
            for turn, cost in _next_turns(turns, hypothesis.turn, lasted, pace):
                if turn not in found or base + cost < found[turn].cost:
                    found[turn] = _Hypothesis(base + cost, turn, tap, hypothesis)
        least = min(hypothesis.cost for hypothesis in found.values())
        layers.append(
            [hypothesis for hypothesis in found.values() if hypothesis.cost <= least + _BEAM]
        )
    return min(_endings(layers, turns, taps, pace, whole=whole), key=_cost_of)


def _cost_of(hypothesis: _Hypothesis) -> float:
    return hypothesis.cost


def _next_turns(
    turns: Sequence[int], turn: int, lasted: int, pace: float
) -> Iterator[tuple[int, float]]:
    """Yield the turns that a tap `lasted` after that of `turn` may match, with their costs."""
    begun = turns[turn]
    for number, after in enumerate(range(turn + 1, min(len(turns), turn + 1 + _FURTHEST_TURN))):
        target = (turns[after] - begun) * pace
        deviation = (lasted - target) / (_USUAL_SHARE * target + _USUAL_MS)
        size = abs(deviation)
        cost = size * size / 2 if size < _SLIP else _SLIP**2 / 2 + (size - _SLIP) * _SLIP_MORE
        yield after, cost + _missed_cost(number)
        if size >= _SLIP and target > lasted:
            return  # later turns are even further away


def _within_beam(layers: list[list[_Hypothesis]], tap: int) -> Iterator[_Hypothesis]:
    """Yield the hypotheses that the next tap may extend: those of the last few taps."""
    for layer in layers[max(0, tap + 1 - _FURTHEST_TAP) : tap + 1]:
        yield from layer


def _endings(
    layers: list[list[_Hypothesis]],
    turns: Sequence[int],
    taps: Sequence[int],
    pace: float,
    *,
    whole: bool,
) -> Iterator[_Hypothesis]:
    """Yield the hypotheses with the cost of what follows their last matched tap."""
    for layer in layers:
        for hypothesis in layer:
            cost = hypothesis.cost + (len(taps) - 1 - hypothesis.tap) * _EXTRA
            passed = (
                len(turns) - 1 - hypothesis.turn
                if whole
                else _passed(turns, taps, hypothesis, pace)
            )
            cost += _missed_cost(passed)
            yield _Hypothesis(cost, hypothesis.turn, hypothesis.tap, hypothesis.before)


def _passed(turns: Sequence[int], taps: Sequence[int], hypothesis: _Hypothesis, pace: float) -> int:
    """Return how many turns passed without a tap between the last matched tap and the last."""
    if hypothesis.tap == len(taps) - 1:
        return 0
    lasted = taps[-1] - (0 if hypothesis.tap == START else taps[hypothesis.tap])
    reached = bisect_right(turns, turns[hypothesis.turn] + lasted / pace)
    return max(0, reached - 1 - hypothesis.turn)


def _missed_cost(count: int) -> float:
    return _MISSED + (count - 1) * _MISSED_MORE if count > 0 else 0.0


def _start_cost(at: int) -> float:
    return (at / _START_OFF_MS) ** 2 / 2
