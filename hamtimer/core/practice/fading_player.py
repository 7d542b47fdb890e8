"""A player whose cues fade with the level of the practice."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hamtimer.core.play.commands import CHANGES_PLAN, Command
from hamtimer.core.play.player import GAP_MS, Player
from hamtimer.core.play.state import Event
from hamtimer.core.practice.levels import Level, heard
from hamtimer.core.practice.plan import PracticePlan, practice_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline


class FadingPlayer(Player):
    """Emits only the cues heard at its level, so that sound and every front agree."""

    def __init__(
        self,
        timeline: Timeline,
        *,
        lead_ms: int = 0,
        gap_ms: int | None = GAP_MS,
        rate: Fraction = Fraction(1),
        level: Level = Level.FULL,
    ) -> None:
        """Make a player at the beginning of the timeline."""
        super().__init__(timeline, lead_ms=lead_ms, gap_ms=gap_ms, rate=rate)
        self._level = level

    @property
    def level(self) -> Level:
        """How much is heard inside a set."""
        return self._level

    @level.setter
    def level(self, level: Level) -> None:
        if level is not self._level:
            self._level = level
            self.epoch += 1  # sound written ahead for the old level is void

    def advance(self, now: int) -> tuple[Event, ...]:
        """Return what happened up to `now`, with the cues of the level."""
        return self._faded(super().advance(now))

    def ahead(self, now: int, until: int) -> tuple[Event, ...]:
        """Return the cues of the level that are due after `now` and up to `until`."""
        return self._faded(super().ahead(now, until))

    def act(self, command: Command, now: int, value: str = "") -> tuple[Event, ...]:
        """Carry out a command; the plan of a practice is not changed on the way."""
        return () if command in CHANGES_PLAN else super().act(command, now, value)

    def _faded(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        if self._level is Level.FULL:
            return events
        emitted = []
        for event in events:
            if event.cue is None:
                emitted.append(event)
            elif cue := heard(event.cue, self._level):
                emitted.append(replace(event, cue=cue))
        return tuple(emitted)


def practice_player(
    plan: PracticePlan,
    *,
    lead_ms: int = 0,
    gap_ms: int | None = GAP_MS,
    signals: tuple[tuple[str, str], ...] = (),
) -> FadingPlayer:
    """Make the player of a practice, ready to begin, with the signals of the person's settings."""
    return FadingPlayer(
        compile_session(practice_session(plan, dict(signals))),
        lead_ms=lead_ms,
        gap_ms=gap_ms,
        rate=plan.rate,
        level=plan.first_level,
    )
