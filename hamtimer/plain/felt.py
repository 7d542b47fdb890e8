"""Report how a run felt by typed lines: `effort 8, pain left 2`, `set 2 load 10 kg`."""

from __future__ import annotations

import re

from hamtimer.core.records.felt import EXAMPLES
from hamtimer.core.records.live import WHOLE_RUN, Place
from hamtimer.core.run.run import Run
from hamtimer.core.text import literal
from hamtimer.front.felt import Answer, FeltNotes
from hamtimer.front.morning import find_morning
from hamtimer.home import wall_clock

HELP = (
    f"effort {EXAMPLES}: Note it for the set just done.",
    "set 2 pain 3, session effort 7: Note it for another set or the whole session.",
    "felt undo: Undo the last note.",
)
_SAYS = re.compile(
    r"\s*(?:felt\b|[0-9]|(?:f|effort|rpe|rir|pain|load|reps|held|time|note|set|session|whole|morning)\s)",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\s*(?:(?:felt|f)\b)?\s*(?:set\s+([0-9]{1,4})|(session|whole))?[\s:,]*", re.IGNORECASE
)


class TypedFelt:
    """Takes typed lines about how a run felt, or about the morning after yesterday's."""

    def __init__(self, run: Run) -> None:
        """Take reports on `run`, or on the morning after yesterday's."""
        self._notes = FeltNotes(run)
        is_recorded = run.journal is not None
        self.morning = find_morning(wall_clock.today()) if is_recorded else None

    @staticmethod
    def reads(line: str) -> bool:
        """Return whether a line is about how it felt."""
        return _SAYS.match(line) is not None

    def take(self, line: str, now: int) -> Answer:
        """Keep the reports in a line."""
        if line.strip().lower().startswith("morning"):
            return self._take_morning(line, now)
        match = _PLACE.match(line)
        words = line[match.end() :] if match else line
        place = self._place(match[1], match[2]) if match else self._notes.place_now
        if place is None:
            return Answer(f"nothing was done of set {match[1] if match else ''}")
        if not words.strip():
            return Answer(f"{self._notes.label(place)}. Type felt with: {EXAMPLES}")
        return self._notes.take(place, words, now)

    def _place(self, number: str | None, whole: str | None) -> Place | None:
        """Return the place that a line refers to; a set belongs to the exercise done last."""
        if whole:
            return WHOLE_RUN
        if not number:
            return self._notes.place_now
        *_, last = self._notes.places
        asked = (place for place in self._notes.places if place.set_number == int(number))
        return next((place for place in asked if place.exercise == last.exercise), None)

    def _take_morning(self, line: str, now: int) -> Answer:
        if self.morning is None:
            return Answer("No run from yesterday is waiting for its morning pain")
        return self.morning.take(WHOLE_RUN, line, now)

    @property
    def offer(self) -> str:
        """The offer at the beginning of a run; empty: none."""
        if self.morning is None:
            return ""
        return literal(f"{self.morning.offer}: type morning 3, or morning left 3")
