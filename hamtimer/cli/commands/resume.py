"""`hamtimer resume`: go on with a run that was broken off."""

from __future__ import annotations

import click

from hamtimer.cli.help import examples
from hamtimer.cli.opening import Failure
from hamtimer.cli.play_options import Playing, play_options
from hamtimer.cli.playing import play_recorded
from hamtimer.core.play.clock import now_ms
from hamtimer.core.run.journal import JournalError, find_unfinished
from hamtimer.home.folders import runs_folder
from hamtimer.home.replay import resume


@click.command("resume", epilog=examples("hamtimer resume", "hamtimer resume --plain"))
@play_options
def command(*, playing: Playing) -> None:
    """Go on with the newest run that was broken off.

    It goes on in the middle of the set where it was, with everything done still counted.
    """
    unfinished = next(find_unfinished(runs_folder()), None)
    if unfinished is None:
        msg = "there is no run to go on with; hamtimer history shows what was done"
        raise Failure(msg)
    try:
        run = resume(unfinished, now_ms())
    except JournalError as error:
        raise Failure(str(error)) from None
    except OSError as error:
        msg = f"{unfinished.path}: this record cannot be written ({error.strerror})"
        raise Failure(msg) from None
    play_recorded(run, unfinished.header.file, playing)
