"""Every key of a session file, once: what may be written, what it means, what holds otherwise.

The loader, the messages, the JSON schema and the reference are all made from these tables.
"""

from __future__ import annotations

from hamtimer.core.session_file.kinds import choice, duration, raw, text, whole_number
from hamtimer.core.session_file.tables import Field, Table, group, table_schema
from hamtimer.core.session_file.values import (
    CUES,
    HOLD,
    LEVEL,
    LONG,
    MINUTE_MS,
    PHASE_WORDS,
    PROGRESSION,
    REPS,
    RPE,
    SCHEDULE,
    SETS,
    SHORT,
    SOUNDS,
    START,
    TEMPO,
    VERSION,
    WEEKS,
    WORDS,
    YES_NO,
)

REST_MS = 60_000
PREPARE_MS = 10_000
SWITCH_MS = 5_000
TEMPO_TEXT = "3-1-2-0"
"""Without a tempo the program could not lead; whoever wants to lead writes `self-paced`."""

REST = duration(60 * MINUTE_MS)
SHORT_WAIT = duration(5 * MINUTE_MS)

_TYPE = {"type": "string"}
NAME = Field("name", SHORT, "What it is called.", required=True)

WORK = (
    Field("sets", SETS, "How many sets.", "1, or as many as the list of reps or hold has entries"),
    Field("reps", REPS, "How many repetitions in a set, per side."),
    Field(
        "hold",
        HOLD,
        "How long to hold still. Together with `reps`: the pause at the contraction of each rep.",
    ),
    Field(
        "tempo",
        TEMPO,
        "Seconds of eccentric - pause stretched - concentric - pause shortened.",
        TEMPO_TEXT,
    ),
    Field("explosive", duration(MINUTE_MS, least_ms=1), "How long an X in the tempo takes.", "1s"),
    Field(
        "reset",
        duration(MINUTE_MS),
        "Only lower: the time to come back without load, as with the hands.",
        "0, no pure eccentric",
    ),
)

HOW = (
    Field(
        "starts-with",
        choice("eccentric", "concentric"),
        "The phase a repetition begins with.",
        "eccentric",
    ),
    Field(
        "sides",
        choice("both", "each", "alternating", "left", "right"),
        "`each`: all of one side, then all of the other, one set. "
        "`alternating`: the side changes each rep.",
        "both",
    ),
    Field("first-side", choice("left", "right"), "The side to begin with.", "left"),
    Field("switch", SHORT_WAIT, "The time to change sides.", "5s"),
    Field("rest", REST, "The rest between two sets.", "60s"),
    Field("prepare", SHORT_WAIT, "The get-ready before the first set.", "10s"),
    Field(
        "start",
        START,
        "What begins a set: itself, a key, or a key but at the latest after a time.",
        "auto",
    ),
    Field("load", SHORT, "The weight, in your own words."),
    Field("rpe", RPE, "How hard it should feel (rating of perceived exertion)."),
    Field("phase-names", PHASE_WORDS, "Your own words for the phases."),
    Field(
        "assume",
        duration(60 * MINUTE_MS, least_ms=1),
        "The length to plan with where a set is open.",
        "the least of a hold, else 60s; 12 reps",
    ),
)

BETWEEN = (
    Field(
        "rest-between-exercises",
        REST,
        "The rest between two exercises.",
        "60s; 0 in a superset or circuit",
    ),
    Field("rest-between-rounds", REST, "The rest between two rounds of a block.", "60s"),
)

ABOUT = (
    Field("description", LONG, "How to do it."),
    Field("cues", CUES, "What to be told, shown and spoken at the right moment."),
    Field("equipment", WORDS, "What is needed."),
)
AFTER = Field("rest-after", REST, "The rest before what comes next.", "`rest-between-exercises`")

WEEK = Table(
    "a week",
    (
        Field("weeks", WEEKS, "Which week or weeks of the plan.", required=True),
        *WORK,
        Field("schedule", SCHEDULE, "How often in these weeks."),
    ),
    {"week": 'did you mean "weeks"?'},
)
PLAN = Field(
    "weeks",
    raw("a list of weeks", {"type": "array", "minItems": 1, "items": table_schema(WEEK)}),
    "What changes from week to week of a plan.",
)
_CALENDAR = (
    Field("schedule", SCHEDULE, "How often to do it."),
    Field("progression", PROGRESSION, "How it should grow; shown, never enforced."),
)

DEFAULTS = Table(
    "the defaults",
    (*WORK, *HOW, *BETWEEN, *ABOUT[1:], PLAN),
    {"rest-after": 'did you mean "rest-between-exercises"?'},
)
_DEFAULTS = Field(
    "defaults", group(DEFAULTS), "Options for every exercise inside that does not say otherwise."
)

VARIANT = Table("a variant", (NAME, *WORK, *HOW, AFTER, *ABOUT, PLAN, *_CALENDAR))
_VARIANTS = raw(
    "a list of variants",
    {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/variant"}},
)
EXERCISE = Table(
    "an exercise",
    (
        *VARIANT.fields,
        Field("easier", _VARIANTS, "Easier variants, the nearest first: a name and what differs."),
        Field("harder", _VARIANTS, "Harder variants, the nearest first: a name and what differs."),
    ),
    {
        "rounds": "rounds belong to a block; write `sets`, or begin the item with `block:`",
        "kind": "a kind belongs to a block; begin the item with `block:`",
        "rest-between-exercises": 'did you mean "rest-after"?',
    },
)

_ITEMS = raw("a list of exercises and blocks", {"$ref": "#/$defs/items"})

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
            whole_number("a whole number", 1, 99),
            "How often to go through it.",
            "1; in a superset or circuit the largest number of sets",
        ),
        *BETWEEN,
        Field("rest-after", REST, "The rest after the whole block.", "`rest-between-exercises`"),
        _DEFAULTS,
        Field("exercises", _ITEMS, "The exercises of the block.", required=True),
    ),
    {
        "name": 'did you mean "block"?',
        "sets": "write `rounds` for the block, or `sets` in its exercises",
        **{
            field.key: f"write `{field.key}` under `defaults:` or in the exercises"
            for field in (*WORK[1:], *HOW)
        },
    },
)

SESSION = Table(
    "a session",
    (
        Field("hamtimer", VERSION, "The version of this format.", "1"),
        NAME,
        Field("description", LONG, "What it is for."),
        Field("source", LONG, "Where it comes from."),
        Field("tags", WORDS, "Words to find it by."),
        Field("equipment", WORDS, "What is needed, besides what the exercises name."),
        Field("level", LEVEL, "Whom it is for."),
        Field("schedule", SCHEDULE, "How often to do it."),
        Field("progression", PROGRESSION, "How it should grow; shown, never enforced."),
        _DEFAULTS,
        Field("warm-up", _ITEMS, "Exercises before the work; they do not count in the totals."),
        Field("exercises", _ITEMS, "The work.", required=True),
        Field("cool-down", _ITEMS, "Exercises after the work; they do not count in the totals."),
        Field("sounds", SOUNDS, "Which sound to play for which cue."),
        Field("voice", YES_NO, "Whether to speak.", "your own setting"),
    ),
    {
        field.key: f"write `{field.key}` under `defaults:` or in an exercise"
        for field in (*WORK, *HOW, *BETWEEN)
    },
)
