"""Play a run without a person: open steps end at their assumed length."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Event
from hamtimer.core.timeline.cues import cue_before_end, rank_of
from hamtimer.front.guided import Guided

FOREVER_MS = 2**62
"""Later than the end of any session."""


def planned_end(player: Player) -> int | None:
    """Return the clock's time at which the current step ends as planned; None while not running."""
    if not player.is_running:
        return None
    step = player.step
    return player.state.due_ms(step.assumed_ms if _ends_by_key(player) else step.length_ms or 0)


def _ends_by_key(player: Player) -> bool:
    """Return whether the current step is planned to end by key, before an interval or a cap."""
    step, planned = player.step, player.timeline.steps[player.state.step]
    return planned.is_open and (step.length_ms is None or step.assumed_ms < step.length_ms)


def play_alone(run: Guided, since: int, now: int) -> Iterator[Event]:
    """Play from the clock's `since`, the last call, up to `now`.

    The events do not depend on how often this is called in between. Where a wait takes no time, an
    ending and a beginning coincide: of the tones of a track at one instant only the most important
    is heard.
    """
    for _, at_once in groupby(_play_on(run, since, now), key=lambda event: event.due_ms):
        yield from _settle(list(at_once))


def _settle(events: list[Event]) -> Iterator[Event]:
    """Yield the events of one instant, with one tone per track."""
    cues = [e.cue for e in events if e.cue and e.cue.sounds and e.cue.kind.facts.sound]
    heard = {cue.kind.is_movement: cue for cue in sorted(cues, key=rank_of, reverse=True)}
    for event in events:
        cue = event.cue
        if cue is None or not cue.sounds or heard.get(cue.kind.is_movement) is cue:
            yield event
        else:
            yield replace(event, cue=replace(cue, sounds=False))


def _play_on(run: Guided, since: int, now: int) -> Iterator[Event]:
    while (end := planned_end(run.player)) is not None and end <= now:
        end = max(end, since)
        if _ends_by_key(run.player):
            yield from _end_open_step(run, end)
        else:
            yield from run.advance(end)
    yield from run.advance(now)


def _end_open_step(run: Guided, end: int) -> Iterator[Event]:
    """End a step by key; nothing else of it is heard at that instant."""
    position = run.player.state.position_ms(end)
    for event in run.do(Command.DONE, end):
        if event.cue is None:
            yield event
        elif cue := cue_before_end(event.cue, position):
            yield replace(event, cue=cue)


def play_at_once(run: Guided) -> Iterator[Event]:
    """Play a whole run without waiting; its player must allow any gap in time."""
    yield from run.do(Command.START, 0)
    yield from play_alone(run, 0, FOREVER_MS)
