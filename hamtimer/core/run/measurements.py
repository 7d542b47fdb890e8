"""The record of practice: what is written into a run's journal, and what it comes to over time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from hamtimer.core.notation.tempo import pace_text, tempo_text
from hamtimer.core.play.player import Player
from hamtimer.core.run.journal import Journal, Recorded
from hamtimer.core.taps.meter import SetReport

PRACTICE = "practice"
"""The name of the journal line that keeps the report of a set."""


def record_tap(journal: Journal | None, at: int) -> None:
    """Note a tap made at the clock's `at`."""
    if journal is not None:
        journal.write_note({"tap": True}, at)


def record_report(journal: Journal | None, one: SetReport, player: Player, now: int) -> None:
    """Note the report of a set, so that history needs no other line."""
    if journal is not None:
        journal.write_note(report_values(one, player), now, sync=True)


def report_values(one: SetReport, player: Player) -> dict[str, Any]:
    """Return the report of a set as values for JSON; lengths are milliseconds."""
    step, report = one.step, one.report
    return {
        "event": PRACTICE,
        "step": step.index,
        "exercise": step.exercise.id,
        "name": step.exercise.name,
        "set": step.set_number,
        "side": step.side.value,
        "tempo": tempo_text(step.work.tempo) if step.work.tempo else "",
        "pace": pace_text(player.state.rate),
        "level": one.level,
        "turns": report.turns,
        "tapped": report.tapped,
        "doubled": report.doubled,
        "offset_ms": report.offset_ms,
        "right_share": round(report.right_share, 3),
        "phases": [
            {
                "phases": [phase.value for phase in one_phase.phases],
                "wanted_ms": one_phase.wanted_ms,
                "mean_ms": one_phase.mean_ms,
                "spread_ms": one_phase.spread_ms,
                "trend_ms": one_phase.trend_ms,
                "true_ms": [measured.true_ms for measured in one_phase.measured],
                "reps": [measured.rep for measured in one_phase.measured],
                "judged": one_phase.judged,
            }
            for one_phase in report.phases
        ],
    }


@dataclass(frozen=True, slots=True)
class Past:
    """One phase in one practised set of the past."""

    when: str
    """When the run began, local time in ISO 8601."""
    tempo: str
    """As it is written, with its pace."""
    level: str
    set_number: int
    phases: tuple[str, ...]
    wanted_ms: int
    mean_ms: int
    spread_ms: int
    count: int
    """How many times it was measured in the set."""

    @property
    def error_ms(self) -> int:
        """How much too long it was on the average; below zero: too short."""
        return self.mean_ms - self.wanted_ms


def past_of(recorded: Iterable[Recorded]) -> Iterator[Past]:
    """Return every phase of every practised set in the records; damaged lines are left out."""
    for one in recorded:
        for entry in one.entries:
            if entry.values.get("event") == PRACTICE:
                yield from _past(one.header.started, entry.values)


def _past(when: str, values: dict[str, Any]) -> Iterator[Past]:
    try:
        tempo = f"{values['tempo']} {values['pace']}".strip()
        for phase in values["phases"]:
            yield Past(
                when=when,
                tempo=tempo,
                level=str(values["level"]),
                set_number=int(values["set"]),
                phases=tuple(map(str, phase["phases"])),
                wanted_ms=int(phase["wanted_ms"]),
                mean_ms=int(phase["mean_ms"]),
                spread_ms=int(phase["spread_ms"]),
                count=len(phase["true_ms"]),
            )
    except (KeyError, TypeError, ValueError):
        return


def by_tempo_and_phase(past: Iterable[Past]) -> dict[tuple[str, tuple[str, ...]], list[Past]]:
    """Sort the past by tempo and phase; the sets of each go from the oldest to the newest."""
    groups: dict[tuple[str, tuple[str, ...]], list[Past]] = {}
    for one in sorted(past, key=lambda p: p.when):
        groups.setdefault((one.tempo, one.phases), []).append(one)
    return dict(sorted(groups.items(), key=lambda group: group[0][0]))
