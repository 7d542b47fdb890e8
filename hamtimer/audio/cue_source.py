"""Where sound gets its cues from: a player, or a list to be heard one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
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


class CueReader:
    """Reads the cues to come of a source, each once, for whatever plays them."""

    def __init__(self) -> None:
        """Begin with nothing read."""
        self._source: CueSource | None = None
        self._epoch = -1
        self.read_to_ms = 0
        """The clock's time up to which everything has been read."""

    def restart(self) -> None:
        """Begin anew at the next reading."""
        self._source = None

    def begins_anew(self, source: CueSource, now_ms: int) -> bool:
        """Return whether all that was read is void: the player was steered, or is another one."""
        if source is self._source and source.epoch == self._epoch:
            return False
        self._source, self._epoch = source, source.epoch
        self.read_to_ms = now_ms - 1
        return True

    def read(self, now_ms: int, until_ms: int) -> tuple[Event, ...]:
        """Return the cues up to `until_ms` that were not read before; what is late is left out."""
        if self._source is None:
            return ()
        events = cues_ahead(self._source, max(self.read_to_ms, now_ms - 1), until_ms)
        self.read_to_ms = max(self.read_to_ms, until_ms)
        return events


def cues_ahead(player: CueSource, after_ms: int, until_ms: int) -> tuple[Event, ...]:
    """Return the cues due after `after_ms` and up to `until_ms`, with lengths of the clock.

    A run at half speed keeps the lengths of its session; what sounds through a whole phase must
    last twice as long.
    """
    events = player.ahead(after_ms, until_ms)
    rate = player.state.rate
    return events if rate == 1 else tuple(_at_rate(event, rate) for event in events)


def _at_rate(event: Event, rate: Fraction) -> Event:
    if event.cue is None or not event.cue.length_ms:
        return event
    return replace(event, cue=replace(event.cue, length_ms=int(event.cue.length_ms / rate)))


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
