"""The face of the guided screen: what one instant of a run looks like, as plain values.

From a `View` come the large word, the number that matters now, the shape, the tone (which
colours follow) and the height of the gauge. Pure, so that a test can hold every state of a run
against it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from hamtimer.core.play.state import Status
from hamtimer.core.play.view import View, seconds_left
from hamtimer.core.session.model import Phase, Side
from hamtimer.core.text import count_text
from hamtimer.core.timeline.steps import RepPlan, Step, StepKind
from hamtimer.front.words.exercises import effort_words, part_number_words, round_words, set_words
from hamtimer.tui.drawing.shapes import Shape
from hamtimer.tui.drawing.tones import Tone

SECOND = 1_000
MINUTE = 60 * SECOND
SHORT_MS = 10 * SECOND
"""Below this a time has one digit."""
PAST_MINIMUM = 1.5
"""How far the gauge of an open hold reaches, in minimums."""


@dataclass(frozen=True, slots=True)
class Face:
    """What to draw large."""

    tone: Tone
    shape: Shape
    word: str
    words: tuple[str, ...]
    """Every word that comes up in this step: all are drawn at one size, so that it is calm."""
    number: str
    widest: str
    """The widest number of this step, to which the size is fitted."""
    level: float
    """The height of the gauge: 0 empty, 1 full."""
    mark: float | None = None
    """A height to mark on the gauge."""
    prompt: str = ""
    """What the program waits for, in plain words."""
    name: str = ""
    """What is to be done next, drawn large below the word; empty during work."""


def face_of(view: View, *, still: bool = False) -> Face:
    """Return the face of an instant. `still`: with reduced motion the gauge moves by the second."""
    if view.status is Status.READY:
        return _ready(view)  # it begins as soon as there is sound
    now = _running(view, still=still)
    return _paused(now) if view.status is Status.PAUSED else now


def _running(view: View, *, still: bool) -> Face:
    if view.count_in_ms:
        return _ready(view, number=str(seconds_left(view.count_in_ms)))
    if view.step.kind is StepKind.WAIT and view.remaining_ms is None:
        return _ready(view, prompt=_WAITS)
    return _of_step(view, still=still)


_WAITS = "hamtimer waits for you: press Space or Enter when you are ready"


def _of_step(view: View, *, still: bool) -> Face:
    match view.step.kind:
        case StepKind.SET:
            return _set(view, still=still)
        case StepKind.HOLD:
            return _hold(view, still=still)
        case StepKind.TIMED:
            return _timed_work(view, still=still)
        case StepKind.REST | StepKind.SWITCH | StepKind.WAIT | StepKind.PREPARE:
            return _between(view, still=still)


def _between(view: View, *, still: bool) -> Face:
    """Draw a step in which nobody works: the large word is what to do, the name what comes next."""
    tone, shape, word, prompt = {
        StepKind.REST: (Tone.REST, Shape.REST, view.step.rest_word, _may_go_on(view)),
        # The side to change to is what matters now.
        StepKind.SWITCH: (Tone.READY, Shape.SWITCH, side_word(view.side), ""),
        StepKind.WAIT: (Tone.READY, Shape.READY, "Press space", _WAITS),
    }.get(view.step.kind, (Tone.READY, Shape.READY, "Ready", ""))
    face = _timed(view, tone, shape, word, still=still, prompt=prompt)
    return replace(face, name=view.step.name)


def _paused(now: Face) -> Face:
    """Return the face of a pause; number and gauge stay, because the phase continues."""
    return replace(
        now,
        tone=Tone.PAUSED,
        shape=Shape.PAUSED,
        word="Paused",
        words=("Paused",),
        prompt=f"Paused in {now.word}: Space resumes",
    )


def _ready(view: View, *, number: str = "", prompt: str = "") -> Face:
    word = "Press space" if prompt else "Ready"
    level, name = 1 - view.depth, view.step.name
    return Face(
        Tone.READY, Shape.READY, word, (word,), number, "8", level, prompt=prompt, name=name
    )


def _timed(
    view: View, tone: Tone, shape: Shape, word: str, *, still: bool, prompt: str = ""
) -> Face:
    """Draw a step that runs out: its gauge empties with it."""
    length, left = view.step.length_ms or 0, view.remaining_ms or 0
    shown = seconds_left(left) * SECOND if still else left
    return Face(
        tone,
        shape,
        word,
        (word,),
        afar_text(left),
        _widest(min(left, length)) if left >= MINUTE else "88",
        min(1.0, shown / length) if length else 0.0,
        prompt=prompt,
    )


def _set(view: View, *, still: bool) -> Face:
    plan, phase = view.step.reps, view.phase
    if plan is None or phase is None:
        return _own_pace(view)
    tone, shape = _PHASES[phase.phase]
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
        prompt=_enough(view, plan),
    )


_PHASES = {
    Phase.ECCENTRIC: (Tone.LOWER, Shape.DOWN),
    Phase.STRETCHED: (Tone.STILL, Shape.BOTTOM),
    Phase.CONCENTRIC: (Tone.LIFT, Shape.UP),
    Phase.SHORTENED: (Tone.STILL, Shape.TOP),
    Phase.RESET: (Tone.READY, Shape.RETURN),
    Phase.HOLD: (Tone.STILL, Shape.HOLD),
    Phase.RELAX: (Tone.READY, Shape.RETURN),
}


def _enough(view: View, plan: RepPlan) -> str:
    """Return when the person may end a set by key."""
    done = view.reps_done // len(plan.sides)
    if plan.count is None and view.step.kind is not StepKind.TIMED:
        if done < plan.least:
            return f"As many as you can, at least {plan.least}"
        return "As many as you can: Enter when you are done"
    if view.step.kind is StepKind.TIMED:
        return ""
    if done >= plan.least and plan.least != plan.count:
        return f"{done} done: you may stop with Enter"
    return ""


def _own_pace(view: View) -> Face:
    """Draw a self-paced set: its reps are what counts, and the person says when it is done."""
    reps = view.reps or view.rep
    return Face(
        Tone.LIFT,
        Shape.UP,
        "Go",
        ("Go",),
        f"{reps}" if reps else afar_text(view.position_ms // SECOND * SECOND),
        "8" * max(2, len(f"{reps}")),
        _share_of_reps(view),
        prompt="At your own pace: Enter when the set is done",
    )


def _share_of_reps(view: View) -> float:
    return min(1.0, view.rep / view.reps) if view.reps else 0.0


def _hold(view: View, *, still: bool) -> Face:
    word = view.step.phase_name(Phase.HOLD)
    return _against_time(view, Tone.STILL, Shape.HOLD, word, "Enter when you let go", still=still)


def _timed_work(view: View, *, still: bool) -> Face:
    """Draw moving work by the clock; with a tempo, its phases."""
    if view.phase is not None:
        return _set(view, still=still)
    return _against_time(view, Tone.LIFT, Shape.UP, "Go", "Enter when you stop", still=still)


def _may_go_on(view: View) -> str:
    """Return that a rest has lasted long enough, where it is a range."""
    least, step = view.step.minimum_ms, view.step
    is_enough = 0 < least <= view.position_ms and step.kind is StepKind.REST
    return "Rested enough: Enter when you want to continue" if is_enough else ""


def _against_time(
    view: View, tone: Tone, shape: Shape, word: str, end: str, *, still: bool
) -> Face:
    """Draw what lasts a time: counting down to its end, or up where it is open."""
    least = view.step.minimum_ms
    if view.remaining_ms is not None:
        enough = f"Minimum of {afar_text(least)} reached" if 0 < least <= view.position_ms else ""
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
        prompt=_open_prompt(held, least, end),
    )


def _open_prompt(held: int, least: int, end: str) -> str:
    if not least:
        return f"As long as you can: {end}"
    if held < least:
        return f"As long as you can, at least {afar_text(least)}"
    return f"Minimum of {afar_text(least)} reached, +{(held - least) // SECOND} s: Enter to end"


def afar_text(ms: int) -> str:
    """Write a time as it is read from afar: `42` seconds, or `1:05`; what is begun counts."""
    seconds = seconds_left(ms)
    if seconds < 60:
        return str(seconds)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes}:{seconds:02}"


def _widest(length_ms: int) -> str:
    """Return a number as wide as any that comes up while `length_ms` runs out."""
    if length_ms < SHORT_MS:
        return "8"
    text = afar_text(length_ms)
    return "".join("8" if character.isdigit() else character for character in text)


def side_word(side: Side) -> str:
    """Name the side to be read from afar; empty for both."""
    return "" if side is Side.BOTH else side.value.upper()


def big_facts(view: View) -> tuple[str, ...]:
    """Return the facts to draw beside the number during work, the most important first."""
    step = view.step
    words = [_big_reps(view), side_word(view.side)]
    if step.kind is StepKind.HOLD and step.is_open and step.minimum_ms:
        words.append(f"MIN {afar_text(step.minimum_ms)}")
    if view.cap_round:
        words.append(f"ROUND {view.cap_round}" + (f"/{view.cap_rounds}" if view.cap_rounds else ""))
    elif step.sets > 1:
        words.append(f"SET {step.set_number}/{step.sets}")
    if step.load and len(step.load) <= LONGEST_LOAD:
        words.append(step.load)
    return tuple(word for word in words if word)


LONGEST_LOAD = 10
"""In characters. A longer load stands in the line of facts."""


def _big_reps(view: View) -> str:
    """Return the current rep, of how many; with a plus from the least of a range on."""
    plan = view.step.reps
    if plan is None:
        return ""
    if not plan.rep_ms:
        return f"DONE {view.rep}" if view.rep else ""
    done = view.reps_done // len(plan.sides)
    if plan.least and plan.least != plan.count and done >= plan.least:
        return f"REP {done}+"
    return f"REP {view.rep}/{view.reps}" if view.reps else f"REP {view.rep}"


def is_work(view: View) -> bool:
    """Whether the screen shows a set or hold, rather than what comes next."""
    return view.step.kind.is_work and view.status is not Status.READY


def facts(view: View) -> tuple[str, ...]:
    """Return the position in the session: set, round, rep, side, load."""
    step = view.step
    words = [set_words(step)]
    words += [fact for fact in (round_words(step), part_number_words(step)) if fact]
    if step.reps is not None and (step.kind is StepKind.SET or view.rep):
        words.append(_rep_words(step, view))
    if view.cap_left_ms is not None:
        words.append(f"{afar_text(view.cap_left_ms)} left")
    elif view.interval_left_ms is not None:
        words.append(f"next in {afar_text(view.interval_left_ms)}")
    if view.side is not Side.BOTH:
        words.append(f"{view.side.value} side")
    words += [fact for fact in (step.load, effort_words(step.rpe)) if fact]
    return tuple(words)


def _rep_words(step: Step, view: View) -> str:
    plan = step.reps
    if plan is not None and not plan.rep_ms:
        counted = count_text(view.rep, "rep")
        return f"{view.rep} of {view.reps} reps counted" if view.reps else f"{counted} counted"
    return f"rep {view.rep} of {view.reps}" if view.reps else f"rep {view.rep}"
