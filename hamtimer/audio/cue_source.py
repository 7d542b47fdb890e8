"""The source of cues for sound: a player, or a list played one after the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate
from typing import Protocol

from hamtimer.core.play.state import Event, EventKind, State, Status
from hamtimer.core.timeline.cue_kinds import Cue


class CueSource(Protocol):
    """The source that sound follows: a `Player`, or anything else that knows its cues ahead."""

    epoch: int
    """Grows whenever upcoming cues become void."""
    state: State

    def ahead(self, now: int, until: int) -> tuple[Event, ...]:
        """Return the cues due after `now` and up to `until`, in order."""
        ...

    def unforeseen(self) -> tuple[Event, ...]:
        """Return, once, the cues that `ahead` could not know, such as the result of a tap."""
        ...


class CueReader:
    """Reads the upcoming cues of a source, each once."""

    def __init__(self) -> None:
        """Make a reader that has read nothing."""
        self._source: CueSource | None = None
        self._epoch = -1
        self.read_to_ms = 0
        """Everything up to this time of the clock has been read."""

    def restart(self) -> None:
        """Start over at the next reading."""
        self._source = None

    def begins_anew(self, source: CueSource, now_ms: int) -> bool:
        """Return whether everything read is void: the player got a command, or is another one."""
        if source is self._source and source.epoch == self._epoch:
            return False
        self._source, self._epoch = source, source.epoch
        self.read_to_ms = now_ms - 1
        return True

    def unforeseen(self) -> tuple[Event, ...]:
        """Return, once, the cues of the source that could not be read ahead."""
        return self._source.unforeseen() if self._source is not None else ()

    def read(self, now_ms: int, until_ms: int) -> tuple[Event, ...]:
        """Return the cues up to `until_ms` not read before; late ones are left out."""
        if self._source is None:
            return ()
        events = cues_ahead(self._source, max(self.read_to_ms, now_ms - 1), until_ms)
        self.read_to_ms = max(self.read_to_ms, until_ms)
        return events


def cues_ahead(player: CueSource, after_ms: int, until_ms: int) -> tuple[Event, ...]:
    """Return the cues due after `after_ms` and up to `until_ms`, with lengths on the clock.

    A run at half speed keeps the lengths of its session, so a sound through a whole phase must last
    twice as long.
    """
    events = player.ahead(after_ms, until_ms)
    rate = player.state.rate
    return events if rate == 1 else tuple(_at_rate(event, rate) for event in events)


def _at_rate(event: Event, rate: Fraction) -> Event:
    if event.cue is None or not event.cue.length_ms:
        return event
    return replace(event, cue=replace(event.cue, length_ms=int(event.cue.length_ms / rate)))


class CueList:
    """Cues at fixed times, as a source for sound."""

    epoch = 0

    def __init__(self, cues: Iterable[Cue], start_ms: int, every_ms: int | list[int]) -> None:
        """Place the first cue at `start_ms` and each other `every_ms` after the previous one."""
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

    def unforeseen(self) -> tuple[Event, ...]:
        """Return nothing: all is known from the beginning."""
        return ()
