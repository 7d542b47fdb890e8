"""From the written values of an exercise to its work: reps in a tempo, or holds."""

from __future__ import annotations

from hamtimer.core.notation.tempo import (
    EXPLOSIVE_MS,
    SELF_PACED,
    PhaseLengths,
    parse_tempo,
)
from hamtimer.core.session.model import Phase, Reps, SetPart, Tempo, WorkKind
from hamtimer.core.session_file.cascade import given
from hamtimer.core.session_file.fields import EXERCISE, TEMPO_TEXT
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.tables import Value, Values
from hamtimer.core.session_file.yaml_nodes import Mapping, Node

_DEFAULT_TEMPO = parse_tempo(TEMPO_TEXT)


def read_work(node: Node, values: Values, report: Report) -> tuple[SetPart, ...] | None:
    """Return the work of each set, or one for all of them; None when it is wrong or nothing."""
    if reps := values.get("reps"):
        return _rep_work(reps, values, report)
    if hold := values.get("hold"):
        if all(length.least_ms or length.is_open for length in hold.value):
            return tuple(SetPart(WorkKind.HOLD, length=length) for length in hold.value)
        report.error(hold.node, "a hold of no time is no hold", "write a time like 30s, or max")
    elif not _tried(node):
        message = "nothing says how much of this to do"
        report.error(node, message, "add `reps: 10`, or `hold: 30s` for a hold")
    return None


def _tried(node: Node) -> bool:
    """Whether the work was written, but wrong: then that has been reported already."""
    keys = {key.text for key, _ in node.pairs} if isinstance(node, Mapping) else set()
    return bool(keys & {"reps", "hold"} or keys - EXERCISE.by_key.keys())


def _rep_work(reps: Value, values: Values, report: Report) -> tuple[SetPart, ...] | None:
    sets: tuple[Reps, ...] = reps.value
    if all(r.most == 0 for r in sets):
        report.warn(reps.node, "0 repetitions: this is left out", "write 1 or more")
        return None
    if any(r.most == 0 for r in sets):
        advice = "write one entry per set that is done"
        report.error(reps.node, "a set of 0 repetitions is no set", advice)
    tempo = _tempo(values, report)
    return tuple(SetPart(WorkKind.REPS, reps=reps, tempo=tempo) for reps in sets)


def _tempo(values: Values, report: Report) -> Tempo | None:
    """Return the tempo of counted work, or None when it is self-paced."""
    lengths = given(values, "tempo", _DEFAULT_TEMPO)
    hold = _pause(values, report)
    if lengths == SELF_PACED:
        if hold and "hold" in values:
            message = "a self-paced set has no timed hold"
            report.error(
                values["hold"].node, message, "write a tempo like 3-0-2-3, or leave it out"
            )
        return None
    if hold is not None:
        if lengths.shortened_ms not in (0, hold) and "tempo" in values:
            message = "the fourth number of the tempo and `hold` disagree"
            report.error(values["hold"].node, message, "write only one of them")
        lengths = PhaseLengths(
            lengths.eccentric_ms, lengths.stretched_ms, lengths.concentric_ms, hold
        )
    tempo: Tempo = lengths.tempo(
        first=Phase(given(values, "starts-with", "eccentric")),
        explosive_ms=given(values, "explosive", EXPLOSIVE_MS),
        reset_ms=given(values, "reset", 0),
    )
    _check_return(tempo, values, report)
    return tempo


def _pause(values: Values, report: Report) -> int | None:
    """Return the pause at the contraction that `hold` asks of every repetition."""
    if "hold" not in values:
        return None
    node, holds = values["hold"].node, values["hold"].value
    if len(holds) > 1 or holds[0].is_open:
        message = "beside `reps`, `hold` is the pause in each repetition and has one fixed length"
        report.error(node, message, "write a time like 3s, or leave `reps` out")
        return None
    length: int = holds[0].least_ms
    return length


def _check_return(tempo: Tempo, values: Values, report: Report) -> None:
    """Check that somebody who has lowered comes up again, in one way."""
    lifting = tempo.concentric_ms or tempo.shortened_ms
    if tempo.reset_ms and lifting:
        place = values["reset"].node
        advice = "write 0 for the third and fourth number, like 5-0-0-0"
        report.error(place, "with a reset there is no concentric in the tempo", advice)
    elif tempo.eccentric_ms and not tempo.reset_ms and not tempo.concentric_ms:
        place = values["tempo"].node if "tempo" in values else values["hold"].node
        advice = "add `reset: 3s` for the way back, or a third number to the tempo"
        report.warn(place, "there is no time to come back up", advice)
