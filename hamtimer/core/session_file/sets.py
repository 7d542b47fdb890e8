"""Build the sets of an exercise from its resolved values: parts, rests, loads and efforts."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from operator import itemgetter

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.tempo import SECOND, SELF_PACED, PhaseLengths, parse_tempo
from hamtimer.core.session.defaults import EXPLOSIVE_MS, INTRA_SET_REST_MS, TEMPO_TEXT
from hamtimer.core.session.work import (
    NO_TIME,
    Length,
    Phase,
    Reps,
    SetPart,
    SetPlan,
    Tempo,
    WorkKind,
)
from hamtimer.core.session_file.cascade import each_set, given, has_lists, is_to_report
from hamtimer.core.session_file.exclusive_keys import WORK
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.suggestions import name_advice
from hamtimer.core.session_file.tables import FieldReaders, Row, Value, Values, as_read, fields_of
from hamtimer.core.session_file.yaml_nodes import Mapping, Node

LONG_PAUSE_MS = 6_000
"""Longer holds in each rep are probably meant as isometric reps."""

_DEFAULT_TEMPO = parse_tempo(TEMPO_TEXT)
_DEFAULT_PAUSE = Length.fixed(INTRA_SET_REST_MS)


@dataclass(frozen=True, slots=True)
class Work:
    """What reading the work of an exercise needs besides its values."""

    node: Node
    """The exercise, for problems with it as a whole."""
    own_pace: bool
    """Without a tempo the person sets the pace: against a clock."""
    usual_rest: Length
    """The default rest between two sets."""
    report: Report


def build_sets(values: Values, number: int, work: Work) -> tuple[SetPlan, ...]:
    """Return the sets; none if there is nothing to do or an error in them."""
    if not has_lists(values):
        plan = _plan(values, None, work)
        return (plan,) * number if plan else ()
    plans: list[SetPlan] = []
    for index in range(number):
        own = each_set(values, index)
        plan = _plan(own, values, work)
        if plan is None:
            return ()
        # Identical sets share one object.
        plans.append(plans[-1] if plans and plans[-1] == plan else plan)
    return tuple(plans)


def _plan(values: Values, exercise: Values | None, work: Work) -> SetPlan | None:
    """Return one set; with load and effort only if they differ from set to set."""
    parts = _parts(values, work)
    if parts is None:
        return None
    rest: Length = values["rest"].value[0] if "rest" in values else work.usual_rest
    if exercise is None:
        return SetPlan(parts, rest)
    # What applies to the whole exercise stands there only.
    targets = ((key, values[key]) for key in ("load", "rpe") if key in values)
    own = {key: target.value[0] for key, target in targets if target is not exercise.get(key)}
    return SetPlan(parts, rest, **own)


# ------------------------------------------------------------------ the parts of a set
def _parts(values: Values, work: Work) -> tuple[SetPart, ...] | None:
    first = _work(values, work)
    if first is None or "then" not in values:
        return first
    parts = list(first)
    rows: tuple[Row, ...] = values["then"].value
    around = {key: value for key, value in values.items() if key not in _NOT_OF_PARTS}
    for row in rows:
        part = _work({**around, **row.values}, replace(work, node=row.node))
        if part is None:
            return None
        parts.append(replace(part[0], **fields_of(row.values, _PART_FIELDS)))
    return tuple(parts)


_NOT_OF_PARTS = frozenset((*WORK, "relax", "then", "intra-set-rest"))
"""A part never inherits work."""


def phase_names(written: Values) -> tuple[tuple[Phase, str], ...]:
    """Return the person's own words for the phases."""
    return tuple((Phase(key), name.value) for key, name in written.items())


_PART_FIELDS: FieldReaders = {
    "intra-set-rest": ("pause", as_read),
    "load": ("load", itemgetter(0)),
    "rpe": ("rpe", itemgetter(0)),
    "name": ("name", as_read),
    "cues": ("cues", as_read),
    "phase-names": ("phase_names", phase_names),
    "assume": ("assumed_ms", as_read),
}
"""What a part says of itself; its exercise's values apply otherwise."""


def _work(values: Values, work: Work) -> tuple[SetPart, ...] | None:
    """Return the parts of one kind of work, several only for a cluster; None after an error."""
    if "time" in values:
        return _timed(values, work)
    if "reps" in values:
        return _counted(values, work)
    if "hold" in values:
        return _held(values, work)
    if not _tried(work.node, work.report):
        message = "nothing says how much to do"
        advice = "add `reps: 10`, `hold: 30s` to keep still, or `time: 40s` to move by the clock"
        if "name" in values:
            from hamtimer.core.session_file.fields.exercise import EXERCISE

            advice = name_advice(values["name"].value, EXERCISE.by_key) or advice
        work.report.error(work.node, message, advice)
    return None


def _tried(node: Node, report: Report) -> bool:
    """Return whether work was written but wrong, which has been reported already."""
    from hamtimer.core.session_file.fields.exercise import EXERCISE

    if not isinstance(node, Mapping):
        return True
    keys = {key.text for key, _ in node.pairs}
    elsewhere = bool(keys & {"weeks", "sets"}) and report.errors > 0
    return elsewhere or bool(keys & {*WORK} or keys - EXERCISE.by_key.keys())


def _timed(values: Values, work: Work) -> tuple[SetPart, ...] | None:
    length: Length = values["time"].value[0]
    if not length.least_ms and not length.is_open:
        message = "timed work must be longer than 0 s"
        work.report.error(values["time"].node, message, "write a time like 40s, or max")
        return None
    reps = Reps(0, None) if "reps" in values else None
    tempo = _tempo(values, work, None) if "tempo" in values else None
    return (SetPart(WorkKind.TIME, reps=reps, length=length, tempo=tempo),)


def _held(values: Values, work: Work) -> tuple[SetPart, ...] | None:
    hold = values["hold"]
    relax = values.get("relax")
    if relax is not None and is_to_report(relax, hold.layer):
        message = "`relax` is the time between isometric reps, and there are none"
        advice = "add `reps`, or write `rest` for the time between sets"
        work.report.error(relax.node, message, advice)
    length: Length = hold.value[0]
    if length.least_ms or length.is_open:
        return (SetPart(WorkKind.HOLD, length=length),)
    message = "a hold must be longer than 0 s"
    work.report.error(hold.node, message, "write a time like 30s, or max")
    return None


def _counted(values: Values, work: Work) -> tuple[SetPart, ...] | None:
    reps = values["reps"]
    parts: tuple[Reps, ...] = reps.value[0]
    if parts[0].most == 0:
        advice = "write 1 or more, or `skip: yes` in a week of a plan to leave it out"
        work.report.error(reps.node, "a set needs at least 1 rep", advice)
        return None
    pause = given(values, "intra-set-rest", _DEFAULT_PAUSE)
    hold, relax = values.get("hold"), values.get("relax")
    if relax is not None and hold is not None:
        return _isometric(parts, hold, relax.value, pause, work.report)
    if relax is not None and is_to_report(relax, reps.layer):
        message = "`relax` is the time between isometric reps, and nothing is held"
        work.report.error(relax.node, message, "add `hold: 10s`, or leave it out")
    return _cluster(parts, _tempo(values, work, _pause(values, work)), pause)


@lru_cache(maxsize=256)
def _cluster(parts: tuple[Reps, ...], tempo: Tempo | None, pause: Length) -> tuple[SetPart, ...]:
    """Return guided or self-paced reps, several parts with pauses between."""
    return tuple(
        SetPart(
            WorkKind.REPS,
            reps=reps,
            tempo=tempo,
            pause=pause if number else NO_TIME,
            continues=number > 0,
        )
        for number, reps in enumerate(parts)
    )


def _isometric(
    parts: tuple[Reps, ...], hold: Value, relax_ms: int, pause: Length, report: Report
) -> tuple[SetPart, ...] | None:
    length: Length = hold.value[0]
    if not length.is_fixed:
        message = "beside `reps`, `hold` is a part of each rep and has one fixed length"
        report.error(hold.node, message, "write a time like 3s, or leave `reps` out")
        return None
    if not length.least_ms:
        report.error(hold.node, "a hold must be longer than 0 s", "write a time like 10s")
        return None
    return tuple(
        SetPart(
            WorkKind.HOLD,
            reps=reps,
            length=length,
            relax_ms=relax_ms,
            pause=pause if number else NO_TIME,
            continues=number > 0,
        )
        for number, reps in enumerate(parts)
    )


def _is_written(key: str, node: Node) -> bool:
    """Return whether a key is there, even with a value that was refused."""
    return isinstance(node, Mapping) and any(written.text == key for written, _ in node.pairs)


# ------------------------------------------------------------------ tempo
def _pause(values: Values, work: Work) -> int | None:
    """Return the pause at the contraction that `hold` asks of every rep."""
    hold = values.get("hold")
    if hold is None:
        return None
    length: Length = hold.value[0]
    if not length.is_fixed:
        message = "beside `reps`, `hold` is a part of each rep and has one fixed length"
        work.report.error(hold.node, message, "write a time like 3s, or leave `reps` out")
        return None
    is_led = "tempo" not in values and not work.own_pace
    if length.least_ms >= LONG_PAUSE_MS and is_led and not _is_written("relax", work.node):
        seconds = length.least_ms // 1_000
        message = f"each rep is led, with a pause of {seconds} s at the top"
        advice = (
            f"add `relax: 5s` to hold {seconds} s in turn with a relax and without moving, "
            f"or `tempo: {TEMPO_TEXT}` if each rep moves"
        )
        work.report.warn(hold.node, message, advice)
    return length.least_ms


def _tempo(values: Values, work: Work, pause_ms: int | None) -> Tempo | None:
    """Return the tempo of moving work, or None if it is self-paced."""
    lengths = values["tempo"].value[0] if "tempo" in values else None
    if lengths == SELF_PACED or (lengths is None and work.own_pace):
        if pause_ms:
            message = "a self-paced set has no timed hold"
            advice = "write a tempo like 3-0-2-3, or leave it out"
            if pause_ms >= LONG_PAUSE_MS:
                advice = "add `relax: 5s` for isometric reps, a tempo like 3-0-2-0, or leave it out"
            work.report.error(values["hold"].node, message, advice)
        return None
    lengths = lengths or _DEFAULT_TEMPO
    if pause_ms is not None and lengths.shortened_ms not in (0, pause_ms) and "tempo" in values:
        message = "the fourth number of the tempo and `hold` disagree"
        work.report.error(values["hold"].node, message, "write only one of them")
    lifts = lengths.concentric_ms != 0 or bool(lengths.shortened_ms or pause_ms)
    reset_ms, first = _return(values, work.report, lifts=lifts)
    tempo = _made_tempo(
        lengths,
        lengths.timed,
        pause_ms,
        first,
        given(values, "explosive", EXPLOSIVE_MS),
        reset_ms,
        given(values, "beat", SECOND),
    )
    if tempo.eccentric_ms and not tempo.concentric_ms and not reset_ms:
        place = values["tempo"].node if "tempo" in values else values["hold"].node
        advice = "add `reset: 3s` for the way back, or a third number to the tempo"
        work.report.warn(place, "there is no time to come back up", advice)
    return tempo


def _return(values: Values, report: Report, *, lifts: bool) -> tuple[int, Phase]:
    """Return the unloaded return and the first phase: a reset follows a lowering."""
    reset, starts_with = values.get("reset"), values.get("starts-with")
    first = Phase(starts_with.value) if starts_with else Phase.ECCENTRIC
    if reset is None or not reset.value:
        return 0, first
    if lifts:
        tempo = values.get("tempo")
        if is_to_report(reset, tempo.layer if tempo else None):
            advice = "write 0 for the third and fourth number, like 5-0-0-0"
            report.error(reset.node, "with a reset there is no concentric in the tempo", advice)
        return 0, first
    if (
        starts_with is not None
        and first is Phase.CONCENTRIC
        and is_to_report(starts_with, reset.layer)
    ):
        message = "with a reset a rep is only lowered, so it cannot start with the concentric"
        report.error(starts_with.node, message, "leave out `starts-with` or `reset`")
    return reset.value, Phase.ECCENTRIC


@lru_cache(maxsize=256)
def _made_tempo(
    lengths: PhaseLengths,
    timed: frozenset[Phase],
    pause_ms: int | None,
    first: Phase,
    explosive_ms: int,
    reset_ms: int,
    beat_ms: Fraction,
) -> Tempo:
    if pause_ms is not None:
        timed |= {Phase.SHORTENED}
        lengths = replace(lengths, shortened_ms=pause_ms, timed=timed)
    return lengths.tempo(first=first, explosive_ms=explosive_ms, reset_ms=reset_ms, beat_ms=beat_ms)
