"""Which tap was meant for which turn.

A person who keeps the time alone drifts: after eight repetitions of four seconds instead of
five they are eight seconds ahead, and the nearest wanted turn is not the one they meant. So
taps are not compared with the schedule but with each other: the lengths between them are held
against the lengths between turns, and the cheapest way to explain them all is chosen. A missed
tap shows as one length that fits two phases together, a doubled one as two that fit one.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

BOUNCE_MS = 150
"""Nobody taps twice on purpose as fast as this: the second is a bounce of the key."""

# The costs are squared deviations, halved: what a length that is off by one usual deviation
# costs is 0.5. They were tuned on simulated people (see tests/core/taps/test_matching.py).
_USUAL_SHARE = 0.15
_USUAL_MS = 180
"""How far off a length usually is: a share of it, and some milliseconds for the hand."""
_SLIP = 3.0
"""From so many usual deviations on it costs only a little more, so that one slip does not shift
all the others."""
_SLIP_MORE = 0.5
_MISSED, _MISSED_MORE = 3.0, 1.0
"""What the first missed tap of a gap costs, and each further one."""
_DOUBLED = 2.5
"""What each tap costs that was meant for no turn."""
_START_OFF_MS = 400
"""How far a tap for the beginning usually is from it."""
_PACES = ((1.0, 0.0), (0.71, 2.5), (1.4, 2.5), (0.5, 7.0), (2.0, 7.0))
"""How fast a whole set may be against the wanted tempo, and what it costs to think so."""
_FURTHEST_TURN, _FURTHEST_TAP = 13, 5
"""How many turns ahead, and taps ahead, to look for what comes next."""
_BEAM = 7.0
"""Explanations this much dearer than the cheapest are given up."""

START = -1
"""Stands for the beginning of the set where no tap was made for it."""


@dataclass(frozen=True, slots=True)
class Matching:
    """How the taps of a set are explained."""

    pairs: tuple[tuple[int, int], ...]
    """Index of the turn, index of its tap, in order. The beginning, turn 0, stands with
    `START` when no tap was made for it."""
    doubled: tuple[int, ...]
    """The taps that were meant for no turn."""


class _Way(NamedTuple):
    """A way to explain the taps so far, the last one matched with a turn."""

    cost: float
    turn: int
    tap: int
    before: _Way | None


def match_taps(turns: Sequence[int], taps: Sequence[int], *, whole: bool = True) -> Matching:
    """Match taps with turns; both are milliseconds from the beginning of the set, in order.

    The first turn is the beginning itself, for which nobody has to tap. With `whole` False the
    set is still going on, and turns after the last tap are not missed yet.
    """
    if not turns:
        return Matching((), tuple(range(len(taps))))
    kept = _without_bounces(turns, taps)
    times = [taps[index] for index in kept]
    best: _Way | None = None
    for pace, dear in _PACES:
        if best is None or dear < best.cost:
            way = _cheapest(turns, times, pace, dear, whole=whole)
            best = way if best is None or way.cost < best.cost else best
    pairs = []
    while best is not None:
        pairs.append((best.turn, START if best.tap == START else kept[best.tap]))
        best = best.before
    used = {tap for _, tap in pairs}
    return Matching(tuple(reversed(pairs)), tuple(i for i in range(len(taps)) if i not in used))


def _without_bounces(turns: Sequence[int], taps: Sequence[int]) -> list[int]:
    """Return the indices of the taps that are no bounce of the one before."""
    shortest = min((b - a for a, b in pairwise(turns)), default=BOUNCE_MS)
    least = max(1, min(BOUNCE_MS, shortest // 2))
    kept: list[int] = []
    for index, tap in enumerate(taps):
        if not kept or tap - taps[kept[-1]] >= least:
            kept.append(index)
    return kept


def _cheapest(
    turns: Sequence[int], taps: Sequence[int], pace: float, dear: float, *, whole: bool
) -> _Way:
    """Find the cheapest explanation for a person whose lengths are `pace` of the wanted ones."""
    layers: list[list[_Way]] = [[_Way(dear, 0, START, None)]]
    for tap, at in enumerate(taps):
        start = dear + tap * _DOUBLED + _start_cost(at)
        found = {0: _Way(start, 0, tap, None)}
        for way in _within_beam(layers, tap):
            lasted = at - (0 if way.tap == START else taps[way.tap])
            base = way.cost + (tap - way.tap - 1) * _DOUBLED
            for turn, cost in _next_turns(turns, way.turn, lasted, pace):
                if turn not in found or base + cost < found[turn].cost:
                    found[turn] = _Way(base + cost, turn, tap, way)
        least = min(way.cost for way in found.values())
        layers.append([way for way in found.values() if way.cost <= least + _BEAM])
    return min(_endings(layers, turns, taps, pace, whole=whole), key=_cost_of)


def _cost_of(way: _Way) -> float:
    return way.cost


def _next_turns(
    turns: Sequence[int], turn: int, lasted: int, pace: float
) -> Iterator[tuple[int, float]]:
    """Return the turns that a tap `lasted` after the one for `turn` may mean, with their costs."""
    begun = turns[turn]
    for number, after in enumerate(range(turn + 1, min(len(turns), turn + 1 + _FURTHEST_TURN))):
        wanted = (turns[after] - begun) * pace
        deviation = (lasted - wanted) / (_USUAL_SHARE * wanted + _USUAL_MS)
        size = abs(deviation)
        cost = size * size / 2 if size < _SLIP else _SLIP**2 / 2 + (size - _SLIP) * _SLIP_MORE
        yield after, cost + _missed_cost(number)
        if size >= _SLIP and wanted > lasted:
            return  # the turns beyond are further away still


def _within_beam(layers: list[list[_Way]], tap: int) -> Iterator[_Way]:
    """Return the ways that the next tap may go on from: those of the last few taps."""
    for layer in layers[max(0, tap + 1 - _FURTHEST_TAP) : tap + 1]:
        yield from layer


def _endings(
    layers: list[list[_Way]], turns: Sequence[int], taps: Sequence[int], pace: float, *, whole: bool
) -> Iterator[_Way]:
    """Return the explanations with what comes after their last matched tap."""
    for layer in layers:
        for way in layer:
            cost = way.cost + (len(taps) - 1 - way.tap) * _DOUBLED
            passed = len(turns) - 1 - way.turn if whole else _passed(turns, taps, way, pace)
            cost += _missed_cost(passed)
            yield _Way(cost, way.turn, way.tap, way.before)


def _passed(turns: Sequence[int], taps: Sequence[int], way: _Way, pace: float) -> int:
    """Count the turns that went by without a tap between the last matched tap and the last."""
    if way.tap == len(taps) - 1:
        return 0
    lasted = taps[-1] - (0 if way.tap == START else taps[way.tap])
    reached = bisect_right(turns, turns[way.turn] + lasted / pace)
    return max(0, reached - 1 - way.turn)


def _missed_cost(count: int) -> float:
    return _MISSED + (count - 1) * _MISSED_MORE if count > 0 else 0.0


def _start_cost(at: int) -> float:
    return (at / _START_OFF_MS) ** 2 / 2
