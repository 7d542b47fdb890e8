"""Advice for the next set: one sentence per phase."""

from __future__ import annotations

from hamtimer.core.session.model import Exercise
from hamtimer.core.session.work import PHASE_NAMES, Phase
from hamtimer.core.taps.report import PhaseReport, PhaseVerdict

_NUMBERS = ("no", *["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"])
_WAYS = {
    Phase.ECCENTRIC: "on the way down",
    Phase.STRETCHED: "at the bottom",
    Phase.CONCENTRIC: "on the way up",
    Phase.SHORTENED: "at the top",
    Phase.RESET: "on the way back",
}


def advice_words(phase: PhaseReport, exercise: Exercise) -> str:
    """Return advice on a phase: `Count to two on the way up.`; empty when it is right.

    There is none on a phase whose accuracy does not count.
    """
    where = " and ".join(_way(one, exercise) for one in phase.phases)
    count = _count(phase.target_ms)
    match phase.verdict if phase.judged else PhaseVerdict.RIGHT:
        case PhaseVerdict.HURRYING:
            return f"From rep {phase.change_rep} on, still count to {count} {where}."
        case PhaseVerdict.SLOWING:
            return f"From rep {phase.change_rep} on, stop at {count} {where}."
        case PhaseVerdict.SHORT:
            return f"Count to {count} {where}."
        case PhaseVerdict.LONG:
            return f"Count only to {count} {where}."
        case PhaseVerdict.UNEVEN:
            return f"Count to {count} {where}, at the same pace in each rep."
        case _:
            return ""


def _way(phase: Phase, exercise: Exercise) -> str:
    name = exercise.phase_name(phase)
    own = name != PHASE_NAMES.get(phase)
    return f'in "{name}"' if own or phase not in _WAYS else _WAYS[phase]


def _count(target_ms: int) -> str:
    """Return a length to count to: `five`, `two and a half`, `3.2`."""
    whole, rest = divmod(target_ms, 1_000)
    if rest == 500 and 0 < whole < len(_NUMBERS):
        return f"{_NUMBERS[whole]} and a half"
    if rest or not 0 < whole < len(_NUMBERS):
        return f"{target_ms / 1_000:g}"
    return _NUMBERS[whole]
