"""The past of every session in the library: when it was done, and when it is due."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path

from hamtimer.core.run.header import session_name
from hamtimer.home.library import Origin
from hamtimer.home.library_rows import Past, Row
from hamtimer.home.records import rows as records
from hamtimer.home.records.index import list_rows


def read_pasts(rows: Iterable[Row], folder: Path, today: date) -> Iterator[tuple[str, Past]]:
    """Yield the id of each session that was done before, or has a schedule, with its past.

    Only sessions with a schedule are read. Raises `OSError` when the folder of the records cannot
    be read.
    """
    runs: dict[str, list[records.Row]] = {}
    for run in reversed(list_rows(folder)):
        if run.exercises:
            runs.setdefault(run.session, []).append(run)
    for row in rows:
        if row.facts is None or row.is_broken:
            continue
        past = _past(row, runs.get(session_name(row.facts.id, str(row.path)), []), today)
        if past != Past():
            yield row.id, past


def _past(row: Row, runs: list[records.Row], today: date) -> Past:
    """Return the past of a session; `runs` are its records, oldest first.

    A bundled session is not due before it was done: nobody asked for it.
    """
    last = datetime.fromisoformat(runs[-1].started) if runs else None
    asks = row.facts is not None and row.facts.has_schedule
    if not asks or (row.origin is Origin.BUNDLED and not runs):
        return Past(last)
    # Imported here: it loads everything that reads sessions.
    from hamtimer.core.next.dates import due_of_session
    from hamtimer.core.session_file.loader import read_session
    from hamtimer.home.records.next import done_days

    loaded = read_session(row.path)
    return Past(last, due_of_session(loaded, done_days(runs), today) if loaded.session else None)
