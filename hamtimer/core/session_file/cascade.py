"""Laying options over each other: what an exercise says wins over what stands around it."""

from __future__ import annotations

from typing import Any

from hamtimer.core.session_file.tables import Values


def merge(outer: Values, inner: Values) -> Values:
    """Lay the values written further inside over those from outside.

    Repetitions and holds go together: whoever changes an exercise from a hold to repetitions,
    or the other way, changes all of its work. Only where both are given outside, each is
    changed by itself. A plan by weeks is for the work it was written for.
    """
    merged = {**outer, **inner}
    if "reps" in inner and "hold" not in inner and "reps" not in outer:
        merged.pop("hold", None)
    if "hold" in inner and "reps" not in inner and "hold" not in outer:
        merged.pop("reps", None)
    if {"sets", "reps", "hold"} & inner.keys() and "weeks" not in inner:
        merged.pop("weeks", None)
    return merged


def given(values: Values, key: str, default: Any) -> Any:  # noqa: ANN401 - as its kind says
    """Return a written value, or the default."""
    return values[key].value if key in values else default


def without(values: Values, *keys: str) -> Values:
    """Return the values without some keys."""
    return {key: value for key, value in values.items() if key not in keys}
