"""The summary of a run, for the summary screen and the history alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.outcomes import Outcome
from hamtimer.core.play.plan import PlannedWork, plan_of
from hamtimer.core.play.player import Player
from hamtimer.core.play.score import PlayedCap, Score, score_of
from hamtimer.core.play.totals import SideTotals, Totals, done_totals, plan_totals
from hamtimer.core.timeline.steps import Cap


@dataclass(frozen=True, slots=True)
class Summary:
    """The result of a run."""

    elapsed_ms: int
    """On the clock, without pauses."""
    planned: Totals
    done: Totals
    scores: tuple[tuple[Cap | PlayedCap, Score | None], ...] = ()
    """The score of each block with a time cap; None: unknown."""


def sum_up(
    plan: Sequence[PlannedWork],
    outcomes: Iterable[Outcome],
    elapsed_ms: int,
    rate: Fraction = Fraction(1),
) -> Summary:
    """Return the summary of a run; `elapsed_ms` is session time.

    `rate` is how many milliseconds of the session pass in one of the clock, see `State`.
    """
    planned, done = plan_totals(plan), done_totals(plan, outcomes)
    return Summary(int(elapsed_ms / rate), _on_the_clock(planned, rate), _on_the_clock(done, rate))


def summary_of(player: Player, outcomes: Sequence[Outcome] | None = None) -> Summary:
    """Return the summary of a player's run; `outcomes` are the corrected ones, if there are any."""
    state, timeline = player.state, player.timeline
    outcomes = player.outcomes() if outcomes is None else outcomes
    done = {outcome.step: outcome for outcome in outcomes}
    summary = sum_up(plan_of(timeline), outcomes, state.elapsed_ms, state.rate)
    scores = ((cap, score_of(timeline, cap, done)) for cap in timeline.caps)
    return replace(summary, scores=tuple(scores))


def _on_the_clock(totals: Totals, rate: Fraction) -> Totals:
    """Convert totals from session time to the clock."""
    if rate == 1:
        return totals

    def scaled(side: SideTotals) -> SideTotals:
        tension = None if side.tension_ms is None else int(side.tension_ms / rate)
        held, work = int(side.held_ms / rate), int(side.work_ms / rate)
        return replace(side, held_ms=held, tension_ms=tension, work_ms=work)

    exercises = (replace(e, sides=tuple(map(scaled, e.sides))) for e in totals.exercises)
    return Totals(tuple(exercises))
