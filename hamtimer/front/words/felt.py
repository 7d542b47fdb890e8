"""How a run felt: prompts, labels and answers."""

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
"""What to type in the line in place of an option of `log edit`."""


def place_words(place: Place) -> str:
    """Return the name of a place: `The whole session`, `Curl, set 2`."""
    if place.set_number is None:
        return "The whole session"
    return f"{literal(place.name)}, set {place.set_number}"


def reports_words(reports: Iterable[SelfReport]) -> str:
    """Return the reports on a place: `RPE 8, left: pain 2`."""
    words = []
    for report in reports:
        side = f"{report.side.value}: " if report.side else ""
        words.append(f"{side}{said_words(dict(report.values))}")
    return ", ".join(words)


def corrected_words(edit: Edit) -> str:
    """Return the corrected reps or time: `left 11 reps`; empty: none."""
    side = f"{edit.side.value} " if edit.side else ""
    if edit.reps is not None:
        return f"{side}{count_text(edit.reps, 'rep')}"
    return "" if edit.time_ms is None else f"{side}{seconds_text(edit.time_ms)}"


def pain_words(pain: float, limit: int) -> str:
    """Return the suggestion to stop after too much pain; the caller adds how."""
    return f"Pain {pain:g} is over the limit of {limit}. It is better to stop here"


def refusal_words(error: UserError) -> str:
    """Return why a report on a place was refused, with what to write instead."""
    option = next((name for name in _LINE_ADVICE if name in error.advice), None)
    return f"{error.message}; {_LINE_ADVICE[option]}" if option else str(error)
