"""The pain of the next morning: which run it belongs to, and how it is recorded."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hamtimer.home.records.index import list_rows
from hamtimer.home.records.rows import Row


def find_yesterday(folder: Path, today: date) -> Row | None:
    """Return yesterday's last run, unless its next morning was reported; None: there is none.

    Raises `OSError` when the folder cannot be read.
    """
    yesterday = today - timedelta(days=1)
    runs = (row for row in list_rows(folder) if row.exercises and not row.problem)
    last = next((row for row in runs if row.day == yesterday), None)
    return None if last is None or last.has_morning else last
