"""Cues: what is heard, shown and spoken inside a step, and when.

The kinds of cue are in `cue_kinds.py`; the person's own cues are in `notes.py`. On each track at
most one cue sounds at an instant, the most important; the others keep their words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.model import Side
from hamtimer.core.session.work import Phase
from hamtimer.core.text import capitalized, comma_text, count_text
from hamtimer.core.timeline.cue_kinds import Cue, CueKind
from hamtimer.core.timeline.limb import legs
from hamtimer.core.timeline.notes import notes_between
from hamtimer.core.timeline.steps import Cut, RepPlan, Step, StepKind

COUNT_IN_S = 3
"""The seconds counted before a start by key."""
HALFWAY_FROM_MS = 20_000
"""The shortest hold or timed work with a halfway cue."""
HALFWAY_FROM_REPS = 4
"""The fewest reps per side of a set with a halfway cue."""
LAST_FROM_REPS = 3
"""The fewest reps per side of a set with a cue for the last rep."""

_IMPORTANCE = {kind: rank for rank, kind in enumerate(CueKind)}


def rank_of(cue: Cue) -> int:
    """Return the sort key of cues at one instant: the most important comes first."""
    return _IMPORTANCE[cue.kind]


def cues_between(step: Step, after_ms: int, until_ms: int) -> tuple[Cue, ...]:
    """Return the cues of `step` at positions above `after_ms` and up to `until_ms`, in order.

    They follow from rules, without end in an open step; the last of a fixed step may be at its very
    end. Negative positions are a count-in: the seconds before a start by key. Time and memory are
    proportional to the stretch, however long the step.
    """
    if until_ms <= after_ms:
        return ()
    if after_ms < -1:
        count_in = [cue for cue in _countdown(0, COUNT_IN_S) if after_ms < cue.at_ms <= until_ms]
        return (*count_in, *cues_between(step, -1, until_ms))
    stretch = _Stretch(after_ms, until_ms)
    return _settle(step, [cue for cue in _cues(step, stretch) if after_ms < cue.at_ms <= until_ms])


def cues_of(step: Step) -> tuple[Cue, ...]:
    """Return every cue of a step of fixed length, in order; `()` for an open step."""
    return () if step.length_ms is None else cues_between(step, -1, step.length_ms)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a step; cues outside `after_ms` (exclusive) to `until_ms` may be left out."""

    after_ms: int
    until_ms: int

    def every(self, distance_ms: int, start_ms: int, end_ms: int) -> Iterator[tuple[int, int]]:
        """Yield 1, 2, 3 ... with each multiple of a distance from `start_ms`, before `end_ms`."""
        first = max(1, (self.after_ms - start_ms) // distance_ms + 1)
        end = min(self.until_ms + 1, end_ms)
        return enumerate(range(start_ms + first * distance_ms, end, distance_ms), start=first)

    def beats(self, beat_ms: Fraction, start_ms: int, end_ms: int) -> Iterator[tuple[int, int]]:
        """Yield 1, 2, 3 ... with each beat from `start_ms`, before `end_ms`."""
        if beat_ms.denominator == 1:
            yield from self.every(beat_ms.numerator, start_ms, end_ms)
            return
        count = max(1, int((self.after_ms - start_ms) / beat_ms))
        # The end of a phase is rounded to a millisecond: the beat that ends it is not a tick.
        while (at := start_ms + round(count * beat_ms)) < min(self.until_ms + 1, end_ms - 1):
            yield count, at
            count += 1


def _cues(step: Step, stretch: _Stretch) -> Iterator[Cue]:
    """Yield the cues of a step, unordered: all of a stretch, and maybe others."""
    length, plan, signals = step.length_ms, step.reps, step.exercise.signals
    yield from _opening(step)
    yield from notes_between(step, stretch.after_ms, stretch.until_ms)
    if plan and plan.phases:
        yield from _rep_cues(step, plan, stretch)
    if step.kind in (StepKind.HOLD, StepKind.TIMED):
        yield from _time_cues(step, stretch)
    counts_down = step.starts_work or step.kind in (StepKind.HOLD, StepKind.TIMED) or step.cut
    if step.cap_ms is not None and not (counts_down and step.cap_ms == length):
        yield from _countdown(step.cap_ms, signals.countdown_s)
    if length is None:
        return
    if step.kind is StepKind.REST:
        yield from _rest_cues(step, length)
    if counts_down:
        yield from _countdown(length, signals.countdown_s)
    if step.kind.is_work or step.followed_by is None or step.cut is Cut.CAP:
        yield closing_cue(step, length)
    if step.cut is Cut.CAP and step.followed_by is None:
        yield closing_cue(replace(step, cut=None), length)


def cues_until_key(step: Step, end_ms: int) -> tuple[Cue, ...]:
    """Return every cue of an open step that is ended by key at `end_ms`."""
    cues = tuple(filter(None, (cue_before_end(c, end_ms) for c in cues_between(step, -1, end_ms))))
    return (*cues, closing_cue(step, end_ms)) if step.kind.is_work else cues


def cue_before_end(cue: Cue, end_ms: int) -> Cue | None:
    """Return a cue of an open step that ends at `end_ms`; None when it is dropped.

    At that instant no rep begins, and only the closing cue is heard.
    """
    if cue.at_ms < end_ms or cue.kind in (CueKind.SET_DONE, CueKind.SESSION_DONE, CueKind.TIME_UP):
        return cue
    of_rep = cue.rep > 0 and cue.kind not in (CueKind.REP_DONE, CueKind.MINIMUM)
    begins = of_rep or cue.kind is CueKind.NOTE
    return None if begins else replace(cue, speech="", sounds=False)


def closing_cue(step: Step, at_ms: int) -> Cue:
    """Return the cue that ends a work step at `at_ms`, regardless of its planned end."""
    if step.cut is Cut.CAP:
        return Cue(CueKind.TIME_UP, at_ms, text="Time is up", speech="Time is up")
    if step.followed_by is None:
        return Cue(CueKind.SESSION_DONE, at_ms, text="Done", speech="Session done")
    text = "Set done" if step.ends_set else "Part done" if step.goes_on else "Side done"
    # Where work follows directly, its own announcement comes first.
    at_once = step.followed_by.is_work
    speech = text if step.ends_set and not at_once else ""
    return Cue(CueKind.SET_DONE, at_ms, text=text, speech=speech, sounds=_ends_in_silence(step))


def _ends_in_silence(step: Step) -> bool:
    """Return whether the next step begins without a tone, so that this one may end with one."""
    return step.followed_by in (None, StepKind.REST, StepKind.WAIT)


def _opening(step: Step) -> Iterator[Cue]:
    """Yield the cue at the beginning of a step."""
    match step.kind:
        case StepKind.PREPARE:
            yield Cue(CueKind.GET_READY, 0, text="Get ready", speech=introduction(step))
        case StepKind.SET | StepKind.HOLD | StepKind.TIMED:
            yield Cue(CueKind.START, 0, side=step.side, text="Go", speech=_start_words(step))
        case StepKind.SWITCH:
            speech = f"Switch. {side_name(step.side)}"
            yield Cue(CueKind.SWITCH, 0, side=step.side, text="Switch sides", speech=speech)
        case StepKind.REST:
            yield Cue(CueKind.REST, 0, text=step.rest_word, speech=step.rest_word)
        case StepKind.WAIT:
            text = "Waiting for you"
            yield Cue(CueKind.WAIT, 0, text=text, speech=f"{step.name}. Ready when you are")


def _start_words(step: Step) -> str:
    """Return the round, exercise, part and side that begins, unless announced before."""
    words = [f"Round {step.begins_round}" if step.begins_round else ""]
    if step.part > 1:
        words.append(_part_words(step))
    elif step.comes_at_once:
        words.append(step.name)
    words.append(side_name(step.side))
    return ". ".join(word for word in words if word)


def _part_words(step: Step) -> str:
    """Return what changes with a later part of a set: `5 more`, `Hold 30 seconds`."""
    part, plan = step.work, step.reps
    if part.name:
        words = part.name
    elif step.kind is StepKind.SET and plan is not None:
        count = "As many as you can" if plan.count is None else count_text(plan.count, "rep")
        words = f"{plan.count} more" if part.continues and plan.count else count
    else:
        length = step.length_ms or step.minimum_ms
        verb = "Hold" if step.kind is StepKind.HOLD else "Work"
        words = f"{verb} {count_text(length // 1_000, 'second')}" if length else verb
    return comma_text(words, part.load)


def introduction(step: Step) -> str:
    """Return the words that announce an exercise and the side that begins: `Squat. Left`."""
    return ". ".join(word for word in (step.name, side_name(step.side)) if word)


def side_name(side: Side) -> str:
    """Return `Left` or `Right`; empty when both sides work."""
    return capitalized(side.word)


def _rest_cues(step: Step, length: int) -> Iterator[Cue]:
    """Yield the cues inside a rest: its minimum, and its approaching end."""
    soon = step.exercise.signals.rest_soon_ms
    if soon and length >= 2 * soon and step.followed_by is not None:
        speech = introduction(step)
        if step.is_optional:
            speech += ". Optional set"
        yield Cue(CueKind.REST_SOON, length - soon, text="Rest over soon", speech=speech)
    if 0 < step.minimum_ms < length:
        text = "You may continue"
        yield Cue(CueKind.MINIMUM, step.minimum_ms, text=text, speech=text)


def _rep_cues(step: Step, plan: RepPlan, stretch: _Stretch) -> Iterator[Cue]:
    """Yield the cues of reps, over all sides."""
    rep_ms = plan.rep_ms
    # The last cue of a rep is where the next begins, so start with the rep that ends after the
    # beginning of the stretch.
    first, end = max(0, stretch.after_ms // rep_ms), stretch.until_ms // rep_ms + 1
    if plan.total is not None:
        end = min(end, plan.total)
    elif step.length_ms is not None:
        end = min(end, -(-step.length_ms // rep_ms))
    for index in range(first, end):
        yield from _rep_signals(step, plan, index)
        yield from _phase_cues(step, plan, index, stretch)


def _rep_signals(step: Step, plan: RepPlan, index: int) -> Iterator[Cue]:
    """Yield the signals at the beginning and at the end of one rep."""
    sides, start = len(plan.sides), index * plan.rep_ms
    of_step, of_rep = index // sides + 1, index % sides
    rep, done = of_step + plan.before, start + plan.rep_ms - plan.gap_ms
    side = plan.sides[of_rep]
    if index and sides > 1:
        word = side_name(side)
        yield Cue(CueKind.CHANGE_SIDE, start, rep, side, text=word, speech=word)
    enough_before = of_step - 1 == plan.least  # "you may stop" is said at the same instant
    if plan.of and not of_rep:
        if rep == plan.of and rep >= LAST_FROM_REPS:
            yield Cue(CueKind.LAST_REP, start, rep, side, text="Last rep", speech="Last one")
        elif rep == plan.halfway_rep and not enough_before and _marks_half(step, plan.of):
            yield Cue(CueKind.HALFWAY, start, rep, side, text="Halfway", speech="Halfway")
    if of_rep == sides - 1 and of_step == plan.least and of_step != plan.count:
        text = f"{rep} done: you may stop"
        yield Cue(CueKind.MINIMUM, done, rep, side, text=text, speech="You may stop")
    if step.length_ms is None or done <= step.length_ms:
        speech = _number_after(plan, index)
        yield Cue(CueKind.REP_DONE, done, rep, side, count=rep, speech=speech)


def _number_after(plan: RepPlan, index: int) -> str:
    """Return the number of the rep that begins when one ends, if it is spoken."""
    done, of_rep = divmod(index + 1, len(plan.sides))
    if of_rep or (plan.count is not None and done >= plan.count):
        return ""  # the other side of the same rep, or the end of the set
    rep = done + 1 + plan.before
    return "" if rep == plan.of and rep >= LAST_FROM_REPS else str(rep)  # announced as the last


def _marks_half(step: Step, reps: int) -> bool:
    return reps >= HALFWAY_FROM_REPS and step.exercise.signals.halfway


def _phase_cues(step: Step, plan: RepPlan, index: int, stretch: _Stretch) -> Iterator[Cue]:
    """Yield the cue that begins each phase of a rep, and the ticks inside it."""
    start, sides = index * plan.rep_ms, len(plan.sides)
    rep, side = index // sides + 1 + plan.before, plan.sides[index % sides]
    end = plan.length_ms(plan.total) if plan.total is not None else step.length_ms
    for (phase, _), (length, begins, ends) in zip(plan.phases, legs(plan), strict=True):
        if end is not None and start >= end:
            return
        if stretch.after_ms < start <= stretch.until_ms:
            name = step.phase_name(phase)
            yield Cue(CueKind(phase.value), start, rep, side, length_ms=length, text=name)
        for count, at in stretch.beats(plan.beat_ms, start, start + length):
            if end is None or at < end:
                depth = round(begins + (ends - begins) * (at - start) / length, 3)
                where = None if phase in (Phase.HOLD, Phase.RELAX) else depth
                yield Cue(CueKind.TICK, at, rep, side, count=count, depth=where)
        start += length


def _time_cues(step: Step, stretch: _Stretch) -> Iterator[Cue]:
    """Yield the cues inside a hold or timed work: elapsed seconds, halfway, minimum."""
    length, signals = step.length_ms, step.exercise.signals
    end = stretch.until_ms + 1 if length is None else length
    # Where reps are counted aloud, a bare number would be taken for a rep.
    unit = " seconds" if step.reps and step.reps.phases else ""
    for _, at in stretch.every(signals.periodic_ms, 0, end) if signals.periodic_ms else ():
        seconds = f"{at / 1_000:g}"
        speech, count = f"{seconds}{unit}", at // 1_000
        yield Cue(CueKind.PERIODIC, at, count=count, text=f"{seconds} s", speech=speech)
    if signals.halfway and length is not None and length >= HALFWAY_FROM_MS:
        yield Cue(CueKind.HALFWAY, length // 2, text="Halfway", speech="Halfway")
    if step.minimum_ms and (length is None or step.minimum_ms < length):
        yield from _countdown(step.minimum_ms, signals.countdown_s)
        text, speech = "Minimum reached", "Minimum reached. Keep going"
        yield Cue(CueKind.MINIMUM, step.minimum_ms, text=text, speech=speech)


def _countdown(end: int, seconds: int) -> Iterator[Cue]:
    """Yield a cue for each of the last seconds before `end`; before 0 they are a count-in."""
    for count in range(seconds, 0, -1):
        at = end - count * 1_000
        if at > 0 or end == 0:
            yield Cue(CueKind.COUNTDOWN, at, count=count, text=str(count), speech=str(count))


def _settle(step: Step, cues: list[Cue]) -> tuple[Cue, ...]:
    """Sort cues by time and importance, and let one per track sound at each instant."""
    taken: set[tuple[int, bool]] = set()
    if step.length_ms is not None and not _ends_in_silence(step):
        taken.add((step.length_ms, False))
    settled = []
    for cue in sorted(cues, key=lambda c: (c.at_ms, rank_of(c))):
        slot = (cue.at_ms, cue.kind.is_movement)
        sounds = cue.sounds and bool(cue.kind.facts.sound) and slot not in taken
        if sounds:
            taken.add(slot)
        settled.append(cue if cue.sounds == sounds else replace(cue, sounds=sounds))
    return tuple(settled)
