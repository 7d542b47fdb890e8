"""The values of strength training in a session file: repetitions, holds, tempo, cues and so on."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from hamtimer.core.notation.durations import duration_words, parse_duration
from hamtimer.core.notation.mistakes import Mistake, shown
from hamtimer.core.notation.schedule import (
    MOST_TIMES,
    make_schedule,
    parse_period,
    parse_schedule,
)
from hamtimer.core.notation.tempo import (
    SELF_PACED,
    PhaseLengths,
    parse_tempo,
    phase_lengths,
)
from hamtimer.core.notation.work import (
    MOST_REPS,
    MOST_SETS,
    parse_hold,
    parse_reps,
    parse_sets,
)
from hamtimer.core.session.model import (
    PHASE_NAMES,
    CueText,
    Effort,
    Length,
    Moment,
    Phase,
    Progression,
    Reps,
    Start,
    StartKind,
)
from hamtimer.core.session_file.kinds import (
    NOTHING,
    Kind,
    choice,
    list_of,
    meant,
    parsed,
    text,
    warned,
    whole_number,
)
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.sound_choice import parse_sound
from hamtimer.core.session_file.tables import Field, Table, group, read_table, table_schema
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar, Sequence
from hamtimer.core.timeline.cue_kinds import SOUNDING

MINUTE_MS = 60_000
NUMBER_OR_TEXT = {"type": ["integer", "number", "string"]}

SHORT = text(200)
LONG = text(4_000, lines=True)
WORDS = list_of(SHORT, "a list, or words with commas between them", commas=True)
LEVEL = choice("beginner", "intermediate", "advanced")
VERSION = whole_number("1", 1, 1)


def _yes_no(node: Node, report: Report) -> Any:  # noqa: ANN401 - a truth, or NOTHING
    word = choice("yes", "no", "true", "false", "on", "off").read(node, report)
    return word if word is NOTHING else word in ("yes", "true", "on")


YES_NO = Kind(
    "yes or no",
    _yes_no,
    {"enum": [True, False, "yes", "no", "on", "off"]},
)


# ------------------------------------------------------------------ work
def _many_reps(reps: Reps) -> str:
    most = reps.most or reps.least
    return f"{most} repetitions are a lot" if most > 100 else ""


def _long_hold(hold: Length) -> str:
    return "this hold is longer than 10 minutes" if hold.least_ms > 10 * MINUTE_MS else ""


SETS = warned(
    replace(
        parsed("a number of sets", parse_sets, NUMBER_OR_TEXT, "a number like 3 or 2-3"),
        limits=f"like 3 or 2-3, up to {MOST_SETS}",
    ),
    lambda sets: f"{sets[1]} sets are a lot" if sets[1] > 20 else "",
    "check the number",
)
REPS = list_of(
    warned(
        parsed("repetitions", parse_reps, NUMBER_OR_TEXT, "a number like 15, 15-20, 8+ or max"),
        _many_reps,
        "check the number",
    ),
    f"a number up to {MOST_REPS}, a range like 15-20, 8+, max, or a list with one per set",
    commas=True,
)
HOLD = list_of(
    warned(
        parsed("the length of a hold", parse_hold, NUMBER_OR_TEXT, "a time like 30s, 60s+ or max"),
        _long_hold,
        "check the unit: a bare number is seconds",
    ),
    "a time like 30s, 60s+ (at least), max, or a list with one entry per set",
    commas=True,
)


def _rpe(written: str) -> Effort:
    if not re.fullmatch(r"[0-9]{1,2}(\.[0-9])?", written.strip()) or not 1 <= float(written) <= 10:
        raise Mistake(
            f"{shown(written)} is not an RPE", "write a number from 1 to 10, like 7 or 7.5"
        )
    return Effort(float(written), float(written))


def _weeks(written: str) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{1,3})(?:\s*[-–]\s*([0-9]{1,3}))?", written.strip())  # noqa: RUF001
    if not match:
        raise Mistake(f"{shown(written)} are not weeks", "write a week like 1 or weeks like 5-10")
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last <= 520:
        raise Mistake(f"{shown(written)} are not weeks", "count from 1 up, like 5-10")
    return first, last


RPE = parsed(
    "a number from 1 to 10", _rpe, {"type": "number", "minimum": 1, "maximum": 10}, "7 or 7.5"
)
WEEKS = parsed("a week or weeks like 5-10", _weeks, NUMBER_OR_TEXT, "a week like 1 or 5-10")


# ------------------------------------------------------------------ tempo
_PHASE = parsed("a duration or X", str, NUMBER_OR_TEXT, "a duration like 3s")
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
        report.error(node, mistake.message, mistake.advice)
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
    if word == SELF_PACED:
        return SELF_PACED
    if word.replace("-", "").isalpha() and meant(word, [SELF_PACED], ""):
        raise Mistake(f"{shown(node.text)} is not a tempo", f'did you mean "{SELF_PACED}"?')
    return parse_tempo(node.text)


TEMPO = Kind(
    "a tempo like 4-1-2-0, or self-paced",
    _tempo,
    {
        "anyOf": [
            NUMBER_OR_TEXT,
            {"type": "array", "items": NUMBER_OR_TEXT, "minItems": 4, "maxItems": 4},
            table_schema(TEMPO_TABLE),
        ]
    },
)
PHASES_TABLE = Table(
    "the phase names",
    tuple(
        Field(phase.value, text(40), f"Your word for the {phase} phase.", PHASE_NAMES[phase])
        for phase in Phase
    ),
)
PHASE_WORDS = group(PHASES_TABLE)


# ------------------------------------------------------------------ starting
def _start(written: str) -> Start:
    word = " ".join(written.lower().split())
    if word in ("auto", "key"):
        return Start(StartKind(word))
    if word.startswith("after "):
        return Start(StartKind.AFTER, parse_duration(word.removeprefix("after ")))
    advice = meant(written, ["auto", "key"], "write auto, key, or a time like after 2 min")
    raise Mistake(f"{shown(written)} is no way to start", advice)


START = parsed("auto, key, or a time like after 2 min", _start, {"type": "string"}, "auto or key")


# ------------------------------------------------------------------ cues
_MOMENTS = [m.value for m in Moment if m not in (Moment.REP, Moment.TIME, Moment.ALWAYS)]
_MOMENT_WORDS = f"{', '.join(_MOMENTS)}, rep 5 or a time like 10s"


def _moment(written: str) -> tuple[Moment, int]:
    word = " ".join(written.lower().split())
    if word in _MOMENTS:
        return Moment(word), 0
    if match := re.fullmatch(r"rep ([0-9]{1,3})", word):
        return Moment.REP, int(match[1])
    if word[:1].isdigit():
        return Moment.TIME, parse_duration(word)
    advice = meant(written, _MOMENTS, f"write {_MOMENT_WORDS}")
    raise Mistake(f"{shown(written)} is not a moment of a set", advice)


CUE_TABLE = Table(
    "a cue",
    (
        Field("say", SHORT, "The cue in your own words.", required=True),
        Field(
            "at",
            parsed(_MOMENT_WORDS, _moment, NUMBER_OR_TEXT, _MOMENT_WORDS),
            "When it is said and shown.",
            "before the exercise, in its rests, and in turn through the set",
        ),
    ),
    {"text": 'did you mean "say"?', "when": 'did you mean "at"?'},
)


def _cue(node: Node, report: Report) -> Any:  # noqa: ANN401 - a CueText or NOTHING
    if not isinstance(node, Mapping):
        words = SHORT.read(node, report)
        return words if words is NOTHING else CueText(words)
    values = read_table(node, CUE_TABLE, report)
    if "say" not in values:
        return NOTHING
    moment, number = values["at"].value if "at" in values else (Moment.ALWAYS, 0)
    return CueText(values["say"].value, moment, number)


CUES = list_of(
    Kind("a cue", _cue, {"anyOf": [SHORT.schema, table_schema(CUE_TABLE)]}),
    "a text, or a list of texts and of {say: …, at: …}",
)


# ------------------------------------------------------------------ planning
SCHEDULE_TABLE = Table(
    "a schedule",
    (
        Field("times", whole_number("a whole number", 1, MOST_TIMES), "How many times.", "1"),
        Field(
            "per",
            parsed("day, week or 3 days", parse_period, {"type": "string"}, "day, week or 3 days"),
            "In how long.",
            required=True,
        ),
    ),
)


def _schedule(node: Node, report: Report) -> Any:  # noqa: ANN401 - a Schedule or NOTHING
    if not isinstance(node, Mapping):
        return _SCHEDULE_TEXT.read(node, report)
    values = read_table(node, SCHEDULE_TABLE, report)
    if "per" not in values:
        return NOTHING
    times = values["times"].value if "times" in values else 1
    try:
        return make_schedule(times, values["per"].value)
    except Mistake as mistake:
        report.error(node, mistake.message, mistake.advice)
        return NOTHING


_SCHEDULE_TEXT = parsed(
    "a schedule", parse_schedule, {"type": "string"}, "daily, 3 times a week or every other day"
)
SCHEDULE = Kind(
    "words like daily, 3 times a week, every other day, or {times: 3, per: week}",
    _schedule,
    {"anyOf": [{"type": "string"}, table_schema(SCHEDULE_TABLE)]},
)
PROGRESSION_TABLE = Table(
    "a progression",
    (
        Field("start", LONG, "Where to begin."),
        Field("step", LONG, "How to add to it."),
        Field("goal", LONG, "Where to arrive."),
        Field("note", LONG, "Anything else."),
    ),
)


def _progression(node: Node, report: Report) -> Progression:
    values = read_table(node, PROGRESSION_TABLE, report)
    return Progression(**{key: value.value for key, value in values.items()})


PROGRESSION = Kind("a group of keys", _progression, table_schema(PROGRESSION_TABLE))


# ------------------------------------------------------------------ sounds
_SOUND = parsed(
    "a sound's name, a file beside this one, or none", parse_sound, {"type": "string"}, "none"
)
SOUNDS_TABLE = Table(
    "the sounds",
    tuple(Field(kind.value, _SOUND, kind.facts.meaning, "its own") for kind in SOUNDING),
)


def _sounds(node: Node, report: Report) -> Any:  # noqa: ANN401 - cue and sound, pair by pair
    values = read_table(node, SOUNDS_TABLE, report)
    return tuple((key, value.value) for key, value in values.items())


SOUNDS = Kind("a group of cue: sound", _sounds, table_schema(SOUNDS_TABLE))
