"""Report how a run felt, during it and after it, on the screen and in lines."""

from __future__ import annotations

from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import UserError
from hamtimer.core.play.state import Event
from hamtimer.core.records.edits import Edit
from hamtimer.core.records.felt import read_felt
from hamtimer.core.records.live import (
    WHOLE_RUN,
    Back,
    Place,
    pain_over_limit,
    places,
    said_of,
    say,
    take_back,
)
from hamtimer.core.run.run import Run
from hamtimer.front.words.felt import (
    corrected_words,
    pain_words,
    place_words,
    refusal_words,
    reports_words,
)

UNDO_WORDS = ("undo", "u")
"""What to type in the line to undo the last report."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The result of a line."""

    words: str
    """What to show."""
    events: tuple[Event, ...] = ()
    """The events of the run in the meantime."""
    rest: str = ""
    """The text from the first thing that was not understood."""
    offer: str = ""
    """The suggestion to stop after too much pain; empty: none."""


class FeltNotes:
    """Takes the lines in which a person reports how a run felt, and can undo them."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._said: list[tuple[Place, Back]] = []

    def label(self, place: Place) -> str:
        """Return the name of a place, with earlier reports on it."""
        already = self.already(place)
        return f"{place_words(place)} ({already})" if already else place_words(place)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that can be reported on: the whole run, then the sets in order."""
        return places(self._run.player)

    @property
    def place_now(self) -> Place:
        """The default place: the set done last; after the end, the run."""
        return WHOLE_RUN if self._run.player.is_over else self.places[-1]

    def already(self, place: Place) -> str:
        """Return the earlier reports on a place."""
        return reports_words(said_of(self._run, place))

    def take(self, place: Place, line: str, now: int) -> Answer:
        """Keep the reports in a line about a place, as far as they are understood."""
        if line.strip().lower() in UNDO_WORDS:
            return self._take_back(now)
        felt = read_felt(line)
        answer = self._say(place, felt.edits, line, now) if felt.edits else Answer("")
        if not felt.problem:
            return answer
        return Answer(felt.problem, answer.events, felt.rest, answer.offer)

    def _say(self, place: Place, edits: tuple[Edit, ...], line: str, now: int) -> Answer:
        try:
            reported = say(self._run, place, edits, now)
        except UserError as error:
            return Answer(refusal_words(error), rest=line)
        self._said.append((place, reported.back))
        over = pain_over_limit(self._run.player, place, edits)
        offer = pain_words(*over) if over and not self._run.player.is_over else ""
        words = ", ".join(filter(None, (*map(corrected_words, edits), self.already(place))))
        return Answer(f"{place_words(place)}: {words or '-'}", reported.events, offer=offer)

    def _take_back(self, now: int) -> Answer:
        if not self._said:
            return Answer("There is no note to undo")
        place, back = self._said.pop()
        events = take_back(self._run, back, now)
        return Answer(f"Undone. {place_words(place)}: {self.already(place) or '-'}", events)
