"""Stop offering an interrupted run, or offer it again. History is unaffected."""

from __future__ import annotations

from pathlib import Path

from hamtimer.core.errors import UserError
from hamtimer.core.run.journal import Journal
from hamtimer.core.run.tally import DISMISSED


def dismiss_run(path: Path, *, dismissed: bool = True) -> None:
    """Add a line to a record so that its run is no longer offered, or is offered again.

    Raises:
        JournalError: When the record cannot be read.
        UserError: When it cannot be written.
        OSError: When it cannot be opened, or a program is playing the run right now.
    """
    journal, _ = Journal.reopen(path, 0)
    try:
        journal.write_note({DISMISSED: dismissed}, 0, sync=True)
        if journal.problem:
            raise UserError(journal.problem)
    finally:
        journal.close()
