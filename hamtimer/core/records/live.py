"""Reports on a run in progress, or one that has just ended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.commands import Command
from hamtimer.core.play.outcomes import Outcome, Result, best_attempts
from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Event, EventKind
from hamtimer.core.records.edits import Done, Edit, edit_lines, find_work
from hamtimer.core.run.run import Run
from hamtimer.core.run.self_reports import SelfReport, SelfReports, read_report, report_line
from hamtimer.core.run.tally import EDITED, REPORT, read_outcome
from hamtimer.core.session.progression import PAIN_LIMIT

MOST_PRESSES = 50
"""A larger change of reps is one correction instead of several key presses."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place to report on: the whole run, or one of its sets."""

    exercise: str | None = None
    """The id of the exercise; None: the whole run."""
    set_number: int | None = None
    name: str = ""
    """The name of the exercise, or of the variant in its place."""


WHOLE_RUN = Place()


def places(player: Player) -> tuple[Place, ...]:
    """Return the places to report on: the whole run, then each set with work done."""
    every, timeline = player.attempts(), player.timeline
    tried = [o for o in every if o.result not in _NOTHING_DONE and timeline.has_step(o.step)]
    sets = dict.fromkeys(_place(player, outcome) for outcome in tried)
    return (WHOLE_RUN, *sets)


_NOTHING_DONE = (Result.SKIPPED, Result.NOT_REACHED)


def _place(player: Player, outcome: Outcome) -> Place:
    step = player.timeline.step_of(outcome.step)
    exercise = step.exercise
    return Place(exercise.base or exercise.id, step.set_number, exercise.name)


def can_say(player: Player) -> bool:
    """Return whether it is time for a report: a set was done, and none is running."""
    if player.is_over:
        return True
    works = player.step.kind.is_work and player.is_running
    return not works and len(places(player)) > 1


@dataclass(frozen=True, slots=True)
class Back:
    """How to undo a report: lines of the record, and key presses."""

    lines: tuple[Mapping[str, Any], ...] = ()
    presses: tuple[Command, ...] = ()


@dataclass(frozen=True, slots=True)
class Reported:
    """The result of a report."""

    events: tuple[Event, ...]
    """The events up to that moment."""
    back: Back
    """How to undo it."""


def say(run: Run, place: Place, edits: Sequence[Edit], now: int) -> Reported:
    """Record a report on a place, completely or not at all.

    Raises:
        UserError: When the place has no such side, or no reps.
    """
    events = run.advance(now)
    lines, presses = list[Mapping[str, Any]](), list[Command]()
    done = Done(plan_of(run.player.timeline), run.player.attempts(), run.player.state.rate)
    for edit in edits:
        placed = replace(edit, exercise=place.exercise, set_number=place.set_number)
        said = edit_lines(done, placed)
        keys = _presses(run, done, placed)
        lines += (line for line in said if REPORT in line) if keys else said
        presses += keys
    back = Back(tuple(_opposites(run, lines)), tuple(_OPPOSITE[key] for key in presses))
    return Reported((*events, *_carry_out(run, Back(tuple(lines), tuple(presses)), now)), back)


def take_back(run: Run, back: Back, now: int) -> tuple[Event, ...]:
    """Undo a report; return the events up to `now`."""
    return (*run.advance(now), *_carry_out(run, back, now))


def _carry_out(run: Run, said: Back, now: int) -> tuple[Event, ...]:
    run.add_lines(said.lines, now)
    return tuple(event for command in said.presses for event in run.do(command, now))


_OPPOSITE = {
    Command.MORE_REPS: Command.FEWER_REPS,
    Command.FEWER_REPS: Command.MORE_REPS,
}


def _opposites(run: Run, lines: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield the lines that restore the current reports."""
    before = {outcome.step: outcome for outcome in run.outcomes()}
    held = {one.place: one.values for one in SelfReports(run.said).places()}
    for line in lines:
        report, outcome = read_report(line), read_outcome(line)
        if report is not None:
            was = held.get(report.place, {})
            yield report_line(replace(report, values={key: was.get(key) for key in report.values}))
        elif outcome is not None and outcome.step in before:
            again = replace(before[outcome.step], corrected=True)
            yield {"event": EventKind.OUTCOME.value, **asdict(again), EDITED: True}


def _presses(run: Run, done: Done, edit: Edit) -> list[Command]:
    """Return the key presses that correct the reps of the last set; none for another set.

    They go through the player, so that they can be undone and corrected further by key.
    """
    player = run.player
    if edit.reps is None or player.scored_cap is not None:
        return []
    if player.step.kind.is_work and not player.is_over:
        return []
    timeline = player.timeline
    counted = [one for one in done.log if timeline.step_of(one.step).reps]
    step = find_work(done, edit).step
    if not counted or counted[-1].step != step or any(c.step == step for c in run.corrections):
        return []
    change = edit.reps - (best_attempts(done.log)[step].reps or 0)
    if abs(change) > MOST_PRESSES:
        return []
    return [Command.MORE_REPS if change > 0 else Command.FEWER_REPS] * abs(change)


def said_of(run: Run, place: Place) -> Iterator[SelfReport]:
    """Yield the current reports on a place, by side."""
    ids = {e.base or e.id for e in run.player.timeline.session.exercises()}
    # A report on the run applies to its only exercise.
    exercise = ids.pop() if place.exercise is None and len(ids) == 1 else place.exercise
    for report in SelfReports(run.said).places():
        if (report.exercise, report.set_number) == (exercise, place.set_number):
            yield report


def pain_over_limit(
    player: Player, place: Place, edits: Sequence[Edit]
) -> tuple[float, int] | None:
    """Return the worst pain among `edits` that exceeds its limit, with the limit."""
    said = [edit.said.get("pain") for edit in edits]
    worst = max((float(pain) for pain in said if isinstance(pain, int | float)), default=None)
    limit = _pain_limit(player, place)
    return (worst, limit) if worst is not None and worst > limit else None


def _pain_limit(player: Player, place: Place) -> int:
    """Return the limit of an exercise; of the whole run, the lowest."""
    limits = [
        exercise.progression.rule.pain_limit
        for exercise in player.timeline.session.exercises()
        if exercise.progression.rule is not None
        and place.exercise in (None, exercise.base or exercise.id)
    ]
    return min(limits, default=PAIN_LIMIT)
