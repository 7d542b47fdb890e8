"""Gaps inside a set: stretches without cues, at whose end the drift is measured.

A metronome that falls silent for some bars shows on its return how far a person has drifted. So
cues are left out of every few reps, or of random phases, and each gap is compared with its target
length, to the millisecond like taps.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Mapping
from fractions import Fraction
from itertools import accumulate
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.mistakes import Mistake, shown
from hamtimer.core.session.model import Side
from hamtimer.core.session.work import Phase
from hamtimer.core.taps.meter import SetReport
from hamtimer.core.taps.report import Measured
from hamtimer.core.taps.turns import TapMode, target_turns
from hamtimer.core.timeline.steps import Step

MOST_REPS = 99
_REPS = re.compile(r"(\d{1,3})\s*[:/]\s*(\d{1,3})")
_SHARE = re.compile(r"(\d{1,3})\s*%")
ADVICE = "write 3:1 to play 3 reps and mute 1, or 30% to leave out phases at random"


@dataclass(frozen=True, slots=True)
class Gaps:
    """Which cues are left out. Either of `mute` and `percent` is 0."""

    play: int = 0
    """How many reps are played, ..."""
    mute: int = 0
    """... before how many are muted, repeatedly; per side."""
    percent: int = 0
    """The probability that a phase is muted, with all of its cues."""
    seed: int | None = None
    """Reproduces the choice of phases. None: chosen when the practice begins."""

    def __str__(self) -> str:
        return f"{self.play}:{self.mute}" if self.mute else f"{self.percent}%"

    @property
    def needs_seed(self) -> bool:
        """Whether a seed must be chosen."""
        return bool(self.percent) and self.seed is None


def parse_gaps(text: str) -> Gaps:
    """Return the gaps that a text describes: `3:1`, or `30%`.

    Raises:
        Mistake: When it cannot be read.
    """
    if match := _REPS.fullmatch(text.strip()):
        play, mute = map(int, match.groups())
        if not (1 <= play <= MOST_REPS and 1 <= mute <= MOST_REPS):
            raise Mistake(f"{shown(text)} must have 1 to {MOST_REPS} reps on both sides", ADVICE)
        return Gaps(play, mute)
    if match := _SHARE.fullmatch(text.strip()):
        percent = int(match[1])
        if not 1 <= percent <= 99:
            raise Mistake(f"{shown(text)} is not between 1% and 99%", ADVICE)
        return Gaps(percent=percent)
    raise Mistake(f"{shown(text)} is not a pattern of gaps", ADVICE)


def read_gaps(values: Mapping[str, Any] | None) -> Gaps | None:
    """Return the gaps in the values of a record, or None."""
    if values is None:
        return None
    seed = values["seed"]
    play, mute, percent = (int(values[name]) for name in ("play", "mute", "percent"))
    return Gaps(play, mute, percent, None if seed is None else int(seed))


def is_muted(gaps: Gaps | None, step: Step, position_ms: int) -> bool:
    """Return whether a position of a set, on the timeline, lies in a gap."""
    if gaps is None or step.reps is None or not step.reps.rep_ms or position_ms < 0:
        return False
    rep, within = divmod(position_ms, step.reps.rep_ms)
    ends = list(accumulate(length for _, length in step.reps.phases))
    return _mutes(gaps, step, rep, bisect_right(ends, within))


def _mutes(gaps: Gaps, step: Step, rep: int, place: int) -> bool:
    """Return whether the phase at `place` of a rep, from 0 over all sides, is muted."""
    if gaps.mute:
        sides = len(step.reps.sides) if step.reps else 1
        return rep // sides % (gaps.play + gaps.mute) >= gaps.play
    # A separate generator for each phase, so that the choice does not depend on previous ones.
    chance = random.Random(f"{gaps.seed} {step.index} {rep} {place}")  # noqa: S311 - no secret
    return chance.random() * 100 < gaps.percent


@dataclass(frozen=True, slots=True)
class Drift:
    """The drift when the cues return after a gap."""

    last_rep: int
    target_ms: int
    actual_ms: int

    @property
    def error_ms(self) -> int:
        """The error of the gap's length; negative: too short."""
        return self.actual_ms - self.target_ms


def drifts(gaps: Gaps | None, one: SetReport, rate: Fraction, mode: TapMode) -> tuple[Drift, ...]:
    """Return the drift of each gap in a set with every phase measured.

    If only the ends are tapped, a gap extends to the surrounding taps.
    """
    step = one.step
    if gaps is None or step.reps is None:
        return ()
    measured = {(m.rep, m.side, m.phases): m for phase in one.report.phases for m in phase.measured}
    found: list[Drift] = []
    gap: list[tuple[int, Measured | None]] = []
    for rep, side, phases in _measurable(gaps, step, rate, mode):
        if phases:
            gap.append((rep, measured.get((rep, side, phases))))
        elif gap:
            found += _drift(gap)
            gap = []
    return (*found, *(_drift(gap) if gap else ()))


def _measurable(
    gaps: Gaps, step: Step, rate: Fraction, mode: TapMode
) -> list[tuple[int, Side, tuple[Phase, ...]]]:
    """Return the stretches between turns, in order; stretches outside of gaps have no phases."""
    assert step.reps is not None  # noqa: S101 - the caller has made sure
    places = [phase for phase, _ in step.reps.phases]
    stretches, index = [], 0
    for turn in target_turns(step, rate, mode)[1:]:
        muted = False
        for _ in turn.phases:
            rep, place = divmod(index, len(places))
            muted = muted or _mutes(gaps, step, rep, place)
            index += 1
        stretches.append((turn.rep, turn.side, turn.phases if muted else ()))
    return stretches


def _drift(gap: list[tuple[int, Measured | None]]) -> list[Drift]:
    measured = [one for _, one in gap if one is not None]
    if len(measured) < len(gap):
        return []
    target, actual = sum(m.target_ms for m in measured), sum(m.actual_ms for m in measured)
    return [Drift(gap[-1][0], target, actual)]
