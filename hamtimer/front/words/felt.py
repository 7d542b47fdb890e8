"""What a person says of a run while it is followed: prompts and answers."""

from __future__ import annotations

from collections.abc import Iterable

from hamtimer.core.errors import UserError
from hamtimer.core.records.edits import Edit
from hamtimer.core.records.live import Place
from hamtimer.core.run.self_reports import SelfReport
from hamtimer.core.text import count_text, literal, seconds_text
from hamtimer.front.words.log import said_words

TO_STOP_IN_LINES = "type end"
_LINE_ADVICE = {
    "--side": "write it for each: reps left 11 right 12",
    "--part": "correct the part done last with Rep+ and Rep-",
    "--exercise": "choose a set first",
    "--set": "choose a set first",
    "--time": "write held 30s",
    "--reps": "write reps 11",
}
"""What to write in the line where `log edit` has an option."""


def place_words(place: Place) -> str:
    """Return what something is said of: `The whole session`, `Curl, set 2`."""
    if place.set_number is None:
        return "The whole session"
    return f"{literal(place.name)}, set {place.set_number}"


def reports_words(reports: Iterable[SelfReport]) -> str:
    """Return what was said of a place: `RPE 8, left: pain 2`."""
    words = []
    for report in reports:
        side = f"{report.side.value}: " if report.side else ""
        words.append(f"{side}{said_words(dict(report.values))}")
    return ", ".join(words)


def corrected_words(edit: Edit) -> str:
    """Return which reps or time a correction says: `left 11 reps`; empty: none."""
    side = f"{edit.side.value} " if edit.side else ""
    if edit.reps is not None:
        return f"{side}{count_text(edit.reps, 'rep')}"
    return "" if edit.time_ms is None else f"{side}{seconds_text(edit.time_ms)}"


def pain_words(pain: float, limit: int) -> str:
    """Return the offer to stop after too much pain; how to do it is to follow."""
    return f"Pain {pain:g} is over the limit of {limit}. It is better to stop here"


def refusal_words(error: UserError) -> str:
    """Return why something cannot be said of a place, with what to write instead."""
    option = next((name for name in _LINE_ADVICE if name in error.advice), None)
    return f"{error.message}; {_LINE_ADVICE[option]}" if option else str(error)
