"""The actions of a run: one registry for keys, footer, help, palette and typed commands."""

from __future__ import annotations

import re
from enum import StrEnum

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.commands import Command
from hamtimer.core.text import normalized


class Group(StrEnum):
    """The heading that an action has in the help."""

    GO = "Moving on"
    BACK = "Going back"
    ADJUST = "Adjusting"
    PLAN = "Changing what comes"
    SOUND = "Sound"
    PROGRAM = "Program"


@dataclass(frozen=True, slots=True)
class Action:
    """An action during a run, by key, palette or typed line."""

    id: str
    title: str
    """Two or three words, for the footer, the palette and the help."""
    help: str
    """One sentence about its effect."""
    keys: tuple[str, ...]
    """Key names in Textual's spelling; the first is shown."""
    words: tuple[str, ...]
    """Words to type in the plain front; the first is shown."""
    group: Group
    command: Command | None = None
    """The command to the player. None: the front does it itself (sound, help, quit)."""
    asks: str = ""
    """What the front asks for first, as the value of the command; empty: nothing."""


ACTIONS: tuple[Action, ...] = (
    Action(
        "toggle",
        "Pause",
        "Pause, or resume in the middle of the phase; in a wait, continue.",
        ("space",),
        ("pause", "p", "resume", "go"),
        Group.GO,
        Command.TOGGLE,
    ),
    Action(
        "done",
        "Done",
        "End this hold, set, rest or wait now; what was done is recorded.",
        ("enter", "d", "pagedown"),
        ("done", "d", ""),
        Group.GO,
        Command.DONE,
    ),
    Action(
        "next",
        "Skip",
        "Skip to the next step; what was done of this set is recorded.",
        ("right", "n"),
        ("next", "n", "skip"),
        Group.GO,
        Command.NEXT,
    ),
    Action(
        "back",
        "Back",
        "Go back to the beginning of this set or, near it, to the set before. Nothing is lost.",
        ("left", "b", "pageup"),
        ("back", "b"),
        Group.BACK,
        Command.BACK,
    ),
    Action(
        "undo",
        "Undo",
        "Undo the last action: position, clock and record are restored.",
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
        "felt",
        "How it felt",
        "Note effort, pain, load, reps or a remark on the set just done.",
        ("f",),
        ("felt", "f"),
        Group.ADJUST,
    ),
    Action(
        "mute",
        "Mute",
        "Turn the sound off or on.",
        ("m",),
        ("mute", "m"),
        Group.SOUND,
    ),
    Action(
        "more-reps",
        "Rep+",
        "Add one rep: to the plan during a set, to the result after it.",
        ("right_square_bracket",),
        ("more reps", "rep +"),
        Group.ADJUST,
        Command.MORE_REPS,
    ),
    Action(
        "fewer-reps",
        "Rep-",
        "Remove one rep: from the plan during a set, from the result after it.",
        ("left_square_bracket",),
        ("fewer reps", "rep -"),
        Group.ADJUST,
        Command.FEWER_REPS,
    ),
    Action(
        "later",
        "Later",
        "Do this exercise after the next one, if its machine is taken; again: even later.",
        ("l",),
        ("later", "l"),
        Group.PLAN,
        Command.LATER,
    ),
    Action(
        "another-set",
        "Another set",
        "Do one more set of what you are doing, or have just done.",
        ("a",),
        ("another set", "a"),
        Group.PLAN,
        Command.ANOTHER_SET,
    ),
    Action(
        "easier",
        "Easier",
        "Use the next easier variant from now on. A set in progress starts again.",
        ("j",),
        ("easier", "j"),
        Group.PLAN,
        Command.EASIER,
    ),
    Action(
        "harder",
        "Harder",
        "Use the next harder variant from now on. A set in progress starts again.",
        ("k",),
        ("harder", "k"),
        Group.PLAN,
        Command.HARDER,
    ),
    Action(
        "go-to",
        "Go to",
        "Go to another exercise. You can return to what you pass over.",
        ("g",),
        ("go to 3", "exercise 3", "go to", "g"),
        Group.PLAN,
        Command.GO_TO,
        asks="exercise",
    ),
    Action(
        "fit",
        "Less time",
        "Enter the minutes you have, see what is left out from the end, and accept it.",
        ("w",),
        ("20 minutes", "minutes", "w"),
        Group.PLAN,
        Command.FIT,
        asks="minutes",
    ),
    Action(
        "round-done",
        "Round+",
        "Under a time cap: this round is done as planned. After the cap: add one round.",
        ("o",),
        ("round done", "round +"),
        Group.ADJUST,
        Command.ROUND_DONE,
    ),
    Action(
        "fewer-rounds",
        "Round-",
        "After a time cap: remove one round from the result.",
        ("O",),
        ("fewer rounds", "round -"),
        Group.ADJUST,
        Command.FEWER_ROUNDS,
    ),
    Action(
        "next-score",
        "Next score",
        "After several time caps: choose the block whose rounds and reps you correct.",
        ("c",),
        ("next score",),
        Group.ADJUST,
        Command.NEXT_SCORE,
    ),
    Action(
        "restart",
        "Restart set",
        "Start this set again; after it, the set just done.",
        ("r",),
        ("restart", "r"),
        Group.BACK,
        Command.RESTART,
    ),
    Action(
        "skip-exercise",
        "Skip exercise",
        "Skip the rest of this exercise, in every round.",
        ("x",),
        ("skip exercise", "x"),
        Group.GO,
        Command.SKIP_EXERCISE,
    ),
    Action(
        "tap",
        "Tap",
        "Tap at each phase change to see how long the phase actually lasted.",
        ("t",),
        ("tap", "t"),
        Group.ADJUST,
    ),
    Action(
        "voice",
        "Voice",
        "Turn spoken cues on or off. The choice is kept for the next run.",
        ("v",),
        ("voice", "v"),
        Group.SOUND,
    ),
    Action(
        "louder",
        "Louder",
        "Turn the volume up one step. It is kept for the next run.",
        ("greater_than_sign", "0"),
        ("louder", "volume +"),
        Group.SOUND,
    ),
    Action(
        "quieter",
        "Quieter",
        "Turn the volume down one step. It is kept for the next run.",
        ("less_than_sign", "9"),
        ("quieter", "volume -"),
        Group.SOUND,
    ),
    Action(
        "keep",
        "Keep",
        "Keep today's changes in the file: reps, rests, what was left out. You see them first.",
        ("K",),
        ("keep",),
        Group.PROGRAM,
    ),
    Action(
        "help",
        "Help",
        "Show all keys.",
        ("question_mark", "f1", "h"),
        ("help", "?"),
        Group.PROGRAM,
    ),
    Action(
        "quit",
        "Quit",
        "Leave the run, after a question. What was done is kept; the run can be resumed.",
        ("q", "escape"),
        ("quit", "q"),
        Group.PROGRAM,
    ),
)
"""In order of importance: a footer shows as many of the first as fit."""

BY_ID = {action.id: action for action in ACTIONS}


def action_of(line: str) -> Action | None:
    """Return the action that a typed line names, or None."""
    words = normalized(line)
    for action_id, pattern in _WITH_NUMBER.items():
        if re.fullmatch(pattern, words):
            return BY_ID[action_id]
    return next((action for action in ACTIONS if words in action.words), None)


def number_in(line: str) -> str:
    """Return the number in a typed line, for an action that asks for one; empty: none."""
    found = re.search(r"[0-9]+", line)
    return found[0] if found else ""


_WITH_NUMBER = {
    "go-to": r"(go to|exercise|g) [0-9]{1,3}",
    "fit": r"(i have )?[0-9]{1,3} ?(minutes?|min|m)",
}
"""What can be typed for actions that ask for a number, besides their words."""
