"""`hamtimer resume`: resume a run that was interrupted."""

from __future__ import annotations

from pathlib import Path

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.fronts import play_recorded
from hamtimer.cli.play_options import Playing, play_options
from hamtimer.cli.terminal import say
from hamtimer.core.errors import UserError
from hamtimer.core.play.clock import now_ms
from hamtimer.core.run.header import JournalError
from hamtimer.core.run.journal_reader import Recorded
from hamtimer.core.run.run import Run
from hamtimer.core.text import literal
from hamtimer.front.words.history import when_text
from hamtimer.front.words.summary import done_lines
from hamtimer.home import wall_clock
from hamtimer.home.folders import runs_folder
from hamtimer.home.records.resume import ChangedError, find_interrupted, resume
from hamtimer.home.settings import Settings


@click.command(
    "resume",
    short_help="Resume an interrupted run.",
    epilog=examples("hamtimer resume", "hamtimer resume --plain"),
)
@play_options
def command(*, playing: Playing) -> None:
    """Resume the newest run that was interrupted, in the middle of its set.

    Everything done so far still counts. If the newest run cannot be resumed, the reason is shown
    and the next older one is resumed.
    """
    folder, settings = runs_folder(), playing.settings()
    run, recorded = _resume_newest(folder, settings)
    play_recorded(run, recorded.header.file, playing, settings)


def _resume_newest(folder: Path, settings: Settings) -> tuple[Run, Recorded]:
    """Resume the newest run that can be resumed; raise `UserError` when there is none."""
    for recorded in find_interrupted(folder):
        try:
            return resume(recorded, now_ms(), settings.signals), recorded
        except ChangedError as changed:
            _sum_up(changed)
            raise UserError("the run is closed", "for an older one: hamtimer resume") from None
        except JournalError as error:
            click.echo(literal(error), err=True)
        except OSError as error:
            msg = f"{recorded.path}: the run cannot be recorded ({error.strerror})"
            click.echo(literal(msg), err=True)
    raise UserError("there is no run to resume", "to list your runs: hamtimer history")


def _sum_up(changed: ChangedError) -> None:
    """Show what was done in a run that cannot be resumed."""
    header = changed.recorded.header
    today = wall_clock.today()
    click.echo(literal(changed), err=True)
    say(f"{literal(header.name)}, {when_text(header.started, today)}")
    for line in done_lines(changed.summary, "Stopped after"):
        say(line)
