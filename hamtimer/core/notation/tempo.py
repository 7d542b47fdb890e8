"""Tempo as it is written in strength training: `4-1-2-0`, `40X0`, `2.5-0-2-0`."""

from __future__ import annotations

import re
from dataclasses import field
from fractions import Fraction
from functools import lru_cache

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.durations import check_decimal_point, parse_duration, parse_time
from hamtimer.core.notation.mistakes import Mistake, NotUnderstood, shown
from hamtimer.core.session.defaults import EXPLOSIVE_MS
from hamtimer.core.session.work import Phase, Tempo
from hamtimer.core.text import normalized

SELF_PACED = "self-paced"
LONGEST_PHASE_MS = 60 * 60 * 1_000
SECOND = Fraction(1_000)
"""The milliseconds of a beat when none is written."""
SHORTEST_BEAT_MS = 100
LONGEST_BEAT_MS = 60_000

_PLACES = (Phase.ECCENTRIC, Phase.STRETCHED, Phase.CONCENTRIC, Phase.SHORTENED)
_DASHES = "‐‑–—"  # noqa: RUF001 - people paste every kind of dash
_SEPARATOR = re.compile(r"\s*[-/:,]\s*|\s+")
_BPM = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,3})?)\s*(?:bpm|beats (?:a|per) minute)")
_ONE_PHASE = re.compile(r"(?:[0-9]{1,3}(?:\.[0-9]*)?|\.[0-9]+)\s*[a-zA-Z]*|[xX]")
_ADVICE = "write eccentric-pause-concentric-pause in seconds, like 4-1-2-0"


@dataclass(frozen=True, slots=True)
class PhaseLengths:
    """The four written lengths of a tempo, in milliseconds."""

    eccentric_ms: int
    stretched_ms: int
    concentric_ms: int | None
    """None: written `X`, as fast as good form allows."""
    shortened_ms: int
    timed: frozenset[Phase] = field(default=frozenset(), compare=False)
    """The phases whose length was written with a unit: a beat does not change them."""

    def tempo(
        self,
        *,
        first: Phase = Phase.ECCENTRIC,
        explosive_ms: int = EXPLOSIVE_MS,
        reset_ms: int = 0,
        beat_ms: Fraction = SECOND,
    ) -> Tempo:
        """Return the tempo of an exercise that begins with `first`; `explosive_ms` long is `X`.

        `beat_ms` is how long a written second lasts. A rep is rounded once to a millisecond: each
        phase ends at the rounded time since the rep began.
        """
        written = {
            Phase.ECCENTRIC: self.eccentric_ms,
            Phase.STRETCHED: self.stretched_ms,
            Phase.CONCENTRIC: explosive_ms if self.concentric_ms is None else self.concentric_ms,
            Phase.SHORTENED: self.shortened_ms,
        }
        lengths = written if beat_ms == SECOND else self._scaled(written, first, beat_ms)
        return Tempo(
            eccentric_ms=lengths[Phase.ECCENTRIC],
            stretched_ms=lengths[Phase.STRETCHED],
            concentric_ms=lengths[Phase.CONCENTRIC],
            shortened_ms=lengths[Phase.SHORTENED],
            first=first,
            explosive=self.concentric_ms is None,
            reset_ms=reset_ms,
            beat_ms=None if beat_ms == SECOND else beat_ms,
        )

    def _scaled(
        self, written: dict[Phase, int], first: Phase, beat_ms: Fraction
    ) -> dict[Phase, int]:
        """Return the lengths with a beat for each second that was written without a unit."""
        lowering, lifting = _PLACES[:2], _PLACES[2:]
        order = lifting + lowering if first is Phase.CONCENTRIC else lowering + lifting
        explosive = {Phase.CONCENTRIC} if self.concentric_ms is None else set()
        lengths, end, ended = {}, Fraction(0), 0
        for phase in order:
            fixed = phase in self.timed | explosive
            end += written[phase] if fixed else written[phase] * beat_ms / SECOND
            lengths[phase] = round(end) - ended
            ended = round(end)
        return lengths


@lru_cache(maxsize=256)
def parse_tempo(text: str) -> PhaseLengths:
    """Return the phases of a tempo: eccentric, pause stretched, concentric or `X`, pause shortened.

    The numbers are seconds, with fractions if need be, separated by hyphens, slashes, colons,
    commas or spaces, but only one kind of them; four single digits may stand together (`4120`).

    Raises:
        Mistake: When it is not a tempo.
    """
    written = text.strip()
    if re.fullmatch(r"[0-9]{2}[0-9xX][0-9]", written):
        return phase_lengths(tuple(written))
    for dash in _DASHES:
        written = written.replace(dash, "-")
    if len(written) > 80:
        raise NotUnderstood(f"{shown(text)} is not a tempo of four numbers", _ADVICE)
    kinds = {found[0].strip() or " " for found in _SEPARATOR.finditer(written)}
    if len(kinds) > 1 and "," in kinds:
        check_decimal_point(written)
    if len(kinds - {" "}) > 1:
        message = f"{shown(text)} has more than one kind of separator"
        raise Mistake(message, "write hyphens only, like 4-1-2-0")
    return phase_lengths(tuple(_SEPARATOR.split(written)), shown(text))


def phase_lengths(parts: tuple[str, ...], whole: str = "this") -> PhaseLengths:
    """Return the phases from the four parts of a tempo; `whole` names it in messages.

    Raises:
        Mistake: When there are not four, or one of them cannot be understood.
    """
    if len(parts) == 3 and all(map(is_phase, parts)):
        pause = f"add the pause at the end of a rep, as in {'-'.join(parts)}-0"
        raise NotUnderstood(f"{whole} is not a tempo of four numbers", pause)
    if len(parts) != 4 or "" in parts:
        raise NotUnderstood(f"{whole} is not a tempo of four numbers", _ADVICE)
    lengths = [_phase_ms(part, place) for part, place in zip(parts, _PLACES, strict=True)]
    if not any(length is None or length for length in lengths):
        raise Mistake("a rep must take some time", _ADVICE)
    eccentric, stretched, concentric, shortened = lengths
    with_unit = (
        place for part, place in zip(parts, _PLACES, strict=True) if part.strip()[-1].isalpha()
    )
    return PhaseLengths(
        eccentric or 0, stretched or 0, concentric, shortened or 0, frozenset(with_unit)
    )


def is_phase(text: str) -> bool:
    """Return whether a text is one phase of a tempo, not a whole tempo: `3`, `2.5s` or `X`."""
    return bool(_ONE_PHASE.fullmatch(text.strip()))


def _phase_ms(text: str, place: Phase) -> int | None:
    if text.strip().lower() == "x":
        if place is Phase.CONCENTRIC:
            return None
        raise Mistake(
            f"X cannot stand for the {place} phase",
            "X means as fast as good form allows and is the third number, like 3-1-X-0",
        )
    length = parse_duration(text)
    if length > LONGEST_PHASE_MS:
        raise Mistake(f"a phase of {shown(text)} is too long", "write at most one hour")
    return length


def parse_beat(text: str) -> Fraction:
    """Return the milliseconds of a beat: `1.2s` or `50 bpm`.

    Raises:
        Mistake: When it is not one.
    """
    advice = "write how long a beat lasts, like 1.2s, or how many a minute has, like 50 bpm"
    check_decimal_point(text)
    if match := _BPM.fullmatch(normalized(text)):
        beats = Fraction(match[1])
        length = 60_000 / beats if beats else Fraction(0)
    else:
        length = Fraction(parse_time(text))
    if not SHORTEST_BEAT_MS <= length <= LONGEST_BEAT_MS:
        raise Mistake(f"a beat of {shown(text)} is out of range", f"{advice}; 0.1s to 60s")
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
    """Return how fast a tempo is played where it is not in seconds: `at 90 beats per minute`."""
    return "" if rate == 1 else f"at {float(rate * 60):g} beats per minute"
