"""The week of a plan as text."""

from __future__ import annotations


def week_words(asked: int | None, weeks: int) -> str:
    """Return the week of a plan that is shown; empty without a plan.

    After its last week, a plan repeats that week, and the text says so.
    """
    if not weeks:
        return ""
    week = asked or 1
    if week > weeks:
        return f"week {weeks} of {weeks} again: week {week} is after the end of the plan"
    return f"week {week} of {weeks}"
