"""Every key of a session file, once: what may be written, what it means, and its default.

The loader, the messages, the JSON schema and the reference are all made from these tables.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from typing import Any

from hamtimer.core.notation.work import MOST_SETS, MOST_WEEKS, parse_sets
from hamtimer.core.session.defaults import (
    ASSUMED_HOLD_MS,
    ASSUMED_REPS,
    EXPLOSIVE_MS,
    INTRA_SET_REST_MS,
    PREPARE_MS,
    REST_MS,
    SWITCH_MS,
    TEMPO_TEXT,
)
from hamtimer.core.session.model import Exercise
from hamtimer.core.session.work import Tempo
from hamtimer.core.session_file import patterns
from hamtimer.core.session_file.kinds import (
    NOTHING,
    Kind,
    alone,
    choice,
    duration,
    parsed,
    raw,
    text,
    warned,
    whole_number,
)
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.tables import (
    EACH_SIDE,
    Field,
    Table,
    group,
    rows_of,
    rows_schema,
)
from hamtimer.core.session_file.values import (
    BEAT,
    CUES,
    HOLD,
    ID,
    LEVEL,
    LINK,
    LOAD,
    LONG,
    MINUTE_MS,
    ONE_HOLD,
    ONE_LOAD,
    ONE_REST,
    ONE_RPE,
    ONE_SET_OF_REPS,
    ONE_TEMPO,
    ONE_TIME,
    PHASE_WORDS,
    PLAN,
    PROGRESSION,
    REPS,
    REPS_OF_PART,
    REST,
    RPE,
    SCHEDULE,
    SHORT,
    SIGNALS,
    SOUNDS,
    START,
    TEMPO,
    TIME,
    VERSION,
    WEEKS,
    WORDS,
    WORDS_OF_PROGRESSION,
    YES_NO,
)
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar, Sequence
from hamtimer.core.text import find_unsafe

MOST_THEN = 9
"""Parts in `then`."""
SHORTEST_INTERVAL_MS = 5_000

_SHORT_WAIT = duration(5 * MINUTE_MS)
_INTERVAL_LENGTH = duration(60 * MINUTE_MS, least_ms=SHORTEST_INTERVAL_MS)


def _usual(kind: type, field: str) -> Any:  # noqa: ANN401 - as the model has it
    """Return what the model has where nothing is written."""
    (found,) = (each.default for each in dataclasses.fields(kind) if each.name == field)
    return found


def _seconds(length_ms: int) -> str:
    return f"{length_ms // 1_000}s"


def _every(node: Node, report: Report) -> Any:  # noqa: ANN401 - milliseconds, or NOTHING
    """Return an interval; who writes `every: 2 days` wants a schedule."""
    if isinstance(node, Scalar):
        written = " ".join(node.text.lower().split())
        if written.endswith(("day", "days", "week", "weeks")) and not find_unsafe(written):
            message = "`every` is the time from the start of one set to the start of the next"
            report.error(node, message, f"did you mean `schedule: every {written[:30]}`?")
            return NOTHING
    return _INTERVAL_LENGTH.read(node, report)


EVERY = Kind(_INTERVAL_LENGTH.words, _every, _INTERVAL_LENGTH.schema, _INTERVAL_LENGTH.limits)

NAME = Field("name", SHORT, "What it is called.", required=True)
_ID = Field("id", ID, "What its records are known by, whatever it is called.", "made from its name")
_REPS = Field("reps", REPS, "How many reps in a set, per side; `5+5+5` is a cluster.")
_HOLD = Field(
    "hold",
    HOLD,
    "How long to hold still. With `reps`: the pause at the contraction of each rep, or with "
    "`relax` each of so many holds.",
)
_TIME = Field("time", TIME, "How long to move, by the clock, in place of `reps` and `hold`.")
_RELAX = Field(
    "relax",
    duration(5 * MINUTE_MS, least_ms=1),
    "The time between two isometric reps, with `hold` and `reps`.",
)
_INTRA_SET_REST = Field(
    "intra-set-rest",
    ONE_REST,
    "The pause between the parts of a cluster.",
    _seconds(INTRA_SET_REST_MS),
)
_TEMPO = Field(
    "tempo",
    TEMPO,
    "Seconds of eccentric - pause stretched - concentric - pause shortened.",
    f"{TEMPO_TEXT}; self-paced for `time`, `every` and in a block with `within`",
)
_EXPLOSIVE = Field(
    "explosive",
    duration(MINUTE_MS, least_ms=1),
    "How long an X in the tempo takes.",
    _seconds(EXPLOSIVE_MS),
)
_RESET = Field(
    "reset",
    duration(MINUTE_MS),
    "Only lower: the time to come back without load, as with the hands.",
    "0, no pure eccentric",
)
_STARTS_WITH = Field(
    "starts-with",
    choice("eccentric", "concentric"),
    "The phase a rep begins with.",
    _usual(Tempo, "first").value,
)
_LOAD = Field("load", LOAD, "The weight, in your own words.")
_RPE = Field("rpe", RPE, "How hard it should feel (rating of perceived exertion).")
_PHASE_NAMES = Field("phase-names", PHASE_WORDS, "Your own words for the phases.")
_ASSUME = Field(
    "assume",
    duration(60 * MINUTE_MS, least_ms=1),
    "The length to plan with where a set is open.",
    f"the least of a hold, else {_seconds(ASSUMED_HOLD_MS)}; {ASSUMED_REPS} reps",
)
_CUES = Field("cues", CUES, "What to say and show at the right moment.")


def _one(field: Field, kind: Kind, meaning: str = "", default: str = "") -> Field:
    """Return the field of a key that takes a single value where elsewhere it may have a list."""
    return Field(field.key, alone(kind), meaning or field.meaning, default or "the exercise's")


_ONE_OF_EACH = (
    _one(_REPS, ONE_SET_OF_REPS),
    _one(_HOLD, ONE_HOLD),
    _one(_TIME, ONE_TIME),
    _RELAX,
)

# ------------------------------------------------------------------ parts of a set
PART = Table(
    "a part of a set",
    (
        Field("reps", alone(REPS_OF_PART), "How many reps in this part, per side."),
        *(Field(f.key, f.kind, f.meaning, "none") for f in _ONE_OF_EACH[1:]),
        Field("intra-set-rest", ONE_REST, "The pause before this part.", "0"),
        _one(_TEMPO, ONE_TEMPO),
        Field("explosive", _EXPLOSIVE.kind, _EXPLOSIVE.meaning, "the exercise's"),
        Field("reset", _RESET.kind, _RESET.meaning, "the exercise's"),
        Field("starts-with", _STARTS_WITH.kind, _STARTS_WITH.meaning, "the exercise's"),
        _one(_LOAD, ONE_LOAD),
        _one(_RPE, ONE_RPE),
        Field("phase-names", PHASE_WORDS, _PHASE_NAMES.meaning, "the exercise's"),
        Field("cues", CUES, _CUES.meaning, "the exercise's"),
        Field("assume", _ASSUME.kind, _ASSUME.meaning, "the exercise's"),
        Field("name", SHORT, "What this part is called.", "the exercise's"),
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


_THEN = Field(
    "then",
    Kind(
        f"a part of the set, or a list of up to {MOST_THEN}",
        _then,
        patterns.either(patterns.written(patterns.any_case("none")), _PARTS.schema),
    ),
    "What follows in the same set, as in `then: {hold: 30s}`; none removes it.",
)

# ------------------------------------------------------------------ sets
SET_GROUP = Table(
    "a set",
    (
        *(Field(f.key, f.kind, f.meaning, "the exercise's") for f in _ONE_OF_EACH),
        Field("intra-set-rest", ONE_REST, _INTRA_SET_REST.meaning, "the exercise's"),
        Field("then", _THEN.kind, _THEN.meaning, "the exercise's"),
        _one(_TEMPO, ONE_TEMPO),
        Field("explosive", _EXPLOSIVE.kind, _EXPLOSIVE.meaning, "the exercise's"),
        Field("reset", _RESET.kind, _RESET.meaning, "the exercise's"),
        _one(_LOAD, ONE_LOAD),
        _one(_RPE, ONE_RPE),
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


_SETS = Field(
    "sets",
    Kind(
        "a number of sets",
        _sets,
        patterns.either(patterns.SETS, patterns.array_of({"$ref": "#/$defs/set"})),
        f"like 3 or 2-3, up to {MOST_SETS}, or a list with a group of keys for each",
    ),
    "How many sets.",
    "1, or as many as a list of reps, hold or the like has entries",
)

_SIDES = re.compile(
    r"(?:(both|bilateral|two|2|double|left and right|left/right|l/r|l\+r)"
    r"|(each|per|unilateral|every|single|one|one after the other|left then right|separately)"
    r"|(alt|alternat\w+|in turn|taking turns|switching)|(left|l)|(right|r))"
    r"(?:[ -](?:legs?|arms?|sides?|foot|feet|hands?|limbs?|hips?|knees?|only|separately))*"
)


def _sides_meant(word: str) -> str:
    """Return what to write for a word of the field about sides."""
    match = _SIDES.fullmatch(word)
    if not match:
        return ""
    if match[1]:
        return "write both for the two at the same time, or each for one after the other"
    found = ("each", "alternating", "left", "right")[(match.lastindex or 2) - 2]
    return f'did you mean "{found}"?'


WORK = (
    _SETS,
    _REPS,
    _HOLD,
    _TIME,
    _RELAX,
    _INTRA_SET_REST,
    _TEMPO,
    Field(
        "beat",
        BEAT,
        "How long a second of the tempo lasts: `1.2s` or `50 bpm`.",
        "1s",
    ),
    _EXPLOSIVE,
    _RESET,
)

HOW = (
    Field(
        "every",
        EVERY,
        "The time from the start of one set to the start of the next; the rest is what is left.",
    ),
    _STARTS_WITH,
    Field(
        "sides",
        choice("both", "each", "alternating", "left", "right", advise=_sides_meant),
        "`each`: all of one side, then all of the other, one set. "
        "`alternating`: the side changes each rep.",
        _usual(Exercise, "sides").value,
    ),
    Field(
        "first-side",
        choice("left", "right"),
        "The side to begin with.",
        _usual(Exercise, "first_side").value,
    ),
    Field("switch", _SHORT_WAIT, "The time to change sides.", _seconds(SWITCH_MS)),
    Field("rest", REST, "The rest between two sets.", _seconds(REST_MS)),
    Field("prepare", _SHORT_WAIT, "The get-ready before the first set.", _seconds(PREPARE_MS)),
    Field(
        "start",
        START,
        "What begins a set: itself, a key, or a key but at the latest after a time.",
        _usual(Exercise, "start").kind.value,
    ),
    _LOAD,
    _RPE,
    _PHASE_NAMES,
    _ASSUME,
    Field(
        "feedback",
        choice("each", "band", "reps", "set", "end"),
        "Which results are shown where its turns are tapped.",
        _usual(Exercise, "feedback"),
    ),
    Field("signals", SIGNALS, "When to count down and to signal.", "as each key says"),
    Field(
        "measure",
        YES_NO,
        "Whether you tap each turn of its reps, so that time under tension is measured.",
        "no",
    ),
)

BETWEEN = (
    Field(
        "rest-between-exercises",
        ONE_REST,
        "The rest between two exercises.",
        f"{_seconds(REST_MS)}; 0 in a superset, a circuit or a block with `within`",
    ),
    Field(
        "rest-between-rounds",
        ONE_REST,
        "The rest between two rounds of a block.",
        f"{_seconds(REST_MS)}; 0 in a block with `within`",
    ),
)

_ABOUT = (
    Field("description", LONG, "How to do it."),
    Field("link", LINK, "A page about it, as with a picture or a film."),
    _CUES,
    Field("equipment", WORDS, "What is needed."),
)
_AFTER = Field(
    "rest-after", ONE_REST, "The rest before what comes next.", "`rest-between-exercises`"
)
_PROGRESSION = Field("progression", PROGRESSION, "How it should grow: in words, or by a rule.")
_CALENDAR = (Field("schedule", SCHEDULE, "How often to do it."), _PROGRESSION)

_SIDE_HINTS = dict.fromkeys(
    (
        *("unilateral", "per side", "per leg", "per arm", "each leg", "each side", "each arm"),
        *("one leg", "one arm", "single leg", "single arm", "both sides", "left and right"),
    ),
    EACH_SIDE,
)
_SIDES_OF_ALL = dict.fromkeys(_SIDE_HINTS, f"{EACH_SIDE} under `defaults:` or in an exercise")
_WORK_HINTS = {
    **_SIDE_HINTS,
    "emom": 'did you mean "every"? Write `sets: 10` with `every: 60s`',
    "amrap": "write `reps: max`, or a block with `rounds: max` and `within: 12 min`",
    "alternating": "write `sides: alternating`",
    "alternate": "write `sides: alternating`",
    "bilateral": "delete the line: without `sides` both work at the same time",
    **dict.fromkeys(
        ("repeat", "times"), "write `sets` for how many sets, or `reps` for how many reps"
    ),
    **dict.fromkeys(
        (
            *("regression", "regressions", "progressions", "easy", "hard"),
            *("variants", "variant", "variation", "variations", "alternatives", "options"),
        ),
        "write `easier` or `harder` with a list of variants",
    ),
    **dict.fromkeys(
        ("distance", "metres", "meters", "km", "miles", "steps"),
        "write it in the name, like `name: Run 400 m`, and how long it takes as `time`",
    ),
    **dict.fromkeys(
        ("muscles", "muscle", "target", "body part", "type", "focus"),
        "write it in `description`, or delete the line",
    ),
    **dict.fromkeys(("goal", "aim"), "write `goal` under `progression:`"),
    **dict.fromkeys(
        ("reps in reserve", "rir"), "write `rpe`: 10 less the reps in reserve, so 2 of them are 8"
    ),
}

# ------------------------------------------------------------------ weeks
WEEK = Table(
    "a week",
    (
        Field("weeks", WEEKS, "Which weeks of the plan.", required=True),
        Field("skip", YES_NO, "Whether to leave the exercise out; alone.", "no"),
        *WORK,
        _THEN,
        *HOW,
        _AFTER,
        *_ABOUT,
        Field("schedule", SCHEDULE, "How often in these weeks."),
    ),
    {
        **dict.fromkeys(
            ("name", "exercise", "exercises"),
            "a week changes only this exercise; for another one write an exercise of its own with "
            "`weeks: 1`",
        ),
        **_WORK_HINTS,
    },
    is_layer=True,
)
_CHANGES = rows_of(WEEK, "a list of weeks", {"$ref": "#/$defs/week"}, most=MOST_WEEKS)


def _weeks_or_changes(node: Node, report: Report) -> Any:  # noqa: ANN401 - Weeks, rows, or NOTHING
    """Return the weeks of an exercise: a list of what changes, or the only weeks it is done in."""
    items = node.items if isinstance(node, Sequence) else [node]
    if any(isinstance(item, Mapping) for item in items):
        return _CHANGES.read(node, report)
    return WEEKS.read(node, report)


def _only_changes(node: Node, report: Report) -> Any:  # noqa: ANN401 - rows, or NOTHING
    if isinstance(node, Scalar):
        advice = "write a list of changes, or `weeks` in the exercises or the block"
        report.error(node, "`weeks` here is a list of what changes", advice)
        return NOTHING
    return _CHANGES.read(node, report)


_CHANGES_FIELD = Field(
    "weeks",
    Kind("a list of weeks", _only_changes, _CHANGES.schema),
    "What changes from week to week of a plan.",
)
_ONLY_WEEKS = "Only in these weeks of a plan."
_WEEKS_OF_EXERCISE = Field(
    "weeks",
    Kind(
        "a list of weeks, or weeks like 3, 3-12, 5+ or 1-2, 5",
        _weeks_or_changes,
        rows_schema({"$ref": "#/$defs/week"}, patterns.WEEKS),
    ),
    "What changes from week to week of a plan, or the only weeks it is done in.",
)

# ------------------------------------------------------------------ exercises
DEFAULTS = Table(
    "the defaults",
    (*WORK, *HOW, *BETWEEN, _CUES, _ABOUT[-1], _CHANGES_FIELD, _PROGRESSION),
    {
        "rest-after": 'did you mean "rest-between-exercises"?',
        "then": "write `then` in the exercises",
        **_WORK_HINTS,
    },
    is_layer=True,
)
_DEFAULTS = Field(
    "defaults", group(DEFAULTS), "Options for every exercise inside that does not say otherwise."
)
_VARIANT_FIELDS = (NAME, _ID, *WORK, _THEN, *HOW, _AFTER, *_ABOUT)
VARIANT = Table(
    "a variant",
    (*_VARIANT_FIELDS, _CHANGES_FIELD, *_CALENDAR),
    _WORK_HINTS,
    is_layer=True,
)
_VARIANTS = rows_of(VARIANT, "a list of variants", {"$ref": "#/$defs/variant"})
EXERCISE = Table(
    "an exercise",
    (
        *_VARIANT_FIELDS,
        _WEEKS_OF_EXERCISE,
        *_CALENDAR,
        Field("easier", _VARIANTS, "Easier variants, the nearest first: a name and what differs."),
        Field("harder", _VARIANTS, "Harder variants, the nearest first: a name and what differs."),
        Field(
            "variant",
            ID,
            "Which variant is done unless you choose another: its id.",
            "the exercise itself",
        ),
    ),
    {
        "rounds": "rounds belong to a block; write `sets`, or begin the item with `block:`",
        "kind": "a kind belongs to a block; begin the item with `block:`",
        "within": "a time cap belongs to a block; begin the item with `block:`",
        "rest-between-exercises": 'did you mean "rest-after"?',
        **_WORK_HINTS,
    },
    is_layer=True,
)
_OF_THE_FILE = ("name", "id", "weeks", "progression")
CHOICE = Table(
    "a choice",
    tuple(field for field in VARIANT.fields if field.key not in _OF_THE_FILE),
    is_layer=True,
)
"""What a person or a progression may change of an exercise for one run."""

# ------------------------------------------------------------------ blocks and sessions
_ITEMS = raw("a list of exercises and blocks", {"$ref": "#/$defs/items"})


def _elsewhere(fields: Iterable[Field], where: str) -> dict[str, str]:
    return {field.key: f"write `{field.key}` {where}" for field in fields}


def _rounds(node: Node, report: Report) -> Any:  # noqa: ANN401 - a number, MAX_ROUNDS or NOTHING
    if isinstance(node, Scalar) and node.text.strip().lower() in ("max", "amrap"):
        return MAX_ROUNDS
    return _NUMBER_OF_ROUNDS.read(node, report)


MOST_ROUNDS = 99
MAX_ROUNDS = "max"
"""The value of `rounds: max`."""
_NUMBER_OF_ROUNDS = whole_number("a whole number", 1, MOST_ROUNDS)
_ROUNDS = Kind(
    _NUMBER_OF_ROUNDS.words,
    _rounds,
    patterns.counted(f"{patterns.one_of(('max', 'amrap'))}|[0-9]+", least=1, most=MOST_ROUNDS),
    f"{_NUMBER_OF_ROUNDS.limits}, or max together with `within`",
)
BLOCK = Table(
    "a block",
    (
        Field("block", text(200), "What the block is called.", required=True),
        Field(
            "kind",
            choice("straight", "superset", "circuit"),
            "`straight`: all sets of one exercise, then the next. "
            "`superset` and `circuit`: one set of each in every round.",
            "straight",
        ),
        Field(
            "rounds",
            _ROUNDS,
            "How often to go through it.",
            "1; in a superset or circuit the largest number of sets",
        ),
        Field(
            "every",
            EVERY,
            "In a superset or circuit: the time from the start of one round to the start of the "
            "next.",
        ),
        Field(
            "within",
            duration(3 * 60 * MINUTE_MS, least_ms=1),
            "The time cap: the block ends when it is over.",
        ),
        Field("weeks", WEEKS, _ONLY_WEEKS, "all weeks"),
        *BETWEEN,
        Field(
            "rest-after", ONE_REST, "The rest after the whole block.", "`rest-between-exercises`"
        ),
        _DEFAULTS,
        Field("exercises", _ITEMS, "The exercises of the block.", required=True),
    ),
    {
        "sets": "write `rounds` for the block, or `sets` in its exercises",
        "amrap": "write `rounds: max` with `within: 12 min`",
        "emom": "write `every: 60s` under `defaults:`, or in a superset or circuit for each round",
        "for time": "write `rounds: 5` with `within: 20 min`",
        **dict.fromkeys(
            ("description", "notes", "note", "link"),
            "write it in an exercise or in the session: a block has only a name",
        ),
        **_SIDES_OF_ALL,
        **_elsewhere(
            (f for f in (*WORK[1:], *HOW) if f.key not in ("every", "rest")),
            "under `defaults:` or in the exercises",
        ),
        "rest": "in a superset or circuit write `rest-between-rounds` or `rest-between-exercises`, "
        "else write `rest` under `defaults:`",
    },
    is_layer=True,
)

SESSION = Table(
    "a session",
    (
        Field("hamtimer", VERSION, "The version of this format.", "1"),
        NAME,
        Field("id", ID, "What its records are known by.", "the name of its file"),
        Field("description", LONG, "What it is for."),
        Field("source", LONG, "Where it comes from."),
        Field("link", LINK, "A page about it."),
        Field("tags", WORDS, "Words to find it by."),
        Field("equipment", WORDS, "What is needed, besides what the exercises name."),
        Field("level", LEVEL, "Who it is for."),
        Field("schedule", SCHEDULE, "How often to do it."),
        Field("progression", WORDS_OF_PROGRESSION, "How it should grow, in words."),
        Field("plan", PLAN, "When the plan by weeks begins, and what a missed week leads to."),
        _DEFAULTS,
        Field("warm-up", _ITEMS, "Exercises before the work; they do not count in the totals."),
        Field("exercises", _ITEMS, "The work.", required=True),
        Field("cool-down", _ITEMS, "Exercises after the work; they do not count in the totals."),
        Field("signals", SIGNALS, "When to count down and to signal.", "as each key says"),
        Field("sounds", SOUNDS, "Which sound to play for which cue."),
        Field("voice", YES_NO, "Whether to speak.", "your own setting"),
    ),
    {
        **_SIDES_OF_ALL,
        **_elsewhere(
            (f for f in (*WORK, *HOW, *BETWEEN) if f.key != "signals"),
            "under `defaults:` or in an exercise, in the column of its `name`",
        ),
        "rounds": "write `sets` in the exercises, or put them in a block with `rounds`",
        "weeks": "write `weeks` under `defaults:` or in an exercise",
        **dict.fromkeys(
            ("repeat", "repeats", "laps", "times", "circuits"),
            "write `sets` in the exercises, or put them in a block with `rounds`",
        ),
        **dict.fromkeys(
            ("duration", "length", "total", "total time"),
            "delete the line: `hamtimer explain` works out how long the session is",
        ),
        **dict.fromkeys(
            ("version", "format"), "delete the line, or write `hamtimer: 1` for the format"
        ),
        **dict.fromkeys(
            ("days", "day", "date", "week"), "write how often, like `schedule: 3 times a week`"
        ),
        **dict.fromkeys(("goal", "aim"), "write `goal` under `progression:`"),
        **dict.fromkeys(
            ("cues", "rest after", "then", "easier", "harder", "skip"),
            "write it in an exercise, below its `name`",
        ),
        **dict.fromkeys(
            ("kind", "within"), "write it in a block: `- block: …` in the list of exercises"
        ),
    },
    is_layer=True,
)

GROUPS = {
    "set": SET_GROUP,
    "part": PART,
    "week": WEEK,
    "exercise": EXERCISE,
    "variant": VARIANT,
    "block": BLOCK,
}
"""The groups that the schema defines once, by name."""
