"""The summary of a run: what was done, compared with the plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hamtimer.core.play.outcomes import Outcome
from hamtimer.core.play.player import Player
from hamtimer.core.play.score import PlayedCap
from hamtimer.core.play.state import Status
from hamtimer.core.play.summary import Summary, summary_of
from hamtimer.core.play.totals import ExerciseTotals, SideTotals
from hamtimer.core.records.dose import Dose
from hamtimer.core.text import clock_text, count_text, literal
from hamtimer.core.timeline.steps import Cap
from hamtimer.front.doses import Doses
from hamtimer.front.words.exercises import cap_words, planned_sets, score_words


def summary_lines(
    player: Player, outcomes: Sequence[Outcome] | None = None, doses: Doses | None = None
) -> Iterator[str]:
    """Yield the summary of a run: its duration, what was done, and its pauses.

    `outcomes` are the corrected ones, if any; `doses` state how much was measured.
    """
    ended = {Status.FINISHED: "Done in", Status.STOPPED: "Stopped after"}
    words = ended.get(player.state.status, "Left after")
    yield from done_lines(summary_of(player, outcomes), words, doses)
    if player.pauses:
        paused = clock_text(player.paused_ms)
        yield f"{count_text(player.pauses, 'pause')}, {paused} in all"


def done_lines(summary: Summary, ended: str, doses: Doses | None = None) -> Iterator[str]:
    """Yield how the run `ended`, then a line for each exercise of its work part."""
    done = {exercise.id: exercise for exercise in summary.done.exercises}
    yield f"{ended} {clock_text(summary.elapsed_ms)}:"
    for plan in summary.planned.exercises:
        found = done.get(plan.id)
        words = _done_words(plan, found, doses or {}) if found else "nothing"
        yield f"  {literal(plan.name)}: {words}"
    yield from score_lines(summary)


def score_lines(summary: Summary) -> Iterator[str]:
    """Yield what was done in each block with a time cap."""
    for cap, score in summary.scores:
        yield f"  {cap_title(cap)}: {score_words(score)}"


def cap_title(cap: Cap | PlayedCap) -> str:
    """Return the name of a block with a time cap, and the cap."""
    return f"{literal(cap.block) or 'Rounds'}, {cap_words(cap)}"


def _done_words(plan: ExerciseTotals, done: ExerciseTotals, doses: Doses) -> str:
    planned = {side.side: side for side in plan.sides}
    sides = [
        _side_words(side, planned.get(side.side), doses.get((done.id, side.side)))
        for side in done.sides
    ]
    return ", ".join([sets_done_words(plan, done.sets), *sides])


def sets_done_words(plan: ExerciseTotals, sets: int) -> str:
    """Return how many sets were done: `2 of 3 sets`, or `4 sets` if fewer were planned."""
    return f"{sets} of {planned_sets(plan)}" if sets <= plan.sets else count_text(sets, "set")


def reps_done_words(planned: int, reps: int) -> str:
    """Return how many reps were done: `8 of 10 reps`, or `12 reps` if fewer were planned."""
    return f"{reps} of {count_text(planned, 'rep')}" if reps <= planned else count_text(reps, "rep")


def _side_words(done: SideTotals, plan: SideTotals | None, dose: Dose | None) -> str:
    planned, words = plan.reps if plan else 0, []
    if done.reps or planned:
        words.append(reps_done_words(planned, done.reps))
        if done.uncounted:
            words.append(f"{count_text(done.uncounted, 'set')} not counted")
    if done.tension_ms is None and not (dose and dose.measured_ms):
        words.append(f"{clock_text(done.work_ms)} of work")
    else:
        words.append(tension_words(done.tension_ms, dose))
    return f"{done.side.word} {', '.join(words)}".strip()


def tension_words(tension_ms: int | None, dose: Dose | None = None) -> str:
    """Return time under tension: by plan, or as measured according to the `dose`."""
    if dose is not None and dose.measured_ms:
        rest = ((dose.by_plan_ms, "by plan"), (dose.unknown_ms, "not known"))
        parts = [f"{clock_text(dose.measured_ms)} under tension measured"]
        parts += [f"{clock_text(ms)} {how}" for ms, how in rest if ms]
        return f"{', '.join(parts)} ({coverage_words(dose)} measured)"
    if tension_ms is None:
        return "time under tension not known"
    return f"{clock_text(tension_ms)} under tension by plan"


NOTHING = "-"


def coverage_words(dose: Dose) -> str:
    """Return the measured share of the work: `71 %`."""
    return NOTHING if dose.coverage is None else f"{dose.coverage:.0%}".replace("%", " %")
