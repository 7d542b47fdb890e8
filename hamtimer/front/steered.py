"""What a front steers: a run of a session, or a practice; the same keys and lines serve both."""

from __future__ import annotations

from typing import Protocol

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Event
from hamtimer.core.taps.meter import Feedback, SetReport, TapMeter


class Steered(Protocol):
    """A run of a session, or a practice."""

    @property
    def player(self) -> Player:
        """Return what plays it."""

    @property
    def meter(self) -> TapMeter:
        """Return what hears the taps."""

    @property
    def reports(self) -> list[SetReport]:
        """Return the reports of the sets that were measured so far."""

    @property
    def problem(self) -> str:
        """Return what keeps it from being recorded, or nothing."""

    @property
    def is_over(self) -> bool:
        """Return whether nothing more will happen, not even a last tap."""

    @property
    def can_be_resumed(self) -> bool:
        """Return whether it can be resumed when it is left as it is now."""

    def do(self, command: Command, now: int) -> tuple[Event, ...]:
        """Carry a command out at the clock's `now`; return all that happened."""

    def advance(self, now: int) -> tuple[Event, ...]:
        """Return what happened up to the clock's `now`."""

    def tap(self, at: int) -> Feedback | None:
        """Take a tap that was made at the clock's `at`; None when nothing is measured then."""

    def leave(self, now: int) -> tuple[Event, ...]:
        """Keep what was done, when the person leaves or the system ends the program."""

    def close(self) -> None:
        """Close the record."""
