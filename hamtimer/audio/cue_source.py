"""Where sound gets its cues from: a player, or a list to be heard one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import Protocol

from hamtimer.core.play.state import Event, EventKind, State, Status
from hamtimer.core.timeline.cue_kinds import Cue


class CueSource(Protocol):
    """What sound follows: a `Player`, or whatever else knows its cues ahead."""

    epoch: int
    """Grows whenever what was to come is void."""
    state: State

    def ahead(self, now: int, until: int) -> tuple[Event, ...]:
        """Return the cues due after `now` and up to `until`, in order."""
        ...


class CueList:
    """Cues at fixed times; sound follows it as it follows a player."""

    epoch = 0

    def __init__(self, cues: Iterable[Cue], start_ms: int, every_ms: int | list[int]) -> None:
        """Have the first cue heard at `start_ms` and each other so much after the one before."""
        self.state = State(status=Status.RUNNING)
        cues = tuple(cues)
        gaps = [every_ms] * len(cues) if isinstance(every_ms, int) else every_ms
        times = accumulate(gaps[: len(cues) - 1], initial=start_ms)
        self.events = tuple(
            Event(EventKind.CUE, at, at - start_ms, cue=cue)
            for at, cue in zip(times, cues, strict=True)
        )

    def ahead(self, now: int, until: int) -> tuple[Event, ...]:
        """Return the cues due after `now` and up to `until`."""
        return tuple(event for event in self.events if now < event.due_ms <= until)
