"""How accuracy has come along, per tempo and phase, in words, numbers and a small picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from statistics import fmean

from hamtimer.core.run.measurements import Past, by_tempo_and_phase
from hamtimer.front.words.report import PHASE_TERMS, bar, seconds

NEWEST = 20
"""So many of the newest sets are shown in a picture."""
_COMPARED = 3
"""So many sets at either end are compared."""


def history_lines(past: Iterable[Past]) -> Iterator[str]:
    """Return a heading for each tempo, and a line for each of its phases."""
    tempo = None
    for (of, phases), sets in by_tempo_and_phase(past).items():
        if of != tempo:
            tempo = of
            yield f"Tempo {of}" if of else "No tempo"
        yield f"  {_name(phases)}: {history_words(sets)}"
    yield f"Each bar is a set: {bar(0)} the wanted length, lower is shorter; the newest last."


def history_words(sets: list[Past]) -> str:
    """Say how a phase has come along: its newest set, its error then and now, and a picture."""
    newest = sets[-1]
    picture = "".join(bar(one.error_ms / max(1, one.wanted_ms)) for one in sets[-NEWEST:])
    words = (
        f"{seconds(newest.mean_ms)} s of {seconds(newest.wanted_ms)} on {newest.when[:10]}, "
        f"spread {seconds(newest.spread_ms, 2)} s"
    )
    if len(sets) > _COMPARED:
        first, last = _error(sets[:_COMPARED]), _error(sets[-_COMPARED:])
        words += f"; off by {first:.0f} % at first, by {last:.0f} % now"
    count = "1 set" if len(sets) == 1 else f"{len(sets)} sets"
    return f"{words}; {count}  {picture}"


def _error(sets: list[Past]) -> float:
    """Return the size of the error in percent of the wanted length, on the average."""
    return fmean(100 * abs(one.error_ms) / max(1, one.wanted_ms) for one in sets)


def _name(phases: tuple[str, ...]) -> str:
    terms = {phase.value: term for phase, term in PHASE_TERMS.items()}
    return " and ".join(terms.get(phase, phase) for phase in phases)
