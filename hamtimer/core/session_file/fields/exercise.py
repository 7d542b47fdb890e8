"""The keys of an exercise: how its sets follow each other, its weeks, defaults and variants."""

from __future__ import annotations

import re
from typing import Any

from hamtimer.core.notation.work import MOST_WEEKS
from hamtimer.core.session.defaults import (
    PREPARE_MS,
    REST_MS,
    SWITCH_MS,
)
from hamtimer.core.session.model import Exercise
from hamtimer.core.session_file import patterns
from hamtimer.core.session_file.fields.set import (
    ASSUME_FIELD,
    CUES_FIELD,
    LOAD_FIELD,
    PHASE_NAMES_FIELD,
    RPE_FIELD,
    STARTS_WITH_FIELD,
    THEN_FIELD,
    WORK,
    seconds_text,
    usual_value,
)
from hamtimer.core.session_file.kinds import (
    NOTHING,
    Field,
    Kind,
    choice,
    duration,
)
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.tables import EACH_SIDE, Table, group, rows_of, rows_schema
from hamtimer.core.session_file.values.basics import (
    ID,
    LINK,
    LONG,
    MINUTE_MS,
    SHORT,
    WORDS,
    YES_NO,
)
from hamtimer.core.session_file.values.cues import SIGNALS
from hamtimer.core.session_file.values.planning import (
    PROGRESSION,
    SCHEDULE,
    WEEKS,
)
from hamtimer.core.session_file.values.work import (
    ONE_REST,
    REST,
    START,
)
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar, Sequence
from hamtimer.core.text import find_unsafe, normalized

SHORTEST_INTERVAL_MS = 5_000

_SHORT_WAIT = duration(5 * MINUTE_MS)
_INTERVAL_LENGTH = duration(60 * MINUTE_MS, least_ms=SHORTEST_INTERVAL_MS)


def _every(node: Node, report: Report) -> Any:  # noqa: ANN401 - milliseconds, or NOTHING
    """Return an interval; who writes `every: 2 days` wants a schedule."""
    if isinstance(node, Scalar):
        written = normalized(node.text)
        if written.endswith(("day", "days", "week", "weeks")) and not find_unsafe(written):
            message = "`every` is the time from the start of one set to the start of the next"
            report.error(node, message, f"did you mean `schedule: every {written[:30]}`?")
            return NOTHING
    return _INTERVAL_LENGTH.read(node, report)


EVERY = Kind(_INTERVAL_LENGTH.words, _every, _INTERVAL_LENGTH.schema, _INTERVAL_LENGTH.limits)

NAME = Field("name", SHORT, "The name.", required=True)
_ID = Field(
    "id",
    ID,
    "The id under which its records are kept, even if the name changes.",
    "made from its name",
)

_SIDES = re.compile(
    r"(?:(both|bilateral|two|2|double|left and right|left/right|l/r|l\+r)"
    r"|(each|per|unilateral|every|single|one|one after the other|left then right|separately)"
    r"|(alt|alternat\w+|in turn|taking turns|switching)|(left|l)|(right|r))"
    r"(?:[ -](?:legs?|arms?|sides?|foot|feet|hands?|limbs?|hips?|knees?|only|separately))*"
)


def _sides_meant(word: str) -> str:
    """Return what to write for another term about sides."""
    match = _SIDES.fullmatch(word)
    if not match:
        return ""
    if match[1]:
        return "write both for the two at the same time, or each for one after the other"
    found = ("each", "alternating", "left", "right")[(match.lastindex or 2) - 2]
    return f'did you mean "{found}"?'


HOW = (
    Field(
        "every",
        EVERY,
        "The time from the start of one set to the start of the next; what the work leaves of it "
        "is rest.",
    ),
    STARTS_WITH_FIELD,
    Field(
        "sides",
        choice("both", "each", "alternating", "left", "right", advise=_sides_meant),
        "`each`: all of one side, then all of the other, as one set. `alternating`: the side "
        "changes each rep.",
        usual_value(Exercise, "sides").value,
    ),
    Field(
        "first-side",
        choice("left", "right"),
        "The side to begin with.",
        usual_value(Exercise, "first_side").value,
    ),
    Field("switch", _SHORT_WAIT, "The time to change sides.", seconds_text(SWITCH_MS)),
    Field("rest", REST, "The rest between two sets.", seconds_text(REST_MS)),
    Field("prepare", _SHORT_WAIT, "The get-ready before the first set.", seconds_text(PREPARE_MS)),
    Field(
        "start",
        START,
        "What starts a set: the program, a key, or a key within a time.",
        usual_value(Exercise, "start").kind.value,
    ),
    LOAD_FIELD,
    RPE_FIELD,
    PHASE_NAMES_FIELD,
    ASSUME_FIELD,
    Field(
        "feedback",
        choice("each", "band", "reps", "set", "end"),
        "Which results are shown when you tap its turns.",
        usual_value(Exercise, "feedback"),
    ),
    Field("signals", SIGNALS, "When to count down and to signal.", "as each key says"),
    Field(
        "measure",
        YES_NO,
        "Whether you tap each turn of its reps, to measure time under tension.",
        "no",
    ),
)

BETWEEN = (
    Field(
        "rest-between-exercises",
        ONE_REST,
        "The rest between two exercises.",
        f"{seconds_text(REST_MS)}; 0 in a superset, a circuit or a block with `within`",
    ),
    Field(
        "rest-between-rounds",
        ONE_REST,
        "The rest between two rounds of a block.",
        f"{seconds_text(REST_MS)}; 0 in a block with `within`",
    ),
)

_ABOUT = (
    Field("description", LONG, "How to do it."),
    Field("link", LINK, "A web page about it, with a picture or a video."),
    CUES_FIELD,
    Field("equipment", WORDS, "The equipment needed."),
)
_AFTER = Field(
    "rest-after",
    ONE_REST,
    "The rest before the next exercise or block.",
    "`rest-between-exercises`",
)
_PROGRESSION = Field(
    "progression", PROGRESSION, "How the work should progress: in words, or by a rule."
)
_CALENDAR = (Field("schedule", SCHEDULE, "How often to do it."), _PROGRESSION)

SIDE_HINTS = dict.fromkeys(
    (
        *("unilateral", "per side", "per leg", "per arm", "each leg", "each side", "each arm"),
        *("one leg", "one arm", "single leg", "single arm", "both sides", "left and right"),
    ),
    EACH_SIDE,
)
_WORK_HINTS = {
    **SIDE_HINTS,
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
        Field(
            "skip",
            YES_NO,
            "Whether to leave the exercise out in these weeks; write it alone.",
            "no",
        ),
        *WORK,
        THEN_FIELD,
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
ONLY_WEEKS = "Only in these weeks of a plan."
_WEEKS_OF_EXERCISE = Field(
    "weeks",
    Kind(
        "a list of weeks, or weeks like 3, 3-12, 5+ or 1-2, 5",
        _weeks_or_changes,
        rows_schema({"$ref": "#/$defs/week"}, patterns.WEEKS),
    ),
    "What changes from week to week of a plan, or the only weeks in which it is done.",
)

# ------------------------------------------------------------------ exercises
DEFAULTS = Table(
    "the defaults",
    (*WORK, *HOW, *BETWEEN, CUES_FIELD, _ABOUT[-1], _CHANGES_FIELD, _PROGRESSION),
    {
        "rest-after": 'did you mean "rest-between-exercises"?',
        "then": "write `then` in the exercises",
        **_WORK_HINTS,
    },
    is_layer=True,
)
DEFAULTS_FIELD = Field(
    "defaults", group(DEFAULTS), "Values for every exercise inside that does not set its own."
)
_VARIANT_FIELDS = (NAME, _ID, *WORK, THEN_FIELD, *HOW, _AFTER, *_ABOUT)
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
        Field("easier", _VARIANTS, "Easier variants, nearest first: a name and what differs."),
        Field("harder", _VARIANTS, "Harder variants, nearest first: a name and what differs."),
        Field(
            "variant",
            ID,
            "The id of the variant to do unless you choose another.",
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
