"""The values of one place: keys that cannot be combined, and the number of sets.

Only keys of the same group are compared here, before layers are merged: a `tempo` under `defaults`
does not affect a plank.
"""

from __future__ import annotations

from hamtimer.core.notation.tempo import SELF_PACED
from hamtimer.core.notation.work import MOST_SETS
from hamtimer.core.session.model import StartKind
from hamtimer.core.session.work import Reps
from hamtimer.core.session_file.fields.session import MAX_ROUNDS
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.tables import Counted, Row, Value, Values
from hamtimer.core.text import count_text

GROUPS = "sets one by one"
"""Replaces `sets` in a layer that lists sets individually: the values of each set."""
LISTS = ("reps", "hold", "time", "tempo", "load", "rpe")
"""The keys that may have a list with one entry per set."""
WORK = ("reps", "hold", "time")
PHASES = ("tempo", "starts-with", "explosive", "reset", "beat")
"""The keys about the phases of a rep."""
_CHECKED = frozenset((*WORK, "relax", "every", "rest", "tempo", "beat", "reset", "then"))


def settle(values: Values, report: Report) -> Values:
    """Check the values of one place, and set `sets` to the length of its lists."""
    if _CHECKED & values.keys():
        _check_work(values, report)
        _check_interval(values, report)
        _check_phases(values, report)
        if "then" in values:
            _check_parts(values["then"].value, report)
    _count_sets(values, report)
    return values


# ------------------------------------------------------------------ work
def _check_work(values: Values, report: Report) -> None:
    if "time" in values:
        _check_time(values, report)
        return
    if "reps" in values and "hold" in values:
        _check_pause(values, report)
    if "relax" in values:
        node = values["relax"].node
        if "hold" in values and "reps" not in values and not _writes_reps_later(values):
            message = "`relax` is the time between isometric reps, and there are none"
            report.error(node, message, "add `reps`, or write `rest` for the time between sets")
        for key in PHASES:
            if key in values and "hold" in values:
                message = f"`{key}` has no effect: isometric reps have no phases"
                advice = "leave it out, or leave `relax` out to hold in each led rep"
                report.error(values[key].node, message, advice)


def _writes_reps_later(values: Values) -> bool:
    """Whether the sets that are listed one by one bring the reps."""
    listed = values["sets"].value if "sets" in values else ()
    return any(isinstance(row, Row) and "reps" in row.values for row in listed)


def _check_time(values: Values, report: Report) -> None:
    """Check that only `reps: max` is combined with `time`."""
    reps = values.get("reps")
    if reps is not None and any(parts != (Reps(0, None),) for parts in reps.value):
        message = "`time` and `reps` cannot be combined"
        advice = "leave one out; for 10 reps in each 40 s write `reps: 10` and `every: 40s`"
        report.error(reps.node, message, advice)
    if "hold" in values:
        message = "`time` and `hold` cannot be combined"
        advice = "write `time` to move by the clock, or `hold` to keep still"
        report.error(values["hold"].node, message, advice)
    for key in ("relax", "intra-set-rest"):
        if key in values:
            message = f"`{key}` has no effect: timed work has no reps"
            report.error(values[key].node, message, "leave it out")


def _check_pause(values: Values, report: Report) -> None:
    """Check the hold of each rep: at the contraction, or with `relax` between."""
    hold = values["hold"]
    for length in hold.value:
        if not length.is_fixed:
            message = "beside `reps`, `hold` is a part of each rep and has one fixed length"
            report.error(hold.node, message, "write a time like 3s, or leave `reps` out")
            return


# ------------------------------------------------------------------ clock and phases
def _check_interval(values: Values, report: Report) -> None:
    if "every" not in values:
        return
    if "rest" in values:
        message = "`rest` has no effect: with `every`, the rest is what the work leaves"
        report.error(values["rest"].node, message, "leave out `rest` or `every`")
    start = values.get("start")
    if start is not None and start.value.kind is not StartKind.AUTO:
        message = "`start` has no effect: with `every`, the sets begin by the clock"
        report.error(start.node, message, "leave out `start` or `every`")


def settle_block(values: Values, report: Report) -> Values:
    """Check a block's own values: one clock, and no rests beside an interval."""
    if "within" in values and "every" in values:
        message = "`every` has no effect: a block has one clock, and `within` is one"
        report.error(values["every"].node, message, "leave out `every` or `within`")
    elif "every" in values:
        for key in ("rest-between-exercises", "rest-between-rounds"):
            if key in values:
                message = f"`{key}` has no effect: with `every`, the rest is what the round leaves"
                report.error(values[key].node, message, f"leave out `{key}` or `every`")
    if "rounds" in values and values["rounds"].value == MAX_ROUNDS and "within" not in values:
        message = "`rounds: max` never ends"
        report.error(values["rounds"].node, message, "add a time cap like `within: 12 min`")
    return values


def _check_phases(values: Values, report: Report) -> None:
    tempo = values.get("tempo")
    if tempo is not None and "beat" in values and tempo.value == (SELF_PACED,):
        message = "`beat` has no effect: the person sets the pace"
        report.error(values["beat"].node, message, "leave out `beat`, or write a tempo")
    reset, first = values.get("reset"), values.get("starts-with")
    if reset is not None and reset.value and first is not None and first.value == "concentric":
        message = "with a reset a rep is only lowered, so it cannot start with the concentric"
        report.error(first.node, message, "leave out `starts-with` or `reset`")


def _check_parts(rows: tuple[Row, ...], report: Report) -> None:
    for row in rows:
        values = row.values
        if not any(key in values for key in WORK):
            message = "nothing says how much to do in this part"
            advice = "add `reps: 5`, `hold: 30s` or `time: 40s`"
            report.error(row.node, message, advice)
        elif "reps" in values and len(values["reps"].value[0]) > 1:
            message = "a part of a set is not a cluster"
            report.error(
                values["reps"].node, message, "write each part of it as an entry of `then`"
            )
        elif "relax" in values and not {"hold", "reps"} <= values.keys():
            message = "`relax` is the time between isometric reps, and there are none"
            report.error(values["relax"].node, message, "add `hold` and `reps`, or leave it out")
        settle(values, report)
        _check_row(values, report)


def _check_row(values: Values, report: Report) -> None:
    """Report keys of a set or a part that have no effect with its own work."""
    tempo = values.get("tempo")
    useless: tuple[str, ...] = ()
    if "hold" in values and "reps" not in values and "time" not in values:
        useless, reason = PHASES, "a hold has no tempo"
    elif tempo is not None and tempo.value == (SELF_PACED,):
        useless, reason = PHASES[1:], "the person sets the pace"
    elif tempo is not None and tempo.value[0].concentric_ms is not None:
        useless, reason = ("explosive",), "there is no X in the tempo"
    for key in useless:
        if key in values:
            report.warn(values[key].node, f"`{key}` has no effect: {reason}", "leave it out")


# ------------------------------------------------------------------ sets
def _count_sets(values: Values, report: Report) -> None:
    """Turn a number of sets, from a list or `sets`, into a minimum and a maximum."""
    sets = values.get("sets")
    if sets is not None and sets.value and isinstance(sets.value[0], Row):
        _split_groups(values, sets, report)
        return
    longest: Value | None = None
    for key in LISTS:
        listed = values.get(key)
        if listed is None or len(listed.value) == 1:
            continue
        if longest is not None and len(listed.value) != len(longest.value):
            message = f"this list has {len(listed.value)} entries, another {len(longest.value)}"
            report.error(listed.node, message, "write one entry per set in each")
            return
        longest = listed
    if longest is not None:
        number = len(longest.value)
        if number > MOST_SETS:
            message = f"sets must be between 1 and {MOST_SETS}"
            report.error(longest.node, message, "write a shorter list")
        elif sets is None:
            values["sets"] = sets = Counted((number, number), longest.node, longest.layer)
        elif sets.value[1] != number:
            message = _mismatch(sets.value[1], number)
            report.error(sets.node, message, "write one per set, or no `sets`")
    rest = values.get("rest")
    if rest is not None and sets is not None:
        check_gaps(rest, sets.value[1], report)


def check_gaps(rest: Value, sets: int, report: Report) -> None:
    """Check that a list of rests has one entry for each gap between two sets."""
    gaps = len(rest.value)
    if gaps > 1 and gaps != sets - 1:
        message = f"there are {gaps} rests, but {count_text(sets, 'set')}"
        report.error(rest.node, message, f"write {max(sets - 1, 1)}, one between each two sets")


def _split_groups(values: Values, sets: Value, report: Report) -> None:
    rows: tuple[Row, ...] = sets.value
    for key in (*LISTS, "rest"):
        listed = values.get(key)
        if listed is not None and len(listed.value) > 1:
            message = f"`{key}` has a list beside the list of sets"
            report.error(listed.node, message, f"write `{key}` in each set")
    last = rows[-1].values
    if "rest" in last:
        message = "no set comes after the last one"
        report.error(last["rest"].node, message, "leave it out, or write `rest-after`")
    for row in rows:
        for value in row.values.values():
            value.layer.rank = sets.layer.rank
        settle(row.values, report)
        _check_row(row.values, report)
        if "every" in values and "rest" in row.values:
            message = "`rest` has no effect: with `every`, the rest is what the work leaves"
            report.error(row.values["rest"].node, message, "leave out `rest` or `every`")
    values[GROUPS] = Value(tuple(row.values for row in rows), sets.node, sets.layer)
    values["sets"] = Value((len(rows), len(rows)), sets.node, sets.layer)


def _mismatch(sets: int, entries: int) -> str:
    there = f"there {'is' if sets == 1 else 'are'} {count_text(sets, 'set')}"
    return f"{there}, but {entries} entries for {'it' if sets == 1 else 'them'}"
