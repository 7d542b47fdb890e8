"""The report of a set as text, one line per phase with a small chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hamtimer.core.session.work import PHASE_NAMES, Phase
from hamtimer.core.taps.report import Measured, PhaseReport, Report
from hamtimer.core.text import count_text

_BARS = "▁▂▃▄▅▆▇█"
_MIDDLE = 3
_FULL_SHARE = 0.4
"""The lowest and highest bars stand for this share below and above the target."""
_MISSED = "·"
PICTURE_HELP = f"{_BARS[_MIDDLE]} on target, shorter bars are too short, {_MISSED} not measured"


def report_lines(report: Report, reps: int = 0) -> list[str]:
    """Return the whole report, most important first; `reps` is the planned number per side."""
    if not report.tapped:
        return ["No taps, so nothing was measured."]
    lines = [phase_line(phase, reps) for phase in report.phases]
    return [*lines, *tap_lines(report)]


def phase_line(phase: PhaseReport, reps: int = 0) -> str:
    """Return the line of a phase: `lower 4.1 s of 5.0, rushing from rep 5`, and its chart."""
    picture = sparkline(phase.measured, reps)
    spread = f"spread {seconds(phase.spread_ms, 2)} s" if len(phase.measured) > 1 else "once"
    return f"{phase_words(phase)}; {spread}  {picture}"


def phase_words(phase: PhaseReport) -> str:
    """Return the result of a phase, without chart and spread."""
    name = phases_term(phase.phases)
    words = f"{name} {seconds(phase.mean_ms)} s of {seconds(phase.target_ms)}"
    return f"{words}, {verdict_words(phase)}" if phase.judged else words


def phases_term(phases: Sequence[Phase]) -> str:
    """Return the name of phases measured together: `top and lower`."""
    return " and ".join(PHASE_NAMES[phase].lower() for phase in phases)


def measured_words(one: Measured, name: str) -> str:
    """Return the feedback on a phase: `Lower 4.8 s of 5.0`; `name` is the person's word."""
    words = f"{name} {seconds(one.actual_ms)} s of {seconds(one.target_ms)}"
    if one.judged and not one.is_accurate:
        words += ", too short" if one.error_ms < 0 else ", too long"
    return words


def seconds(ms: int, digits: int = 1) -> str:
    """Return a length in seconds: `4.1`."""
    return f"{ms / 1_000:.{digits}f}"


def sparkline(measured: Sequence[Measured], reps: int = 0) -> str:
    """Return a bar for each length, and a dot for each rep that was not measured."""
    by_rep: dict[int, list[Measured]] = {}
    for one in measured:
        by_rep.setdefault(one.rep, []).append(one)
    last = max(max(by_rep, default=0), reps)
    bars = ["".join(map(_bar, by_rep.get(rep, ()))) or _MISSED for rep in range(1, last + 1)]
    return "".join(bars)


def _bar(one: Measured) -> str:
    return bar(one.error_ms / max(1, one.target_ms))


def bar(off: float) -> str:
    """Return the bar of a length; `off` is its error as a share of the target."""
    place = _MIDDLE + round(off / _FULL_SHARE * (len(_BARS) - 1 - _MIDDLE))
    return _BARS[max(0, min(len(_BARS) - 1, place))]


def verdict_words(phase: PhaseReport) -> str:
    """Return the verdict on a phase: the one thing to work on next time."""
    if phase.change_rep:
        what = "rushing" if phase.change_ms < 0 else "slowing down"
        return f"{what} from rep {phase.change_rep}"
    average = Measured(0, phase.measured[0].side, phase.phases, phase.target_ms, phase.mean_ms)
    if not average.is_accurate:
        return "too short" if phase.error_ms < 0 else "too long"
    steady = sum(one.is_accurate for one in phase.measured) * 5 >= len(phase.measured) * 4
    return "on target" if steady else "on target on average, but uneven"


def tap_lines(report: Report) -> Iterator[str]:
    """Yield a line for missed taps and one for extra taps."""
    if report.missed:
        turns = f"{count_text(report.missed, 'turn')} {_was(report.missed)}"
        them = "it" if report.missed == 1 else "them"
        yield f"{turns} not tapped; the phases next to {them} are left out"
    if report.extra:
        taps = f"{count_text(report.extra, 'tap')} {_was(report.extra)}"
        yield f"{taps} extra and ignored"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def offset_words(report: Report) -> str:
    """Return the offset of the taps from the turns, for a set whose turns could be heard."""
    if not report.tapped:
        return ""
    if abs(report.offset_ms) < 50:
        return "taps on the turns"
    side = "after" if report.offset_ms > 0 else "before"
    return f"taps {seconds(abs(report.offset_ms), 2)} s {side} the turns"
