"""The values of strength training in a session file: reps, holds, tempo, cues and so on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar
from urllib.parse import urlsplit

from hamtimer.core.notation.durations import duration_words, parse_time
from hamtimer.core.notation.mistakes import Mistake, shown
from hamtimer.core.notation.progression import parse_after, parse_back, parse_goal, parse_step
from hamtimer.core.notation.schedule import (
    MOST_TIMES,
    make_schedule,
    parse_period,
    parse_schedule,
)
from hamtimer.core.notation.tempo import (
    SELF_PACED,
    PhaseLengths,
    is_phase,
    parse_beat,
    parse_tempo,
    phase_lengths,
)
from hamtimer.core.notation.work import (
    MOST_REPS,
    MOST_WEEKS,
    parse_effort,
    parse_length,
    parse_reps,
    parse_weeks,
)
from hamtimer.core.session.defaults import COUNTDOWN_MS, PERIODIC_MS, REST_SOON_MS
from hamtimer.core.session.model import DatedPlan, Missed, Start, StartKind
from hamtimer.core.session.progression import (
    NO_GOAL,
    PAIN_LIMIT,
    Goal,
    Progression,
    Rule,
    RuleKind,
    Step,
    StepUnit,
)
from hamtimer.core.session.work import PHASE_NAMES, CueText, Length, Moment, Phase, Reps
from hamtimer.core.session_file import patterns
from hamtimer.core.session_file.kinds import (
    NOTHING,
    Commas,
    Kind,
    choice,
    list_of,
    meant,
    parsed,
    rest,
    text,
    warned,
    whole_number,
)
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.sound_choice import BUILT_IN, SUFFIXES, parse_sound
from hamtimer.core.session_file.suggestions import in_quotes
from hamtimer.core.session_file.tables import (
    Field,
    Table,
    Values,
    group,
    read_table,
    table_schema,
)
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar, Sequence
from hamtimer.core.text import find_unsafe
from hamtimer.core.timeline.cue_kinds import SOUNDING

MINUTE_MS = 60_000

SHORT = text(200)
LONG = text(4_000, lines=True)
WORDS = list_of(SHORT, "a list, or words with commas between them", Commas.WORDS)
LEVEL = choice("beginner", "intermediate", "advanced")
VERSION = whole_number("1", 1, 1)


def _yes_no(node: Node, report: Report) -> Any:  # noqa: ANN401 - a truth, or NOTHING
    word = choice("yes", "no", "true", "false", "on", "off").read(node, report)
    return word if word is NOTHING else word in ("yes", "true", "on")


YES_NO = Kind(
    "yes or no",
    _yes_no,
    patterns.YES_NO,
)


# ------------------------------------------------------------------ work
def _many_reps(parts: tuple[Reps, ...]) -> str:
    most = sum(reps.most or reps.least for reps in parts)
    return f"{most} reps are a lot" if most > 100 else ""


def _long(length: Length) -> str:
    longest = length.most_ms or length.least_ms
    return "this is longer than 10 minutes" if longest > 10 * MINUTE_MS else ""


_UNIT_ADVICE = "check the unit: a bare number is seconds"
ONE_SET_OF_REPS = warned(
    replace(
        parsed("reps", parse_reps, patterns.REPS, "a number like 15, 15-20, 8+, 5+5+5 or max"),
        words=f"a number up to {MOST_REPS}, a range like 15-20, 8+, a cluster like 5+5+5, or max",
    ),
    _many_reps,
    "check the number",
)
REPS_OF_PART = replace(
    ONE_SET_OF_REPS, words=f"a number up to {MOST_REPS}, a range like 15-20, 8+, or max"
)
ONE_HOLD = warned(
    parsed(
        "a time like 30s, 30-40s, 60s+ (at least) or max",
        parse_length,
        patterns.LENGTH,
        "a time like 30s, 30-40s, 60s+ or max",
    ),
    _long,
    _UNIT_ADVICE,
)
ONE_TIME = warned(
    parsed(
        "a time like 40s, 30-40s, 40s+ (at least) or max",
        parse_length,
        patterns.LENGTH,
        "a time like 40s, 30-40s, 40s+ or max",
    ),
    _long,
    _UNIT_ADVICE,
)
ONE_LOAD = SHORT
ONE_RPE = parsed(
    "a number from 1 to 10, or a range like 7-8", parse_effort, patterns.EFFORT, "7, 7.5 or 7-8"
)
REPS = list_of(
    ONE_SET_OF_REPS, f"{ONE_SET_OF_REPS.words}, or a list with one per set", Commas.NUMBERS
)
HOLD = list_of(
    ONE_HOLD,
    "a time like 30s, 30-40s, 60s+ (at least), max, or a list with one entry per set",
    Commas.NUMBERS,
)
TIME = list_of(
    ONE_TIME,
    "a time like 40s, 30-40s, 40s+ (at least), max, or a list with one entry per set",
    Commas.NUMBERS,
)
LOAD = list_of(ONE_LOAD, "text, up to 200 characters, or a list in brackets with one entry per set")
RPE = list_of(
    ONE_RPE,
    "a number from 1 to 10, a range like 7-8, or a list with one entry per set",
    Commas.NUMBERS,
)
ONE_REST = rest(60 * MINUTE_MS)
REST = list_of(
    ONE_REST,
    "a duration, a range like 2-3 min, or a list with one entry per rest between two sets",
    Commas.NUMBERS,
)


# ------------------------------------------------------------------ weeks
@dataclass(frozen=True, slots=True)
class Weeks:
    """Weeks of a plan, as first and last of each stretch; a last of None is the end of the plan."""

    stretches: tuple[tuple[int, int | None], ...]

    def __contains__(self, week: int) -> bool:
        return any(first <= week <= (last or week) for first, last in self.stretches)

    def numbers(self) -> Iterator[int]:
        """Yield every week, up to the last that a plan can have."""
        for first, last in self.stretches:
            yield from range(first, (last or MOST_WEEKS) + 1)

    def __str__(self) -> str:
        """Return the weeks as they are written: `1-2, 5`."""
        return ", ".join(
            f"{first}+" if last is None else f"{first}" if first == last else f"{first}-{last}"
            for first, last in self.stretches
        )

    @property
    def last(self) -> int:
        """The largest week that is named."""
        first, last = self.stretches[-1]
        return last or first


def _weeks(written: str) -> Weeks:
    return Weeks(parse_weeks(written))


def _some_weeks(node: Node, report: Report) -> Any:  # noqa: ANN401 - Weeks, or NOTHING
    """Return weeks from one text or in a list in brackets."""
    if isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items):
        texts = [item.text for item in node.items if isinstance(item, Scalar)]
        node = Scalar(node.line, node.column, ", ".join(texts), plain=True)
    return _WEEKS_TEXT.read(node, report)


_WEEKS_TEXT = parsed("weeks", _weeks, patterns.WEEKS, "them like 3, 3-12, 5+ or 1-2, 5")
WEEKS = Kind(
    "weeks like 3, 3-12, 5+ or 1-2, 5",
    _some_weeks,
    patterns.either(patterns.WEEKS, patterns.array_of(patterns.WEEKS)),
)


# ------------------------------------------------------------------ tempo
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


# ------------------------------------------------------------------ starting
def _start(written: str) -> Start:
    word = " ".join(written.lower().split())
    if word in ("auto", "key"):
        return Start(StartKind(word))
    if word.startswith("after "):
        return Start(StartKind.AFTER, parse_time(word.removeprefix("after ")))
    advice = meant(written, ["auto", "key"], "write auto, key, or a time like after 2 min")
    raise Mistake(f"{shown(written)} is not a way to start", advice)


START = parsed("auto, key, or a time like after 2 min", _start, patterns.START, "auto or key")


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
        return Moment.TIME, parse_time(word)
    advice = meant(written, _MOMENTS, f"write {_MOMENT_WORDS}")
    raise Mistake(f"{shown(written)} is not a moment of a set", advice)


CUE_TABLE = Table(
    "a cue",
    (
        Field("say", SHORT, "The cue in your own words.", required=True),
        Field(
            "at",
            parsed(_MOMENT_WORDS, _moment, patterns.moment(_MOMENTS), _MOMENT_WORDS),
            "When it is spoken and shown.",
            "before the exercise, in its rests, and in turn through the set",
        ),
    ),
    {"text": 'did you mean "say"?', "when": 'did you mean "at"?'},
)


_CUE_KEYS = ["say", "at", "text", "when", "cue", "words"]


def _cue(node: Node, report: Report) -> Any:  # noqa: ANN401 - a CueText or NOTHING
    if not isinstance(node, Mapping):
        words = SHORT.read(node, report)
        return words if words is NOTHING else CueText(words)
    if len(node.pairs) == 1 and node.pairs[0][0].text not in CUE_TABLE.by_key:
        key, value = node.pairs[0]
        if isinstance(value, Scalar) and (" " in key.text or not meant(key.text, _CUE_KEYS, "")):
            words = in_quotes(f"{key.text}: {value.text}")
            report.error(key, "a cue with a colon in it needs quotes", f"write {words}")
            return NOTHING
    values = read_table(node, CUE_TABLE, report)
    if "say" not in values:
        return NOTHING
    moment, number = values["at"].value if "at" in values else (Moment.ALWAYS, 0)
    return CueText(values["say"].value, moment, number)


CUES = list_of(
    Kind("a cue", _cue, patterns.either(SHORT.schema, table_schema(CUE_TABLE))),
    "a text, or a list of texts and of {say: …, at: …}",
)


# ------------------------------------------------------------------ signals
def _or_none(kind: Kind) -> Kind:
    """Return the kind of a length that `none` turns off."""

    def read(node: Node, report: Report) -> Any:  # noqa: ANN401 - milliseconds, or NOTHING
        off = isinstance(node, Scalar) and node.text.strip().lower() == "none"
        return 0 if off else kind.read(node, report)

    return replace(kind, read=read, words=f"{kind.words}, or none")


def _span(least_ms: int, most_ms: int) -> Kind:
    """Return the kind of a length in whole seconds between bounds."""
    limits = f"{duration_words(least_ms)} to {duration_words(most_ms)}"

    def parse(written: str) -> int:
        length = parse_time(written)
        if not least_ms <= length <= most_ms or length % 1_000:
            advice = f"write whole seconds, {limits}, or none"
            raise Mistake(f"{shown(written)} is out of bounds", advice)
        return length

    schema = patterns.between(patterns.DURATION, 0, most_ms)
    kind = parsed("whole seconds", parse, schema, f"whole seconds, {limits}, or none")
    return replace(_or_none(kind), limits=limits)


SIGNALS_TABLE = Table(
    "the signals",
    (
        Field(
            "countdown",
            _span(1_000, 10_000),
            "How long before a start numbers are counted.",
            duration_words(COUNTDOWN_MS),
        ),
        Field("halfway", YES_NO, "Whether half of a set is signalled.", "yes"),
        Field(
            "periodic",
            _span(1_000, 60 * MINUTE_MS),
            "How often a hold or timed set signals that it continues.",
            duration_words(PERIODIC_MS),
        ),
        Field(
            "rest-soon",
            _span(1_000, 60 * MINUTE_MS),
            "How long before the end of a rest it is announced.",
            duration_words(REST_SOON_MS),
        ),
    ),
)


SIGNALS = group(SIGNALS_TABLE)


# ------------------------------------------------------------------ links
LONGEST_LINK = 2_000


def parse_link(text: str) -> str:
    """Return a link to a page; only http and https, and no user name in it.

    Raises:
        Mistake: When it is not one.
    """
    advice = "write an address like https://example.org/bridge"
    written = text.strip()
    if len(written) > LONGEST_LINK:
        message = f"this link has {len(written)} characters"
        raise Mistake(message, f"write {LONGEST_LINK} at the most")
    if find_unsafe(written) or re.search(r"[\s<>\"\\^`{|}]", written):
        raise Mistake(f"{shown(text)} is not a link", advice)
    try:
        parts = urlsplit(written)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise Mistake(f"{shown(text)} is not a link", advice) from None
    if parts.scheme.lower() not in ("http", "https"):
        raise Mistake(f"{shown(text)} is not a link to a page", advice)
    if "@" in parts.netloc:
        raise Mistake("this link has a user name in it", "leave out everything up to the @")
    if not host:
        raise Mistake(f"{shown(text)} has no host", advice)
    return written


LINK = replace(
    parsed("an http or https address", parse_link, patterns.LINK, "https://example.org"),
    limits=f"up to {LONGEST_LINK} characters",
)


# ------------------------------------------------------------------ planning
SCHEDULE_TABLE = Table(
    "a schedule",
    (
        Field("times", whole_number("a whole number", 1, MOST_TIMES), "How many times.", "1"),
        Field(
            "per",
            parsed("day, week or 3 days", parse_period, patterns.PERIOD, "day, week or 3 days"),
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
    "a schedule", parse_schedule, patterns.SCHEDULE, "daily, 3 times a week or every other day"
)
SCHEDULE = Kind(
    "words like daily, 2-3 times a week, every other day, or {times: 3, per: week}",
    _schedule,
    patterns.either(patterns.SCHEDULE, table_schema(SCHEDULE_TABLE)),
)
_START_OF_PROGRESSION = Field("start", LONG, "Where to begin, in words; not beside a `rule`.")
_NOTE_ON_PROGRESSION = Field("note", LONG, "Anything else.")
PROGRESSION_TABLE = Table(
    "a progression",
    (
        Field(
            "rule",
            choice(*RuleKind),
            "What the next target follows: `steps` adds to sets, reps, time or load; `double` adds "
            "reps within their range, and at its top load or a variant; `ladder` goes to the next "
            "harder variant.",
            "none, the words are only shown",
        ),
        _START_OF_PROGRESSION,
        Field("step", LONG, "What to add: `1 set`, `1 rep`, `5s`, `2.5 kg`, `variant`; or words."),
        Field(
            "after",
            parsed("a number of sessions", parse_after, patterns.AFTER, "2 sessions"),
            "How many successes running earn a step.",
            "1 session",
        ),
        Field("goal", LONG, "Where to arrive: `3 x 20`, `3 x 60s`, `40 kg`; or words."),
        Field(
            "back",
            parsed("when to go back", parse_back, patterns.BACK, "1 step after 2 misses"),
            "When to go back: `1 step after 2 misses`.",
            "never",
        ),
        Field(
            "pain-limit",
            whole_number("a whole number", 0, 10),
            "Pain above it, on a scale of 0 to 10, is too much.",
            f"{PAIN_LIMIT}",
        ),
        Field(
            "on-pain",
            choice("hold", "back"),
            "After too much pain: the same again, or one step back.",
            "hold",
        ),
        _NOTE_ON_PROGRESSION,
    ),
)
_IN_EXERCISES = "write the rule in the exercises or under `defaults`"
WORDS_OF_PROGRESSION_TABLE = Table(
    "the progression of a session",
    (
        _START_OF_PROGRESSION,
        Field("step", LONG, "How to add to it, in words."),
        Field("goal", LONG, "Where to arrive, in words."),
        _NOTE_ON_PROGRESSION,
    ),
    dict.fromkeys(("rule", "after", "back", "pain limit", "on pain"), _IN_EXERCISES)
    | {"pain-limit": _IN_EXERCISES, "on-pain": _IN_EXERCISES},
)


def _progression(node: Node, report: Report) -> Any:  # noqa: ANN401 - a Progression, or NOTHING
    values = read_table(node, PROGRESSION_TABLE, report)
    words = {key: values[key].value for key in ("start", "step", "goal", "note") if key in values}
    if "rule" not in values:
        for key in ("after", "back", "pain-limit", "on-pain"):
            if key in values:
                message = f"`{key}` is a part of a rule, and there is none"
                advice = "add `rule: steps` with a step like `step: 1 rep`, or leave it out"
                report.error(values[key].node, message, advice)
        return Progression(**words)
    rule = _rule(node, values, report)
    return NOTHING if rule is None else Progression(**words, rule=rule)


def _rule(node: Node, values: Values, report: Report) -> Rule | None:
    """Return the rule of a progression; None when something is wrong with it."""
    kind = RuleKind(values["rule"].value)
    step = _read_part(values, "step", parse_step, report)
    goal = _read_part(values, "goal", parse_goal, report)
    if "start" in values:
        message = "beside a `rule` there is no `start`: the exercise says where it begins"
        report.error(values["start"].node, message, "write it as `note`, or leave it out")
    if step is None and "step" in values:
        return None
    if step is None and kind is not RuleKind.LADDER:
        example = "step: 1 rep" if kind is RuleKind.STEPS else "step: 2.5 kg"
        report.error(node, f"`rule: {kind}` needs a step", f"add a line like `{example}`")
        return None
    step = step or Step(Decimal(1), StepUnit.VARIANT)
    if problem := _misfit(kind, step, goal or NO_GOAL):
        key, message, advice = problem
        report.error(values[key].node, message, advice)
        return None
    back, misses = values["back"].value if "back" in values else (0, 0)
    return Rule(
        kind,
        step,
        after=values["after"].value if "after" in values else 1,
        goal=goal or NO_GOAL,
        back=back,
        misses=misses,
        pain_limit=values["pain-limit"].value if "pain-limit" in values else PAIN_LIMIT,
        backs_off="on-pain" in values and values["on-pain"].value == "back",
    )


T = TypeVar("T")


def _read_part(values: Values, key: str, parse: Callable[[str], T], report: Report) -> T | None:
    if key not in values:
        return None
    try:
        return parse(values[key].value)
    except Mistake as mistake:
        report.error(values[key].node, mistake.message, mistake.advice)
        return None


def _misfit(kind: RuleKind, step: Step, goal: Goal) -> tuple[str, str, str] | None:
    """Return which key does not fit the rule or the step, why, and what to write instead."""
    unit = step.unit
    to_variant = unit is StepUnit.VARIANT
    if kind is RuleKind.LADDER and not to_variant:
        return "step", "a ladder goes from variant to variant", "write `step: variant`"
    if kind is RuleKind.STEPS and to_variant:
        return "rule", "a step to another variant is a ladder", "write `rule: ladder`"
    if kind is RuleKind.DOUBLE and not (unit.is_load or to_variant):
        message = "double progression adds load, or goes to a variant, at the top of the range"
        return "step", message, "write `step: 2.5 kg` or `step: variant`, or `rule: steps`"
    if goal != NO_GOAL and to_variant:
        return "goal", "the last variant is the goal of these steps", "leave out `goal`"
    example, bound = _GOALS.get(unit, (f"40 {unit}", lambda goal: goal.load))
    if goal != NO_GOAL and bound(goal) is None:
        message = "the goal is counted in something else than the step"
        return "goal", message, f"write it like `goal: {example}`"
    return None


_GOALS: dict[StepUnit, tuple[str, Callable[[Goal], object]]] = {
    StepUnit.SETS: ("8 x 10", lambda goal: goal.sets),
    StepUnit.REPS: ("3 x 20", lambda goal: goal.reps),
    StepUnit.TIME: ("3 x 60s", lambda goal: goal.time_ms),
}
"""What a goal is counted in for each step, with an example."""


PROGRESSION = Kind("a group of keys", _progression, table_schema(PROGRESSION_TABLE))
_WORDS_OF_PROGRESSION = group(WORDS_OF_PROGRESSION_TABLE)


def _words_of_progression(node: Node, report: Report) -> Progression:
    values: Values = _WORDS_OF_PROGRESSION.read(node, report)
    return Progression(**{key: value.value for key, value in values.items()})


WORDS_OF_PROGRESSION = replace(_WORDS_OF_PROGRESSION, read=_words_of_progression)


# ------------------------------------------------------------------ plans with a date
def _date(written: str) -> date:
    text_of_date = written.strip()
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text_of_date):
            return date.fromisoformat(text_of_date)
    except ValueError:
        pass
    raise Mistake(f"{shown(written)} is not a day", "write it like 2026-03-02")


PLAN_TABLE = Table(
    "the plan",
    (
        Field(
            "start",
            parsed("a day like 2026-03-02", _date, patterns.DAY, "2026-03-02"),
            "The first day of the first week.",
            "the day of the first run",
        ),
        Field(
            "missed",
            choice(*Missed),
            "After a week in which less was done than the plan asks: the same week again (`wait`), "
            "the next (`go on`), or after a week without any session the one before (`back`).",
            Missed.WAIT.value,
        ),
    ),
    {"weeks": "write `weeks` under `defaults:` or in an exercise"},
)


def _plan(node: Node, report: Report) -> DatedPlan:
    values = read_table(node, PLAN_TABLE, report)
    start = values["start"].value if "start" in values else None
    return DatedPlan(start, Missed(values["missed"].value if "missed" in values else "wait"))


PLAN = Kind("a group of keys", _plan, table_schema(PLAN_TABLE))


# ------------------------------------------------------------------ identity
LONGEST_ID = 60


def _id(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", written) or len(written) > LONGEST_ID:
        advice = "write small letters, digits and hyphens, like wall-sit"
        raise Mistake(f"{shown(written)} is not an id", advice)
    return written


ID = replace(
    parsed("a short name like wall-sit", _id, patterns.ID, "wall-sit"),
    limits=f"small letters, digits and hyphens, up to {LONGEST_ID} characters",
)


# ------------------------------------------------------------------ sounds
_SOUND = parsed(
    "a sound's name, a file beside this one, or none",
    parse_sound,
    patterns.sound(BUILT_IN, SUFFIXES),
    "none",
)
SOUNDS_TABLE = Table(
    "the sounds",
    tuple(Field(kind.value, _SOUND, kind.facts.meaning, "its own") for kind in SOUNDING),
)


def _sounds(node: Node, report: Report) -> Any:  # noqa: ANN401 - cue and sound, pair by pair
    values = read_table(node, SOUNDS_TABLE, report)
    return tuple((key, value.value) for key, value in values.items())


SOUNDS = Kind("a group of cue: sound", _sounds, table_schema(SOUNDS_TABLE))
