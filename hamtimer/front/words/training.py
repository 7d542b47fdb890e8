"""The history of training in text: calendar, streaks, and each exercise over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from hamtimer.core.next.calendar import together
from hamtimer.core.records.series import measures_of, series_of
from hamtimer.core.text import count_text, literal
from hamtimer.front.words.calendar import LEGEND, kept_words, month_lines, months_before
from hamtimer.front.words.days import date_words
from hamtimer.front.words.series import series_lines
from hamtimer.home.records.history import ExerciseHistory, SessionHistory

ALL = "All sessions"


def history_text(sessions: Sequence[SessionHistory], today: date, months: int) -> Iterator[str]:
    """Yield the months of all sessions together, then each session with its exercises."""
    marks = together(one.calendar for one in sessions).marks
    for month in months_before(today, months):
        yield from month_lines(month, marks)
        yield ""
    yield LEGEND
    for session in sessions:
        yield ""
        yield f"{literal(session.name)}: {runs_words(session, today)}"
        yield from (f"  {kept_words(one)}" for one in session.calendar.schedules)
        for exercise in session.exercises:
            yield f"  {literal(exercise.name)}"
            yield from (f"    {line}" for line in exercise_lines(exercise, today))


def runs_words(session: SessionHistory, today: date) -> str:
    """Return how often a session was done, and when last: `12 runs, the last on Mon 2 Mar`."""
    if session.last is None:
        return "not done yet"
    last = date_words(session.last, today)
    return f"{count_text(session.runs, 'run')}, the last on {last}"


def exercise_lines(exercise: ExerciseHistory, today: date) -> Iterator[str]:
    """Yield every measure of an exercise over time."""
    for measure in measures_of(exercise.runs):
        yield from series_lines(measure, series_of(exercise.runs, measure), today)
