"""Measured sets as written to and read from the journal of a run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from typing import Any, Protocol

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.tempo import pace_text, tempo_text
from hamtimer.core.play.player import Player
from hamtimer.core.run.journal import Journal
from hamtimer.core.taps.meter import SetReport

PRACTICE = "practice"
"""The name of the journal event that holds the report of a set."""


ESTIMATE = "estimate"
"""The name of the journal event with a person's estimate of a phase's length."""
GAPS = "gaps"
"""The name of the journal event that holds the drift at the end of each gap of a set."""


class Gap(Protocol):
    """A stretch of a set without cues, as measured."""

    @property
    def target_ms(self) -> int:
        """How long it should last."""

    @property
    def actual_ms(self) -> int:
        """How long it lasted."""


def record_tap(journal: Journal | None, at: int) -> None:
    """Note a tap at the clock's `at`."""
    if journal is not None:
        journal.write_note({"tap": True}, at)


def record_report(journal: Journal | None, one: SetReport, player: Player, now: int) -> None:
    """Note the report of a set; history needs no other line."""
    if journal is not None:
        journal.write_note(report_values(one, player), now, sync=True)


def record_estimate(
    journal: Journal | None,
    set_number: int,
    phases: Sequence[str],
    estimated_ms: int,
    actual_ms: int,
    now: int,
) -> None:
    """Note a person's estimate of a phase's length in a set, and the actual length."""
    if journal is not None:
        values = {
            "event": ESTIMATE,
            "set": set_number,
            "phases": [*phases],
            "estimated_ms": estimated_ms,
            "actual_ms": actual_ms,
        }
        journal.write_note(values, now, sync=True)


def record_gaps(journal: Journal | None, one: SetReport, gaps: Sequence[Gap], now: int) -> None:
    """Note how long each gap of a set should last, and lasted."""
    if journal is not None:
        values = {
            "event": GAPS,
            "set": one.step.set_number,
            "side": one.step.side.value,
            "wanted_ms": [gap.target_ms for gap in gaps],
            "true_ms": [gap.actual_ms for gap in gaps],
        }
        journal.write_note(values, now)


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
    """The measurements of one phase in one set, or on one side of it."""

    when: str
    """When the run began, local time in ISO 8601."""
    tempo: str
    """As written, with its pace."""
    level: str
    """The level of cues. Empty: an ordinary session, in which all are heard."""
    set_number: int
    phases: tuple[str, ...]
    wanted_ms: int
    """The target length, under its name in journals and in `tempo --history --json`."""
    mean_ms: int
    spread_ms: int
    count: int
    """How many times it was measured in the set."""
    side: str = "both"
    reps: tuple[int, ...] = ()
    """The reps in which it was measured."""
    true_ms: tuple[int, ...] = ()
    """How long it lasted in each of them."""
    judged: bool = True
    """Whether accuracy counts."""
    set_share: float = 0.0
    """The smaller share of the whole set: phases within tolerance, or turns tapped."""
    is_test: bool = False
    """Whether the set was a retention test."""
    estimated_ms: int | None = None
    """The person's estimate, before the result was shown."""
    gap_drifts_ms: tuple[int, ...] = ()
    """How much longer each gap of the set was than its target; negative: shorter."""

    @property
    def error_ms(self) -> int:
        """How much too long it was on average; negative: too short."""
        return self.mean_ms - self.wanted_ms


@dataclass
class SampleReader:
    """Reads the samples from the lines of a record; damaged ones are left out."""

    when: str
    """When the run began."""
    is_test: bool = False
    samples: list[PracticeSample] = field(default_factory=list)

    def take(self, values: Mapping[str, Any]) -> None:
        """Take one line of the record."""
        try:
            match values.get("event"):
                case "practice":
                    self.samples += self._phases(values)
                case "estimate":
                    self._take_estimate(values)
                case "gaps":
                    self._take_gaps(values)
        except (KeyError, TypeError, ValueError, OverflowError):
            return

    def _phases(self, values: Mapping[str, Any]) -> list[PracticeSample]:
        tempo = f"{values['tempo']} {values['pace']}".strip()
        turns = int(values.get("turns", 0))
        tapped = int(values.get("tapped", 0)) / turns if turns else 0.0
        return [
            PracticeSample(
                when=self.when,
                tempo=tempo,
                level=str(values["level"]),
                set_number=int(values["set"]),
                phases=tuple(map(str, phase["phases"])),
                wanted_ms=int(phase["wanted_ms"]),
                mean_ms=int(phase["mean_ms"]),
                spread_ms=int(phase["spread_ms"]),
                count=len(phase["true_ms"]),
                side=str(values.get("side", "both")),
                reps=tuple(map(int, phase.get("reps", ()))),
                true_ms=tuple(map(int, phase["true_ms"])),
                judged=bool(phase.get("judged", True)),
                set_share=min(float(values.get("right_share", 0.0)), tapped),
                is_test=self.is_test,
            )
            for phase in values["phases"]
        ]

    def _take_estimate(self, values: Mapping[str, Any]) -> None:
        phases, number = tuple(map(str, values["phases"])), int(values["set"])
        estimated = int(values["estimated_ms"])
        self.samples = [
            replace(one, estimated_ms=estimated)
            if (one.set_number, one.phases) == (number, phases)
            else one
            for one in self.samples
        ]

    def _take_gaps(self, values: Mapping[str, Any]) -> None:
        number, side = int(values["set"]), str(values["side"])
        pairs = zip(values["wanted_ms"], values["true_ms"], strict=True)
        found = tuple(int(actual) - int(target) for target, actual in pairs)
        self.samples = [
            replace(one, gap_drifts_ms=found)
            if (one.set_number, one.side) == (number, side)
            else one
            for one in self.samples
        ]
