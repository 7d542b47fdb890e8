"""Records of the old format, which keep no plan: what they have not is added once, for good.

The session in such a record is laid out and its commands are played by the rules of this version.
What that comes to is appended to the record as one line; nothing in it is rewritten. From then on
it is read without compiling anything, so no later change of a rule rewrites the past.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from hamtimer import __version__
from hamtimer.core.run.header import played_values
from hamtimer.core.run.journal import Entry, Journal, Recorded, read_journal
from hamtimer.core.run.tally import CONVERTED
from hamtimer.home.records.begin import played_by
from hamtimer.home.records.replay import replay


def convert_record(path: Path) -> Recorded:
    """Return a record of the old format with what it has not; it is added to the file as well.

    Where the file cannot be written, or a program follows the run right now, it stays as it is.

    Raises:
        JournalError: When it cannot be read, or the session in it cannot any more.
    """
    with suppress(OSError):
        _append(path)
    recorded = read_journal(path)
    if recorded.tally().played is not None:
        return recorded
    line = Entry(recorded.last_ms, {"t": recorded.last_ms, **_values(recorded)})
    return replace(recorded, entries=(*recorded.entries, line))


def _append(path: Path) -> None:
    """Add the line to a record, unless another program has just done so."""
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
        **played_values(played_by(player, recorded.header.choices)),
    }
    return {"session_ms": player.state.session_ms(at), CONVERTED: values}
