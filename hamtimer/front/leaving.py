"""Leaving a run: what the person is told, and what the shell."""

from __future__ import annotations

import os
import signal
import sys
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    # The first screen is there sooner without the player that this brings.
    from hamtimer.front.steered import Steered

LATER = "Resume later with: hamtimer resume"
"""The last word when a run is left that can be resumed."""
NOT_RECORDED = "This run was not recorded, so it cannot be resumed"
"""The last word when a run is left that cannot."""
INTERRUPTED = 128 + signal.SIGINT
"""The exit status after Ctrl-C, as shells have it: 128 and the number of the signal."""
HUNG_UP = 128 + getattr(signal, "SIGHUP", 1)
"""The exit status after the terminal was closed."""


class TerminalClosedError(Exception):
    """The terminal that was written to is gone."""


def exit_with(status: int) -> NoReturn:
    """End the program with an exit status that a closed terminal cannot change."""
    discard_unheard()
    sys.exit(status)


def discard_unheard() -> None:
    """Discard what cannot be written: at the end it would be tried again, and change the status."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, ValueError):
            continue  # there is no such stream
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def last_word(run: Steered) -> str:
    """Return what to say of a run that was left; nothing where there is nothing to resume."""
    if run.can_be_resumed:
        return LATER
    from hamtimer.core.play.state import Status

    return NOT_RECORDED if run.player.state.status is Status.PAUSED else ""


def question_words(run: Steered) -> str:
    """Return what leaving would do to a run, for the question before it."""
    if run.can_be_resumed:
        return "Everything done so far is kept, and you can resume later."
    from hamtimer.core.play.state import Status

    if run.player.state.status is Status.READY:
        return "It has not started yet."
    return "This run is not recorded, so it cannot be resumed."
