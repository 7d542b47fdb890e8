"""Correct a record by adding lines; nothing in it is rewritten."""

from __future__ import annotations

from pathlib import Path

from hamtimer.core.errors import UserError
from hamtimer.core.records.edits import Done, Edit, edit_lines
from hamtimer.core.run.journal import Journal
from hamtimer.core.run.played import Played
from hamtimer.home.records.convert import convert_record


def edit_record(path: Path, *edits: Edit) -> None:
    """Add corrections to a record, all of them or none.

    Raises:
        UserError: When the record cannot be read, or it has no such set.
        OSError: When it cannot be written, or a program is playing the run right now.
    """
    convert_record(path)
    journal, recorded = Journal.reopen(path, 0)
    try:
        tally = recorded.tally()
        played = tally.played or Played()
        done = Done(played.plan, tally.own_log, played.rate)
        lines = [line for edit in edits for line in edit_lines(done, edit)]
        journal.write_notes(lines, 0)
        if journal.problem:
            raise UserError(journal.problem)
    finally:
        journal.close()
