"""A player whose cues fade with the level of the practice."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from fractions import Fraction

from hamtimer.core.play.commands import CHANGES_PLAN, Command
from hamtimer.core.play.player import GAP_MS, Player
from hamtimer.core.play.state import Event, EventKind
from hamtimer.core.practice.gaps import Gaps, is_muted
from hamtimer.core.practice.levels import Level, heard
from hamtimer.core.practice.plan import PracticePlan, practice_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.cue_kinds import Cue
from hamtimer.core.timeline.steps import Step, Timeline

_MOST_RESULTS = 4
"""How many results wait for sound; if nothing plays them, the last few."""


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
        gaps: Gaps | None = None,
    ) -> None:
        """Make a player at the beginning of the timeline; in `gaps` no cues are emitted."""
        super().__init__(timeline, lead_ms=lead_ms, gap_ms=gap_ms, rate=rate)
        self._gaps = gaps
        self._results = deque[Event](maxlen=_MOST_RESULTS)
        self._level = level

    def hear(self, cue: Cue, at: int) -> None:
        """Play a result soon after the clock's `at`, when sound can be written."""
        due = at + self.lead_ms
        session_ms = self.state.session_ms(at)
        self._results.append(Event(EventKind.CUE, due, session_ms, step=self.step, cue=cue))

    def unforeseen(self) -> tuple[Event, ...]:
        """Return, once, the results to be heard, and what comes next after a change."""
        results = (*super().unforeseen(), *self._results)
        self._results.clear()
        return results

    @property
    def level(self) -> Level:
        """How much is heard inside a set."""
        return self._level

    @level.setter
    def level(self, level: Level) -> None:
        if level is not self._level:
            self._level = level
            self.epoch += 1  # sound written ahead for the old level is void

    def guidance(self, position_ms: int) -> Level:
        """Return how much is heard and shown at a position of this step; nothing in a gap."""
        return self._at(self.step, position_ms)

    def advance(self, now: int) -> tuple[Event, ...]:
        """Return what happened up to `now`, with the cues of the level."""
        return self._faded(super().advance(now))

    def ahead(self, now: int, until: int) -> tuple[Event, ...]:
        """Return the cues of the level that are due after `now` and up to `until`."""
        return self._faded(super().ahead(now, until))

    def allows(self, command: Command) -> bool:
        """Return whether a command is allowed; the plan of a practice cannot be changed."""
        return command not in CHANGES_PLAN and super().allows(command)

    def _at(self, step: Step | None, position_ms: int) -> Level:
        muted = step is not None and is_muted(self._gaps, step, position_ms)
        return Level.SILENT if muted else self._level

    def _faded(self, events: tuple[Event, ...]) -> tuple[Event, ...]:
        if self._level is Level.FULL and self._gaps is None:
            return events
        emitted = []
        for event in events:
            if event.cue is None:
                emitted.append(event)
            elif cue := heard(event.cue, self._at(event.step, event.cue.at_ms)):
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
        gaps=plan.gaps,
    )
