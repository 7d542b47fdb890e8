"""Cues: what is heard, shown and spoken inside a step, and when.

The kinds of cue and what is true of each are in `cue_kinds.py`; the person's own cues are in
`notes.py`. On one track at most one cue sounds at an instant: the most important. The others
keep their words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from hamtimer.core.session.model import Side
from hamtimer.core.timeline.cue_kinds import Cue, CueKind
from hamtimer.core.timeline.notes import notes_between
from hamtimer.core.timeline.steps import RepPlan, Step, StepKind

TICK_MS = 1_000
"""Inside a phase one tick a second."""
COUNTDOWN = (3, 2, 1)
"""Seconds before a start that are counted."""
REST_SOON_MS = 10_000
"""How long before its end a rest warns; only when it lasts at least twice that."""
PERIODIC_MS = 10_000
"""How often a hold says how long it has lasted."""
HALFWAY_FROM_MS = 20_000
"""The shortest hold that says when half of it is over."""
HALFWAY_FROM_REPS = 4
"""The fewest reps per side of a set that says when half of it is over."""
LAST_FROM_REPS = 3
"""The fewest reps per side of a set that says which one is the last."""

_IMPORTANCE = {kind: rank for rank, kind in enumerate(CueKind)}


def cues_between(step: Step, after_ms: int, until_ms: int) -> tuple[Cue, ...]:
    """Return the cues of `step` at positions above `after_ms` and up to `until_ms`, in order.

    They follow from rules, for ever in an open step; the last of a fixed step may stand at its
    very end. Positions below zero are a count-in: the seconds before a start that a person
    triggered. Takes time and memory in proportion to the stretch, however long the step.
    """
    if until_ms <= after_ms:
        return ()
    if after_ms < -1:
        count_in = [cue for cue in _countdown(0) if after_ms < cue.at_ms <= until_ms]
        return (*count_in, *cues_between(step, -1, until_ms))
    stretch = _Stretch(after_ms, until_ms)
    return _settle(step, [cue for cue in _cues(step, stretch) if after_ms < cue.at_ms <= until_ms])


def cues_of(step: Step) -> tuple[Cue, ...]:
    """Return every cue of a step of fixed length, in order; `()` for an open step's unknowns."""
    return () if step.length_ms is None else cues_between(step, -1, step.length_ms)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a step: cues may be left out that are not above `after_ms` and up to `until_ms`."""

    after_ms: int
    until_ms: int

    def every(self, distance_ms: int, start_ms: int, end_ms: int) -> Iterator[tuple[int, int]]:
        """Count 1, 2, 3 ... at each whole distance from `start_ms`, before `end_ms`."""
        first = max(1, (self.after_ms - start_ms) // distance_ms + 1)
        end = min(self.until_ms + 1, end_ms)
        return enumerate(range(start_ms + first * distance_ms, end, distance_ms), start=first)


def _cues(step: Step, stretch: _Stretch) -> Iterator[Cue]:
    """Return the cues of a step, in no order: all of a stretch, and some others."""
    length, plan = step.length_ms, step.reps
    yield from _opening(step)
    yield from notes_between(step, stretch.after_ms, stretch.until_ms)
    if plan and plan.phases:
        yield from _rep_cues(step, plan, stretch)
    elif step.kind is StepKind.HOLD:
        yield from _hold_cues(step, stretch)
    if length is None:
        return
    if step.kind is StepKind.REST and length >= 2 * REST_SOON_MS:
        at, speech = length - REST_SOON_MS, _introduction(step)
        if step.is_optional:
            speech += ". Optional set"
        yield Cue(CueKind.REST_SOON, at, text="Rest over soon", speech=speech)
    if step.starts_work or step.kind is StepKind.HOLD:
        yield from _countdown(length)
    if step.kind.is_work:
        yield closing_cue(step, length)


def cues_until_key(step: Step, end_ms: int) -> tuple[Cue, ...]:
    """Return every cue of an open step that is ended by key at `end_ms`."""
    cues = tuple(filter(None, (cue_before_end(c, end_ms) for c in cues_between(step, -1, end_ms))))
    return (*cues, closing_cue(step, end_ms)) if step.kind.is_work else cues


def cue_before_end(cue: Cue, end_ms: int) -> Cue | None:
    """Return a cue of an open step as it is when the step ends at `end_ms`; None: it is not.

    At that very instant no rep begins, and what closes the step is all that is heard.
    """
    if cue.at_ms < end_ms or cue.kind in (CueKind.SET_DONE, CueKind.SESSION_DONE):
        return cue
    of_rep = cue.rep > 0 and cue.kind not in (CueKind.REP_DONE, CueKind.MINIMUM)
    begins = of_rep or cue.kind is CueKind.NOTE
    return None if begins else replace(cue, speech="", sounds=False)


def closing_cue(step: Step, at_ms: int) -> Cue:
    """Return the cue that ends a work step at `at_ms`, wherever it was planned to end."""
    if step.followed_by is None:
        return Cue(CueKind.SESSION_DONE, at_ms, text="Done", speech="Session done")
    text = "Set done" if step.ends_set else "Side done"
    # Where work follows at once, its own announcement comes first.
    at_once = step.followed_by in (StepKind.SET, StepKind.HOLD)
    speech = text if step.ends_set and not at_once else ""
    return Cue(CueKind.SET_DONE, at_ms, text=text, speech=speech, sounds=_ends_in_silence(step))


def _ends_in_silence(step: Step) -> bool:
    """Whether what follows begins without a tone, so that the end of this step may have one."""
    return step.followed_by in (None, StepKind.REST, StepKind.WAIT)


def _opening(step: Step) -> Iterator[Cue]:
    """Return the cue at the very beginning of a step."""
    name = step.exercise.name
    match step.kind:
        case StepKind.PREPARE:
            yield Cue(CueKind.GET_READY, 0, text="Get ready", speech=_introduction(step))
        case StepKind.SET | StepKind.HOLD:
            yield Cue(CueKind.START, 0, side=step.side, text="Go", speech=_start_words(step))
        case StepKind.SWITCH:
            speech = f"Switch. {side_name(step.side)}"
            yield Cue(CueKind.SWITCH, 0, side=step.side, text="Switch sides", speech=speech)
        case StepKind.REST:
            yield Cue(CueKind.REST, 0, text="Rest", speech="Rest")
        case StepKind.WAIT:
            text = "Waiting for you"
            yield Cue(CueKind.WAIT, 0, text=text, speech=f"{name}. Ready when you are")


def _start_words(step: Step) -> str:
    """Say which exercise begins, where nothing has said it, and which side."""
    name = step.exercise.name if step.comes_at_once else ""
    return ". ".join(word for word in (name, side_name(step.side)) if word)


def _introduction(step: Step) -> str:
    """Return the words that announce an exercise and the side that begins."""
    return ". ".join(word for word in (step.exercise.name, side_name(step.side)) if word)


def side_name(side: Side) -> str:
    """Return `Left` or `Right`; empty when both sides work."""
    return {Side.BOTH: "", Side.LEFT: "Left", Side.RIGHT: "Right"}[side]


def _rep_cues(step: Step, plan: RepPlan, stretch: _Stretch) -> Iterator[Cue]:
    """Return the cues of repetitions, all sides counted."""
    rep_ms = plan.rep_ms
    # The last cue of a repetition stands where the next begins, so the first is the one that
    # ends after the beginning of the stretch.
    first, end = max(0, stretch.after_ms // rep_ms), stretch.until_ms // rep_ms + 1
    for index in range(first, end if plan.total is None else min(end, plan.total)):
        start = index * rep_ms
        rep = index // len(plan.sides) + 1
        side = plan.sides[index % len(plan.sides)]
        yield from _rep_signals(plan, index, start, start + rep_ms)
        yield from _phase_cues(step, start, rep, side, stretch)


def _rep_signals(plan: RepPlan, index: int, start: int, done: int) -> Iterator[Cue]:
    """Return the signals at the beginning and at the end (`done`) of one repetition."""
    sides = len(plan.sides)
    rep, of_rep = index // sides + 1, index % sides
    side = plan.sides[of_rep]
    if index and sides > 1:
        word = side_name(side)
        yield Cue(CueKind.CHANGE_SIDE, start, rep, side, text=word, speech=word)
    if plan.count and not of_rep:
        if rep == plan.count and rep >= LAST_FROM_REPS:
            yield Cue(CueKind.LAST_REP, start, rep, side, text="Last rep", speech="Last one")
        elif plan.count >= HALFWAY_FROM_REPS and rep == plan.halfway_rep:
            yield Cue(CueKind.HALFWAY, start, rep, side, text="Halfway", speech="Halfway")
    if of_rep == sides - 1 and rep == plan.least and rep != plan.count:
        text = f"{rep} done: you may stop"
        yield Cue(CueKind.MINIMUM, done, rep, side, text=text, speech="You may stop")
    speech = _number_after(plan, index)
    yield Cue(CueKind.REP_DONE, done, rep, side, count=rep, speech=speech)


def _number_after(plan: RepPlan, index: int) -> str:
    """Return the number of the rep that begins when one ends, where a voice says it."""
    rep, of_rep = divmod(index + 1, len(plan.sides))
    if of_rep or (plan.count is not None and rep >= plan.count):
        return ""  # the other side of the same rep, or the end of the set
    is_last = rep + 1 == plan.count and rep + 1 >= LAST_FROM_REPS  # announced as such
    return "" if is_last else str(rep + 1)


def _phase_cues(step: Step, start: int, rep: int, side: Side, stretch: _Stretch) -> Iterator[Cue]:
    """Return the cue that begins each phase of a repetition, and the ticks inside it."""
    for phase, length in step.reps.phases if step.reps else ():
        if stretch.after_ms < start <= stretch.until_ms:
            name = step.exercise.phase_name(phase)
            yield Cue(CueKind(phase.value), start, rep, side, length_ms=length, text=name)
        for count, at in stretch.every(TICK_MS, start, start + length):
            yield Cue(CueKind.TICK, at, rep, side, count=count)
        start += length


def _hold_cues(step: Step, stretch: _Stretch) -> Iterator[Cue]:
    """Return the cues inside a hold: how long it has lasted, its half or its least."""
    length = step.length_ms
    end = stretch.until_ms + 1 if length is None else length
    for _, at in stretch.every(PERIODIC_MS, 0, end):
        seconds = at // 1_000
        text = f"{seconds} s"
        yield Cue(CueKind.PERIODIC, at, count=seconds, text=text, speech=str(seconds))
    if length is not None and length >= HALFWAY_FROM_MS:
        half = length // 2
        yield Cue(CueKind.HALFWAY, half, text="Halfway", speech="Halfway")
    if step.minimum_ms:
        yield from _countdown(step.minimum_ms)
        text, speech = "Minimum reached", "Minimum reached. Keep going"
        yield Cue(CueKind.MINIMUM, step.minimum_ms, text=text, speech=speech)


def _countdown(end: int) -> Iterator[Cue]:
    """Count the last seconds before `end`; before 0 they are a count-in, else inside the step."""
    for count in COUNTDOWN:
        at = end - count * 1_000
        if at > 0 or end == 0:
            yield Cue(CueKind.COUNTDOWN, at, count=count, text=str(count), speech=str(count))


def _settle(step: Step, cues: list[Cue]) -> tuple[Cue, ...]:
    """Sort the cues by time and importance, and let one a track sound at each instant."""
    taken: set[tuple[int, bool]] = set()
    if step.length_ms is not None and not _ends_in_silence(step):
        taken.add((step.length_ms, False))
    settled = []
    for cue in sorted(cues, key=lambda c: (c.at_ms, _IMPORTANCE[c.kind])):
        slot = (cue.at_ms, cue.kind.is_movement)
        sounds = cue.sounds and bool(cue.kind.facts.sound) and slot not in taken
        if sounds:
            taken.add(slot)
        settled.append(cue if cue.sounds == sounds else replace(cue, sounds=sounds))
    return tuple(settled)
