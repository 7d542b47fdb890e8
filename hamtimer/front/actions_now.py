"""The current title of an action, whether it is possible, and its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hamtimer.core.play.commands import Command
from hamtimer.front.actions import Action

if TYPE_CHECKING:
    # The first screen has actions before there is anything to play.
    from hamtimer.core.play.player import Player
    from hamtimer.front.guided import Guided


def title_now(action: Action, player: Player) -> str:
    """Return the current title of an action: Space pauses, starts or resumes."""
    from hamtimer.core.play.state import Status
    from hamtimer.core.timeline.steps import StepKind

    waits = player.step.kind is StepKind.WAIT
    if action.id == "toggle":
        begins = "Start" if player.state.status is Status.READY else "Resume"
        return begins if not player.is_running else "I'm ready" if waits else "Pause"
    if action.id == "done":
        if waits:
            return "I'm ready"
        return "Done" if player.step.kind.is_work and player.has_begun else "Start"
    if action.id == "round-done" and player.running_cap is not None:
        return "Round done"
    return action.title


def is_offered(action: Action, player: Player, now: int) -> bool:
    """Return whether an action would have an effect at the clock's `now`.

    Every front checks this before it shows an action or carries it out.
    """
    if action.command is not None:
        return player.can(action.command, now)
    if action.id == "keep":
        return differs_from_plan(player)
    if action.id == "felt":
        from hamtimer.core.records.live import can_say

        return can_say(player)
    return action.id != "tap" or can_be_tapped(player)


def differs_from_plan(player: Player) -> bool:
    """Return whether anything differed from the plan that the file could express."""
    state = player.state
    if state.rest_changes or state.skipped:
        return True
    return any(
        plan is not None
        and plan.total is not None
        and one.reps
        and not one.by_plan
        # Within the range is as planned.
        and not plan.least * len(plan.sides) <= one.reps <= plan.total
        for one in state.outcomes
        for plan in (player.timeline.step_of(one.step).reps,)
    )


def can_be_tapped(player: Player) -> bool:
    """Return whether there are turns to tap: a set with a tempo is running."""
    return player.is_running and bool(player.step.reps and player.step.reps.rep_ms)


def is_to_be_tapped(guided: Guided, *, every: bool = False) -> bool:
    """Return whether each turn should be tapped now, as the session says or in `every` set.

    The tap of the last turn comes after the end of the set.
    """
    player = guided.player
    step = player.step if can_be_tapped(player) else guided.meter.pending_step
    return step is not None and (every or step.exercise.measure)


def commands_of(action: Action, player: Player) -> tuple[Command, ...]:
    """Return the commands that carry out an action now.

    A step started during a pause does not start paused.
    """
    if action.command is None:
        return ()
    from hamtimer.core.play.state import Status

    starts = action.command is Command.DONE and not player.step.kind.is_work
    if starts and player.state.status is Status.PAUSED:
        return Command.RESUME, Command.DONE
    return (action.command,)
