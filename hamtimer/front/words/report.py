"""The report of a set in words, numbers and a small picture, one line a phase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hamtimer.core.session.model import Phase
from hamtimer.core.taps.report import Measured, PhaseReport, Report
from hamtimer.core.text import count_text

PHASE_TERMS = {
    Phase.ECCENTRIC: "eccentric",
    Phase.STRETCHED: "stretched pause",
    Phase.CONCENTRIC: "concentric",
    Phase.SHORTENED: "shortened pause",
    Phase.RESET: "return",
}
_BARS = "▁▂▃▄▅▆▇█"
_MIDDLE = 3
_FULL_SHARE = 0.4
"""The lowest and the highest bar stand for this share below and above the wanted length."""
_MISSED = "·"
PICTURE_HELP = f"{_BARS[_MIDDLE]} is the wanted length, lower is shorter, {_MISSED} not measured"


def report_lines(report: Report, reps: int = 0) -> list[str]:
    """Return the whole report, the most important first; `reps` per side were planned."""
    if not report.tapped:
        return ["No turn was tapped, so nothing was measured."]
    lines = [phase_line(phase, reps) for phase in report.phases]
    return [*lines, *tap_lines(report)]


def phase_line(phase: PhaseReport, reps: int = 0) -> str:
    """Say how a phase was: `eccentric 4.1 s of 5.0, hurrying from rep 5 on`, with its picture."""
    picture = sparkline(phase.measured, reps)
    spread = f"spread {seconds(phase.spread_ms, 2)} s" if len(phase.measured) > 1 else "once"
    return f"{phase_words(phase)}; {spread}  {picture}"


def phase_words(phase: PhaseReport) -> str:
    """Say how a phase was, without picture and spread."""
    name = phases_term(phase.phases)
    words = f"{name} {seconds(phase.mean_ms)} s of {seconds(phase.wanted_ms)}"
    return f"{words}, {_verdict(phase)}" if phase.judged else words


def phases_term(phases: Sequence[Phase]) -> str:
    """Name phases that were measured together: `shortened pause and eccentric`."""
    return " and ".join(PHASE_TERMS[phase] for phase in phases)


def measured_words(one: Measured, name: str) -> str:
    """Say at once how long a phase was: `Lower 4.8 s of 5.0`; `name` is the person's word."""
    words = f"{name} {seconds(one.true_ms)} s of {seconds(one.wanted_ms)}"
    if one.judged and not one.is_right:
        words += ", too short" if one.error_ms < 0 else ", too long"
    return words


def seconds(ms: int, digits: int = 1) -> str:
    """Write a length in seconds: `4.1`."""
    return f"{ms / 1_000:.{digits}f}"


def sparkline(measured: Sequence[Measured], reps: int = 0) -> str:
    """Draw the lengths as bars, one each; where a repetition is missing, a dot."""
    by_rep: dict[int, list[Measured]] = {}
    for one in measured:
        by_rep.setdefault(one.rep, []).append(one)
    last = max(max(by_rep, default=0), reps)
    bars = ["".join(map(_bar, by_rep.get(rep, ()))) or _MISSED for rep in range(1, last + 1)]
    return "".join(bars)


def _bar(one: Measured) -> str:
    return bar(one.error_ms / max(1, one.wanted_ms))


def bar(off: float) -> str:
    """Draw a length as a bar; `off` is how much too long it was, as a share of the wanted one."""
    place = _MIDDLE + round(off / _FULL_SHARE * (len(_BARS) - 1 - _MIDDLE))
    return _BARS[max(0, min(len(_BARS) - 1, place))]


def _verdict(phase: PhaseReport) -> str:
    """Say what was right or wrong with a phase, the one thing to think of next time."""
    if phase.change_rep:
        what = "hurrying" if phase.change_ms < 0 else "slowing down"
        return f"{what} from rep {phase.change_rep} on"
    average = Measured(0, phase.measured[0].side, phase.phases, phase.wanted_ms, phase.mean_ms)
    if not average.is_right:
        return "too short" if phase.error_ms < 0 else "too long"
    steady = sum(one.is_right for one in phase.measured) * 5 >= len(phase.measured) * 4
    return "right" if steady else "right on the average, but uneven"


def tap_lines(report: Report) -> Iterator[str]:
    """Say what was missed and what was doubled."""
    if report.missed:
        turns = f"{count_text(report.missed, 'turn')} {_was(report.missed)}"
        yield f"{turns} not tapped; the phases beside are left out"
    if report.doubled:
        taps = f"{count_text(report.doubled, 'tap')} {_was(report.doubled)}"
        yield f"{taps} doubled or meant for no turn, and left out"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def offset_words(report: Report) -> str:
    """Say how far from the turns the taps were, for a set in which the turns could be heard."""
    if not report.tapped:
        return ""
    if abs(report.offset_ms) < 50:
        return "taps on the turns"
    side = "after" if report.offset_ms > 0 else "before"
    return f"taps {seconds(abs(report.offset_ms), 2)} s {side} the turns"
