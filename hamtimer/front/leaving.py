"""Leave a run: the closing message and the exit status."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    # Imported only for types: the first screen appears sooner without the player.
    from hamtimer.front.guided import Guided

LATER = "Resume later with: hamtimer resume"
"""The closing message after leaving a run that can be resumed."""
NOT_ALL = "Not all of this run was recorded. Resume where its record ends with: hamtimer resume"
"""The closing message after leaving a run whose record ends before it does."""
NOT_RECORDED = "This run was not recorded, so it cannot be resumed"
"""The closing message after leaving a run that cannot be resumed."""
INTERRUPTED = 128 + signal.SIGINT
"""The exit status after Ctrl+C, as in shells: 128 plus the number of the signal."""
HUNG_UP = 128 + getattr(signal, "SIGHUP", 1)
"""The exit status after the terminal was closed."""


class TerminalClosedError(Exception):
    """The terminal is gone."""


def exit_with(status: int) -> NoReturn:
    """End the program with an exit status that a closed terminal cannot change."""
    discard_unheard()
    sys.exit(status)


def discard_unheard() -> None:
    """Discard unwritable output, which would be retried at exit and change the status."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):
            continue  # there is no such stream
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def closing_message(run: Guided) -> str:
    """Return the closing message about a run that was left; empty if it has not begun."""
    from hamtimer.core.play.state import Status
    from hamtimer.core.run.journal import Kept

    if run.kept is Kept.NOTHING:
        return NOT_RECORDED if run.player.state.status is Status.PAUSED else ""
    return LATER if run.kept is Kept.ALL else NOT_ALL


def question_words(run: Guided) -> str:
    """Return the effect of leaving a run, for the question before it."""
    from hamtimer.core.play.state import Status
    from hamtimer.core.run.journal import Kept

    if run.kept is Kept.ALL:
        return "Everything done so far is kept, and you can resume later."
    if run.kept is Kept.PART:
        return "Not all of this run is recorded. You can resume where its record ends."
    if run.player.state.status is Status.READY:
        return "It has not started yet."
    return "This run is not recorded, so it cannot be resumed."
