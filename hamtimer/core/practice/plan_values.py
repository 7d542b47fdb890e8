"""Convert a practice plan to plain values for the record of a run, and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.practice.gaps import read_gaps
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import Ask, Heard, PracticePlan, Ramp, check_plan
from hamtimer.core.session.model import Sides
from hamtimer.core.session.work import Phase, Tempo
from hamtimer.core.taps.results import EVERY, Results
from hamtimer.core.taps.turns import TapMode


def plan_values(plan: PracticePlan) -> dict[str, Any]:
    """Return a plan as values for JSON."""
    return asdict(plan) | {"phase_names": [list(pair) for pair in plan.phase_names]}


def read_plan(values: Mapping[str, Any]) -> PracticePlan:
    """Return the plan from the values of `plan_values`.

    Raises:
        Mistake: When they are damaged, or the plan is not possible.
    """
    try:
        plan = PracticePlan(
            tempo=_tempo(values["tempo"]),
            reps=int(values["reps"]),
            sets=int(values["sets"]),
            sides=Sides(values["sides"]),
            bpm=int(values["bpm"]),
            half_speed=bool(values["half_speed"]),
            drill=Phase(values["drill"]) if values["drill"] else None,
            reset_ms=int(values["reset_ms"]),
            ramp=_ramp(values["ramp"]),
            taps=TapMode(values["taps"]),
            level=Level(values["level"]) if values["level"] else None,
            rest_ms=int(values["rest_ms"]),
            name=str(values["name"]),
            phase_names=tuple((Phase(key), str(name)) for key, name in values["phase_names"]),
            **_newer(values),
        )
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise Mistake(f"its practice is damaged ({error})", "move the file away") from error
    check_plan(plan)
    return plan


def _newer(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values that records of older versions lack."""
    results = values.get("results")
    return {
        "start": Level(values.get("start", Level.FULL)),
        # Before results faded, all were shown.
        "results": Results(results) if results else None if "results" in values else Results.EACH,
        "band": int(values.get("band", 0)),
        "every": int(values.get("every", EVERY)),
        "heard": Heard(values.get("heard", Heard.NO)),
        "ask": Ask(values.get("ask", Ask.NO)),
        "gaps": read_gaps(values.get("gaps")),
        "is_test": bool(values.get("is_test", False)),
        "is_first": bool(values.get("is_first", False)),
    }


def _tempo(values: Mapping[str, Any]) -> Tempo:
    return Tempo(
        eccentric_ms=int(values["eccentric_ms"]),
        stretched_ms=int(values["stretched_ms"]),
        concentric_ms=int(values["concentric_ms"]),
        shortened_ms=int(values["shortened_ms"]),
        first=Phase(values["first"]),
        explosive=bool(values["explosive"]),
        reset_ms=int(values["reset_ms"]),
    )


def _ramp(values: Mapping[str, Any] | None) -> Ramp | None:
    if values is None:
        return None
    return Ramp(int(values["start_ms"]), int(values["stop_ms"]), int(values["step_ms"]))
