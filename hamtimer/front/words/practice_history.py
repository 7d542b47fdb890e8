"""How accurate a tempo has become, per tempo and phase, in words, numbers and a small picture."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from statistics import fmean

from hamtimer.core.run.measurements import PracticeSample
from hamtimer.core.text import count_text
from hamtimer.front.words.report import PHASE_TERMS, bar, seconds

NEWEST = 20
"""So many of the newest sets are shown in a picture."""
COMPARED = 3
"""So many sets at either end are compared."""


@dataclass
class Series:
    """The sets of one phase at one tempo, as far as they are shown; there may be many."""

    count: int = 0
    first: list[PracticeSample] = field(default_factory=list)
    newest: deque[PracticeSample] = field(default_factory=lambda: deque(maxlen=NEWEST))

    def add(self, sample: PracticeSample) -> None:
        """Add a set that is newer than those before."""
        self.count += 1
        if len(self.first) < COMPARED:
            self.first.append(sample)
        self.newest.append(sample)


def history_lines(samples: Iterable[PracticeSample]) -> Iterator[str]:
    """Return a heading for each tempo and a line for each of its phases; none for no samples.

    The samples come from the oldest to the newest.
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
        yield f"Each bar is a set: {bar(0)} is the target length, lower is shorter; newest last."


def series_words(series: Series) -> str:
    """Return how a phase has come along: its newest set, its error then and now, a picture."""
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
    terms = {phase.value: term for phase, term in PHASE_TERMS.items()}
    return " and ".join(terms.get(phase, phase) for phase in phases)
