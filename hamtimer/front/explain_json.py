"""The compiled timeline as JSON, for other programs: docs/explain-json.md describes every key.

The format is stable. Adding a key keeps `FORMAT`; changing or removing one raises it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from hamtimer import __version__
from hamtimer.core.next.week_totals import Amounts as WeekAmounts
from hamtimer.core.next.week_totals import WeekTotals, all_weeks
from hamtimer.core.notation.progression import step_text
from hamtimer.core.notation.schedule import schedule_text
from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.totals import ExerciseTotals, SideTotals, plan_totals, time_by_kind
from hamtimer.core.session.model import Exercise, Schedule, Session, Side
from hamtimer.core.session.progression import Progression, Rule
from hamtimer.core.session.work import Effort, Tempo
from hamtimer.core.session_file.origin import ExerciseOrigins
from hamtimer.core.timeline.cue_kinds import Cue
from hamtimer.core.timeline.cues import cues_of, cues_until_key
from hamtimer.core.timeline.steps import Cap, RepPlan, Step, Timeline
from hamtimer.front.cue_rules import cue_rules

FORMAT = 1
"""The version of the format."""

Values = dict[str, Any]


def explain_json(
    timeline: Timeline,
    origins: Iterable[ExerciseOrigins] | None = None,
    weeks: Sequence[WeekTotals] | None = None,
) -> Iterator[str]:
    """Return one JSON object piece by piece; a step is never more than one piece.

    `origins` are the places of each exercise's values, `weeks` the totals of the plan's weeks, if
    requested.

    All of it is ASCII, so a session's texts cannot control a terminal.
    """
    yield "{\n"
    for key, value in _head(timeline).items():
        yield f"{json.dumps(key)}: {json.dumps(value)},\n"
    yield from _array("exercises", map(_exercise, timeline.session.exercises()))
    yield ",\n"
    yield from _array("caps", (_cap(cap, timeline) for cap in timeline.caps))
    yield ",\n"
    yield from _array("steps", map(_step, filter(_is_listed, timeline.steps)))
    if origins is not None:
        yield ",\n"
        yield from _array("origins", map(_origins, origins))
    if weeks is not None:
        yield ",\n"
        yield from _array("plan", map(_week, weeks))
        sessions, total = all_weeks(weeks)
        totals = {"sessions": _number(sessions), **_week_amounts(total)}
        yield f',\n"plan_totals": {json.dumps(totals)}'
    yield "\n}\n"


def _head(timeline: Timeline) -> Values:
    return {
        "format": FORMAT,
        "hamtimer": __version__,
        "session": _session(timeline.session),
        "exact": timeline.is_exact,
        "length_ms": timeline.assumed_ms if timeline.is_exact else None,
        "least_ms": timeline.least_ms,
        "assumed_ms": timeline.assumed_ms,
        "most_ms": timeline.most_ms,
        "totals": _totals(timeline),
    }


def _week(week: WeekTotals) -> Values:
    return {
        "week": week.week,
        "sessions": _number(week.sessions),
        "exact": week.is_exact,
        "least_ms": week.least_ms,
        "assumed_ms": week.assumed_ms,
        "one_session": _week_amounts(week.session),
        "whole_week": _week_amounts(week.whole),
    }


def _week_amounts(amounts: WeekAmounts) -> Values:
    return {
        "sets": _number(amounts.sets),
        "reps": _number(amounts.reps),
        "tension_ms": None if amounts.tension_ms is None else round(amounts.tension_ms),
    }


def _number(number: Fraction) -> int | float:
    """Return a whole number without a fraction; totals of a week may have one."""
    return int(number) if number.denominator == 1 else float(number)


def _origins(exercise: ExerciseOrigins) -> Values:
    return {
        "exercise": exercise.id,
        "values": [
            {
                "key": origin.key,
                "written": origin.written,
                "layer": origin.layer,
                "line": origin.line or None,
                "column": origin.column or None,
            }
            for origin in exercise.origins
        ],
    }


def _array(key: str, items: Iterable[Values]) -> Iterator[str]:
    """Return a list with one item per line."""
    yield f"{json.dumps(key)}: ["
    for index, item in enumerate(items):
        yield ",\n" if index else "\n"
        yield json.dumps(item)
    yield "\n]"


def _is_listed(step: Step) -> bool:
    """Return whether a step is in the plan, even cut short; not in a merely possible round."""
    return step.place.is_planned or step.assumed_ms > 0


def _cap(cap: Cap, timeline: Timeline) -> Values:
    steps = timeline.steps[cap.first : cap.last + 1]
    return {
        "block": cap.block,
        "first": cap.first,
        "last": max(step.index for step in steps if _is_listed(step)),
        "within_ms": cap.within_ms,
        "rounds": cap.rounds,
    }


def _session(session: Session) -> Values:
    return {
        "id": session.id,
        "name": session.name,
        "description": session.description,
        "source": session.source,
        "tags": session.tags,
        "equipment": session.equipment,
        "level": session.level,
        "link": session.link,
        "week": session.week,
        "weeks": session.weeks,
        "plan": {"start": str(session.plan.start or ""), "missed": session.plan.missed},
        "schedule": _schedule(session.schedule),
        "progression": _progression(session.progression),
        "sounds": [{"cue": cue, "sound": sound} for cue, sound in session.settings.sounds],
        "voice": session.settings.voice,
    }


def _schedule(schedule: Schedule) -> Values | None:
    if not schedule.times:
        return None
    return {
        "times": schedule.times,
        "days": schedule.days,
        "at_least": schedule.at_least,
        "words": schedule_text(schedule),
    }


def _progression(progression: Progression) -> Values:
    return {
        "start": progression.start,
        "step": progression.step,
        "goal": progression.goal,
        "note": progression.note,
        "rule": _rule_values(progression.rule) if progression.rule else None,
    }


def _rule_values(rule: Rule) -> Values:
    goal = rule.goal
    return {
        "kind": rule.kind,
        "step": step_text(rule.step),
        "after": rule.after,
        "goal_sets": goal.sets,
        "goal_reps": goal.reps,
        "goal_ms": goal.time_ms,
        "goal_load": None if goal.load is None else float(goal.load),
        "back": rule.back,
        "misses": rule.misses,
        "pain_limit": rule.pain_limit,
        "on_pain": "back" if rule.backs_off else "hold",
    }


def _totals(timeline: Timeline) -> Values:
    totals, time = plan_totals(plan_of(timeline)), time_by_kind(timeline)
    tension = totals.tension_by_side()
    return {
        "sets": totals.sets,
        "reps": totals.reps,
        "work_ms": time.work_ms,
        "rest_ms": time.rest_ms,
        "prepare_ms": time.prepare_ms,
        "switch_ms": time.switch_ms,
        "wait_ms": time.wait_ms,
        "warm_up_ms": time.warm_up_ms,
        "cool_down_ms": time.cool_down_ms,
        "tension_ms": totals.tension_ms,
        "tension_by_side_ms": {side.value: tension.get(side, 0) for side in Side},
        "exercises": [_exercise_totals(done) for done in totals.exercises],
    }


def _exercise_totals(done: ExerciseTotals) -> Values:
    return {
        "exercise": done.id,
        "sets": done.sets,
        **_amounts(done),
        "sides": [{"side": side.side, **_amounts(side)} for side in done.sides],
    }


def _amounts(done: ExerciseTotals | SideTotals) -> Values:
    return {
        "reps": done.reps,
        "held_ms": done.held_ms,
        "work_ms": done.work_ms,
        "tension_ms": done.tension_ms,
    }


def _exercise(exercise: Exercise) -> Values:
    tempo = exercise.sets[0].parts[0].tempo
    return {
        "id": exercise.id,
        "name": exercise.name,
        "description": exercise.description,
        "sets": len(exercise.sets),
        "least_sets": exercise.least_sets or len(exercise.sets),
        "sides": exercise.sides,
        "tempo": _tempo(tempo) if tempo else None,
        "load": exercise.load,
        **_effort(exercise.rpe),
        "every_ms": exercise.every_ms or None,
        "measure": exercise.measure,
        "link": exercise.link,
        "feedback": exercise.feedback,
        "signals": asdict(exercise.signals),
        "equipment": exercise.equipment,
        "cues": [
            {"text": cue.text, "moment": cue.moment, "number": cue.number} for cue in exercise.cues
        ],
        "easier": [variant.id for variant in exercise.easier],
        "harder": [variant.id for variant in exercise.harder],
        "schedule": _schedule(exercise.schedule),
        "progression": _progression(exercise.progression),
    }


def _effort(effort: Effort | None) -> Values:
    return {"rpe": effort.most if effort else None, "least_rpe": effort.least if effort else None}


def _tempo(tempo: Tempo) -> Values:
    return {
        "eccentric_ms": tempo.eccentric_ms,
        "stretched_ms": tempo.stretched_ms,
        "concentric_ms": tempo.concentric_ms,
        "shortened_ms": tempo.shortened_ms,
        "reset_ms": tempo.reset_ms,
        "first": tempo.first,
        "explosive": tempo.explosive,
        "beat_ms": round(float(tempo.beat_ms or 1_000), 3),
    }


def _step(step: Step) -> Values:
    known, rules = (cues_of(step), []) if not step.is_open else cue_rules(step)
    return {
        "index": step.index,
        "kind": step.kind,
        "role": step.role,
        "block": step.block,
        "exercise": step.exercise.id,
        "set": step.set_number,
        "sets": step.sets or None,
        "optional": step.is_optional,
        "round": step.round_number,
        "rounds": step.rounds or None,
        "part": step.part,
        "parts": step.parts,
        "within_set": step.within_set,
        "load": step.load,
        **_effort(step.rpe),
        "planned": step.place.is_planned,
        "interval_ms": step.interval.every_ms if step.interval else None,
        "cap": step.cap,
        "side": step.side,
        "first_of_exercise": step.first_of_exercise,
        "ends_set": step.ends_set,
        "start_ms": step.start_ms,
        "length_ms": step.length_ms,
        "least_ms": step.least_ms,
        "assumed_ms": step.assumed_ms,
        "most_ms": step.most_ms,
        "reps": _reps(step, step.reps) if step.reps else None,
        "cues": [_cue(cue) for cue in known],
        "cue_rules": rules,
        "assumed_cues": _assumed_cues(step),
    }


def _reps(step: Step, plan: RepPlan) -> Values:
    return {
        "count": plan.count,
        "least": plan.least,
        "total": plan.total,
        "sides": plan.sides,
        "rep_ms": plan.rep_ms or None,
        "tension_ms": plan.tension_ms,
        "phases": [
            {"phase": phase, "name": step.phase_name(phase), "length_ms": length}
            for phase, length in plan.phases
        ],
    }


def _cue(cue: Cue) -> Values:
    return {
        "kind": cue.kind,
        "at_ms": cue.at_ms,
        "rep": cue.rep,
        "side": cue.side,
        "count": cue.count,
        "length_ms": cue.length_ms,
        "depth": cue.depth,
        "text": cue.text,
        "speech": cue.speech,
        "sounds": cue.sounds,
    }


def _assumed_cues(step: Step) -> list[Values] | None:
    """Return the cues of an open step that ends at its assumed length."""
    return [_cue(cue) for cue in cues_until_key(step, step.assumed_ms)] if step.is_open else None
