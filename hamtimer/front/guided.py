"""The interface that a front controls: a run of a session, or a practice."""

from __future__ import annotations

from typing import Protocol

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Event
from hamtimer.core.run.journal import Kept
from hamtimer.core.taps.meter import Feedback, SetReport, TapMeter


class Guided(Protocol):
    """A run of a session, or a practice."""

    @property
    def player(self) -> Player:
        """Return the player."""

    @property
    def meter(self) -> TapMeter:
        """Return the meter that collects the taps."""

    @property
    def reports(self) -> list[SetReport]:
        """Return the reports of the sets measured so far."""

    @property
    def problem(self) -> str:
        """Return why it is not recorded; empty: it is recorded."""

    @property
    def is_over(self) -> bool:
        """Return whether it is over, including the wait for a last tap."""

    @property
    def kept(self) -> Kept:
        """Return how much of it could be resumed if it were left now."""

    def do(self, command: Command, now: int, value: str = "") -> tuple[Event, ...]:
        """Carry out a command at the clock's `now`; return all events."""

    def advance(self, now: int) -> tuple[Event, ...]:
        """Return what happened up to the clock's `now`."""

    def tap(self, at: int) -> Feedback | None:
        """Record a tap made at the clock's `at`; return None when nothing is being measured."""

    def leave(self, now: int) -> tuple[Event, ...]:
        """Keep what was done when the person leaves or the system ends the program."""

    def close(self) -> None:
        """Close the record."""
