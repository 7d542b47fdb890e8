"""What a run came to: done against planned."""

from __future__ import annotations

from collections.abc import Iterator

from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Status
from hamtimer.core.play.totals import ExerciseTotals, SideTotals, done_totals, plan_totals
from hamtimer.core.text import clock_text, count_text, literal
from hamtimer.front.words.exercises import planned_sets


def summary_lines(player: Player) -> Iterator[str]:
    """Return the summary of a run, a line for each exercise of its work part."""
    planned = plan_totals(player.timeline)
    done = {d.exercise.id: d for d in done_totals(player.timeline, player.outcomes()).exercises}
    words = "Stopped after" if player.state.status is Status.STOPPED else "Done in"
    yield f"{words} {clock_text(player.state.elapsed_ms)}:"
    for plan in planned.exercises:
        name = literal(plan.exercise.name)
        found = done.get(plan.exercise.id)
        yield f"  {name}: {_done_words(plan, found) if found else 'nothing'}"
    if player.pauses:
        paused = clock_text(player.paused_ms)
        yield f"{count_text(player.pauses, 'pause')}, {paused} in all"


def _done_words(plan: ExerciseTotals, done: ExerciseTotals) -> str:
    planned = {side.side: side for side in plan.sides}
    sides = [_side_words(side, planned.get(side.side)) for side in done.sides]
    return ", ".join([f"{done.sets} of {planned_sets(plan)}", *sides])


def _side_words(done: SideTotals, plan: SideTotals | None) -> str:
    words = [] if done.side == "both" else [done.side.value]
    if plan and plan.reps:
        words.append(f"{done.reps} of {count_text(plan.reps, 'rep')},")
    elif done.reps:
        words.append(f"{count_text(done.reps, 'rep')},")
    words.append(f"{clock_text(done.tension_ms)} under tension")
    return " ".join(words)
