"""What the person says of a run: effort, pain, load and notes, of a set, an exercise or all."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.run.tally import REPORT, whole_ms
from hamtimer.core.session.model import Side

HIGHEST = 10
"""Of effort and of pain."""
LONGEST_LOAD = 100
LONGEST_TEXT = 2_000
MORNING = "morning_pain"
"""The pain of the next morning."""
SCORES = ("rpe", "pain", MORNING)
"""What is said on a scale of 0 to 10."""
KEYS = (*SCORES, "load", "note")
CLEARED = "cleared"
"""What takes back what was said of the same place before: a list of keys."""
Said = float | str | None


@dataclass(frozen=True, slots=True)
class SelfReport:
    """What was said in one line."""

    exercise: str | None = None
    """The id of the exercise; None: the whole run."""
    set_number: int | None = None
    """None: all sets."""
    side: Side | None = None
    """None: both sides, or nobody said which."""
    values: Mapping[str, Said] = field(default_factory=dict)
    """What was said, by key; None: what was said before does not hold any more."""

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
    """Return the report that a line of a record keeps; None when it keeps none or is damaged."""
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
    """All that was said of a run; of one place the last that was said holds."""

    def __init__(self, reports: Iterable[SelfReport] = ()) -> None:
        self._said: dict[tuple[str | None, int | None, Side | None], dict[str, Said]] = {}
        for report in reports:
            self._said.setdefault(report.place, {}).update(report.values)

    def of_set(self, key: str, exercise: str, number: int, side: Side) -> Said:
        """Return what was said of a side of a set, or of the whole set; None: nothing.

        Where both sides work together, the greater of what was said of each holds.
        """
        if side is Side.BOTH and key in SCORES:
            asked = (None, *Side)
            found = (self._first(key, [(exercise, number, one)]) for one in asked)
            scores = [value for value in found if isinstance(value, int | float)]
            return max(scores, default=None)
        places = ((exercise, number, side), (exercise, number, None))
        return self._first(key, places)

    def load(self, exercise: str, number: int, side: Side) -> str:
        """Return the load that was used in a set, as far as it was said; else empty."""
        whole = ((exercise, None, side), (exercise, None, None))
        places = ((exercise, number, side), (exercise, number, None), *whole)
        return str(self._first("load", places) or "")

    def effort(self, exercise: str) -> float | None:
        """Return the highest effort that was said of an exercise; None: nothing."""
        return self._highest(("rpe",), (exercise,))

    def pain(self, exercise: str) -> float | None:
        """Return the worst pain of an exercise or the whole run, then or the next morning."""
        return self._highest(("pain", MORNING), (exercise, None))

    def _highest(self, keys: Iterable[str], exercises: Iterable[str | None]) -> float | None:
        about, said = tuple(exercises), [pair for key in keys for pair in self.all(key)]
        found = [value for place, value in said if place.exercise in about]
        return max((float(value) for value in found if value is not None), default=None)

    def all(self, key: str) -> Iterator[tuple[SelfReport, Said]]:
        """Yield everything that holds of a key, each with its place."""
        for (exercise, number, side), values in self._said.items():
            if values.get(key) is not None:
                yield SelfReport(exercise, number, side, values), values[key]

    def places(self) -> Iterator[SelfReport]:
        """Yield what holds of each place of which something was said."""
        for (exercise, number, side), values in self._said.items():
            kept = {key: value for key, value in values.items() if value is not None}
            if kept:
                yield SelfReport(exercise, number, side, kept)

    def _first(
        self, key: str, places: Iterable[tuple[str | None, int | None, Side | None]]
    ) -> Said:
        found = (self._said.get(place, {}).get(key) for place in places)
        return next((value for value in found if value is not None), None)
