"""The handlers of commands: from the moment of a command to its effect."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hamtimer.core.play.adjust import REST_CHANGE_MS, change_reps, change_rest
from hamtimer.core.play.changes import add_set, change_variant, go_to_exercise, postpone
from hamtimer.core.play.clock_commands import pause, start, stop
from hamtimer.core.play.commands import Command
from hamtimer.core.play.corrections import choose_next_score, correct_score
from hamtimer.core.play.fit import can_be_shorter, fit_into
from hamtimer.core.play.moment import Effect, Moment
from hamtimer.core.play.moves import (
    back,
    complete,
    finish,
    finish_round,
    restart,
    skip,
    skip_exercise,
    toggle,
)
from hamtimer.core.play.plan_change import Change, change_plan

CHANGES: Mapping[Command, Callable[[Moment], Change | None]] = {
    Command.LATER: postpone,
    Command.ANOTHER_SET: add_set,
    Command.EASIER: lambda moment: change_variant(moment, -1),
    Command.HARDER: lambda moment: change_variant(moment, 1),
}
"""The changes of the plan, which are cheap to find but expensive to lay out."""
HANDLERS: Mapping[Command, Callable[[Moment], Effect | None]] = {
    Command.START: start,
    Command.PAUSE: pause,
    Command.RESUME: start,
    Command.TOGGLE: toggle,
    Command.DONE: finish,
    Command.COMPLETE: complete,
    Command.NEXT: skip,
    Command.BACK: back,
    Command.RESTART: restart,
    Command.SKIP_EXERCISE: skip_exercise,
    Command.ROUND_DONE: lambda moment: finish_round(moment) or correct_score(moment, 1, 0),
    Command.FEWER_ROUNDS: lambda moment: correct_score(moment, -1, 0),
    Command.NEXT_SCORE: choose_next_score,
    Command.MORE_REST: lambda moment: change_rest(moment, REST_CHANGE_MS),
    Command.LESS_REST: lambda moment: change_rest(moment, -REST_CHANGE_MS),
    Command.MORE_REPS: lambda moment: change_reps(moment, 1),
    Command.FEWER_REPS: lambda moment: change_reps(moment, -1),
    Command.GO_TO: go_to_exercise,
    Command.FIT: fit_into,
    Command.STOP: stop,
}
"""All other commands except UNDO, which needs more than a moment."""


def carry_out(command: Command, moment: Moment) -> Effect | None:
    """Return the effect of a command; None: no effect."""
    if command not in CHANGES:
        return HANDLERS[command](moment)
    change = CHANGES[command](moment)
    return None if change is None else change_plan(moment, change)


def would_do(command: Command, moment: Moment) -> bool:
    """Return whether a command would have an effect; like `carry_out`, but without laying out."""
    if command in CHANGES:
        return CHANGES[command](moment) is not None
    if command is Command.FIT and not moment.value:
        return can_be_shorter(moment)
    effect = HANDLERS[command](moment)
    return effect is not None and bool(effect.events)
