"""The reason for a target, in one line."""

from __future__ import annotations

from collections.abc import Callable

from hamtimer.core.next.target import Amount, Attempt, Base, Dose, Next, Reason
from hamtimer.core.session.progression import RuleKind
from hamtimer.core.text import count_text

_SAME = "the same again"


def reason_words(following: Next, base: Base) -> str:
    """Return the reason of a target: `5 x 10 done 2 times in a row`."""
    if following.last is not None:
        return _ABOUT_LAST[following.reason](following, base, following.last)
    if following.reason is Reason.FILE_CHANGED:
        return "the file has changed since: as in the file"
    return "no records yet: as in the file"


def dose_words(dose: Dose) -> str:
    """Return the work of a dose: `3 x 12`, `3 x 8-12`, `3 x 30 s`, `12, 10, 8`."""
    amounts = [_range(dose, amount) for amount in dose.sets]
    return f"{len(amounts)} x {amounts[0]}" if len(set(amounts)) == 1 else ", ".join(amounts)


def _range(dose: Dose, amount: Amount) -> str:
    unit = " s" if dose.is_time else ""
    if amount.most is None:
        return f"{_number(dose, amount.least)}{unit}+" if amount.least else "max"
    if amount.least == amount.most:
        return f"{_number(dose, amount.least)}{unit}"
    return f"{_number(dose, amount.least)}-{_number(dose, amount.most)}{unit}"


def _number(dose: Dose, number: int) -> str:
    return f"{number / 1_000:g}" if dose.is_time else f"{number}"


def _pain(base: Base, last: Attempt) -> str:
    return f"pain {last.pain:g} is over {base.rule.pain_limit}"


def _done(base: Base, last: Attempt) -> str:
    """Return the work done as required: the top of a range if the top was required."""
    dose = last.target
    if base.rule.kind is RuleKind.STEPS:
        return f"{dose_words(dose)} done"
    tops = tuple(Amount(amount.top, amount.top) for amount in dose.sets)
    return f"{dose_words(Dose(tops, dose.is_time))} done"


def _earned(_following: Next, base: Base, last: Attempt) -> str:
    running = f" {base.rule.after} times in a row" if base.rule.after > 1 else ""
    return f"{_done(base, last)}{running}"


def _counting(following: Next, base: Base, last: Attempt) -> str:
    return f"{_done(base, last)}, {following.successes} of {base.rule.after}"


def _too_hard(_following: Next, base: Base, last: Attempt) -> str:
    return f"effort {last.effort:g} is over {base.effort_limit:g}: {_SAME}"


def _short(_following: Next, _base: Base, last: Attempt) -> str:
    unit = " s" if last.target.is_time else ""
    return f"last time {', '.join(_number(last.target, done) for done in last.done)}{unit}"


def _missed(_following: Next, base: Base, last: Attempt) -> str:
    """Return the first set that fell short: `set 3 was 28 of 35 s: the same again`."""
    dose, to_top = last.target, base.rule.kind is RuleKind.LADDER
    done = (*last.done, *(0,) * len(dose.sets))
    for number, (one, amount) in enumerate(zip(done, dose.sets, strict=False), start=1):
        needed = amount.top if to_top else amount.least
        if one < needed:
            unit = " s" if dose.is_time else ""
            was = f"set {number} was {_number(dose, one)} of {_number(dose, needed)}{unit}"
            return f"{was}: {_SAME}"
    return f"not every set was done: {_SAME}"


def _missed_back(following: Next, base: Base, _last: Attempt) -> str:
    back = f"{count_text(following.steps_back, 'step')} back" if following.steps_back else _SAME
    return f"missed {base.rule.misses} times in a row: {back}"


_ABOUT_LAST: dict[Reason, Callable[[Next, Base, Attempt], str]] = {
    Reason.PAIN_BACK: lambda _, base, last: f"{_pain(base, last)}: one step back",
    Reason.PAIN_HOLD: lambda _, base, last: f"{_pain(base, last)}: {_SAME}",
    Reason.UNFINISHED: lambda *_: f"last time was not finished: {_SAME}",
    Reason.REDUCED: lambda *_: f"last time was changed by choice: {_SAME}",
    Reason.TOO_HARD: _too_hard,
    Reason.DONE: _earned,
    Reason.COUNTING: _counting,
    Reason.AT_GOAL: lambda *_: "the goal is reached: stay there",
    Reason.SHORT: _short,
    Reason.MISSED: _missed,
    Reason.MISSED_BACK: _missed_back,
}
