"""The report of a set: how long each phase lasted, compared with its target."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from statistics import fmean, linear_regression, median, pvariance, stdev

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.model import Side
from hamtimer.core.session.work import Phase
from hamtimer.core.taps.matching import START, match_taps
from hamtimer.core.taps.turns import Turn

TOLERANCE_SHARE = 0.1
TOLERANCE_MS = 200
"""A phase is accurate within a tenth of its target length or this much, whichever is more. People
who time seconds without counting err by about a tenth; the exact values are a choice."""
_CHANGE_SHARE, _CHANGE_MS = 0.05, 120
"""A change within a set is reported when it is at least this share of the target, and this
long."""
_CHANGE_CLEAR = 3.0
"""How many standard errors a change must exceed."""


class Verdict(StrEnum):
    """The verdict on a turn. A phase that was too short brings its turn early."""

    EARLY = "early"
    RIGHT = "right"
    LATE = "late"


class PhaseVerdict(StrEnum):
    """The verdict on a phase of a set: the one thing to work on next time."""

    HURRYING = "hurrying"
    """From one rep on it is clearly shorter than before; see `change_rep`."""
    SLOWING = "slowing"
    SHORT = "short"
    LONG = "long"
    UNEVEN = "uneven"
    """Right on average, but fewer than four in five reps are within tolerance."""
    RIGHT = "right"


def tolerance_ms(target_ms: int) -> float:
    """Return how much a phase may be off and still be accurate."""
    return max(TOLERANCE_MS, target_ms * TOLERANCE_SHARE)


@dataclass(frozen=True, slots=True)
class Measured:
    """One measured phase (or several, where only the ends are tapped)."""

    rep: int
    side: Side
    phases: tuple[Phase, ...]
    target_ms: int
    actual_ms: int
    judged: bool = True

    @property
    def error_ms(self) -> int:
        """How much too long it was; negative: too short."""
        return self.actual_ms - self.target_ms

    @property
    def is_accurate(self) -> bool:
        """Whether it was within tolerance."""
        return abs(self.error_ms) <= tolerance_ms(self.target_ms)

    @property
    def verdict(self) -> Verdict:
        """Whether the turn that ended it came early, right or late."""
        if self.is_accurate:
            return Verdict.RIGHT
        return Verdict.EARLY if self.error_ms < 0 else Verdict.LATE


@dataclass(frozen=True, slots=True)
class PhaseReport:
    """All measurements of one phase in a set, in order."""

    phases: tuple[Phase, ...]
    measured: tuple[Measured, ...]
    target_ms: int
    mean_ms: int
    spread_ms: int
    """The standard deviation; 0 for a single measurement."""
    trend_ms: int
    """How much longer each rep is than the one before, by linear regression; negative:
    shorter."""
    change_rep: int
    """From this rep on the phase is clearly longer or shorter than before; 0: no change."""
    change_ms: int
    """By how much; negative: shorter."""
    judged: bool

    @property
    def error_ms(self) -> int:
        """How much too long it was on average; negative: too short."""
        return self.mean_ms - self.target_ms

    @property
    def verdict(self) -> PhaseVerdict:
        """The one thing to work on next time."""
        if self.change_rep:
            return PhaseVerdict.HURRYING if self.change_ms < 0 else PhaseVerdict.SLOWING
        if abs(self.error_ms) > tolerance_ms(self.target_ms):
            return PhaseVerdict.SHORT if self.error_ms < 0 else PhaseVerdict.LONG
        accurate = sum(one.is_accurate for one in self.measured)
        return PhaseVerdict.RIGHT if accurate * 5 >= len(self.measured) * 4 else PhaseVerdict.UNEVEN


@dataclass(frozen=True, slots=True)
class Report:
    """The measurements of a set, or of one side of it."""

    phases: tuple[PhaseReport, ...]
    """In the order of a rep."""
    turns: int
    """How many turns were to be tapped, not counting the beginning of the set."""
    tapped: int
    """How many of them were."""
    extra: int
    """Taps that match no turn."""
    offset_ms: int
    """The median offset of the taps from their turns; negative: early. It is meaningful only
    where the turns could be heard or seen."""

    @property
    def missed(self) -> int:
        """How many turns were not tapped."""
        return self.turns - self.tapped

    @property
    def judged(self) -> tuple[Measured, ...]:
        """The measurements that count: no unloaded return, no "as fast as you can"."""
        return tuple(one for phase in self.phases for one in phase.measured if one.judged)

    @property
    def accurate_share(self) -> float:
        """The share of the measurements that count within tolerance."""
        counted = self.judged
        return fmean(one.is_accurate for one in counted) if counted else 0.0

    @property
    def tapped_share(self) -> float:
        """The share of the turns that were tapped."""
        return self.tapped / self.turns if self.turns else 0.0


def score(
    turns: Sequence[Turn],
    taps: Iterable[int],
    latency_ms: int = 0,
    until_ms: int | None = None,
) -> Report:
    """Return the report that compares taps with target turns; any taps are accepted.

    `taps` are milliseconds of the clock from the beginning of the set. `latency_ms` is the output
    latency with which the turns were heard. With `until_ms` the set was ended then, so later turns
    were not to be tapped.

    A length is always measured between two taps at neighbouring turns. The first phase begins with
    the set unless its beginning was tapped too. Where a tap was missed, the phases on both sides of
    it are left out.
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
        extra=len(matching.extra),
        offset_ms=round(median(offsets)) if offsets else 0,
    )


def measure(turns: Sequence[Turn], taps: Sequence[int], found: dict[int, int]) -> list[Measured]:
    """Return the phases between tapped neighbouring turns; `found` maps a turn to its tap."""
    lengths = []
    for index, turn in enumerate(turns):
        if index - 1 not in found or index not in found:
            continue
        before = found[index - 1]
        begun = 0 if before == START else taps[before]
        actual = taps[found[index]] - begun
        one = Measured(turn.rep, turn.side, turn.phases, turn.target_ms, actual, turn.judged)
        lengths.append(one)
    return lengths


def _phases(turns: Sequence[Turn], measured: list[Measured]) -> tuple[PhaseReport, ...]:
    groups: dict[tuple[Phase, ...], list[Measured]] = {}
    for one in measured:
        groups.setdefault(one.phases, []).append(one)
    order = list(dict.fromkeys(turn.phases for turn in turns))
    return tuple(phase_report(phases, groups[phases]) for phases in order if phases in groups)


def phase_report(phases: tuple[Phase, ...], group: list[Measured]) -> PhaseReport:
    """Return the report of a phase from its measurements in a set, in order."""
    lengths = [one.actual_ms for one in group]
    reps = [one.rep for one in group]
    target = round(fmean(one.target_ms for one in group))
    change_rep, change_ms = _change(reps, lengths, target)
    return PhaseReport(
        phases=phases,
        measured=tuple(group),
        target_ms=target,
        mean_ms=round(fmean(lengths)),
        spread_ms=round(stdev(lengths)) if len(lengths) > 1 else 0,
        trend_ms=round(_slope(reps, lengths)),
        change_rep=change_rep,
        change_ms=change_ms,
        judged=all(one.judged for one in group),
    )


def _slope(places: list[int], lengths: list[int]) -> float:
    """Return the slope per rep of a line fitted by least squares; 0 for a single rep."""
    return linear_regression(places, lengths).slope if len(set(places)) > 1 else 0.0


def _change(reps: list[int], lengths: list[int], target: int) -> tuple[int, int]:
    """Return the rep from which the lengths clearly differ, and by how much.

    The split that explains most is chosen if it is large and clear enough; otherwise (0, 0).
    """
    best, gain = 0, 0.0
    for at in range(2, len(lengths) - 1):
        before, after = lengths[:at], lengths[at:]
        difference = fmean(after) - fmean(before)
        explained = difference**2 * len(before) * len(after)
        if explained > gain:
            best, gain = at, explained
    if not best:
        return 0, 0
    before, after = lengths[:best], lengths[best:]
    difference = fmean(after) - fmean(before)
    within = sum(len(part) * pvariance(part) for part in (before, after)) / (len(lengths) - 2)
    error = (within * (1 / len(before) + 1 / len(after))) ** 0.5
    if (
        abs(difference) < max(_CHANGE_MS, target * _CHANGE_SHARE)
        or abs(difference) < _CHANGE_CLEAR * error
    ):
        return 0, 0
    return reps[best], round(difference)
