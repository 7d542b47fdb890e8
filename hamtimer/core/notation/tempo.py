"""Tempo as it is written in strength training: `4-1-2-0`, `40X0`, `2.5-0-2-0`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from hamtimer.core.notation.durations import parse_duration
from hamtimer.core.notation.mistakes import Mistake, shown
from hamtimer.core.session.model import Phase, Tempo

SELF_PACED = "self-paced"
EXPLOSIVE_MS = 1_000
"""The length of an `X` on the timeline when the file does not state one."""
LONGEST_PHASE_MS = 60 * 60 * 1_000

_PLACES = ("eccentric", "stretched", "concentric", "shortened")
_SEPARATOR = re.compile(r"\s*[-‐‑–—/:,]\s*|\s+")  # noqa: RUF001 - people paste every kind of dash
_ADVICE = "write eccentric-pause-concentric-pause in seconds, like 4-1-2-0"


@dataclass(frozen=True, slots=True)
class PhaseLengths:
    """The four written lengths of a tempo, in milliseconds."""

    eccentric_ms: int
    stretched_ms: int
    concentric_ms: int | None
    """None: written `X`, as fast as good form allows."""
    shortened_ms: int

    def tempo(
        self,
        *,
        first: Phase = Phase.ECCENTRIC,
        explosive_ms: int = EXPLOSIVE_MS,
        reset_ms: int = 0,
    ) -> Tempo:
        """Make the tempo of an exercise that begins with `first`; `explosive_ms` long is `X`."""
        explosive = self.concentric_ms is None
        return Tempo(
            eccentric_ms=self.eccentric_ms,
            stretched_ms=self.stretched_ms,
            concentric_ms=explosive_ms if self.concentric_ms is None else self.concentric_ms,
            shortened_ms=self.shortened_ms,
            first=first,
            explosive=explosive,
            reset_ms=reset_ms,
        )


def parse_tempo(text: str) -> PhaseLengths:
    """Read a tempo: eccentric, pause stretched, concentric or `X`, pause shortened.

    The numbers are seconds, with fractions if need be, parted by hyphens, slashes or spaces;
    four single digits may stand together (`4120`).

    Raises:
        Mistake: When it is not a tempo.
    """
    written = text.strip()
    if re.fullmatch(r"[0-9]{2}[0-9xX][0-9]", written):
        return phase_lengths(tuple(written))
    parts = tuple(_SEPARATOR.split(written)) if len(written) <= 80 else ()
    return phase_lengths(parts, shown(text))


def phase_lengths(parts: tuple[str, ...], whole: str = "this") -> PhaseLengths:
    """Read the four parts of a tempo; `whole` names it in messages.

    Raises:
        Mistake: When there are not four, or one of them cannot be understood.
    """
    if len(parts) != 4 or "" in parts:
        raise Mistake(f"{whole} is not a tempo of four numbers", _ADVICE)
    lengths = [_phase_ms(part, place) for part, place in zip(parts, _PLACES, strict=True)]
    if not any(length is None or length for length in lengths):
        raise Mistake("a repetition must take some time", _ADVICE)
    eccentric, stretched, concentric, shortened = lengths
    return PhaseLengths(eccentric or 0, stretched or 0, concentric, shortened or 0)


def _phase_ms(text: str, place: str) -> int | None:
    if text.lower() == "x":
        if place == "concentric":
            return None
        raise Mistake(
            f"X cannot stand for the {place} phase",
            "X means as fast as good form allows and is the third number, like 3-1-X-0",
        )
    length = parse_duration(text)
    if length > LONGEST_PHASE_MS:
        raise Mistake(f"a phase of {shown(text)} is too long", "write one hour at the most")
    return length


def tempo_text(tempo: Tempo) -> str:
    """Write a tempo as people do: `5-1-2-0`, `5-1-X-0`; a return behind it, `5-0-0-0 + 3`."""
    lift = "X" if tempo.explosive else _number(tempo.concentric_ms)
    numbers = [_number(tempo.eccentric_ms), _number(tempo.stretched_ms), lift]
    text = "-".join([*numbers, _number(tempo.shortened_ms)])
    return f"{text} + {_number(tempo.reset_ms)}" if tempo.reset_ms else text


def _number(ms: int) -> str:
    return f"{ms / 1_000:g}"


def pace_text(rate: Fraction) -> str:
    """Say how fast a tempo is played where it is not in seconds: `at 90 beats a minute`."""
    return "" if rate == 1 else f"at {float(rate * 60):g} beats a minute"
