"""Weeks of a plan, schedules, progressions and plans with a date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.mistakes import Mistake, NotUnderstood, shown
from hamtimer.core.notation.progression import parse_after, parse_back, parse_goal, parse_step
from hamtimer.core.notation.schedule import (
    MOST_TIMES,
    make_schedule,
    parse_period,
    parse_schedule,
)
from hamtimer.core.notation.work import (
    MOST_WEEKS,
    parse_weeks,
)
from hamtimer.core.session.model import DatedPlan, Missed
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
from hamtimer.core.session_file import patterns
from hamtimer.core.session_file.kinds import (
    NOTHING,
    Field,
    Kind,
    choice,
    parsed,
    whole_number,
)
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.tables import Table, Values, group, read_table, table_schema
from hamtimer.core.session_file.values.basics import LONG
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar, Sequence


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


# ------------------------------------------------------------------ schedules and progressions
SCHEDULE_TABLE = Table(
    "a schedule",
    (
        Field("times", whole_number("a whole number", 1, MOST_TIMES), "How many times.", "1"),
        Field(
            "per",
            parsed("day, week or 3 days", parse_period, patterns.PERIOD, "day, week or 3 days"),
            "Per which period.",
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
        report.refuse(node, mistake)
        return NOTHING


_SCHEDULE_TEXT = parsed(
    "a schedule", parse_schedule, patterns.SCHEDULE, "daily, 3 times a week or every other day"
)
SCHEDULE = Kind(
    "words like daily, 2-3 times a week, every other day, or {times: 3, per: week}",
    _schedule,
    patterns.either(patterns.SCHEDULE, table_schema(SCHEDULE_TABLE)),
)
_START_OF_PROGRESSION = Field(
    "start", LONG, "Where to start, in words; not together with a `rule`."
)
_NOTE_ON_PROGRESSION = Field("note", LONG, "Anything else.")
PROGRESSION_TABLE = Table(
    "a progression",
    (
        Field(
            "rule",
            choice(*RuleKind),
            "What the next target follows from: `steps` adds to sets, reps, time or load; `double` "
            "adds "
            "reps within their range, and at its top load or a variant; `ladder` goes to the next "
            "harder variant.",
            "none: the words are only shown",
        ),
        _START_OF_PROGRESSION,
        Field("step", LONG, "What to add: `1 set`, `1 rep`, `5s`, `2.5 kg`, `variant`; or words."),
        Field(
            "after",
            parsed("a number of sessions", parse_after, patterns.AFTER, "2 sessions"),
            "How many successes in a row earn a step.",
            "1 session",
        ),
        Field("goal", LONG, "The goal: `3 x 20`, `3 x 60s`, `40 kg`; or words."),
        Field(
            "back",
            parsed("when to go back", parse_back, patterns.BACK, "1 step after 2 misses"),
            "When to go back: `1 step after 2 misses`.",
            "never",
        ),
        Field(
            "pain-limit",
            whole_number("a whole number", 0, 10),
            "The pain, from 0 to 10, above which a session does not count as a success.",
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
        Field("goal", LONG, "The goal, in words."),
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
        message = "with a `rule` there is no `start`: the exercise itself is the start"
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
        report.refuse(values[key].node, mistake)
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
        message = "double progression adds load, or moves to a variant, at the top of the range"
        return "step", message, "write `step: 2.5 kg` or `step: variant`, or `rule: steps`"
    if goal != NO_GOAL and to_variant:
        return "goal", "the last variant is the goal of these steps", "leave out `goal`"
    example, bound = _GOALS.get(unit, (f"40 {unit}", lambda goal: goal.load))
    if goal != NO_GOAL and bound(goal) is None:
        message = "the goal and the step are in different units"
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
    raise NotUnderstood(f"{shown(written)} is not a day", "write it like 2026-03-02")


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
            "After a week with less than the plan asks for: the same week again (`wait`), the next "
            "(`go on`), or after a week without any session the previous one (`back`).",
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
