"""Notes: which of the person's own cues are due in a step, when, and for how long.

All fronts share these rules. A note is spoken when it is due, and the screen shows it until its
time is up, the next note is due, or the step ends. So voice and screen cannot differ.

- A cue with a moment comes at that moment. It is shown as long as the moment lasts (the phase, the
  rep), or else for `SHOWN_MS`.
- General cues come once in each set, one after the other, `TURN_MS` apart. The first set begins
  with the first of them, the second set with the second. A general cue waits a little for one
  that has a moment of its own.
- Before work, the cues made for it come one after the other. Then there is time for general
  ones: in a get-ready for all of them, in a rest for the one that the next set begins with.
- At one instant there is one note: several texts are joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby

from hamtimer.core.session.work import CueText, Moment, Phase
from hamtimer.core.timeline.cue_kinds import Cue, CueKind
from hamtimer.core.timeline.steps import RepPlan, Step, StepKind

SHOWN_MS = 5_000
"""How long a cue is shown whose moment has no length."""
TURN_MS = 15_000
"""The approximate time from one general cue of a set to the next: people stop hearing constant
cues."""
EVERY_MS = 3_000
"""The time from one note of a get-ready or a rest to the next, if there is room."""
READ_MS = 2_000
"""The least time for a note of a get-ready or a rest; with less, notes are joined."""

_MOMENT_OF_PHASE = {
    Phase.ECCENTRIC: Moment.ECCENTRIC,
    Phase.STRETCHED: Moment.STRETCHED,
    Phase.CONCENTRIC: Moment.CONCENTRIC,
    Phase.SHORTENED: Moment.SHORTENED,
    Phase.RESET: Moment.RESET,
    Phase.HOLD: Moment.HOLD,
    Phase.RELAX: Moment.RELAX,
}


def notes_between(step: Step, after_ms: int, until_ms: int) -> tuple[Cue, ...]:
    """Return the notes at positions above `after_ms` and up to `until_ms`, in order."""
    if not step.cues:
        return ()
    notes = [*single_notes(step), *_phase_notes(step, after_ms, until_ms)]
    return tuple(_joined(note for note in notes if after_ms < note.at_ms <= until_ms))


def note_at(step: Step, position_ms: int) -> str:
    """Return the note shown at a position of the step, or an empty text."""
    if not step.cues or position_ms < 0:
        return ""
    rep_ms = step.reps.rep_ms if step.reps else 0
    notes = (*single_notes(step), *_phase_notes(step, position_ms - rep_ms, position_ms))
    last = max((note.at_ms for note in notes if note.at_ms <= position_ms), default=None)
    if last is None:
        return ""
    (note,) = notes_between(step, last - 1, last)
    is_over = note.length_ms and position_ms >= note.at_ms + note.length_ms
    return "" if is_over else note.text


@lru_cache(maxsize=64)
def single_notes(step: Step) -> tuple[Cue, ...]:
    """Return the notes that come once in a step, in order."""
    if step.kind in (StepKind.PREPARE, StepKind.REST):
        return tuple(_notes_before_work(step))
    if not step.kind.is_work:
        return ()
    timed = tuple(_timed_notes(step))
    return tuple(_joined((*timed, *_general_notes(step, timed))))


def _note(text: str, at_ms: int, length_ms: int = 0, rep: int = 0) -> Cue:
    return Cue(CueKind.NOTE, at_ms, rep, length_ms=length_ms, text=text, speech=text, sounds=False)


def _joined(notes: Iterable[Cue]) -> Iterator[Cue]:
    """Join notes due at the same instant into one, with the longest of their lengths."""
    for at, together in groupby(sorted(notes, key=lambda note: note.at_ms), lambda n: n.at_ms):
        same = list(together)
        if len(same) == 1:
            yield same[0]
        else:
            length = max((note.length_ms for note in same), default=0)
            yield _note("; ".join(n.text for n in same), at, length, max(n.rep for n in same))


def _timed_notes(step: Step) -> Iterator[Cue]:
    """Yield the notes of a work step that have a single moment."""
    for cue in step.cues:
        if cue.moment is Moment.START:
            yield _note(cue.text, 0, SHOWN_MS)
        elif cue.moment is Moment.TIME:
            if step.length_ms is None or cue.number < step.length_ms:
                yield _note(cue.text, cue.number, SHOWN_MS)
        elif cue.moment is Moment.HALFWAY and step.kind is not StepKind.SET and step.length_ms:
            yield _note(cue.text, step.length_ms // 2, SHOWN_MS)
        elif step.reps and step.reps.phases and (rep := _rep_of(cue, step.reps)):
            length = step.reps.rep_ms * len(step.reps.sides)
            yield _note(cue.text, (rep - 1) * length, length, rep)


def _rep_of(cue: CueText, plan: RepPlan) -> int:
    """Return the rep of this step at which a cue comes; 0: none."""
    reps = {
        Moment.REP: cue.number,
        Moment.LAST_REP: plan.of,
        Moment.HALFWAY: plan.halfway_rep,
    }
    rep = (reps.get(cue.moment) or 0) - plan.before
    return rep if rep > 0 and (plan.count is None or rep <= plan.count) else 0


def _phase_notes(step: Step, after_ms: int, until_ms: int) -> Iterator[Cue]:
    """Yield the notes of the phases of every rep; some may be outside the stretch."""
    plan, own = step.reps, step.cues
    if plan is None or not plan.phases:
        return
    first, end = max(0, after_ms // plan.rep_ms), until_ms // plan.rep_ms + 1
    for index in range(first, end if plan.total is None else min(end, plan.total)):
        at = index * plan.rep_ms
        for phase, length in plan.phases:
            for cue in own:
                if cue.moment is _MOMENT_OF_PHASE.get(phase):
                    yield _note(cue.text, at, length, index // len(plan.sides) + 1)
            at += length


def _general(step: Step) -> tuple[str, ...]:
    """Return the cues without a moment, starting with the one whose turn it is in this set."""
    texts = [cue.text for cue in step.cues if cue.moment is Moment.ALWAYS]
    turn = (step.set_number - 1) % len(texts) if texts else 0
    return (*texts[turn:], *texts[:turn])


def _general_notes(step: Step, timed: tuple[Cue, ...]) -> Iterator[Cue]:
    """Yield the general notes of a work step, each where it disturbs other notes least."""
    for turn, text in enumerate(_general(step)):
        places = [(at, _disturbed(step, at, phase, timed)) for at, phase in _places(step, turn)]
        if not places:
            return
        yield _note(text, min(places, key=lambda place: place[1])[0])


def _disturbed(step: Step, at_ms: int, phase: Phase | None, timed: tuple[Cue, ...]) -> int:
    """Return 2 if another note begins at the same place, 1 if one is shown there, or else 0."""
    moment = _MOMENT_OF_PHASE.get(phase) if phase else None
    if any(cue.moment is moment for cue in step.cues if moment):
        return 2
    into = [at_ms - note.at_ms for note in timed if 0 <= at_ms - note.at_ms < note.length_ms]
    return 2 if 0 in into else int(bool(into))


def _places(step: Step, turn: int) -> Iterator[tuple[int, Phase | None]]:
    """Yield where the general note of a turn may come: starts of phases, or times."""
    plan = step.reps
    if plan is None or not plan.phases:
        for at in range(turn * TURN_MS, (turn + 1) * TURN_MS, SHOWN_MS):
            if step.length_ms is None or at < step.length_ms:
                yield at, None
        return
    rep_ms = plan.rep_ms * len(plan.sides)
    reps = max(1, round(TURN_MS / rep_ms))
    for rep in range(turn * reps, (turn + 1) * reps):
        if plan.count is not None and rep >= plan.count:
            return
        at = rep * rep_ms
        for phase, length in plan.phases:
            if step.length_ms is None or at < step.length_ms:
                yield at, phase
            at += length


def _notes_before_work(step: Step) -> Iterator[Cue]:
    """Yield the notes of a get-ready or a rest, spread over the time before the countdown."""
    length = step.length_ms or 0
    prepares = step.kind is StepKind.PREPARE
    moment = Moment.PREPARE if prepares else Moment.REST
    # A rest is for breathing first.
    start = 0 if prepares else min(EVERY_MS, length // 3)
    # The countdown takes the end.
    room = max(0, length - step.exercise.signals.countdown_s * 1_000 - start)
    most = max(1, room // READ_MS)
    texts = [cue.text for cue in step.cues if cue.moment is moment]
    each = -(-len(texts) // most)
    texts = ["; ".join(texts[i : i + each]) for i in range(0, len(texts), each or 1)]
    if room >= READ_MS:
        texts += _general_before(step)[: most - len(texts)]
    every = min(EVERY_MS, room // max(1, len(texts)))
    for number, text in enumerate(texts):
        yield _note(text, start + number * every)


def _general_before(step: Step) -> tuple[str, ...]:
    """Return the general notes of a get-ready or a rest."""
    if step.kind is StepKind.PREPARE:
        return _general(step)
    # Before the first set the get-ready after the rest has them.
    return () if step.first_of_exercise else _general(step)[:1]
