"""Accuracy over time, per tempo and phase, as text with a small chart."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import fmean

from hamtimer.core.run.measurements import PracticeSample
from hamtimer.core.session.model import PHASE_NAMES
from hamtimer.core.text import count_text
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


def history_lines(samples: Iterable[PracticeSample]) -> Iterator[str]:
    """Yield a heading for each tempo and a line for each of its phases; nothing without samples.

    The samples are in order, the oldest first.
    """
    groups: dict[str, dict[tuple[str, ...], Series]] = {}
    for sample in samples:
        phases = groups.setdefault(sample.tempo, {})
        phases.setdefault(sample.phases, Series()).add(sample)
    for tempo, phases in sorted(groups.items()):
        yield f"Tempo {tempo}" if tempo else "No tempo"
        for names, series in phases.items():
            yield f"  {_name(names)}: {series_words(series)}"
    if groups:
        yield f"Each bar is a set: {bar(0)} is on target, a shorter bar too short; newest last."


def series_words(series: Series) -> str:
    """Return the history of a phase: its newest set, its error at first and now, and a chart."""
    newest = series.newest[-1]
    picture = "".join(bar(one.error_ms / max(1, one.wanted_ms)) for one in series.newest)
    words = (
        f"{seconds(newest.mean_ms)} s of {seconds(newest.wanted_ms)} on {newest.when[:10]}, "
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
