"""The facts of a set: large ones beside its number, and all of them in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.view import View, seconds_left
from hamtimer.core.session.model import BlockKind
from hamtimer.core.session.work import Length, Reps, WorkKind
from hamtimer.core.text import capitalized, comma_text, count_text
from hamtimer.core.timeline.steps import RepPlan, Step, StepKind
from hamtimer.front.words.exercises import (
    effort_words,
    is_round,
    part_number_words,
    round_words,
    set_number,
    set_words,
    side_words,
)

_AMOUNT = re.compile(r"\s*[\d.,]+(?:\s*[x×*]\s*[\d.,]+)?\s*(?:kg|lbs?|%|g)?\b", re.IGNORECASE)  # noqa: RUF001 - the multiplication sign is one that people write
LONGEST_LOAD = 10
"""In characters. For a longer load, only the amount is drawn large."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that is drawn large."""

    text: str
    room: str = ""
    """Its widest text in this step, for which room is kept."""

    short: str = ""
    """A shorter text if there is not enough room."""

    @property
    def shortest(self) -> str:
        """The shortest text."""
        return self.short or self.text

    @property
    def widest(self) -> str:
        """The text to leave room for."""
        return self.room or self.text


def afar_text(ms: int) -> str:
    """Return a time to be read from afar: `42` seconds, or `1:05`, rounded up."""
    seconds = seconds_left(ms)
    if seconds < 60:
        return str(seconds)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes}:{seconds:02}"


def work_facts(view: View) -> tuple[Fact, ...]:
    """Return the facts to draw large during work, the most important first."""
    step = view.step
    facts = [_reps(view), Fact(view.side.word.upper())]
    if step.kind is not StepKind.SET and step.is_open and step.minimum_ms:
        facts.append(Fact(f"MIN {_with_unit(step.minimum_ms)}"))
    facts += [_clock_fact(name, ms) for name, ms in _clocks(view)]
    if view.cap_round:
        of = f"/{view.cap_rounds}" if view.cap_rounds else ""
        facts += [_load(step), Fact(f"ROUND {view.cap_round}{of}")]
    else:
        facts += [_load(step), set_fact(step)]
    if step.parts > 1:
        facts.append(Fact(f"PART {step.part}/{step.parts}"))
    return tuple(fact for fact in facts if fact.text)


def _with_unit(ms: int) -> str:
    """Write a time as it is read from afar, with its unit: `42 S`, or `1:05`."""
    text = afar_text(ms)
    return text if ":" in text else f"{text} S"


def _clocks(view: View) -> Iterator[tuple[str, int]]:
    """Yield the clocks of a set and their times, except the one that the number shows."""
    is_led = is_led_by_time(view)
    if is_led:
        yield "TIME", view.position_ms if view.remaining_ms is None else view.remaining_ms
    name, left = "CAP", view.cap_left_ms
    if left is None:
        name, left = "NEXT", view.interval_left_ms
    if left is not None and (view.step.kind is StepKind.SET or left != view.remaining_ms):
        yield name, left


def is_led_by_time(view: View) -> bool:
    """Return whether a tempo leads timed work, so that the number is that of the phase."""
    return view.step.kind is StepKind.TIMED and view.phase is not None


def _clock_fact(name: str, ms: int) -> Fact:
    time = _with_unit(ms)
    # As wide with one figure as with two, so that nothing moves at 9.
    return Fact(f"{name} {time}", f"{name} {time.rjust(len('88 S'), '8')}")


def coming_facts(step: Step) -> tuple[Fact, ...]:
    """Return the facts to draw large before a set, the most important first."""
    # The side to change to is the large word already.
    side = "" if step.kind is StepKind.SWITCH else step.side.word.upper()
    facts = (Fact(side), _load(step), Fact(work_text(step)), set_fact(step))
    return tuple(fact for fact in facts if fact.text)


def _load(step: Step) -> Fact:
    """Return the load, or the amount of a long one."""
    load = step.load
    if len(load) > LONGEST_LOAD:
        amount = _AMOUNT.match(load)
        load = amount.group().strip() if amount else ""
    return Fact(load.upper())


def set_fact(step: Step) -> Fact:
    """Return the set or round and their number; nothing if there is only one."""
    if step.rounds > 1 and is_round(step):
        return Fact(f"ROUND {step.round_number}/{step.rounds}")
    number = set_number(step, "/") if step.sets else ""
    return Fact(f"SET {number}" if number else "")


def work_text(step: Step) -> str:
    """Return the work of a set to be read from afar: `12 REPS`, `8-12 REPS`, `30 S`, `20 S+`."""
    part = step.work
    if part.reps is not None:
        return _reps_text(part.reps)
    return _length_text(part.length) if part.kind is not WorkKind.REPS else ""


def _reps_text(reps: Reps) -> str:
    if reps.most is None:
        return f"{reps.least}+ REPS" if reps.least else "MAX REPS"
    if reps.least in (0, reps.most):
        return count_text(reps.most, "rep").upper()
    return f"{reps.least}-{reps.most} REPS"


def _length_text(length: Length) -> str:
    least = afar_text(length.least_ms)
    if length.most_ms is None:
        return f"{_with_unit(length.least_ms)}+" if length.least_ms else "MAX"
    most = _with_unit(length.most_ms)
    return most if length.is_fixed else f"{least}-{most}"


def _reps(view: View) -> Fact:
    """Return the current rep and their number; from the minimum of a range on with a plus."""
    plan = view.step.reps
    if plan is None:
        return Fact("")
    if not plan.rep_ms:
        return Fact(f"DONE {view.rep}" if view.rep else "")
    most = f"{view.reps or 99}"
    room = f"REP {'8' * len(most)}" + (f"/{most}" if view.reps else "")
    if may_stop(view, plan):
        return Fact(f"REP {plan.before + view.reps_done // len(plan.sides)}+", room)
    short = f"REP {view.rep}"
    return Fact(f"{short}/{view.reps}" if view.reps else short, room, short)


def may_stop(view: View, plan: RepPlan) -> bool:
    """Return whether the minimum of a range of reps is done, so that the person may stop."""
    done = view.reps_done // len(plan.sides)
    return 0 < plan.least <= done and plan.least != plan.count


def facts_line(view: View) -> tuple[str, ...]:
    """Return the position in the session: set, block, round, part, rep, side, load."""
    step = view.step
    number = "" if is_round(step) else set_words(step)
    words = [number, _block_words(step), part_number_words(step)]
    if is_led_by_time(view) and view.remaining_ms is not None:
        words.append(f"{_with_unit(view.remaining_ms).lower()} to go")
    if step.reps is not None and (step.kind is StepKind.SET or view.rep):
        words.append(_rep_words(step, view))
    if view.cap_left_ms is not None:
        words.append(f"{_with_unit(view.cap_left_ms).lower()} left")
    elif view.interval_left_ms is not None and (step.kind is not StepKind.REST or step.within_set):
        # The number of a rest shows when it ends, which may be later than the interval.
        words.append(f"next in {_with_unit(view.interval_left_ms).lower()}")
    words += [side_words(view.side), step.load, effort_words(step.rpe)]
    return tuple(word for word in words if word)


def short_line(view: View, heading: str) -> tuple[str, ...]:
    """Return the position for a place with one row for it: first what is not drawn large there.

    In a set that is the side and the load; between sets they follow what is happening.
    """
    needed = [word for word in (side_words(view.side), view.step.load) if word]
    first = (*needed, heading) if view.step.kind.is_work else (heading, *needed)
    return (*first, *(fact for fact in facts_line(view) if fact not in first))


def _block_words(step: Step) -> str:
    """Return the block and its round: `superset Legs, round 2 of 3`."""
    kind = "" if step.block_kind is BlockKind.STRAIGHT else step.block_kind.value
    name = " ".join(word for word in (kind, step.block) if word) if kind else ""
    return comma_text(capitalized(name), round_words(step))


def _rep_words(step: Step, view: View) -> str:
    plan = step.reps
    if plan is not None and not plan.rep_ms:
        if not view.rep:
            return count_text(view.reps, "rep") if view.reps else ""
        counted = count_text(view.rep, "rep")
        return f"{view.rep} of {view.reps} reps counted" if view.reps else f"{counted} counted"
    return f"rep {view.rep} of {view.reps}" if view.reps else f"rep {view.rep}"
