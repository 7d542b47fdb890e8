"""The report of a set: how long each phase truly was, against how long it should have been."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean, median, stdev

from hamtimer.core.session.model import Phase, Side
from hamtimer.core.taps.matching import START, match_taps
from hamtimer.core.taps.turns import Turn

TOLERANCE_SHARE = 0.1
TOLERANCE_MS = 200
"""A phase is right within a tenth of its wanted length or this much, whichever is more. People
who time seconds without counting err by about a tenth; the numbers are ours."""
_CHANGE_SHARE, _CHANGE_MS = 0.05, 120
"""A change from one repetition on is worth telling from this share, and this much, on."""
_CHANGE_CLEAR = 3.0
"""How many standard errors a change must be."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One phase (or several, where only the ends are tapped) as it truly was."""

    rep: int
    side: Side
    phases: tuple[Phase, ...]
    wanted_ms: int
    true_ms: int
    judged: bool = True

    @property
    def error_ms(self) -> int:
        """How much too long it was; below zero: too short."""
        return self.true_ms - self.wanted_ms

    @property
    def is_right(self) -> bool:
        """Whether it was within the tolerance."""
        return abs(self.error_ms) <= max(TOLERANCE_MS, self.wanted_ms * TOLERANCE_SHARE)


@dataclass(frozen=True, slots=True)
class PhaseReport:
    """All measurements of one phase in a set, in order."""

    phases: tuple[Phase, ...]
    measured: tuple[Measured, ...]
    wanted_ms: int
    mean_ms: int
    spread_ms: int
    """The standard deviation; 0 for a single one."""
    trend_ms: int
    """How much longer each repetition is than the one before, fitted to all; below zero:
    shorter."""
    change_rep: int
    """From this repetition on it is clearly longer or shorter than before; 0: no change."""
    change_ms: int
    """By how much; below zero: shorter."""
    judged: bool

    @property
    def error_ms(self) -> int:
        """How much too long it was on the average; below zero: too short."""
        return self.mean_ms - self.wanted_ms


@dataclass(frozen=True, slots=True)
class Report:
    """What the taps of a set, or of one side of it, come to."""

    phases: tuple[PhaseReport, ...]
    """In the order of a repetition."""
    turns: int
    """How many turns were to be tapped; the beginning of the set is not counted."""
    tapped: int
    """How many of them were."""
    doubled: int
    """Taps that were meant for no turn: doubled, or stray."""
    offset_ms: int
    """How much after the turns the taps were, in the middle; below zero: before. It tells
    something only where the turns could be heard or seen."""

    @property
    def missed(self) -> int:
        """How many turns were not tapped."""
        return self.turns - self.tapped

    @property
    def judged(self) -> tuple[Measured, ...]:
        """The measurements that count: not an unloaded return, nor "as fast as you can"."""
        return tuple(one for phase in self.phases for one in phase.measured if one.judged)

    @property
    def right_share(self) -> float:
        """Which share of the measurements that count was within the tolerance."""
        counted = self.judged
        return fmean(one.is_right for one in counted) if counted else 0.0

    @property
    def tapped_share(self) -> float:
        """Which share of the turns was tapped."""
        return self.tapped / self.turns if self.turns else 0.0


def score(
    turns: Sequence[Turn],
    taps: Iterable[int],
    latency_ms: int = 0,
    until_ms: int | None = None,
) -> Report:
    """Hold taps against wanted turns; any taps give a report.

    `taps` are milliseconds of the clock from the beginning of the set. `latency_ms` is how much
    later than the clock the turns were heard. With `until_ms` the set was ended then, so what
    comes later was not to be tapped.

    Lengths are always those between two taps for neighbouring turns. The first phase begins
    with the set itself unless its beginning was tapped too. Where a tap was missed, the phases
    on both sides of it are left out.
    """
    times = sorted(tap - latency_ms for tap in taps)
    matching = match_taps([turn.at_ms for turn in turns], times, whole=until_ms is None)
    found = dict(matching.pairs)
    last = max(found, default=0)
    asked = [
        index
        for index, turn in enumerate(turns)
        if index and (until_ms is None or turn.at_ms <= until_ms or index <= last)
    ]
    offsets = [times[tap] - turns[turn].at_ms for turn, tap in found.items() if tap != START]
    return Report(
        phases=_phases(turns, measure(turns, times, found)),
        turns=len(asked),
        tapped=sum(index in found for index in asked),
        doubled=len(matching.doubled),
        offset_ms=round(median(offsets)) if offsets else 0,
    )


def measure(turns: Sequence[Turn], taps: Sequence[int], found: dict[int, int]) -> list[Measured]:
    """Return the lengths between the taps of neighbouring turns; `found`: the tap of a turn."""
    lengths = []
    for index, turn in enumerate(turns):
        if index - 1 not in found or index not in found:
            continue
        before = found[index - 1]
        begun = 0 if before == START else taps[before]
        true = taps[found[index]] - begun
        one = Measured(turn.rep, turn.side, turn.phases, turn.wanted_ms, true, turn.judged)
        lengths.append(one)
    return lengths


def _phases(turns: Sequence[Turn], measured: list[Measured]) -> tuple[PhaseReport, ...]:
    groups: dict[tuple[Phase, ...], list[Measured]] = {}
    for one in measured:
        groups.setdefault(one.phases, []).append(one)
    order = list(dict.fromkeys(turn.phases for turn in turns))
    return tuple(_phase_report(phases, groups[phases]) for phases in order if phases in groups)


def _phase_report(phases: tuple[Phase, ...], group: list[Measured]) -> PhaseReport:
    lengths = [one.true_ms for one in group]
    reps = [one.rep for one in group]
    wanted = round(fmean(one.wanted_ms for one in group))
    change_rep, change_ms = _change(reps, lengths, wanted)
    return PhaseReport(
        phases=phases,
        measured=tuple(group),
        wanted_ms=wanted,
        mean_ms=round(fmean(lengths)),
        spread_ms=round(stdev(lengths)) if len(lengths) > 1 else 0,
        trend_ms=round(_slope(reps, lengths)),
        change_rep=change_rep,
        change_ms=change_ms,
        judged=all(one.judged for one in group),
    )


def _slope(places: list[int], lengths: list[int]) -> float:
    """Fit a line by least squares and give how much it rises with each repetition."""
    middle, mean = fmean(places), fmean(lengths)
    wide = sum((place - middle) ** 2 for place in places)
    pairs = zip(places, lengths, strict=True)
    return sum((p - middle) * (n - mean) for p, n in pairs) / wide if wide else 0.0


def _change(reps: list[int], lengths: list[int], wanted: int) -> tuple[int, int]:
    """Find the repetition from which the lengths are clearly others, and by how much.

    The split that explains most is taken, if it is large and clear enough; else (0, 0).
    """
    best, gain = 0, 0.0
    for at in range(2, len(lengths) - 1):
        before, after = lengths[:at], lengths[at:]
        apart = fmean(after) - fmean(before)
        explained = apart**2 * len(before) * len(after)
        if explained > gain:
            best, gain = at, explained
    if not best:
        return 0, 0
    before, after = lengths[:best], lengths[best:]
    apart = fmean(after) - fmean(before)
    within = (_squares(before) + _squares(after)) / (len(lengths) - 2)
    error = (within * (1 / len(before) + 1 / len(after))) ** 0.5
    if abs(apart) < max(_CHANGE_MS, wanted * _CHANGE_SHARE) or abs(apart) < _CHANGE_CLEAR * error:
        return 0, 0
    return reps[best], round(apart)


def _squares(lengths: list[int]) -> float:
    mean = fmean(lengths)
    return sum((length - mean) ** 2 for length in lengths)
