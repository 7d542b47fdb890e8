"""Report the next morning's pain, at the next start, on the screen and in lines."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from pathlib import Path

from hamtimer.core.errors import UserError
from hamtimer.core.records.edits import Edit
from hamtimer.core.records.felt import read_felt
from hamtimer.core.records.live import WHOLE_RUN, Place
from hamtimer.core.run.self_reports import MORNING, SelfReport
from hamtimer.core.text import literal
from hamtimer.front.felt import Answer
from hamtimer.front.words.felt import reports_words
from hamtimer.home.folders import NoHomeError, runs_folder
from hamtimer.home.records.edit import edit_record
from hamtimer.home.records.morning import find_yesterday

EXAMPLES = "3, left 3, left 2 right 0"


def find_morning(today: date) -> Morning | None:
    """Return the morning after yesterday's run; None: no run, or it is reported already."""
    with suppress(OSError, NoHomeError):
        row = find_yesterday(runs_folder(), today)
        return None if row is None else Morning(row.path, row.name)
    return None


class Morning:
    """Takes the lines in which a person reports this morning's pain."""

    def __init__(self, path: Path, name: str) -> None:
        """Report on the run in the record at `path`, with a name."""
        self._path = path
        self._name = literal(name)

    @property
    def offer(self) -> str:
        """The offer; it has no question mark because nothing waits for an answer."""
        return f"Yesterday: {self._name}. Pain from it this morning, 0 to 10"

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that can be reported on."""
        return (WHOLE_RUN,)

    @property
    def place_now(self) -> Place:
        """The place to report on."""
        return WHOLE_RUN

    def label(self, _place: Place) -> str:
        """Return the label of the line."""
        return f"Pain this morning after {self._name}"

    def take(self, _place: Place, line: str, _now: int) -> Answer:
        """Keep the reports in a line."""
        felt = read_felt(line if _names_it(line) else f"morning {line}")
        if felt.problem or any(set(edit.said) - {MORNING} for edit in felt.edits):
            return Answer(f"write {EXAMPLES}", rest=line)
        try:
            edit_record(self._path, *felt.edits)
        except (UserError, OSError) as error:
            return Answer(str(error), rest=line)
        return Answer(f"{self._name}, yesterday: {_words(felt.edits)}")


def _names_it(line: str) -> bool:
    return line.strip().lower().startswith("morning")


def _words(edits: tuple[Edit, ...]) -> str:
    return reports_words(SelfReport(side=edit.side, values=edit.said) for edit in edits)
