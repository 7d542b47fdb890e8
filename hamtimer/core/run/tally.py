"""Tally the lines of a journal: the log of outcomes, the time, and the end.

Nothing is compiled or replayed, so a record keeps its meaning whatever later versions make of its
session.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import field, replace
from enum import StrEnum
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.outcomes import Outcome, Result, best_attempts
from hamtimer.core.play.score import score_under
from hamtimer.core.play.state import EventKind, Status
from hamtimer.core.play.summary import Summary, sum_up
from hamtimer.core.run.played import Played, read_played
from hamtimer.core.session.model import Side

LONGEST_MS = 366 * 24 * 3_600 * 1_000
"""A longer time in a record is damage."""
CONVERTED = "converted"
"""The key of the line that adds missing values to a record of the old format."""
EDITED = "edited"
"""The key of an outcome that was written into a record later, by `hamtimer log edit`."""
PLAN = "plan"
"""The key of a command that changed the plan: the plan from then on."""
DISMISSED = "dismissed"
"""The key of a line by which an interrupted run is no longer offered, or offered again."""
REPORT = "report"
"""The key of a line with a report: effort, pain, load, a note."""


class RunState(StrEnum):
    """How far a run has come."""

    NOT_STARTED = "not started"
    INTERRUPTED = "interrupted"
    """It has no end: it was left or killed, or is in progress."""
    STOPPED = "stopped"
    FINISHED = "finished"


@dataclass
class Tally:
    """The result of the lines of a journal, taken one by one."""

    played: Played | None
    """From the header; in a record of the old format, from the added line."""
    log: list[Outcome] = field(default_factory=list)
    """Every attempt at a set that was not undone, and later corrections."""
    session_ms: int = 0
    last_ms: int = 0
    state: RunState = RunState.NOT_STARTED
    is_dismissed: bool = False
    """Whether the person does not want to resume it, so that it is not offered."""
    _edited: list[bool] = field(default_factory=list)
    """Which entries of the log were written into the record later."""

    def take(self, values: Mapping[str, Any]) -> None:
        """Take one line; a damaged one is ignored."""
        at = whole_ms(values.get("t"))
        if at is None:
            return
        self.last_ms = max(self.last_ms, at)
        session_ms = whole_ms(values.get("session_ms"))
        if session_ms is not None:
            self.session_ms = session_ms
        edited = values.get(EDITED) is True
        if self.state is RunState.NOT_STARTED and not edited and not values.keys() & _LATER:
            self.state = RunState.INTERRUPTED
        if PLAN in values and "do" in values:
            self._change_plan(values)
        if DISMISSED in values or "do" in values:
            self.is_dismissed = values.get(DISMISSED) is True
        self._take_event(values, edited=edited)

    def _take_event(self, values: Mapping[str, Any], *, edited: bool) -> None:
        event = values.get("event")
        if not isinstance(event, str):  # no event, or a damaged one
            event = None
        if event == EventKind.OUTCOME:
            self._add(read_outcome(values), edited=edited)
        elif event == EventKind.UNDONE:
            self.state = RunState.INTERRUPTED
            kept = whole_ms(values.get("outcomes"))
            if kept is not None:
                self._take_back(kept)
        elif event in _ENDS:
            self.state = _ENDS[EventKind(event)]
        elif CONVERTED in values:
            self._convert(values[CONVERTED])

    def _take_back(self, kept: int) -> None:
        """Keep the first `kept` outcomes of the run itself, and the corrections of these."""
        own = self.own_log
        gone = {one.step for one in own[kept:]} - {one.step for one in own[:kept]}
        before, self.log, self._edited = zip(self.log, self._edited, strict=True), [], []
        for outcome, edited in before:
            kept -= not edited
            if outcome.step not in gone if edited else kept >= 0:
                self.log.append(outcome)
                self._edited.append(edited)

    @property
    def own_log(self) -> list[Outcome]:
        """The log without what was written into the record later: as a replay gives it."""
        return [one for one, edited in zip(self.log, self._edited, strict=True) if not edited]

    def _convert(self, values: Any) -> None:  # noqa: ANN401 - from JSON
        """Take a line that replaces all lines before."""
        try:
            played = read_played(values)
            status = Status(values["status"])
            log = [read_outcome(one) for one in values["outcomes"]]
        except (KeyError, TypeError, ValueError, ArithmeticError):
            return
        self.played = played
        self.log = [outcome for outcome in log if outcome is not None]
        self._edited = [False] * len(self.log)
        self.state = _STATES.get(status, RunState.INTERRUPTED)

    def _add(self, outcome: Outcome | None, *, edited: bool) -> None:
        if outcome is not None:
            self.log.append(outcome)
            self._edited.append(edited)

    def _change_plan(self, values: Mapping[str, Any]) -> None:
        with suppress(KeyError, TypeError, ValueError, ArithmeticError):
            self.played = read_played(values, self.played)

    @property
    def is_over(self) -> bool:
        """Whether the run reached its end or the person ended it."""
        return self.state in (RunState.FINISHED, RunState.STOPPED)

    def summary(self) -> Summary:
        """Return the summary of the run."""
        played = self.played or Played()
        best = best_attempts(self.log)
        summary = sum_up(played.plan, best.values(), self.session_ms, played.rate)
        scores = ((cap, score_under(cap, best)) for cap in played.caps)
        return replace(summary, scores=tuple(scores))


_LATER = {DISMISSED, REPORT}
"""Lines with these keys may be written after a run; they do not begin one."""
_ENDS = {EventKind.FINISHED: RunState.FINISHED, EventKind.STOPPED: RunState.STOPPED}
_STATES = {
    Status.READY: RunState.NOT_STARTED,
    Status.FINISHED: RunState.FINISHED,
    Status.STOPPED: RunState.STOPPED,
}


def whole_ms(value: object) -> int | None:
    """Return a value if it is a valid time or count, else None."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LONGEST_MS:
        return None
    return value


def read_outcome(values: Mapping[str, Any]) -> Outcome | None:
    """Return the outcome in a line; None when it is damaged."""
    names = ("step", "reps", "held_ms", "tension_ms", "work_ms", "cap_ms")
    step, reps, held, tension, work, cap = (whole_ms(values.get(name)) for name in names)
    # Unknown values are null.
    damaged = [n for n in ("reps", "tension_ms") if values.get(n, "") is not None]
    if step is None or held is None or None in [whole_ms(values.get(name)) for name in damaged]:
        return None
    try:
        side, result = Side(values["side"]), Result(values["result"])
    except (KeyError, ValueError):
        return None
    corrected = values.get("corrected") is True
    by_plan = values.get("by_plan") is True
    return Outcome(step, side, result, reps, held, tension, corrected, work or 0, by_plan, cap)
