"""The face of the guided screen: the look of one instant of a run, as plain values.

From a `View` come the large word, the number that matters now, the shape, the tone (which colours
follow) and the height of the gauge. Pure, so that a test can hold every state of a run against it.
"""

from __future__ import annotations

from dataclasses import replace

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.state import Status
from hamtimer.core.play.view import View, seconds_left
from hamtimer.core.session.model import BlockKind, Side
from hamtimer.core.session.work import Phase
from hamtimer.core.text import seconds_text
from hamtimer.core.timeline.steps import RepPlan, Step, StepKind
from hamtimer.front.words.place import paused_words
from hamtimer.tui.drawing.facts import afar_text, may_stop
from hamtimer.tui.drawing.shapes import Shape
from hamtimer.tui.drawing.tones import Tone

SECOND = 1_000
MINUTE = 60 * SECOND
SHORT_MS = 10 * SECOND
"""Below this, a time has one digit."""
PAST_MINIMUM = 1.5
"""The range of the gauge of an open hold, in minimums."""


@dataclass(frozen=True, slots=True)
class Face:
    """What to draw large."""

    tone: Tone
    shape: Shape
    word: str
    words: tuple[str, ...]
    """Every word of this step: all are drawn at one size, so that it does not jump."""
    number: str
    widest: str
    """The widest number of this step, which determines the size."""
    level: float
    """The height of the gauge: 0 empty, 1 full."""
    mark: float | None = None
    """A height to mark on the gauge."""
    mark_text: str = ""
    """The label of the mark."""
    short: str = ""
    """A shorter word where this one has no room in large letters."""
    prompt: str = ""
    """The prompt: what the program waits for."""
    name: str = ""
    """The next exercise, drawn large below the word; empty during work."""
    doing: str = ""
    """The exercise in progress, drawn large if it is new or has no facts; empty between sets."""
    is_new: bool = False
    """Whether the name matters more than the facts, because it is new."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The names of the keys that prompts ask for."""

    toggle: str = "Space"
    done: str = "Enter"


USUAL_KEYS = Keys()


def face_of(view: View, *, still: bool = False, keys: Keys = USUAL_KEYS) -> Face:
    """Return the face of an instant. `still`: with reduced motion the gauge moves by the second."""
    if view.status is Status.READY:
        return _ready(view)  # it starts as soon as there is sound
    now = _running(view, keys, still=still)
    return _paused(now, view, keys) if view.status is Status.PAUSED else now


def _running(view: View, keys: Keys, *, still: bool) -> Face:
    if view.count_in_ms:
        return _ready(view, number=str(seconds_left(view.count_in_ms)))
    if view.step.kind is StepKind.WAIT and view.remaining_ms is None:
        return _ready(view, waits=keys)
    face = _of_step(view, keys, still=still)
    if not view.step.kind.is_work:
        return face
    # In a round, the exercise changes without a rest that would name it.
    changes = view.step.block_kind is not BlockKind.STRAIGHT and view.phase is None
    return replace(face, doing=view.step.name, is_new=changes)


def _waits(keys: Keys) -> str:
    return f"Press {keys.toggle} or {keys.done} when you are ready"


def _of_step(view: View, keys: Keys, *, still: bool) -> Face:
    match view.step.kind:
        case StepKind.SET:
            return _set(view, keys, still=still)
        case StepKind.HOLD:
            return _hold(view, keys, still=still)
        case StepKind.TIMED:
            return _timed_work(view, keys, still=still)
        case StepKind.REST | StepKind.SWITCH | StepKind.WAIT | StepKind.PREPARE:
            return _between(view, keys, still=still)


def _between(view: View, keys: Keys, *, still: bool) -> Face:
    """Draw a step without work: the large word is an instruction, the name the next exercise."""
    tone, shape, word, prompt = {
        StepKind.REST: (Tone.REST, Shape.REST, view.step.rest_word, _may_go_on(view, keys)),
        # The side to change to matters most now.
        StepKind.SWITCH: (Tone.READY, Shape.SWITCH, view.side.word.upper(), ""),
        StepKind.WAIT: (Tone.READY, Shape.READY, f"Press {keys.toggle}", _waits(keys)),
    }.get(view.step.kind, (Tone.READY, Shape.READY, "Ready", ""))
    face = _timed(view, tone, shape, word, still=still, prompt=prompt)
    return replace(face, name=view.step.name, is_new=_is_new(view.step))


def _is_new(step: Step) -> bool:
    """Return whether another exercise comes, and not one of its sides, which matters more."""
    is_first = step.first_of_exercise or step.block_kind is not BlockKind.STRAIGHT
    return is_first and step.side is Side.BOTH


def _paused(now: Face, view: View, keys: Keys) -> Face:
    """Return the face of a pause; number and gauge stay, because the phase continues."""
    return replace(
        now,
        tone=Tone.PAUSED,
        shape=Shape.PAUSED,
        word="Paused",
        words=("Paused",),
        prompt=f"{paused_words(view)}: {keys.toggle} resumes",
    )


def _ready(view: View, *, number: str = "", waits: Keys | None = None) -> Face:
    word = f"Press {waits.toggle}" if waits else "Ready"
    prompt = _waits(waits) if waits else ""
    level, name = 1 - view.depth, view.step.name
    return Face(
        Tone.READY,
        Shape.READY,
        word,
        (word,),
        number,
        "88",
        level,
        short=waits.toggle if waits else "",
        prompt=prompt,
        name=name,
        is_new=_is_new(view.step),
    )


def _timed(
    view: View, tone: Tone, shape: Shape, word: str, *, still: bool, prompt: str = ""
) -> Face:
    """Draw a step that counts down, with its gauge."""
    length, left = view.step.length_ms or 0, view.remaining_ms or 0
    shown = seconds_left(left) * SECOND if still else left
    return Face(
        tone,
        shape,
        word,
        (word,),
        afar_text(left),
        _widest(length) if length >= MINUTE else "88",
        min(1.0, shown / length) if length else 0.0,
        prompt=prompt,
    )


def _set(view: View, keys: Keys, *, still: bool) -> Face:
    plan, phase = view.step.reps, view.phase
    if plan is None or phase is None:
        return _own_pace(view, keys)
    tone, shape = PHASE_LOOKS[phase.phase]
    depth = view.depth
    if still:
        # The same movement in steps of a second, as the number counts.
        length, done = phase.length_ms, phase.position_ms // SECOND * SECOND
        moved = done / length
        depth = {Phase.ECCENTRIC: moved, Phase.CONCENTRIC: 1 - moved, Phase.RESET: 1 - moved}.get(
            phase.phase, depth
        )
    return Face(
        tone,
        shape,
        phase.name,
        tuple(view.step.phase_name(kind) for kind, _ in plan.phases),
        str(phase.beats_left),
        "8" if all(length < SHORT_MS for _, length in plan.phases) else "88",
        1 - depth,
        prompt=_enough(view, plan, keys),
    )


PHASE_LOOKS = {
    Phase.ECCENTRIC: (Tone.LOWER, Shape.DOWN),
    Phase.STRETCHED: (Tone.STILL, Shape.BOTTOM),
    Phase.CONCENTRIC: (Tone.LIFT, Shape.UP),
    Phase.SHORTENED: (Tone.STILL, Shape.TOP),
    Phase.RESET: (Tone.READY, Shape.RETURN),
    Phase.HOLD: (Tone.STILL, Shape.HOLD),
    Phase.RELAX: (Tone.READY, Shape.RETURN),
}
"""The tone and the shape of each phase."""


def _enough(view: View, plan: RepPlan, keys: Keys) -> str:
    """Return when the person may end a set by key."""
    done = view.reps_done // len(plan.sides)
    if plan.count is None and view.step.kind is not StepKind.TIMED:
        if done < plan.least:
            return f"As many as you can, at least {plan.least}"
        return f"As many as you can: {keys.done} ends the set"
    if view.step.kind is StepKind.TIMED:
        return ""
    if may_stop(view, plan):
        return f"{done} done: you may stop with {keys.done}"
    return ""


def _own_pace(view: View, keys: Keys) -> Face:
    """Draw a self-paced set: its reps count, and the person ends it."""
    reps = view.reps or view.rep
    return Face(
        Tone.LIFT,
        Shape.UP,
        "Go",
        ("Go",),
        f"{reps}" if reps else afar_text(view.position_ms // SECOND * SECOND),
        "8" * max(2, len(f"{reps}")),
        _share_of_reps(view),
        prompt=f"At your own pace: {keys.done} ends the set",
    )


def _share_of_reps(view: View) -> float:
    return min(1.0, view.rep / view.reps) if view.reps else 0.0


def _hold(view: View, keys: Keys, *, still: bool) -> Face:
    word = view.step.phase_name(Phase.HOLD)
    return _against_time(
        view, Tone.STILL, Shape.HOLD, word, f"{keys.done} ends the hold", still=still
    )


def _timed_work(view: View, keys: Keys, *, still: bool) -> Face:
    """Draw moving work by the clock; with a tempo, its phases."""
    if view.phase is not None:
        return _set(view, keys, still=still)
    return _against_time(view, Tone.LIFT, Shape.UP, "Go", f"{keys.done} ends the set", still=still)


def _may_go_on(view: View, keys: Keys) -> str:
    """Return the prompt of a rest range that has reached its minimum."""
    least, step = view.step.minimum_ms, view.step
    is_enough = 0 < least <= view.position_ms and step.kind is StepKind.REST
    return f"Rested enough: {keys.done} starts the set" if is_enough else ""


def _against_time(
    view: View, tone: Tone, shape: Shape, word: str, end: str, *, still: bool
) -> Face:
    """Draw timed work: counting down to its end, or up if it is open."""
    least = view.step.minimum_ms
    if view.remaining_ms is not None:
        enough = (
            f"Minimum of {seconds_text(least)} reached" if 0 < least <= view.position_ms else ""
        )
        return _timed(view, tone, shape, word, still=still, prompt=enough)
    held = view.position_ms // SECOND * SECOND
    reach = least * PAST_MINIMUM if least else MINUTE
    shown = held if still else view.position_ms
    return Face(
        tone,
        shape,
        word,
        (word,),
        afar_text(held),
        _widest(max(held, MINUTE)),
        min(1.0, shown / reach),
        mark=1 / PAST_MINIMUM if least else None,
        mark_text=afar_text(least) if least else "",
        prompt=_open_prompt(held, least, end),
    )


def _open_prompt(held: int, least: int, end: str) -> str:
    if not least:
        return f"As long as you can: {end}"
    if held < least:
        return f"As long as you can, at least {seconds_text(least)}"
    return f"Minimum of {seconds_text(least)} reached, +{(held - least) // SECOND} s: {end}"


def _widest(length_ms: int) -> str:
    """Return a number as wide as any during a countdown of `length_ms`."""
    if length_ms < SHORT_MS:
        return "8"
    text = afar_text(length_ms)
    return "".join("8" if character.isdigit() else character for character in text)
