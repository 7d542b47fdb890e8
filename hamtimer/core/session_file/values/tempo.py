"""Tempos as a session file writes them, the beat they are counted in, and names of phases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hamtimer.core.notation.durations import duration_words
from hamtimer.core.notation.mistakes import Mistake, shown
from hamtimer.core.notation.tempo import (
    SELF_PACED,
    PhaseLengths,
    is_phase,
    parse_beat,
    parse_tempo,
    phase_lengths,
)
from hamtimer.core.session.work import PHASE_NAMES, Phase
from hamtimer.core.session_file import patterns
from hamtimer.core.session_file.kinds import (
    NOTHING,
    Field,
    Kind,
    list_of,
    meant,
    parsed,
    text,
)
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.tables import Table, group, read_table, table_schema
from hamtimer.core.session_file.values.basics import MINUTE_MS
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar, Sequence

_PHASE = parsed("a duration or X", str, patterns.PHASE, "a duration like 3s")
TEMPO_TABLE = Table(
    "a tempo",
    (
        Field("eccentric", _PHASE, "How long the lowering takes.", "0"),
        Field("stretched", _PHASE, "The pause where the muscle is longest.", "0"),
        Field("concentric", _PHASE, "How long the lifting takes; X is as fast as you can.", "0"),
        Field("shortened", _PHASE, "The pause where the muscle is shortest.", "0"),
    ),
)


def _tempo(node: Node, report: Report) -> Any:  # noqa: ANN401 - lengths, SELF_PACED or NOTHING
    try:
        lengths = _tempo_lengths(node, report)
    except Mistake as mistake:
        report.refuse(node, mistake)
        return NOTHING
    if isinstance(lengths, PhaseLengths):
        longest = max(lengths.eccentric_ms, lengths.stretched_ms, lengths.shortened_ms)
        longest = max(longest, lengths.concentric_ms or 0)
        if longest > MINUTE_MS:
            message = f"a phase of {duration_words(longest)} is longer than anyone can move slowly"
            report.warn(node, message, "check the numbers: they are seconds")
    return lengths


def _tempo_lengths(node: Node, report: Report) -> Any:  # noqa: ANN401 - as above
    if isinstance(node, Mapping):
        values = read_table(node, TEMPO_TABLE, report)
        parts = (values[f.key].value if f.key in values else "0" for f in TEMPO_TABLE.fields)
        return phase_lengths(tuple(parts))
    if isinstance(node, Sequence):
        if not all(isinstance(item, Scalar) for item in node.items):
            raise Mistake("a tempo is a list of numbers", "write it like [4, 1, 2, 0]")
        return phase_lengths(tuple(item.text for item in node.items if isinstance(item, Scalar)))
    word = node.text.strip().lower().replace(" ", "-")
    if word in (SELF_PACED, "own-pace"):
        return SELF_PACED
    if word.replace("-", "").isalpha() and meant(word, [SELF_PACED], ""):
        raise Mistake(f"{shown(node.text)} is not a tempo", f'did you mean "{SELF_PACED}"?')
    return parse_tempo(node.text)


def _tempos(node: Node, report: Report) -> Any:  # noqa: ANN401 - a tempo per set, or NOTHING
    """Return one tempo, which may be a list of four numbers, or a list of tempos."""
    if isinstance(node, Sequence) and node.items and not all(map(_is_phase, node.items)):
        return _TEMPO_LIST.read(node, report)
    lengths = _tempo(node, report)
    return lengths if lengths is NOTHING else (lengths,)


def _is_phase(node: Node) -> bool:
    return isinstance(node, Scalar) and is_phase(node.text)


_FOUR_PHASES = {**patterns.array_of(patterns.PHASE), "minItems": 4, "maxItems": 4}
_TEMPO_SCHEMA = patterns.either(patterns.TEMPO, _FOUR_PHASES, table_schema(TEMPO_TABLE))
ONE_TEMPO = Kind("a tempo like 4-1-2-0, or self-paced", _tempo, _TEMPO_SCHEMA)
_TEMPO_LIST = list_of(replace(ONE_TEMPO, schema=patterns.TEMPO), "a list of tempos")
_PHASE_OR_TEMPO = patterns.either(patterns.PHASE_OR_TEMPO, _FOUR_PHASES, table_schema(TEMPO_TABLE))
TEMPO = Kind(
    "a tempo like 4-1-2-0, self-paced, or a list of tempos with one entry per set",
    _tempos,
    {
        **patterns.either(
            patterns.TEMPO, patterns.array_of(_PHASE_OR_TEMPO), table_schema(TEMPO_TABLE)
        ),
        "if": {"type": "array", "items": patterns.PHASE},
        "then": {"minItems": 4, "maxItems": 4},
    },
)
BEAT = parsed("a length of time or bpm", parse_beat, patterns.BEAT, "1.2s or 50 bpm")
PHASES_TABLE = Table(
    "the phase names",
    tuple(
        Field(phase.value, text(40), f"Your word for the {phase} phase.", PHASE_NAMES[phase])
        for phase in Phase
    ),
)
PHASE_WORDS = group(PHASES_TABLE)
