"""Stop offering an interrupted run, or offer it again. It stays in history as it is."""

from __future__ import annotations

from pathlib import Path

from hamtimer.core.errors import UserError
from hamtimer.core.run.journal import Journal
from hamtimer.core.run.tally import DISMISSED


def dismiss_run(path: Path, *, dismissed: bool = True) -> None:
    """Add the line to a record by which it is not offered any more, or is again.

    Raises:
        JournalError: When the record cannot be read.
        UserError: When it cannot be written.
        OSError: When it cannot be opened, or a program follows the run right now.
    """
    journal, _ = Journal.reopen(path, 0)
    try:
        journal.write_note({DISMISSED: dismissed}, 0, sync=True)
        if journal.problem:
            raise UserError(journal.problem)
    finally:
        journal.close()
