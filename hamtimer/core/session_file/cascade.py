"""The cascade: merge the layers of a session file, nearest on top, before building.

The layers of an exercise, from outer to inner: the defaults of the session and of each block, the
exercise, the chosen variant, the next target, and today's choice. The weeks of a plan are a layer
directly above the place where they are written. Every value keeps the layer and the place it came
from.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any

from hamtimer.core.session_file.document import Change, Place
from hamtimer.core.session_file.exclusive_keys import GROUPS, LISTS, WORK
from hamtimer.core.session_file.fields.set import SET_GROUP
from hamtimer.core.session_file.tables import Counted, Layer, Value, Values

_BELONGING = ("relax", "then", "intra-set-rest")
"""Keys that belong to the work beside which they are written."""
_WORK = frozenset(WORK)
_EACH_SET = frozenset(SET_GROUP.by_key)
_LISTED = frozenset((*LISTS, "rest"))
"""The keys that can have a list."""


def lay(outer: Values, inner: Values) -> Values:
    """Merge inner values over outer ones.

    Reps, hold and time are the work. A layer that introduces one of them drops the other two and
    what belongs to them, unless it writes them itself.
    """
    if not inner:
        return outer
    merged = {**outer, **inner}
    groups = outer.get(GROUPS)
    written = _WORK & inner.keys()
    is_new = False
    if written and outer:
        before = _WORK & outer.keys()
        if groups is not None:
            before |= {key for values in groups.value for key in _WORK & values.keys()}
        is_new = bool(before and written - before)
        if is_new:
            for key in (*(before - written), *_BELONGING):
                if key not in inner:
                    merged.pop(key, None)
    if "signals" in inner and "signals" in outer:
        nearer, farther = inner["signals"], outer["signals"]
        both = {**farther.value, **nearer.value}
        merged["signals"] = Value(both, nearer.node, nearer.layer)
    counted = inner.get("sets")
    if isinstance(counted, Counted) and "sets" in outer:
        earlier = outer["sets"]
        merged["sets"] = Counted(counted.value, counted.node, counted.layer, earlier)
    if groups is not None and GROUPS not in inner and _EACH_SET & inner.keys():
        dropped = inner.keys() | ({*WORK, *_BELONGING} if is_new else set())
        merged[GROUPS] = _without(groups, dropped)
    return merged


def _without(groups: Value, dropped: AbstractSet[str]) -> Value:
    """Return individually listed sets without some keys."""
    sets = tuple(
        {key: value for key, value in values.items() if key not in dropped}
        for values in groups.value
    )
    return Value(sets, groups.node, groups.layer)


def lay_place(outer: Values, place: Place, week: int, *, is_variant: bool = False) -> Values:
    """Merge the values of a place over outer ones, then the changes of the week.

    A replaced list of the defaults loses its number of sets as well; a variant keeps the number of
    its exercise. If only its plan says how much of an exercise to do, values missing in a week are
    those of the first week.
    """
    values = lay(outer, place.values)
    if not is_variant:
        values = _without_lost_number(values)
    change = change_in(place.changes, week)
    if change is None:
        return values
    if not has_work(values):
        first = next((each for each in place.changes if has_work(each.values)), change)
        kept = {key: first.values[key] for key in first.values if key not in ("schedule", "skip")}
        values = lay(values, kept)
    return lay(values, change.values)


def _without_lost_number(values: Values) -> Values:
    """Return values without the number of sets of a replaced list of the defaults."""
    written = number = values.get("sets")
    while isinstance(number, Counted) and number.layer.is_defaults:
        if any(key in values and values[key].node is number.node for key in LISTS):
            break
        number = number.before
    if number is written:
        return values
    kept = {key: value for key, value in values.items() if key != "sets"}
    return kept if number is None else {**kept, "sets": number}


def has_work(values: Values) -> bool:
    """Return whether any value says how much to do."""
    if not _WORK.isdisjoint(values):
        return True
    groups = values.get(GROUPS)
    return groups is not None and any(not _WORK.isdisjoint(each) for each in groups.value)


def change_in(changes: tuple[Change, ...], week: int) -> Change | None:
    """Return the changes in a week of the plan, if any."""
    return next((change for change in changes if week in change.weeks), None)


def each_set(values: Values, index: int) -> Values:
    """Return the values of one set: its entry in every list, and its individual values.

    If there are more sets than entries, the last entry applies to the rest.
    """
    own = {
        key: _entry(value, index) if key in _LISTED and len(value.value) > 1 else value
        for key, value in values.items()
    }
    groups = values.get(GROUPS)
    if groups is None:
        return own
    del own[GROUPS]
    return lay(own, groups.value[min(index, len(groups.value) - 1)])


def _entry(value: Value, index: int) -> Value:
    entries = value.value
    return Value((entries[min(index, len(entries) - 1)],), value.node, value.layer)


def has_lists(values: Values) -> bool:
    """Return whether the sets of an exercise differ from each other."""
    if GROUPS in values:
        return True
    return any(key in values and len(values[key].value) > 1 for key in _LISTED)


def given(values: Values, key: str, default: Any) -> Any:  # noqa: ANN401 - as its kind says
    """Return a written value, or the default."""
    return values[key].value if key in values else default


def is_to_report(value: Value, cause: Layer | None) -> bool:
    """Return whether to report that a value has no effect because of another's layer.

    It is reported if both are written in the same place, or the value nearer than its cause; outer
    values, and defaults for many exercises, are silently unused. `cause` is None for a built-in
    default.
    """
    if value.layer is cause:
        return True
    return not value.layer.is_defaults and value.layer.rank >= (cause.rank if cause else 0)
