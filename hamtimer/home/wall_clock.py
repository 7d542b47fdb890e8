"""The wall clock, asked only here: which day and what time it is where the person is.

Everything below takes a day or a time as an argument.
"""

from __future__ import annotations

from datetime import date, datetime


def now() -> datetime:
    """Return the time of day, with its offset from UTC."""
    return datetime.now().astimezone()


def today() -> date:
    """Return the person's day."""
    return now().date()
