"""Accuracy over time, per tempo and phase, as text with a small chart."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from statistics import fmean

from hamtimer.core.dataclass import dataclass
from hamtimer.core.practice.levels import Level
from hamtimer.core.run.measurements import PracticeSample
from hamtimer.core.session.work import PHASE_NAMES
from hamtimer.core.text import count_text
from hamtimer.front.words.days import date_words
from hamtimer.front.words.report import bar, seconds

NEWEST = 20
"""How many of the newest sets the chart shows."""
COMPARED = 3
"""How many sets at each end are compared."""


@dataclass
class Series:
    """The sets of one phase at one tempo. Only those that are shown are kept."""

    count: int = 0
    first: list[PracticeSample] = field(default_factory=list)
    newest: deque[PracticeSample] = field(default_factory=lambda: deque(maxlen=NEWEST))

    def add(self, sample: PracticeSample) -> None:
        """Add a set newer than all before."""
        self.count += 1
        if len(self.first) < COMPARED:
            self.first.append(sample)
        self.newest.append(sample)


class Help(StrEnum):
    """How much help a set had, as history names it."""

    CUES = "with cues"
    ALONE = "without cues"
    TEST = "retention tests"
    SESSION = "in sessions"


def help_of(sample: PracticeSample) -> Help:
    """Return how much help the set of a sample had."""
    if sample.is_test:
        return Help.TEST
    if not sample.level:
        return Help.SESSION
    return Help.ALONE if sample.level == Level.SILENT else Help.CUES


@dataclass
class Trends:
    """The errors of estimates and gaps in the sets of a tempo, oldest first."""

    estimates: list[int] = field(default_factory=list)
    drifts: list[int] = field(default_factory=list)
    _set: tuple[str, int, str] = ("", 0, "")
    """The set whose gaps were counted last, because each of its phases has them."""

    def add(self, sample: PracticeSample) -> None:
        """Add a set newer than all before."""
        if sample.estimated_ms is not None:
            self.estimates.append(abs(sample.estimated_ms - sample.mean_ms))
        this = (sample.when, sample.set_number, sample.side)
        if sample.gap_drifts_ms and this != self._set:
            self._set = this
            self.drifts.append(round(fmean(map(abs, sample.gap_drifts_ms))))

    def lines(self) -> Iterator[str]:
        """Yield a line for gaps and one for estimates, if there are any."""
        for name, errors in (("your estimates", self.estimates), ("after gaps", self.drifts)):
            if errors:
                first, last = _mean(errors[:COMPARED]), _mean(errors[-COMPARED:])
                both = f"off by {first} s at first, by {last} s now"
                words = both if len(errors) > COMPARED else f"off by {last} s"
                yield f"{name}: {words}; {count_text(len(errors), 'set')}"


def _mean(errors: list[int]) -> str:
    return seconds(round(fmean(errors)), 2)


def history_lines(samples: Iterable[PracticeSample], today: date) -> Iterator[str]:
    """Yield a heading for each tempo and a line for each of its phases; nothing without samples.

    Sets with cues, sets without, retention tests and sessions are separate: only what a person can
    do without help, days later, has been learnt. The samples are in order, the oldest first.
    """
    tempos: dict[str, dict[tuple[tuple[str, ...], Help], Series]] = {}
    trends: dict[str, Trends] = {}
    for sample in samples:
        groups = tempos.setdefault(sample.tempo, {})
        groups.setdefault((sample.phases, help_of(sample)), Series()).add(sample)
        trends.setdefault(sample.tempo, Trends()).add(sample)
    for tempo, groups in sorted(tempos.items()):
        yield f"Tempo {tempo}" if tempo else "No tempo"
        names = dict.fromkeys(phases for phases, _ in groups)
        for phases in names:
            for kind in Help:
                if series := groups.get((phases, kind)):
                    yield f"  {_name(phases)}, {kind}: {series_words(series, today)}"
        yield from (f"  {line}" for line in trends[tempo].lines())
    if tempos:
        yield f"Each bar is a set: {bar(0)} is on target, a shorter bar too short; newest last."


def series_words(series: Series, today: date) -> str:
    """Return the history of a phase: its newest set, its error at first and now, and a chart."""
    newest = series.newest[-1]
    picture = "".join(bar(one.error_ms / max(1, one.wanted_ms)) for one in series.newest)
    day = date_words(datetime.fromisoformat(newest.when).date(), today)
    words = (
        f"{seconds(newest.mean_ms)} s of {seconds(newest.wanted_ms)} on {day}, "
        f"spread {seconds(newest.spread_ms, 2)} s"
    )
    if series.count > COMPARED:
        first, last = _error(series.first), _error(list(series.newest)[-COMPARED:])
        words += f"; off by {first:.0f} % at first, by {last:.0f} % now"
    return f"{words}; {count_text(series.count, 'set')}  {picture}"


def _error(sets: list[PracticeSample]) -> float:
    """Return the mean size of the error in percent of the target length."""
    return fmean(100 * abs(one.error_ms) / max(1, one.wanted_ms) for one in sets)


def _name(phases: tuple[str, ...]) -> str:
    terms = {phase.value: name.lower() for phase, name in PHASE_NAMES.items()}
    return " and ".join(terms.get(phase, phase) for phase in phases)
