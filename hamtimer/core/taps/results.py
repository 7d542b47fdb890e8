"""Which results of taps are told, and when.

Constant results become a crutch as constant cues do: results after only some trials are learnt
from more slowly and kept better (Winstein and Schmidt 1990; Aoyagi and others 2019, who faded
them). Results only outside a band of what is good enough keep better than all results (Cruz and
others 2018, with a band of 15 %). Live results teach fastest (Riel and others: the error of
eight-second reps fell from 4.3 s to 1.5 s), so a practice begins with them.
"""

from __future__ import annotations

from enum import StrEnum

from hamtimer.core.dataclass import dataclass
from hamtimer.core.taps.meter import Feedback
from hamtimer.core.taps.report import Measured, tolerance_ms

WIDEST_BAND = 100
"""Percent."""
EVERY = 3
"""How many reps pass from one told rep to the next, where nothing else was chosen."""


class Results(StrEnum):
    """How many results are told, from all to none."""

    EACH = "each"
    """After every turn."""
    BAND = "band"
    """After a turn, but only when the phase was outside a band around its target."""
    REPS = "reps"
    """After the turns of every n-th rep."""
    SET = "set"
    """After the set."""
    END = "end"
    """After the last set."""

    @property
    def is_within_set(self) -> bool:
        """Whether something may be told before the end of a set."""
        return self in (Results.EACH, Results.BAND, Results.REPS)


@dataclass(frozen=True, slots=True)
class Telling:
    """The rule for what is told at a turn."""

    results: Results = Results.EACH
    band: int = 0
    """The half width of the band in percent of the target; 0: the tolerance."""
    every: int = EVERY

    def tells(self, one: Measured) -> bool:
        """Return whether the length of a phase is told at the turn that ends it."""
        match self.results:
            case Results.EACH:
                return True
            case Results.BAND:
                return one.judged and abs(one.error_ms) > self.band_ms(one.target_ms)
            case Results.REPS:
                return one.rep % self.every == 0
            case _:
                return False

    def band_ms(self, target_ms: int) -> float:
        """Return the half width of the band around a target length."""
        return target_ms * self.band / 100 if self.band else tolerance_ms(target_ms)


def told(feedback: Feedback, telling: Telling) -> Feedback:
    """Return the feedback on a tap without what is not told: the tap alone is then confirmed."""
    one = feedback.measured
    if one is not None:
        return feedback if telling.tells(one) else Feedback(None)
    if feedback.extra and not telling.results.is_within_set:
        return Feedback(None)
    return feedback
