"""Measured sets as written to and read from the journal of a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hamtimer.core.notation.tempo import pace_text, tempo_text
from hamtimer.core.play.player import Player
from hamtimer.core.run.journal import Journal
from hamtimer.core.taps.meter import SetReport

PRACTICE = "practice"
"""The name of the journal event that holds the report of a set."""


def record_tap(journal: Journal | None, at: int) -> None:
    """Note a tap at the clock's `at`."""
    if journal is not None:
        journal.write_note({"tap": True}, at)


def record_report(journal: Journal | None, one: SetReport, player: Player, now: int) -> None:
    """Note the report of a set; history needs no other line."""
    if journal is not None:
        journal.write_note(report_values(one, player), now, sync=True)


def report_values(one: SetReport, player: Player) -> dict[str, Any]:
    """Return the report of a set as values for JSON; lengths are milliseconds."""
    step, report = one.step, one.report
    return {
        "event": PRACTICE,
        "step": step.id,
        "exercise": step.exercise.id,
        "name": step.exercise.name,
        "set": step.set_number,
        "side": step.side.value,
        "tempo": tempo_text(step.work.tempo) if step.work.tempo else "",
        "pace": pace_text(player.state.rate),
        "level": one.level,
        "turns": report.turns,
        "tapped": report.tapped,
        "doubled": report.extra,
        "offset_ms": report.offset_ms,
        "right_share": round(report.accurate_share, 3),
        "phases": [
            {
                "phases": [phase.value for phase in one_phase.phases],
                "wanted_ms": one_phase.target_ms,
                "mean_ms": one_phase.mean_ms,
                "spread_ms": one_phase.spread_ms,
                "trend_ms": one_phase.trend_ms,
                "true_ms": [measured.actual_ms for measured in one_phase.measured],
                "reps": [measured.rep for measured in one_phase.measured],
                "sides": [measured.side.value for measured in one_phase.measured],
                "judged": one_phase.judged,
            }
            for one_phase in report.phases
        ],
    }


@dataclass(frozen=True, slots=True)
class PracticeSample:
    """The measurements of one phase in one set."""

    when: str
    """When the run began, local time in ISO 8601."""
    tempo: str
    """As written, with its pace."""
    level: str
    set_number: int
    phases: tuple[str, ...]
    wanted_ms: int
    """The target length, under its name in journals and in `tempo --history --json`."""
    mean_ms: int
    spread_ms: int
    count: int
    """How many times it was measured in the set."""

    @property
    def error_ms(self) -> int:
        """How much too long it was on average; negative: too short."""
        return self.mean_ms - self.wanted_ms


def read_samples(when: str, values: Mapping[str, Any]) -> Iterator[PracticeSample]:
    """Yield every phase of a measured set from a line of a record; nothing when it is damaged.

    `when` is when the run began.
    """
    if values.get("event") != PRACTICE:
        return
    try:
        tempo = f"{values['tempo']} {values['pace']}".strip()
        for phase in values["phases"]:
            yield PracticeSample(
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
    except (KeyError, TypeError, ValueError, OverflowError):
        return
