"""Days and moments in words, relative to today."""

from __future__ import annotations

from datetime import date, datetime

from hamtimer.core.text import count_text

DAYS_OF_WEEK = 7


def day_words(day: date, today: date) -> str:
    """Return a day: `today`, `tomorrow`, `Sat 28 Nov`; in another year `Sat 2 Jan 2027`."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((day - today).days)
    return near or date_words(day, today)


def date_words(day: date, today: date | None = None) -> str:
    """Return a day: `Sat 28 Nov`, with its year where that is not the one of `today`."""
    words = f"{day:%a} {day.day} {day:%b}"
    return words if today and day.year == today.year else f"{words} {day.year}"


def moment_words(moment: datetime, today: date) -> str:
    """Return a moment: `yesterday 18:40`, `Sat 14 Nov 18:40`."""
    return f"{day_words(moment.date(), today)} {moment:%H:%M}"


def ago_words(day: date, today: date) -> str:
    """Return how long ago a day was: `today`, `yesterday`, `3 days ago`, `5 weeks ago`."""
    days = (today - day).days
    if days <= 1:
        return "yesterday" if days == 1 else "today"
    for unit, length in (("year", 365), ("month", 30), ("week", DAYS_OF_WEEK)):
        if days >= 2 * length:
            return f"{count_text(days // length, unit)} ago"
    return f"{days} days ago"
