"""Warnings about keys without effect, and about values that are probably mistakes.

A key without effect is reported where it is written, unless it comes from an outer layer than its
cause.
"""

from __future__ import annotations

from collections.abc import Iterator

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.durations import duration_words
from hamtimer.core.notation.mistakes import shown
from hamtimer.core.notation.tempo import PhaseLengths
from hamtimer.core.session.model import Exercise, Sides
from hamtimer.core.session.work import CueText, Moment, Phase, SetPart, SetPlan, Tempo, WorkKind
from hamtimer.core.session_file.cascade import is_to_report
from hamtimer.core.session_file.exclusive_keys import GROUPS, PHASES, WORK
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.tables import Layer, Values
from hamtimer.core.session_file.yaml_nodes import Node
from hamtimer.core.text import count_text

_OF_SIDES = frozenset(("switch", "first-side"))
_OF_PHASES = frozenset((*PHASES, "phase-names"))
_OF_RESTS = frozenset(("every", "intra-set-rest"))
_PHASE_MOMENTS = {Moment(phase): phase for phase in Phase if phase not in (Phase.HOLD, Phase.RELAX)}


@dataclass(frozen=True, slots=True)
class Turns:
    """A superset or circuit in which an exercise takes turns with others."""

    block: Layer
    has_blocks: bool
    """Blocks stand in it too, in which its defaults may have an effect."""


def check_effects(exercise: Exercise, values: Values, turns: Turns | None, report: Report) -> None:
    """Report what does not fit together in an exercise.

    `turns` is the superset or circuit in which it takes turns, if any.
    """
    check = _Check(exercise, values, report)
    if not _OF_SIDES.isdisjoint(values):
        check.sides()
    if not _OF_PHASES.isdisjoint(values):
        check.phases()
    if "feedback" in values:
        check.taps("feedback")
    if exercise.measure:
        check.taps("measure")
    if "time" in values:
        check.time()
    if turns is not None or not _OF_RESTS.isdisjoint(values):
        check.rests(turns)
    if "assume" in values:
        check.lengths()
    if "cues" in values or "then" in values:
        check.cues()


class _Check:
    """The checks of one exercise."""

    def __init__(self, exercise: Exercise, values: Values, report: Report) -> None:
        self.exercise = exercise
        self.values = values
        self.report = report
        self.parts = tuple(_parts(exercise.sets))

    @property
    def tempos(self) -> tuple[Tempo, ...]:
        """The tempos of all sets that are led."""
        return tuple(part.tempo for part in self.parts if part.tempo)

    @property
    def work_layer(self) -> Layer | None:
        """The nearest layer that says how much to do."""
        return work_layer(self.values)

    def useless(
        self, key: str, reason: str, advice: str, cause: Layer | None, *, is_error: bool = False
    ) -> None:
        """Report a key without effect, unless it comes from an outer layer than `cause`."""
        value = self.values.get(key)
        if value is None or not is_to_report(value, cause):
            return
        add = self.report.error if is_error else self.report.warn
        add(value.node, f"`{key}` has no effect: {reason}", advice)

    def sides(self) -> None:
        sides = self.exercise.sides
        written = self.values.get("sides")
        if sides is Sides.ALTERNATING and written is not None:
            reason = "the side changes at each rep, without a pause"
            self.useless("switch", reason, "write `sides: each`, or leave it out", written.layer)
        elif sides is not Sides.EACH:
            for key in ("switch", "first-side"):
                reason, advice = "the sides do not change", "write `sides: each`, or leave it out"
                self.useless(key, reason, advice, written.layer if written else None)

    def phases(self) -> None:
        """Check the keys about the phases of a rep."""
        tempo = self.values.get("tempo")
        cause = tempo.layer if tempo else self.work_layer
        if all(part.kind is WorkKind.HOLD for part in self.parts):
            is_isometric = any(part.reps for part in self.parts)
            reason = "isometric reps have no phases" if is_isometric else "a hold has no tempo"
            for key in PHASES:
                is_error = is_isometric or key == "beat"
                self.useless(key, reason, "leave it out", self.work_layer, is_error=is_error)
        elif not self.tempos:
            for key in PHASES[1:]:
                reason, is_error = "the person sets the pace", key == "beat"
                self.useless(
                    key, reason, "write a tempo, or leave it out", cause, is_error=is_error
                )
        elif "explosive" in self.values and not any(made.explosive for made in self.tempos):
            self.useless("explosive", "there is no X in the tempo", "leave it out", cause)
        if "beat" in self.values and tempo is not None and not any(map(_has_beats, tempo.value)):
            reason = "each number of the tempo has a unit"
            self.useless("beat", reason, "write a tempo like 3-0-2-0", cause, is_error=True)
        if "phase-names" in self.values:
            self.phase_names()

    def taps(self, key: str) -> None:
        """Check that there are turns to tap, for a key about taps."""
        if not self.tempos:
            tempo = self.values.get("tempo")
            cause = tempo.layer if tempo else self.work_layer
            reason, advice = "without a tempo nothing is tapped", "write a tempo, or leave it out"
            self.useless(key, reason, advice, cause, is_error=True)

    def phase_names(self) -> None:
        """Check that one of the names is shown, if the exercise's own names apply at all."""
        written = self.values["phase-names"]
        phases = {phase for made in self.tempos for phase, _ in made.phases()}
        if any(part.kind is WorkKind.HOLD for part in self.parts):
            phases |= {Phase.HOLD, Phase.RELAX}
        if not any(key in phases for key in written.value):
            reason = "none of these phases occurs"
            self.useless("phase-names", reason, "leave it out", self.work_layer)

    def time(self) -> None:
        """Check that timed work is a whole number of its reps."""
        time = self.values["time"]
        for part in self.parts:
            most_ms = part.length.most_ms
            if part.kind is not WorkKind.TIME or part.tempo is None or not most_ms:
                continue
            reps, rest_ms = divmod(most_ms, part.tempo.rep_ms)
            if rest_ms:
                length = duration_words(most_ms)
                rep = duration_words(part.tempo.rep_ms)
                message = (
                    f"{length} is {count_text(reps, 'rep')} of {rep} and "
                    f"{duration_words(rest_ms)} of one that does not count"
                )
                whole = duration_words((reps + 1) * part.tempo.rep_ms)
                self.report.warn(time.node, message, f"write {whole}, or another tempo")

    def rests(self, turns: Turns | None) -> None:
        every = self.values.get("every")
        if self.exercise.every_ms and every is not None:
            reason = "with `every`, the rest is what the work leaves"
            self.useless("rest", reason, "leave out `rest` or `every`", every.layer, is_error=True)
            self.interval(every.node)
            if turns is not None:
                reason = "with `every`, the next set begins by the clock"
                self.useless("rest-after", reason, "leave it out", every.layer, is_error=True)
        elif turns is not None:
            self.rests_in_turns(turns)
        if not any(part.continues for part in self.parts):
            reason = "there is no cluster"
            advice = "write `reps: 5+5+5`, or leave it out"
            self.useless("intra-set-rest", reason, advice, self.work_layer, is_error=True)

    def rests_in_turns(self, turns: Turns) -> None:
        """Report the rests between the sets of an exercise that takes turns with others."""
        rests = [self.values.get("rest")]
        if GROUPS in self.values:
            rests += [own.get("rest") for own in self.values[GROUPS].value]
        for rest in rests:
            if rest is None or rest.layer.rank < turns.block.rank:
                continue
            if not (rest.layer.is_defaults and turns.has_blocks):
                message = "`rest` has no effect: in a superset or circuit sets take turns"
                advice = (
                    "write `rest-between-rounds` in the block, or `rest-after` for the rest after "
                    "each set of this exercise"
                )
                self.report.warn(rest.node, message, advice)

    def interval(self, node: Node) -> None:
        """Check that the fixed part of each set fits into the interval."""
        from hamtimer.core.session_file.intervals import least_set_ms

        longest_ms = max(least_set_ms(plan, self.exercise) for plan in self.exercise.sets)
        if longest_ms > self.exercise.every_ms:
            message = (
                f"a set of {self.exercise.name} lasts {duration_words(longest_ms)}, longer than "
                f"the interval of {duration_words(self.exercise.every_ms)}"
            )
            self.report.error(node, message, "write a longer interval, or less work")

    def lengths(self) -> None:
        """Check `assume`, which is for open sets."""
        if not any(is_open(part) for part in self.parts):
            self.useless("assume", "no set is open", "leave it out", self.work_layer)

    def cues(self) -> None:
        then = self.values.get("then")
        for part in self.parts:
            for cue in part.cues:
                if then is not None and (reason := _never_in(part, cue)):
                    message = f"{shown(cue.text)} is never spoken: {reason}"
                    self.report.warn(then.node, message, "change its moment")
        cues = self.values.get("cues")
        if cues is None or not is_to_report(cues, self.work_layer):
            return
        for cue in self.exercise.cues:
            if cue.moment is not Moment.ALWAYS and (reason := self.never_said(cue)):
                message = f"{shown(cue.text)} is never spoken: {reason}"
                self.report.warn(cues.node, message, "change its moment")

    def never_said(self, cue: CueText) -> str:
        """Return why a cue never comes; empty if it does."""
        reasons = [_never_in(part, cue) for part in self.parts]
        return reasons[0] if all(reasons) else ""


def _has_beats(tempo: PhaseLengths | str) -> bool:
    """Whether a number of a tempo is without a unit, so that it counts beats."""
    if not isinstance(tempo, PhaseLengths):
        return True
    written = {
        Phase.ECCENTRIC: tempo.eccentric_ms,
        Phase.STRETCHED: tempo.stretched_ms,
        Phase.CONCENTRIC: tempo.concentric_ms,
        Phase.SHORTENED: tempo.shortened_ms,
    }
    return any(length_ms and phase not in tempo.timed for phase, length_ms in written.items())


def work_layer(values: Values) -> Layer | None:
    """Return the nearest layer that says how much to do."""
    layers = [values[key].layer for key in (*WORK, GROUPS) if key in values]
    return max(layers, key=lambda layer: layer.rank) if layers else None


def has_plain_hold(exercise: Exercise) -> bool:
    """Whether a set holds still without isometric reps."""
    return any(part.kind is WorkKind.HOLD and part.reps is None for part in _parts(exercise.sets))


def _parts(sets: tuple[SetPlan, ...]) -> Iterator[SetPart]:
    """Yield the parts of all sets, those of sets that share a plan once."""
    before = None
    for plan in sets:
        if plan is not before:
            yield from plan.parts
        before = plan


def is_open(part: SetPart) -> bool:
    """Return whether only the person ends a part of a set."""
    if part.kind is WorkKind.REPS:
        return part.tempo is None or part.reps is None or part.reps.most is None
    return part.length.is_open or (part.reps is not None and part.reps.most is None)


# ------------------------------------------------------------------ cues
def _never_in(part: SetPart, cue: CueText) -> str:
    """Return why a cue never comes in a part of a set; empty if it does."""
    moment = cue.moment
    if moment is Moment.TIME:
        length = _longest_ms(part)
        is_late = length is not None and cue.number >= length
        return f"no set lasts {duration_words(cue.number)}" if is_late else ""
    if moment in _PHASE_MOMENTS or moment in (Moment.HOLD, Moment.RELAX):
        return _never_a_phase(part, moment)
    if moment in (Moment.REP, Moment.LAST_REP):
        return _never_a_rep(part, cue)
    return ""


def _never_a_phase(part: SetPart, moment: Moment) -> str:
    """Return why a phase never comes."""
    if part.kind is WorkKind.HOLD:
        if part.reps is None:
            return "a hold has no reps"
        return "isometric reps have no such phase" if moment in _PHASE_MOMENTS else ""
    if moment not in _PHASE_MOMENTS:
        return "there are no isometric reps"
    if part.tempo is None:
        return _UNCOUNTED[part.kind]
    phases = dict(part.tempo.phases())
    return "" if _PHASE_MOMENTS[moment] in phases else f"the tempo has no {moment} phase"


def _never_a_rep(part: SetPart, cue: CueText) -> str:
    """Return why a rep never comes, or is not known in advance."""
    most = part.reps.most if part.reps else None
    if part.kind is WorkKind.HOLD and part.reps is None:
        return "a hold has no reps"
    if cue.moment is Moment.REP and not 0 < cue.number <= (most or cue.number):
        return f"no set has {count_text(cue.number, 'rep')}"
    if part.kind is not WorkKind.HOLD and part.tempo is None:
        return _UNCOUNTED[part.kind]
    if cue.moment is Moment.LAST_REP and most is None:
        return "it is not known in advance which rep is the last"
    return ""


_UNCOUNTED = {
    WorkKind.REPS: "self-paced reps are not counted",
    WorkKind.TIME: "reps in self-paced timed work are not counted",
}


def _longest_ms(part: SetPart) -> int | None:
    """Return the maximum length of a part; None: unbounded."""
    if is_open(part):
        return None
    if part.kind is WorkKind.REPS or part.reps is not None:
        most = part.reps.most if part.reps else None
        return None if most is None else part.reps_ms(most)
    return part.length.most_ms
