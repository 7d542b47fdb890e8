"""Corrections and reports, as the lines that are added to a record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, field
from fractions import Fraction
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import UserError
from hamtimer.core.notation.mistakes import shown
from hamtimer.core.notation.progression import LOAD_NUMBER
from hamtimer.core.play.outcomes import Outcome, best_attempts
from hamtimer.core.play.plan import PlannedWork
from hamtimer.core.play.state import EventKind
from hamtimer.core.records.correction import correct_reps, correct_time
from hamtimer.core.records.record import parts_of
from hamtimer.core.run.self_reports import Said, SelfReport, report_line
from hamtimer.core.run.tally import EDITED
from hamtimer.core.session.model import Role, Side
from hamtimer.core.text import folded

_NUMBER = re.compile(r"[0-9]{1,4}(\.[0-9]{1,3})?")


@dataclass(frozen=True, slots=True)
class Edit:
    """A correction or report on a run; None: not given."""

    exercise: str | None = None
    """By id, name or part of one. None: the only one."""
    set_number: int | None = None
    side: Side | None = None
    part: int | None = None
    reps: int | None = None
    time_ms: int | None = None
    """How long a hold, or timed work, lasted on the clock."""
    said: Mapping[str, Said] = field(default_factory=dict)
    """Effort, pain, load and note; None: an earlier report is removed."""


@dataclass(frozen=True, slots=True)
class Done:
    """The state that a correction starts from."""

    plan: Sequence[PlannedWork]
    log: Sequence[Outcome]
    """Every attempt of the run itself, without corrections by lines."""
    rate: Fraction = Fraction(1)
    """See `State`."""


def edit_lines(done: Done, edit: Edit) -> list[dict[str, Any]]:
    """Return the lines of a record for an edit.

    Raises:
        UserError: When the run has no such set; the advice names options of `log edit`.
    """
    if not done.plan:
        raise UserError("this record has no sets to correct")
    exercise = _exercise(done.plan, edit)
    lines: list[dict[str, Any]] = []
    if edit.reps is not None or edit.time_ms is not None:
        work = _step(done.plan, exercise, edit)
        outcome = _corrected(done, work, edit)
        lines.append({"event": EventKind.OUTCOME.value, **asdict(outcome), EDITED: True})
    elif edit.set_number is not None:
        _works(done.plan, exercise, edit)  # there is such a set
    if edit.said:
        said = _with_unit(edit.said, done.plan, exercise)
        lines.append(report_line(SelfReport(exercise, edit.set_number, edit.side, said)))
    return lines


def find_work(done: Done, edit: Edit) -> PlannedWork:
    """Return the step whose reps or time an edit corrects.

    Raises:
        UserError: When there is none, or several.
    """
    return _step(done.plan, _exercise(done.plan, edit), edit)


def _with_unit(
    said: Mapping[str, Said], plan: Sequence[PlannedWork], exercise: str | None
) -> Mapping[str, Said]:
    """Return the reports; a load that is a bare number gets the unit of the plan."""
    load = said.get("load")
    if not isinstance(load, str) or not _NUMBER.fullmatch(load):
        return said
    loads = (LOAD_NUMBER.search(work.load) for work in plan if work.exercise == exercise)
    unit = next((found[2] for found in loads if found), "")
    return {**said, "load": f"{load} {unit}".strip()}


def _exercise(plan: Sequence[PlannedWork], edit: Edit) -> str | None:
    """Return the id of the exercise; None: the whole run."""
    ids = list(dict.fromkeys(work.exercise for work in plan))
    if edit.exercise is None:
        if len(ids) == 1:
            return ids[0]
        of_set = (edit.set_number, edit.part, edit.reps, edit.time_ms)
        of_run = all(value is None for value in of_set)
        if of_run and "load" not in edit.said:
            return None
        raise UserError("the run has several exercises", _choose("--exercise", ids))
    wanted = folded(edit.exercise.strip())
    names = [(work.exercise, name) for work in plan for name in (work.exercise, folded(work.name))]
    whole = [one for one, name in names if wanted == name]
    found = dict.fromkeys(whole or [one for one, name in names if wanted and wanted in name])
    if len(found) == 1:
        return next(iter(found))
    message = "matches several exercises" if found else "is not an exercise of this run"
    raise UserError(f"{shown(edit.exercise)} {message}", _choose("--exercise", found or ids))


def _works(
    plan: Sequence[PlannedWork], exercise: str | None, edit: Edit
) -> list[tuple[PlannedWork, int]]:
    """Return the steps of the set, each with its part."""
    parts = parts_of(plan)
    mine = [work for work in plan if work.exercise == exercise]
    found = [work for work in mine if work.set_number == edit.set_number]
    if not found:
        last = max(work.set_number for work in mine)
        raise UserError(f"there is no set {edit.set_number}", f"write 1 to {last}")
    main = [work for work in found if work.role is Role.WORK]
    return [(work, parts[work.step]) for work in main or found]


def _step(plan: Sequence[PlannedWork], exercise: str | None, edit: Edit) -> PlannedWork:
    """Return the step that an edit refers to."""
    if edit.set_number is None:
        raise UserError("reps and time belong to a set", "add --set with its number")
    works = _works(plan, exercise, edit)
    sides = list(dict.fromkeys(side for work, _ in works for side in work.sides))
    if edit.side is not None:
        if any(len(work.sides) > 1 for work, _ in works):
            message = "the sides take turns in this set"
            raise UserError(message, "write the reps of both together, without --side")
        if edit.side not in sides:
            raise UserError(f"the set has no {edit.side} side", "leave out --side")
        works = [one for one in works if one[0].sides == (edit.side,)]
    elif len({work.sides for work, _ in works}) > 1:
        raise UserError("each side has its own reps", _choose("--side", sides))
    if edit.part is not None:
        works = [one for one in works if one[1] == edit.part]
        if not works:
            raise UserError(f"the set has no part {edit.part}", "see the parts in: log show")
    if len(works) > 1:
        parts = [str(part) for _, part in works]
        raise UserError("the set has several parts", _choose("--part", parts))
    return works[0][0]


def _corrected(done: Done, work: PlannedWork, edit: Edit) -> Outcome:
    before = best_attempts(done.log).get(work.step)
    if edit.reps is not None:
        if work.is_hold:
            raise UserError("reps are not counted in this set", "write --time, such as --time 30s")
        return correct_reps(work, before, edit.reps)
    if not work.is_hold:
        raise UserError("reps are counted in this set", "write --reps, such as --reps 11")
    return correct_time(work, before, round((edit.time_ms or 0) * done.rate))


def _choose(option: str, words: Sequence[str] | Mapping[str, object]) -> str:
    return f"add {option}, one of: {', '.join(words)}"
