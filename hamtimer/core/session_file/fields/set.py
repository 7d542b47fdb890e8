"""The keys that say what a set is, of an exercise, of one set of several or of a part of a set."""

from __future__ import annotations

import dataclasses
from typing import Any

from hamtimer.core.notation.work import MOST_SETS, parse_sets
from hamtimer.core.session.defaults import (
    ASSUMED_HOLD_MS,
    ASSUMED_REPS,
    EXPLOSIVE_MS,
    INTRA_SET_REST_MS,
    TEMPO_TEXT,
)
from hamtimer.core.session.work import Tempo
from hamtimer.core.session_file import patterns
from hamtimer.core.session_file.kinds import (
    NOTHING,
    Field,
    Kind,
    alone,
    choice,
    duration,
    parsed,
    warned,
)
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.tables import Table, rows_of
from hamtimer.core.session_file.values.basics import (
    MINUTE_MS,
    SHORT,
)
from hamtimer.core.session_file.values.cues import CUES
from hamtimer.core.session_file.values.tempo import BEAT, ONE_TEMPO, PHASE_WORDS, TEMPO
from hamtimer.core.session_file.values.work import (
    HOLD,
    LOAD,
    ONE_HOLD,
    ONE_LOAD,
    ONE_REST,
    ONE_RPE,
    ONE_SET_OF_REPS,
    ONE_TIME,
    REPS,
    REPS_OF_PART,
    RPE,
    TIME,
)
from hamtimer.core.session_file.yaml_nodes import Node, Scalar, Sequence

MOST_THEN = 9
"""Parts in `then`."""


def usual_value(kind: type, field: str) -> Any:  # noqa: ANN401 - as the model has it
    """Return what the model has where nothing is written."""
    (found,) = (each.default for each in dataclasses.fields(kind) if each.name == field)
    return found


def seconds_text(length_ms: int) -> str:
    """Return a default as a session file writes it."""
    return f"{length_ms // 1_000}s"


REPS_FIELD = Field("reps", REPS, "How many reps in a set, per side; `5+5+5` is a cluster.")
HOLD_FIELD = Field(
    "hold",
    HOLD,
    "How long to hold still. With `reps`: the pause at the contraction of each rep; with `relax` "
    "as well: each of several holds.",
)
TIME_FIELD = Field("time", TIME, "How long to move, by the clock; replaces `reps` and `hold`.")
RELAX_FIELD = Field(
    "relax",
    duration(5 * MINUTE_MS, least_ms=1),
    "The time between two isometric reps, with `hold` and `reps`.",
)
INTRA_SET_REST_FIELD = Field(
    "intra-set-rest",
    ONE_REST,
    "The pause between the parts of a cluster.",
    seconds_text(INTRA_SET_REST_MS),
)
TEMPO_FIELD = Field(
    "tempo",
    TEMPO,
    "Seconds for eccentric - pause stretched - concentric - pause shortened.",
    f"{TEMPO_TEXT}; self-paced for `time`, `every` and in a block with `within`",
)
EXPLOSIVE_FIELD = Field(
    "explosive",
    duration(MINUTE_MS, least_ms=1),
    "How long an X in the tempo takes.",
    seconds_text(EXPLOSIVE_MS),
)
RESET_FIELD = Field(
    "reset",
    duration(MINUTE_MS),
    "For lowering only: the time to come back without load, for example with the hands.",
    "0, no pure eccentric",
)
STARTS_WITH_FIELD = Field(
    "starts-with",
    choice("eccentric", "concentric"),
    "The phase a rep begins with.",
    usual_value(Tempo, "first").value,
)
LOAD_FIELD = Field("load", LOAD, "The weight, in your own words.")
RPE_FIELD = Field("rpe", RPE, "How hard it should feel: the rating of perceived exertion.")
PHASE_NAMES_FIELD = Field("phase-names", PHASE_WORDS, "Your own words for the phases.")
ASSUME_FIELD = Field(
    "assume",
    duration(60 * MINUTE_MS, least_ms=1),
    "The length to assume for an open set.",
    f"the minimum of a hold, else {seconds_text(ASSUMED_HOLD_MS)}; {ASSUMED_REPS} reps",
)
CUES_FIELD = Field("cues", CUES, "What to say and show at the right moment.")


def _one(field: Field, kind: Kind, meaning: str = "", default: str = "") -> Field:
    """Return the field of a key that takes a single value where elsewhere it may have a list."""
    return Field(field.key, alone(kind), meaning or field.meaning, default or "the exercise's")


_ONE_OF_EACH = (
    _one(REPS_FIELD, ONE_SET_OF_REPS),
    _one(HOLD_FIELD, ONE_HOLD),
    _one(TIME_FIELD, ONE_TIME),
    RELAX_FIELD,
)

# ------------------------------------------------------------------ parts of a set
PART = Table(
    "a part of a set",
    (
        Field("reps", alone(REPS_OF_PART), "How many reps in this part, per side."),
        *(Field(f.key, f.kind, f.meaning, "none") for f in _ONE_OF_EACH[1:]),
        Field("intra-set-rest", ONE_REST, "The pause before this part.", "0"),
        _one(TEMPO_FIELD, ONE_TEMPO),
        Field("explosive", EXPLOSIVE_FIELD.kind, EXPLOSIVE_FIELD.meaning, "the exercise's"),
        Field("reset", RESET_FIELD.kind, RESET_FIELD.meaning, "the exercise's"),
        Field("starts-with", STARTS_WITH_FIELD.kind, STARTS_WITH_FIELD.meaning, "the exercise's"),
        _one(LOAD_FIELD, ONE_LOAD),
        _one(RPE_FIELD, ONE_RPE),
        Field("phase-names", PHASE_WORDS, PHASE_NAMES_FIELD.meaning, "the exercise's"),
        Field("cues", CUES, CUES_FIELD.meaning, "the exercise's"),
        Field("assume", ASSUME_FIELD.kind, ASSUME_FIELD.meaning, "the exercise's"),
        Field("name", SHORT, "The name of this part.", "the exercise's"),
    ),
    {
        "then": "write all parts in one list under the exercise's `then`",
        "sides": "all parts of a set are done on the same sides; write it in the exercise",
        "rest": "the rest comes after the last part; write `intra-set-rest` for a pause before one",
    },
    is_layer=True,
)
_PARTS = rows_of(PART, "a list of parts", {"$ref": "#/$defs/part"}, most=MOST_THEN)


def _then(node: Node, report: Report) -> Any:  # noqa: ANN401 - rows, or NOTHING
    if isinstance(node, Scalar) and node.text.strip().lower() == "none":
        return ()
    return _PARTS.read(node, report)


THEN_FIELD = Field(
    "then",
    Kind(
        f"a part of the set, or a list of up to {MOST_THEN}",
        _then,
        patterns.either(patterns.written(patterns.any_case("none")), _PARTS.schema),
    ),
    "What follows in the same set, such as `then: {hold: 30s}`; `none` removes it.",
)

# ------------------------------------------------------------------ sets
SET_GROUP = Table(
    "a set",
    (
        *(Field(f.key, f.kind, f.meaning, "the exercise's") for f in _ONE_OF_EACH),
        Field("intra-set-rest", ONE_REST, INTRA_SET_REST_FIELD.meaning, "the exercise's"),
        Field("then", THEN_FIELD.kind, THEN_FIELD.meaning, "the exercise's"),
        _one(TEMPO_FIELD, ONE_TEMPO),
        Field("explosive", EXPLOSIVE_FIELD.kind, EXPLOSIVE_FIELD.meaning, "the exercise's"),
        Field("reset", RESET_FIELD.kind, RESET_FIELD.meaning, "the exercise's"),
        _one(LOAD_FIELD, ONE_LOAD),
        _one(RPE_FIELD, ONE_RPE),
        Field("rest", alone(ONE_REST), "The rest after this set.", "the exercise's"),
    ),
    {"sets": "each entry is one set"},
    is_layer=True,
)
_NUMBER_OF_SETS = warned(
    parsed("a number of sets", parse_sets, patterns.SETS, "a number like 3 or 2-3"),
    lambda sets: f"{sets[1]} sets are a lot" if sets[1] > 20 else "",
    "check the number",
)
_SET_GROUPS = rows_of(SET_GROUP, "a list of sets", {"$ref": "#/$defs/set"}, most=MOST_SETS)


def _sets(node: Node, report: Report) -> Any:  # noqa: ANN401 - least and most, rows, or NOTHING
    """Return a number of sets, or a list with a group of keys for each."""
    if not isinstance(node, Sequence):
        return _NUMBER_OF_SETS.read(node, report)
    if node.items and all(isinstance(item, Scalar) for item in node.items):
        numbers = ", ".join(item.text for item in node.items[:10] if isinstance(item, Scalar))
        known = numbers if len(numbers) <= 40 and numbers.isprintable() else "12, 10, 8"
        message = "a list of sets has a group of keys for each set"
        report.error(node, message, f"write `reps: [{known}]` for the reps of each set")
        return NOTHING
    return _SET_GROUPS.read(node, report)


SETS_FIELD = Field(
    "sets",
    Kind(
        "a number of sets",
        _sets,
        patterns.either(patterns.SETS, patterns.array_of({"$ref": "#/$defs/set"})),
        f"like 3 or 2-3, up to {MOST_SETS}, or a list with a group of keys for each",
    ),
    "How many sets.",
    "1, or as many as the entries in a list of reps, holds or the like",
)


WORK = (
    SETS_FIELD,
    REPS_FIELD,
    HOLD_FIELD,
    TIME_FIELD,
    RELAX_FIELD,
    INTRA_SET_REST_FIELD,
    TEMPO_FIELD,
    Field(
        "beat",
        BEAT,
        "How long a second of the tempo lasts: `1.2s` or `50 bpm`.",
        "1s",
    ),
    EXPLOSIVE_FIELD,
    RESET_FIELD,
)
