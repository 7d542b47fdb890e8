"""The status of a run in words, on request in the plain front."""

from __future__ import annotations

from collections.abc import Iterator

from hamtimer.core.play.state import Status
from hamtimer.core.play.view import View, seconds_left
from hamtimer.core.text import clock_text, comma_text, literal
from hamtimer.front.words.exercises import step_words


def status_lines(view: View, *, exact: bool) -> Iterator[str]:
    """Yield what is in progress, what comes next, and the progress of the session.

    `exact`: no step of the session is open, so the time left is known.
    """
    paused = "Paused. " if view.status is Status.PAUSED else ""
    yield f"{paused}{step_words(view.step)}, {_time_words(view)}"
    if view.phase:
        left = f"{view.phase.beats_left} s"
        yield f"{literal(view.phase.name)}, {left} left, {_rep_words(view)}"
    elif view.rep:
        yield _rep_words(view)
    if view.cue:
        yield f"Cue: {literal(view.cue)}"
    if view.next_work:
        yield f"Next: {step_words(view.next_work)}"
    elapsed, left = clock_text(view.elapsed_ms), clock_text(view.session_remaining_ms)
    yield f"{elapsed} done, {'' if exact else 'about '}{left} to go"


def _time_words(view: View) -> str:
    if view.count_in_ms:
        return f"starts in {seconds_left(view.count_in_ms)} s"
    if view.remaining_ms is None:
        return f"{clock_text(view.position_ms)} so far"
    return f"{clock_text(seconds_left(view.remaining_ms) * 1_000)} left"


def _rep_words(view: View) -> str:
    words = f"rep {view.rep} of {view.reps}" if view.reps else f"rep {view.rep}"
    return comma_text(words, view.side.word)
