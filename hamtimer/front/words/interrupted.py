"""Where a run was interrupted, and how much of it is left."""

from __future__ import annotations

from datetime import date, datetime

from hamtimer.core.play.player import Player
from hamtimer.core.play.view import look, seconds_left
from hamtimer.core.text import clock_text, literal
from hamtimer.front.words.days import moment_words
from hamtimer.front.words.exercises import set_words


def interrupted_words(player: Player, now: int, left: datetime, today: date) -> str:
    """Return where a run was interrupted: `Nordics, set 2 of 3, 11:20 left, yesterday 18:40`."""
    view = look(player, now)
    where = set_words(view.step)
    about = "" if player.timeline.is_exact else "about "
    remaining = clock_text(seconds_left(view.session_remaining_ms) * 1_000)
    words = [literal(view.step.name), where[:1].lower() + where[1:], f"{about}{remaining} left"]
    return ", ".join(word for word in [*words, moment_words(left, today)] if word)
