"""Reports on a run: effort, pain, load and notes, for a set, an exercise or all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.run.tally import REPORT, whole_ms
from hamtimer.core.session.model import Side

HIGHEST = 10
"""The top of the scales of effort and pain."""
LONGEST_LOAD = 100
LONGEST_TEXT = 2_000
MORNING = "morning_pain"
"""The pain of the next morning."""
SCORES = ("rpe", "pain", MORNING)
"""The reports on a scale of 0 to 10."""
KEYS = (*SCORES, "load", "note")
CLEARED = "cleared"
"""The key of a list of removed reports on the same place."""
Said = float | str | None


@dataclass(frozen=True, slots=True)
class SelfReport:
    """The reports in one line."""

    exercise: str | None = None
    """The id of the exercise; None: the whole run."""
    set_number: int | None = None
    """None: all sets."""
    side: Side | None = None
    """None: both sides, or not reported."""
    values: Mapping[str, Said] = field(default_factory=dict)
    """The values by key; None: an earlier report was removed."""

    @property
    def place(self) -> tuple[str | None, int | None, Side | None]:
        """What it is about."""
        return self.exercise, self.set_number, self.side


def report_line(report: SelfReport) -> dict[str, Any]:
    """Return a report as a line of a record."""
    said = {key: report.values.get(key) for key in KEYS}
    cleared = [key for key in KEYS if report.values.get(key, "") is None]
    place = {"exercise": report.exercise, "set": report.set_number, "side": report.side}
    return {REPORT: place | said | ({CLEARED: cleared} if cleared else {})}


def read_report(line: Mapping[str, Any]) -> SelfReport | None:
    """Return the report in a line of a record; None if there is none or it is damaged."""
    found = line.get(REPORT)
    if not isinstance(found, dict):
        return None
    exercise, number, side = found.get("exercise"), found.get("set"), found.get("side")
    if not isinstance(exercise, str | None) or (number is not None and whole_ms(number) is None):
        return None
    if side not in (None, *Side):
        return None
    cleared = found.get(CLEARED)
    values: dict[str, Said] = dict.fromkeys(
        key for key in KEYS if isinstance(cleared, list) and key in cleared
    )
    values |= {key: found[key] for key in KEYS if _is_sound(key, found.get(key))}
    return SelfReport(exercise, number, None if side is None else Side(side), values)


def _is_sound(key: str, value: object) -> bool:
    if key not in SCORES:
        return isinstance(value, str) and 0 < len(value) <= LONGEST_TEXT
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return math.isfinite(value) and 0 <= value <= HIGHEST


class SelfReports:
    """All reports on a run; for one place, the last one counts."""

    def __init__(self, reports: Iterable[SelfReport] = ()) -> None:
        self._said: dict[tuple[str | None, int | None, Side | None], dict[str, Said]] = {}
        for report in reports:
            self._said.setdefault(report.place, {}).update(report.values)

    def of_set(self, key: str, exercise: str, number: int, side: Side) -> Said:
        """Return the report on a side of a set, or on the whole set; None: nothing.

        If both sides work together, the greater of their reports counts.
        """
        if side is Side.BOTH and key in SCORES:
            asked = (None, *Side)
            found = (self._first(key, [(exercise, number, one)]) for one in asked)
            scores = [value for value in found if isinstance(value, int | float)]
            return max(scores, default=None)
        places = ((exercise, number, side), (exercise, number, None))
        return self._first(key, places)

    def load(self, exercise: str, number: int, side: Side) -> str:
        """Return the reported load of a set; empty if not reported."""
        whole = ((exercise, None, side), (exercise, None, None))
        places = ((exercise, number, side), (exercise, number, None), *whole)
        return str(self._first("load", places) or "")

    def effort(self, exercise: str) -> float | None:
        """Return the highest reported effort of an exercise; None: not reported."""
        return self._highest(("rpe",), (exercise,))

    def pain(self, exercise: str) -> float | None:
        """Return the worst pain of an exercise or the whole run, then or the next morning."""
        return self._highest(("pain", MORNING), (exercise, None))

    def _highest(self, keys: Iterable[str], exercises: Iterable[str | None]) -> float | None:
        about, said = tuple(exercises), [pair for key in keys for pair in self.all(key)]
        found = [value for place, value in said if place.exercise in about]
        return max((float(value) for value in found if value is not None), default=None)

    def all(self, key: str) -> Iterator[tuple[SelfReport, Said]]:
        """Yield the current reports on a key, each with its place."""
        for (exercise, number, side), values in self._said.items():
            if values.get(key) is not None:
                yield SelfReport(exercise, number, side, values), values[key]

    def places(self) -> Iterator[SelfReport]:
        """Yield the current reports on each reported place."""
        for (exercise, number, side), values in self._said.items():
            kept = {key: value for key, value in values.items() if value is not None}
            if kept:
                yield SelfReport(exercise, number, side, kept)

    def _first(
        self, key: str, places: Iterable[tuple[str | None, int | None, Side | None]]
    ) -> Said:
        found = (self._said.get(place, {}).get(key) for place in places)
        return next((value for value in found if value is not None), None)
