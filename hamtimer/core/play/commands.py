"""The commands of a run."""

from __future__ import annotations

from enum import StrEnum


class Command(StrEnum):
    """A command of the person to the player."""

    START = "start"
    PAUSE = "pause"
    RESUME = "resume"
    TOGGLE = "toggle"
    """The main key: start, pause, resume; while the run waits for the person, continue."""
    DONE = "done"
    """Done: end an open or running set, a rest or a wait, and continue."""
    COMPLETE = "complete"
    """All reps of this set are done earlier than its tempo plans: end it as done."""
    NEXT = "next"
    """Skip the step."""
    BACK = "back"
    RESTART = "restart"
    SKIP_EXERCISE = "skip-exercise"
    ROUND_DONE = "round-done"
    """The round of a block with a time cap is done; after the block: add a round to the result."""
    FEWER_ROUNDS = "fewer-rounds"
    """After a block with a time cap: one round less was done."""
    NEXT_SCORE = "next-score"
    """After several blocks with a time cap: correct the next of them from now on."""
    LATER = "later"
    """Do this exercise after the next one."""
    ANOTHER_SET = "another-set"
    EASIER = "easier"
    HARDER = "harder"
    GO_TO = "go-to"
    """Go to an exercise; its value is the exercise's id."""
    FIT = "fit"
    """Leave out what does not fit into a time; its value is the time in minutes."""
    UNDO = "undo"
    MORE_REST = "more-rest"
    LESS_REST = "less-rest"
    MORE_REPS = "more-reps"
    FEWER_REPS = "fewer-reps"
    STOP = "stop"


CHANGES_PLAN = frozenset(
    (
        Command.LATER,
        Command.ANOTHER_SET,
        Command.EASIER,
        Command.HARDER,
        Command.GO_TO,
        Command.FIT,
    )
)
"""The commands that change the remaining work, or its order."""
UNDOABLE = frozenset(
    (
        Command.DONE,
        Command.COMPLETE,
        Command.TOGGLE,
        Command.NEXT,
        Command.BACK,
        Command.RESTART,
        Command.SKIP_EXERCISE,
        Command.ROUND_DONE,
        Command.FEWER_ROUNDS,
        *CHANGES_PLAN,
        Command.MORE_REST,
        Command.LESS_REST,
        Command.MORE_REPS,
        Command.FEWER_REPS,
        Command.STOP,
    )
)
"""The commands that can be undone."""
BEFORE_THE_START = frozenset(
    (Command.START, Command.RESUME, Command.TOGGLE, Command.DONE, Command.STOP)
)
"""The commands that apply before a run has started."""
AFTER_THE_END = frozenset(
    (
        Command.UNDO,
        Command.MORE_REPS,
        Command.FEWER_REPS,
        Command.ROUND_DONE,
        Command.FEWER_ROUNDS,
        Command.NEXT_SCORE,
    )
)
"""The commands that apply after a run: undo its end, correct what was done last."""
