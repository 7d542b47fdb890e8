"""Convert records of the old format, which have no plan, by adding it once.

The session in such a record is compiled and its commands are replayed by the rules of this version.
The result is appended to the record as one line; nothing in it is rewritten. From then on it is
read without compiling anything, so later changes of rules do not rewrite the past.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from hamtimer import __version__
from hamtimer.core.run.journal import Journal
from hamtimer.core.run.journal_reader import Entry, Recorded, read_journal
from hamtimer.core.run.played import played_by, played_values
from hamtimer.core.run.tally import CONVERTED
from hamtimer.home.records.replay import replay


def convert_record(path: Path) -> Recorded:
    """Return a record of the old format with what it lacks, which is also added to its file.

    If the file cannot be written, or a program is following the run, it stays unchanged.

    Raises:
        JournalError: When the record, or the session in it, cannot be read.
    """
    with suppress(OSError):
        _append(path)
    recorded = read_journal(path)
    if recorded.tally().played is not None:
        return recorded
    line = Entry(recorded.last_ms, {"t": recorded.last_ms, **_values(recorded)})
    return replace(recorded, entries=(*recorded.entries, line))


def _append(path: Path) -> None:
    """Append the line to a record, unless another program has just done so."""
    journal, recorded = Journal.reopen(path, 0)
    try:
        if recorded.tally().played is None:
            journal.write_note(_values(recorded), 0, sync=True)
    finally:
        journal.close()


def _values(recorded: Recorded) -> dict[str, Any]:
    """Return what makes a record of the old format independent of this program."""
    at = recorded.last_ms
    player = replay(recorded, at)
    values = {
        "version": __version__,
        "status": player.state.status.value,
        "outcomes": [asdict(outcome) for outcome in player.attempts()],
        **played_values(played_by(player)),
    }
    return {"session_ms": player.state.session_ms(at), CONVERTED: values}
