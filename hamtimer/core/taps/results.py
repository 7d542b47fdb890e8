"""Which results of taps are shown, and when.

Constant results become a crutch as constant cues do: with results after only some trials, learning
is slower but lasts longer (Winstein and Schmidt 1990; Aoyagi and others 2019, who faded them).
Results only outside a band of acceptable errors are retained better than all results (Cruz and
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
"""The default distance between reps with results."""


class Results(StrEnum):
    """How many results are shown, from all to none."""

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
        """Whether results may be shown before the end of a set."""
        return self in (Results.EACH, Results.BAND, Results.REPS)


@dataclass(frozen=True, slots=True)
class FeedbackRule:
    """The rule for results at a turn."""

    results: Results = Results.EACH
    band: int = 0
    """The half width of the band in percent of the target; 0: the tolerance."""
    every: int = EVERY

    def shows(self, one: Measured) -> bool:
        """Return whether the length of a phase is shown at the turn that ends it."""
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


def visible(feedback: Feedback, feedback_rule: FeedbackRule) -> Feedback:
    """Return the feedback on a tap without hidden results, so that only the tap is confirmed."""
    one = feedback.measured
    if one is not None:
        return feedback if feedback_rule.shows(one) else Feedback(None)
    if feedback.extra and not feedback_rule.results.is_within_set:
        return Feedback(None)
    return feedback
