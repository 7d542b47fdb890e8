"""How a screen takes a change of the sound: it says it, and has the app keep it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.message import Message
from textual.screen import Screen

from hamtimer.front.sound_keys import Change


class SoundChanged(Message):
    """Settings of the sound were changed by key."""

    def __init__(self, kept: dict[str, object]) -> None:
        """Say which, with their new values: they hold for the next run too."""
        super().__init__()
        self.kept = kept


def tell_change(screen: Screen[Any], change: Change, say: Callable[[str], None]) -> None:
    """Say what came of a sound key in passing, by `say`; a problem is too long for that."""
    if change.is_problem:
        say("")
        screen.notify(change.words, severity="warning", markup=False)
        return
    say(change.words)
    if change.kept:
        screen.post_message(SoundChanged(change.kept))
