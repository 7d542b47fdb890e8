"""From the written values of an exercise, and the defaults around it, to a complete exercise."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace

from hamtimer.core.notation.work import MOST_SETS
from hamtimer.core.session.model import (
    Exercise,
    Length,
    Phase,
    Progression,
    Schedule,
    SetPart,
    SetPlan,
    Side,
    Sides,
    Start,
    WeekPlan,
)
from hamtimer.core.session_file.cascade import given, merge, without
from hamtimer.core.session_file.fields import PREPARE_MS, REST_MS, SWITCH_MS, VARIANT, WEEK
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.tables import Table, Value, Values, read_table
from hamtimer.core.session_file.warnings import raise_doubts
from hamtimer.core.session_file.written_work import read_work
from hamtimer.core.session_file.yaml_nodes import Node, Sequence


@dataclass(frozen=True, slots=True)
class Place:
    """What the place of an exercise in its block means for it."""

    rest_after_ms: int = REST_MS
    prepare_ms: int | None = None
    """None: whatever is usual."""
    rounds: int | None = None
    """Only in a superset or circuit, where each round has one set: how many there are."""
    rounds_written: bool = False


@dataclass
class ExerciseReader:
    """Reads the exercises of one session and gives each an id of its own."""

    report: Report
    ids: dict[str, int] = field(default_factory=dict)
    """Every id given, with the last number given to its name."""

    def read(self, node: Node, own: Values, outer: Values, place: Place) -> Exercise | None:
        """Return the exercise written at `node`; None when it is wrong or has nothing to do."""
        values = merge(outer, own)
        exercise = self._exercise(node, own, values, place)
        if exercise is None or ("easier" not in own and "harder" not in own):
            return exercise
        base = without(values, "easier", "harder")
        return replace(
            exercise,
            easier=self._variants(own.get("easier"), base, exercise, place),
            harder=self._variants(own.get("harder"), base, exercise, place),
        )

    def _variants(
        self, written: Value | None, base: Values, exercise: Exercise, place: Place
    ) -> tuple[Exercise, ...]:
        """Read variants: each is the exercise itself with what it says different."""
        variants = []
        for node, own in self._rows(written, VARIANT):
            variant = self._exercise(node, own, merge(base, own), place, len(exercise.sets))
            if variant is not None:
                variants.append(variant)
        return tuple(variants)

    def _rows(self, written: Value | None, table: Table) -> list[tuple[Node, Values]]:
        """Read a list of groups of keys."""
        if written is None:
            return []
        node = written.node
        rows = node.items if isinstance(node, Sequence) else [node]
        return [(row, read_table(row, table, self.report)) for row in rows]

    def _exercise(
        self, node: Node, own: Values, values: Values, place: Place, usual_sets: int = 0
    ) -> Exercise | None:
        """Build one exercise or variant; `usual_sets` hold when nothing says how many."""
        weeks = self._rows(values.get("weeks"), WEEK)
        if weeks and not {"reps", "hold"} & values.keys():
            # A plan alone will do: the exercise is as in its first week.
            values = merge(values, without(weeks[0][1], "weeks", "schedule"))
        work = read_work(node, values, self.report)
        if work is None or "name" not in own:
            return None
        least, most = self._sets(own, values, work, place, usual_sets)
        if not most:
            return None
        rest = Length.fixed(given(values, "rest", REST_MS))
        exercise = Exercise(
            id=self._id(own["name"].value),
            name=own["name"].value,
            sets=_set_plans(work, most, rest),
            least_sets=least if least < most else 0,
            sides=Sides(given(values, "sides", "both")),
            first_side=Side(given(values, "first-side", "left")),
            switch_ms=given(values, "switch", SWITCH_MS),
            rest_after=Length.fixed(given(values, "rest-after", place.rest_after_ms)),
            prepare_ms=_prepare(own, values, place),
            start=given(values, "start", Start()),
            load=given(values, "load", ""),
            rpe=given(values, "rpe", None),
            description=given(values, "description", ""),
            cues=given(values, "cues", ()),
            phase_names=_phase_names(values),
            equipment=given(values, "equipment", ()),
            assumed_ms=given(values, "assume", 0),
            weeks=tuple(self._weeks(weeks, values, most, rest)),
            schedule=given(values, "schedule", Schedule()),
            progression=given(values, "progression", Progression()),
        )
        raise_doubts(exercise, own, values, self.report)
        return exercise

    def _id(self, name: str) -> str:
        """Make an id from a name: `wall-sit`, and for the next of that name `wall-sit-2`."""
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "exercise"
        number = self.ids.get(slug, 0) + 1
        while (given_id := slug if number == 1 else f"{slug}-{number}") in self.ids:
            number += 1
        self.ids[slug] = number
        self.ids.setdefault(given_id, 1)
        return given_id

    def _sets(
        self,
        own: Values,
        values: Values,
        work: tuple[SetPart, ...],
        place: Place,
        usual_sets: int,
    ) -> tuple[int, int]:
        """Return the least and the most sets; 0 of them when the exercise is to be left out."""
        entries = len(work)
        written = values.get("sets")
        least, most = written.value if written else (usual_sets or place.rounds or 1,) * 2
        if entries > 1:
            if written and "sets" in own and most != entries:
                message = f"there are {most} sets, but {entries} entries for them"
                self.report.error(written.node, message, "write one per set, or no `sets`")
            least = most = entries
        if written and not most:
            self.report.warn(written.node, "0 sets: this is left out", "write 1 or more")
        if place.rounds is not None and most > place.rounds:
            if written and "sets" in own and place.rounds_written:
                message = f"{most} sets do not fit into {place.rounds} rounds"
                advice = "each round has one set of it: raise `rounds` or lower `sets`"
                self.report.error(written.node, message, advice)
            most = place.rounds
        return min(least, most), most

    def _weeks(
        self, rows: list[tuple[Node, Values]], values: Values, sets: int, rest: Length
    ) -> list[WeekPlan]:
        """Read the weeks of a plan; what a week does not say is as the exercise says."""
        plan: list[WeekPlan] = []
        for node, own in rows:
            work = read_work(node, merge(values, own), self.report)
            if work is None or "weeks" not in own:
                continue
            entries = len(work)
            most = own["sets"].value[1] if "sets" in own else sets
            if entries > 1:
                if "sets" in own and most != entries:
                    message = f"there are {most} sets, but {entries} entries for them"
                    self.report.error(own["sets"].node, message, "write one per set, or no `sets`")
                most = entries
            first, last = own["weeks"].value
            if not most or most > MOST_SETS:
                message = f"a week of {most} sets is none"
                self.report.error(node, message, f"write 1 to {MOST_SETS} sets")
            elif plan and first <= plan[-1].last:
                message = f"week {first} comes after week {plan[-1].last}"
                self.report.error(own["weeks"].node, message, "put the weeks in order, each once")
            else:
                sets_of_week = _set_plans(work, most, rest)
                schedule = given(own, "schedule", Schedule())
                plan.append(WeekPlan(first, last, sets_of_week, schedule))
        return plan


def _set_plans(work: tuple[SetPart, ...], sets: int, rest: Length) -> tuple[SetPlan, ...]:
    """Return a plan for each set; sets that are alike share it."""
    plans = tuple(SetPlan((part,), rest) for part in work[:sets])
    return plans * sets if len(plans) == 1 else plans


def _prepare(own: Values, values: Values, place: Place) -> int:
    if place.prepare_ms is not None and "prepare" not in own:
        return place.prepare_ms
    length: int = given(values, "prepare", PREPARE_MS)
    return length


def _phase_names(values: Values) -> tuple[tuple[Phase, str], ...]:
    names: Values = given(values, "phase-names", {})
    return tuple((Phase(key), name.value) for key, name in names.items())
