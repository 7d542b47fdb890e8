"""The content of the practice screen at an instant and a level, by the same rule as for sound."""

from __future__ import annotations

from itertools import accumulate

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.tempo import pace_text, tempo_text
from hamtimer.core.play.state import Status
from hamtimer.core.play.view import View, seconds_left
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import set_tempos
from hamtimer.core.practice.practice import Practice
from hamtimer.core.taps.turns import TapMode, ends_range
from hamtimer.core.text import capitalized, comma_text
from hamtimer.core.timeline.steps import RepPlan, Step, StepKind
from hamtimer.front.words.estimate import drift_words
from hamtimer.front.words.exercises import set_words, side_words
from hamtimer.front.words.practice import LEVEL_NAMES, RESULT_NAMES
from hamtimer.tui.drawing.face import PHASE_LOOKS, SHORT_MS
from hamtimer.tui.drawing.facts import Fact, set_fact
from hamtimer.tui.drawing.shapes import Shape
from hamtimer.tui.drawing.tones import Tone

PATH_BEFORE_MS = 5_000
"""How long before a set its path replaces the report on the previous one."""
_WAITING = {
    StepKind.PREPARE: ("Ready", Tone.READY, Shape.READY),
    StepKind.SWITCH: ("Switch", Tone.READY, Shape.SWITCH),
    StepKind.REST: ("Rest", Tone.REST, Shape.REST),
    StepKind.WAIT: ("Ready?", Tone.READY, Shape.READY),
}


@dataclass(frozen=True, slots=True)
class PracticeFace:
    """What to draw."""

    word: str
    words: tuple[str, ...]
    """Every word of this step: all are drawn at one size."""
    number: str
    tone: Tone
    shape: Shape
    path: RepPlan | None
    """The path to draw; None: hidden now."""
    position_ms: int
    """The position on the path."""
    widest: str = "88"
    """The widest number of this step."""


def face_of(view: View, practice: Practice) -> PracticeFace:
    """Return the face of an instant."""
    step = view.step
    if step.kind is StepKind.SET and step.reps is not None:
        face = _set_face(view, practice, step.reps)
    else:
        face = _waiting_face(view, practice)
    if view.status is Status.PAUSED and not practice.is_waiting:
        return PracticeFace(
            "Paused",
            ("Paused",),
            face.number,
            Tone.PAUSED,
            Shape.PAUSED,
            face.path,
            face.position_ms,
        )
    return face


def _waiting_face(view: View, practice: Practice) -> PracticeFace:
    word, tone, shape = _WAITING.get(view.step.kind, _WAITING[StepKind.PREPARE])
    if view.step.kind is StepKind.SWITCH:
        word = view.side.word.upper()  # the side to change to matters most now
    # Rests are stretched with the pace, so that they last as planned on the clock.
    left = round((view.remaining_ms or 0) / practice.plan.rate)
    comes = view.next_work
    near = view.step.starts_work and left <= PATH_BEFORE_MS
    shown = near and comes is not None and practice.level is Level.FULL
    path = comes.reps if shown and comes is not None else None
    return PracticeFace(
        word, (word,), str(seconds_left(left)), tone, shape, path, -(view.remaining_ms or 0)
    )


def _set_face(view: View, practice: Practice, plan: RepPlan) -> PracticeFace:
    names = tuple(view.exercise.phase_name(phase) for phase, _ in plan.phases)
    position = view.position_ms - view.count_in_ms
    level, phase = practice.guidance(position), view.phase
    ready, still = (Tone.READY, Shape.READY), (Tone.STILL, Shape.HOLD)
    if view.count_in_ms or phase is None:
        number = str(seconds_left(view.count_in_ms))
        path = plan if level is Level.FULL else None
        return PracticeFace("Ready", ("Ready",), number, *ready, path, position)
    looks = PHASE_LOOKS[phase.phase]
    widest = "8" if all(length < SHORT_MS for _, length in plan.phases) else "88"
    match level:
        case Level.FULL:
            number = str(seconds_left(phase.remaining_ms))
            return PracticeFace(phase.name, names, number, *looks, plan, position, widest)
        case Level.TICKS:
            beat = "Tock" if view.position_ms // 1_000 % 2 else "Tick"
            return PracticeFace(beat, ("Tick", "Tock"), "", *still, None, position)
        case Level.TURNS:
            return PracticeFace(phase.name, names, "", *looks, None, position)
        case Level.SILENT:
            return PracticeFace("You lead", ("You lead",), "", *still, None, position)


def facts(view: View, practice: Practice) -> str:
    """Return the position in the practice, without revealing a hidden turn."""
    step = view.step
    words = [set_words(step)]
    if step.kind is StepKind.SET and view.reps:
        words.append(f"rep {_rep(view, practice)} of {view.reps}")
    words.append(side_words(view.side))
    words.append(LEVEL_NAMES[practice.level])
    if practice.plan.results is not None:  # otherwise they are those of the level
        words.append(RESULT_NAMES[practice.results])
    if step.kind is StepKind.REST and practice.reports:
        words.append(drift_words(practice.drifts_of(practice.reports[-1])))
    return " · ".join(filter(None, words))


def large_facts(view: View, practice: Practice) -> tuple[Fact, ...]:
    """Return the facts to draw large in a set: rep, side, set."""
    step = view.step
    most = view.reps or 99
    rep = f"REP {_rep(view, practice)}/{most}"
    in_set = (
        Fact(rep, f"REP {'8' * len(str(most))}/{most}", rep.partition("/")[0]),
        Fact(view.side.word.upper()),
        set_fact(step),
    )
    found = in_set if step.kind is StepKind.SET else (Fact(step.side.word.upper()),)
    return tuple(fact for fact in found if fact.text)


def marks(plan: RepPlan, mode: TapMode) -> tuple[int, ...]:
    """Return the places to tap in a rep, in milliseconds of the timeline."""
    if mode is TapMode.OFF:
        return ()
    ends = accumulate(length for _, length in plan.phases)
    return tuple(
        end
        for end, (phase, _) in zip(ends, plan.phases, strict=True)
        if mode is TapMode.TURNS or ends_range(phase)
    )


def _rep(view: View, practice: Practice) -> int:
    """Return the current rep: by the clock or, if that is hidden, by the taps."""
    hidden = practice.level in (Level.TICKS, Level.SILENT)
    if not hidden or practice.plan.taps is TapMode.OFF or view.step.reps is None:
        return view.rep
    done = practice.meter.reps_done // len(view.step.reps.sides)
    return min(done + 1, view.reps or done + 1)


def heading(step: Step, practice: Practice) -> str:
    """Return the title of this set: the tempo, which a ramp changes, and its pace."""
    plan = practice.plan
    tempo = tempo_text(set_tempos(plan)[step.set_number - 1])
    words = [plan.name, f"tempo {tempo}", pace_text(plan.rate)]
    return capitalized(comma_text(*words))


TAP_WORDS = {
    TapMode.TURNS: "Tap Space at every turn",
    TapMode.ENDS: "Tap Space at the bottom and at the top",
    TapMode.OFF: "",
}
