"""What the practice screen shows at an instant and a level: the same rule as for what is heard."""

from __future__ import annotations

from dataclasses import dataclass

from hamtimer.core.notation.tempo import pace_text, tempo_text
from hamtimer.core.play.state import Status
from hamtimer.core.play.view import View, seconds_left
from hamtimer.core.practice.levels import Level
from hamtimer.core.practice.plan import set_tempos
from hamtimer.core.practice.practice import Practice
from hamtimer.core.session.model import Phase, Side
from hamtimer.core.taps.turns import TapMode
from hamtimer.core.text import capitalized
from hamtimer.core.timeline.steps import RepPlan, Step, StepKind
from hamtimer.front.words.estimate import drift_words
from hamtimer.front.words.practice import LEVEL_NAMES, RESULT_NAMES
from hamtimer.tui.drawing.tones import Tone

PATH_BEFORE_MS = 5_000
"""So long before a set its path comes into sight, in place of the report of the one before."""
_TONES = {
    Phase.ECCENTRIC: Tone.LOWER,
    Phase.STRETCHED: Tone.STILL,
    Phase.CONCENTRIC: Tone.LIFT,
    Phase.SHORTENED: Tone.STILL,
    Phase.RESET: Tone.READY,
}
_WAITING = {
    StepKind.PREPARE: ("Ready", Tone.READY),
    StepKind.SWITCH: ("Switch", Tone.READY),
    StepKind.REST: ("Rest", Tone.REST),
    StepKind.WAIT: ("Ready?", Tone.READY),
}


@dataclass(frozen=True, slots=True)
class PracticeFace:
    """What to draw."""

    word: str
    words: tuple[str, ...]
    """Every word that comes up in this step: all are drawn at one size."""
    number: str
    tone: Tone
    path: RepPlan | None
    """The path to draw; None: it is not shown now."""
    position_ms: int
    """Where on the path."""


def face_of(view: View, practice: Practice) -> PracticeFace:
    """Return the face of an instant."""
    step = view.step
    if step.kind is StepKind.SET and step.reps is not None:
        face = _set_face(view, practice, step.reps)
    else:
        face = _waiting_face(view, practice)
    if view.status is Status.PAUSED and not practice.is_waiting:
        return PracticeFace(
            "Paused", ("Paused",), face.number, Tone.PAUSED, face.path, face.position_ms
        )
    return face


def _waiting_face(view: View, practice: Practice) -> PracticeFace:
    word, tone = _WAITING.get(view.step.kind, ("Ready", Tone.READY))
    # Rests are stretched with the pace, so that they last as asked on the clock.
    left = round((view.remaining_ms or 0) / practice.plan.rate)
    comes = view.next_work
    near = view.step.starts_work and left <= PATH_BEFORE_MS
    shown = near and comes is not None and practice.level is Level.FULL
    path = comes.reps if shown and comes is not None else None
    return PracticeFace(
        word, (word,), str(seconds_left(left)), tone, path, -(view.remaining_ms or 0)
    )


def _set_face(view: View, practice: Practice, plan: RepPlan) -> PracticeFace:
    names = tuple(view.exercise.phase_name(phase) for phase, _ in plan.phases)
    position = view.position_ms - view.count_in_ms
    level, phase = practice.guidance(position), view.phase
    if view.count_in_ms or phase is None:
        number = str(seconds_left(view.count_in_ms))
        path = plan if level is Level.FULL else None
        return PracticeFace("Ready", ("Ready",), number, Tone.READY, path, position)
    tone = _TONES[phase.phase]
    match level:
        case Level.FULL:
            number = str(seconds_left(phase.remaining_ms))
            return PracticeFace(phase.name, names, number, tone, plan, position)
        case Level.TICKS:
            beat = "Tock" if view.position_ms // 1_000 % 2 else "Tick"
            return PracticeFace(beat, ("Tick", "Tock"), "", Tone.STILL, None, position)
        case Level.TURNS:
            return PracticeFace(phase.name, names, "", tone, None, position)
        case Level.SILENT:
            return PracticeFace("You lead", ("You lead",), "", Tone.STILL, None, position)


def facts(view: View, practice: Practice) -> str:
    """Return the position in the practice, without revealing a hidden turn."""
    step = view.step
    words = [f"Set {step.set_number} of {step.sets}"]
    if step.kind is StepKind.SET and view.reps:
        words.append(f"rep {_rep(view, practice)} of {view.reps}")
    if view.side is not Side.BOTH:
        words.append(f"{view.side.value} side")
    words.append(LEVEL_NAMES[practice.level])
    if practice.plan.results is not None:  # else they are those of the level
        words.append(RESULT_NAMES[practice.results])
    if step.kind is StepKind.REST and practice.reports:
        words.append(drift_words(practice.drifts_of(practice.reports[-1])))
    return " · ".join(filter(None, words))


def _rep(view: View, practice: Practice) -> int:
    """Return the current rep: by the clock or, where that is hidden, by the taps."""
    hidden = practice.level in (Level.TICKS, Level.SILENT)
    if not hidden or practice.plan.taps is TapMode.OFF or view.step.reps is None:
        return view.rep
    done = practice.meter.reps_done // len(view.step.reps.sides)
    return min(done + 1, view.reps or done + 1)


def heading(step: Step, practice: Practice) -> str:
    """Return what this set practises: the tempo, which a ramp changes, and its pace."""
    plan = practice.plan
    tempo = tempo_text(set_tempos(plan)[step.set_number - 1])
    words = [plan.name, f"tempo {tempo}", pace_text(plan.rate)]
    return capitalized(", ".join(word for word in words if word))


TAP_WORDS = {
    TapMode.TURNS: "Tap Space at every turn",
    TapMode.ENDS: "Tap Space at the bottom and at the top",
    TapMode.OFF: "",
}
