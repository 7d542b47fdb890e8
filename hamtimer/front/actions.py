"""The actions of a run: one registry for keys, footer, help, palette and typed commands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Status
from hamtimer.core.timeline.steps import StepKind


class Group(StrEnum):
    """Where an action stands in the help."""

    GO = "Going on"
    BACK = "Going back"
    ADJUST = "Adjusting"
    SOUND = "Sound"
    PROGRAM = "Program"


@dataclass(frozen=True, slots=True)
class Action:
    """Something a person can do during a run, by key, palette or typed line."""

    id: str
    title: str
    """Two or three words, for the footer, the palette and the help."""
    help: str
    """One sentence: what happens."""
    keys: tuple[str, ...]
    """Key names as Textual has them; the first is shown."""
    words: tuple[str, ...]
    """What to type in the plain front; the first is shown."""
    group: Group
    command: Command | None = None
    """What the player is told. None: the front does it itself (sound, help, quit)."""
    footer: bool = True
    """Whether there is room for it in the footer."""


ACTIONS: tuple[Action, ...] = (
    Action(
        "toggle",
        "Pause",
        "Pause the run, and go on in the middle of the phase; where it waits for you, go on.",
        ("space",),
        ("pause", "p", "resume", "go"),
        Group.GO,
        Command.TOGGLE,
    ),
    Action(
        "done",
        "Done",
        "End this hold, set, rest or wait now: what was done is recorded.",
        ("enter", "d", "pagedown"),
        ("done", "d", ""),
        Group.GO,
        Command.DONE,
    ),
    Action(
        "next",
        "Skip",
        "Skip to the next step; a set that was begun counts with what was done.",
        ("right", "n"),
        ("next", "n", "skip"),
        Group.GO,
        Command.NEXT,
    ),
    Action(
        "skip-exercise",
        "Skip exercise",
        "Pass over the rest of this exercise, in every round.",
        ("x",),
        ("skip exercise", "x"),
        Group.GO,
        Command.SKIP_EXERCISE,
        footer=False,
    ),
    Action(
        "back",
        "Back",
        "Go to the beginning of this set or, near it, to the set before. Nothing done is lost.",
        ("left", "b", "pageup"),
        ("back", "b"),
        Group.BACK,
        Command.BACK,
    ),
    Action(
        "restart",
        "Restart set",
        "Begin this set again, or after it the set just done.",
        ("r",),
        ("restart", "r"),
        Group.BACK,
        Command.RESTART,
        footer=False,
    ),
    Action(
        "undo",
        "Undo",
        "Take the last action back: place, clock and record are as they were.",
        ("u", "ctrl+z"),
        ("undo", "u"),
        Group.BACK,
        Command.UNDO,
    ),
    Action(
        "more-rest",
        "+15 s",
        "Make this rest or get-ready 15 seconds longer.",
        ("up", "plus"),
        ("more rest", "rest +"),
        Group.ADJUST,
        Command.MORE_REST,
    ),
    Action(
        "less-rest",
        "-15 s",
        "Make this rest or get-ready 15 seconds shorter.",
        ("down", "minus"),
        ("less rest", "rest -"),
        Group.ADJUST,
        Command.LESS_REST,
    ),
    Action(
        "more-reps",
        "Rep+",
        "One repetition more: in a set of its plan, after it of what was done.",
        ("right_square_bracket",),
        ("more reps", "rep +"),
        Group.ADJUST,
        Command.MORE_REPS,
    ),
    Action(
        "fewer-reps",
        "Rep-",
        "One repetition fewer: in a set of its plan, after it of what was done.",
        ("left_square_bracket",),
        ("fewer reps", "rep -"),
        Group.ADJUST,
        Command.FEWER_REPS,
    ),
    Action(
        "tap",
        "Tap",
        "Tap where one phase goes over into the next, and see how long each truly was.",
        ("t",),
        ("tap", "t"),
        Group.ADJUST,
        footer=False,
    ),
    Action(
        "mute",
        "Mute",
        "Turn the sound off, and on again.",
        ("m",),
        ("mute", "m"),
        Group.SOUND,
    ),
    Action(
        "voice",
        "Voice",
        "Speak the cues too, or no more. The choice is kept for the next run.",
        ("v",),
        ("voice", "v"),
        Group.SOUND,
        footer=False,
    ),
    Action(
        "louder",
        "Louder",
        "One step louder. The volume is kept for the next run.",
        ("greater_than_sign", "0"),
        ("louder", "volume +"),
        Group.SOUND,
        footer=False,
    ),
    Action(
        "quieter",
        "Quieter",
        "One step quieter. The volume is kept for the next run.",
        ("less_than_sign", "9"),
        ("quieter", "volume -"),
        Group.SOUND,
        footer=False,
    ),
    Action(
        "help",
        "Help",
        "Show every key.",
        ("question_mark", "f1", "h"),
        ("help", "?"),
        Group.PROGRAM,
    ),
    Action(
        "quit",
        "Quit",
        "End the run, after asking. What was done is kept and can be resumed.",
        ("q", "escape"),
        ("quit", "q"),
        Group.PROGRAM,
    ),
)

BY_ID = {action.id: action for action in ACTIONS}

TITLES_BY_STATE = {
    "toggle": ("Begin", "Go on", "I'm ready", "Pause"),
    "done": ("I'm ready", "Start", "Done"),
}
"""The titles that some actions take on, by what they would do now; see `title_now`."""


def title_now(action: Action, player: Player) -> str:
    """Return an action's title as it fits the moment: Space pauses, or begins, or goes on."""
    waits = player.step.kind is StepKind.WAIT
    if action.id == "toggle":
        if player.state.status is Status.READY:
            return "Begin"
        if not player.is_running:
            return "Go on"
        return "I'm ready" if waits else "Pause"
    if action.id == "done":
        if waits:
            return "I'm ready"
        works = player.step.kind.is_work and player.state.told_ms >= 0
        return "Done" if works else "Start"
    return action.title


def makes_sense(action: Action, player: Player) -> bool:
    """Whether an action would do anything now, so that a front shows only what it means."""
    if player.is_over:
        if action.command in (Command.MORE_REPS, Command.FEWER_REPS):
            return _reps_can_change(player)
        return action.command in (None, Command.UNDO)
    if action.id == "tap":
        return bool(player.step.reps and player.step.reps.rep_ms)
    if action.command in (None, Command.TOGGLE):
        return True
    if action.command is Command.UNDO:
        return player.can_undo
    return player.state.status is not Status.READY and _changes_something(action.command, player)


def _changes_something(command: Command, player: Player) -> bool:
    """Whether a command would do anything in a run that has begun."""
    step = player.step
    match command:
        case Command.BACK:
            return step.index > 0 or step.kind.is_work
        case Command.RESTART:
            return any(s.kind.is_work for s in player.timeline.steps[: step.index + 1])
        case Command.MORE_REST | Command.LESS_REST:
            return step.kind in (StepKind.REST, StepKind.PREPARE)
        case Command.MORE_REPS | Command.FEWER_REPS:
            return _reps_can_change(player)
        case _:
            return True


def worth_a_place(action: Action, player: Player) -> bool:
    """Whether an action that makes sense should be shown in a footer, where there is little room.

    In a rest, skipping is what "start now" does, and correcting the last set is rare.
    """
    if not action.footer or not makes_sense(action, player):
        return False
    works = player.step.kind.is_work
    if action.command in (Command.NEXT, Command.MORE_REPS, Command.FEWER_REPS):
        return works
    return True


def _reps_can_change(player: Player) -> bool:
    """Whether there are repetitions to plan anew in this set, or to correct after it."""
    step, plan = player.step, player.step.reps
    if player.is_over or not step.kind.is_work:
        return any(player.timeline.steps[done.step].reps for done in player.outcomes())
    return plan is not None and (plan.count is not None or not plan.rep_ms)


def action_of(line: str) -> Action | None:
    """Find the action that a typed line means, or None."""
    words = " ".join(line.lower().split())
    return next((action for action in ACTIONS if words in action.words), None)
