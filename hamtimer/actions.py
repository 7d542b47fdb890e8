"""The actions of a run: one registry for keys, footer, help, palette and typed commands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hamtimer.core.player import Command


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
        "Rest +15 s",
        "Make this rest or get-ready 15 seconds longer.",
        ("up", "plus"),
        ("more rest", "rest +"),
        Group.ADJUST,
        Command.MORE_REST,
    ),
    Action(
        "less-rest",
        "Rest -15 s",
        "Make this rest or get-ready 15 seconds shorter.",
        ("down", "minus"),
        ("less rest", "rest -"),
        Group.ADJUST,
        Command.LESS_REST,
    ),
    Action(
        "more-reps",
        "Rep +1",
        "One repetition more: in a set of its plan, after it of what was done.",
        ("right_square_bracket",),
        ("more reps", "rep +"),
        Group.ADJUST,
        Command.MORE_REPS,
    ),
    Action(
        "fewer-reps",
        "Rep -1",
        "One repetition fewer: in a set of its plan, after it of what was done.",
        ("left_square_bracket",),
        ("fewer reps", "rep -"),
        Group.ADJUST,
        Command.FEWER_REPS,
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


def action_of(line: str) -> Action | None:
    """Find the action that a typed line means, or None."""
    words = " ".join(line.lower().split())
    return next((action for action in ACTIONS if words in action.words), None)
