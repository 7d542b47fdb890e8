"""The pain of the next morning: of which run it is, and keeping it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hamtimer.home.records.index import list_rows
from hamtimer.home.records.rows import Row


def find_yesterday(folder: Path, today: date) -> Row | None:
    """Return the last run of yesterday, unless its next morning was said; None: there is none.

    Raises `OSError` when the folder cannot be read.
    """
    yesterday = today - timedelta(days=1)
    runs = (row for row in list_rows(folder) if row.exercises and not row.problem)
    last = next((row for row in runs if row.day == yesterday), None)
    return None if last is None or last.has_morning else last
