"""What is not due today in a session with several schedules: left out unless included."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.loader import Loaded


@dataclass(frozen=True, slots=True)
class NotDue:
    """The exercises that are left out because they are not due."""

    ids: frozenset[str] = frozenset()
    words: str = ""
    """`Left out, not due today: Diver (due tomorrow), Glider (due Sat 28 Nov)`."""

    def of(self, choices: Choices) -> Choices:
        """Return choices that leave out what is not due."""
        return replace(choices, skip=choices.skip | self.ids)

    def with_not_due(self, choices: Choices) -> Choices:
        """Return choices that include what is not due."""
        return replace(choices, skip=choices.skip - self.ids)


def not_due_today(loaded: Loaded, path: Path, today: date) -> NotDue:
    """Return the exercises that are not due today, if others are; else nothing.

    Errors in the records never stop a session.
    """
    if loaded.session is None or not loaded.session.has_schedule:
        return NotDue()
    # Imported here: most sessions need no record to begin.
    from hamtimer.core.next.dates import due_of_session, not_due
    from hamtimer.front.words.library import due_day_words
    from hamtimer.home.records.next import done_days, list_runs

    try:
        runs = done_days(list_runs(loaded.session, path))
    except OSError:
        return NotDue()
    found = due_of_session(loaded, runs, today)
    left_out = not_due(found) if found else ()
    if not left_out:
        return NotDue()
    ids = frozenset(one.exercise.base or one.exercise.id for one in left_out)
    words = ", ".join(due_day_words(one, today) for one in left_out)
    return NotDue(ids, f"Left out, not due today: {words}")
