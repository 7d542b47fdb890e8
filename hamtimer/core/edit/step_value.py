"""Change a written value by one sensible step, in its own style."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from hamtimer.core.notation.durations import duration_words, parse_duration
from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.notation.progression import LOAD_NUMBER
from hamtimer.core.session.model import Sides

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_RANGE = re.compile(r"(.*?[0-9a-z])(\s*(?:[-‐‑–—]|\bto\b)\s*)([0-9].*)", re.IGNORECASE)  # noqa: RUF001
_UNIT = re.compile(r"([0-9.]+)(\s*)(s|secs?|seconds?|m|mins?|minutes?)", re.IGNORECASE)
_OTHER = {"yes": "no", "no": "yes", "true": "false", "false": "true", "on": "off", "off": "on"}
_COMPACT = re.compile(r"([0-9])([0-9][0-9xX][0-9])")


def stepped(key: str, written: str, steps: int) -> str | None:
    """Return the value of a key, one step up or down (`steps` is 1 or -1).

    None: there is no next step, for example from `max` or beyond a limit.
    """
    step = _STEPS.get(key)
    after = step(written, steps) if step is not None else None
    return after if after != written else None


def lengthened(written: str, change_ms: int) -> str | None:
    """Return a written time made longer (or shorter, if negative); None: not possible."""
    return _changed(written, lambda _: change_ms)


def _count(written: str, steps: int) -> str | None:
    """Step every number, such as both ends of a range; none goes below 1."""
    numbers = [int(found) for found in re.findall(r"[0-9]+", written)]
    if not numbers or (steps < 0 and min(numbers) + steps < 1):
        return None
    return re.sub(r"[0-9]+", lambda found: str(int(found[0]) + steps), written)


def _effort(written: str, steps: int) -> str | None:
    numbers = [Decimal(found) for found in _NUMBER.findall(written)]
    half = Decimal("0.5") * steps
    if not numbers or not 1 <= min(numbers) + half <= max(numbers) + half <= 10:
        return None
    return _NUMBER.sub(lambda found: f"{(Decimal(found[0]) + half).normalize():f}", written)


def _load(written: str, steps: int) -> str | None:
    """Step the number before its unit by the weight of the next plate."""
    found = LOAD_NUMBER.search(written)
    if found is None:
        return None
    number = Decimal(found[1])
    small, large, bound = ("1", "2.5", 10) if found[2].lower() == "kg" else ("2.5", "5", 20)
    is_small = number < bound or (steps < 0 and number == bound)
    after = number + Decimal(small if is_small else large) * steps
    if after <= 0:
        return None
    return f"{written[: found.start()]}{after.normalize():f}{written[found.end() :]}"


def _tempo(written: str, steps: int) -> str | None:
    """Step the eccentric by a second: the phase that is slowed first."""
    if compact := _COMPACT.fullmatch(written.strip()):
        eccentric = int(compact[1]) + steps
        if eccentric > 9:
            return "-".join([str(eccentric), *compact[2]])
        return f"{eccentric}{compact[2]}" if eccentric >= 0 else None
    found = _NUMBER.match(written)
    if found is None:
        return None
    after = Decimal(found[0]) + steps
    return f"{after.normalize():f}{written[found.end() :]}" if after >= 0 else None


def _sides(written: str, steps: int) -> str | None:
    names = [side.value for side in Sides]
    place = names.index(written) if written in names else 0
    return names[(place + steps) % len(names)]


def _yes_no(written: str, _steps: int) -> str | None:
    """Return the other of two words, in the style of the written one."""
    return _OTHER.get(written.lower())


# ------------------------------------------------------------------ times
def _by(small_ms: int, to_ms: int, large_ms: int) -> Callable[[str, int], str | None]:
    """Return the step of a time: small up to a limit, then large."""

    def step(written: str, steps: int) -> str | None:
        def change_ms(length_ms: int) -> int:
            is_small = length_ms < to_ms or (steps < 0 and length_ms == to_ms)
            return (small_ms if is_small else large_ms) * steps

        return _changed(written, change_ms)

    return step


def _changed(written: str, change_of: Callable[[int], int]) -> str | None:
    """Return a written time changed by `change_of` its minimum."""
    plain = written.strip()
    core = plain.removeprefix("at least ").removesuffix("+").rstrip()
    before = "at least " if plain.startswith("at least ") else ""
    after = "+" if plain.endswith("+") else ""
    ends = _ends(core)
    if ends is None:
        return None
    (first, least_ms), between, (second, most_ms) = ends
    by_ms = change_of(least_ms)
    if least_ms + by_ms < 0:
        return None
    least = _in_style(least_ms + by_ms, first)
    if not between:
        return f"{before}{least}{after}"
    most = _in_style(most_ms + by_ms, second)
    unit = re.search(r"\s*[a-z]+$", most, re.IGNORECASE)
    if unit and not core.startswith(first):
        least = least.removesuffix(unit[0])
    return f"{least}{between}{most}"


def _ends(written: str) -> tuple[tuple[str, int], str, tuple[str, int]] | None:
    """Return the two ends of a range, each as written and in milliseconds, and the text between."""
    try:
        if match := _RANGE.fullmatch(written):
            first, second = match[1], match[3]
            if not re.search(r"[a-z:]", first, re.IGNORECASE) and (
                unit := re.search(r"\s*[a-z]+$", second, re.IGNORECASE)
            ):
                # The unit follows both: each end is written with its own.
                first += unit[0]
            return (first, parse_duration(first)), match[2], (second, parse_duration(second))
        length = parse_duration(written)
    except Mistake:
        return None
    return (written, length), "", (written, length)


def _in_style(length_ms: int, like: str) -> str:
    """Return a length in the style of another: `1:45` like `1:30`, `75s` like `60s`."""
    seconds, rest = divmod(length_ms, 1_000)
    clock = f"{seconds // 60}:{seconds % 60:02}"
    unit = _UNIT.fullmatch(like.strip())
    if rest:
        return duration_words(length_ms)
    if ":" in like:
        return clock
    if re.fullmatch(r"[0-9.]+", like):
        return str(seconds)
    if unit is None or unit[3].lower().startswith("s"):
        return f"{seconds}{unit[2]}{unit[3]}" if unit else duration_words(length_ms)
    if seconds % 60:
        return clock
    name = unit[3]
    if name.lower() in ("minute", "minutes"):
        name = "minute" if seconds == 60 else "minutes"
    return f"{seconds // 60}{unit[2]}{name}"


_WORK_TIME = _by(1_000, 10_000, 5_000)
_REST = _by(5_000, 15_000, 15_000)
_STEPS: dict[str, Callable[[str, int], str | None]] = {
    "sets": _count,
    "rounds": _count,
    "reps": _count,
    "hold": _WORK_TIME,
    "time": _WORK_TIME,
    "relax": _WORK_TIME,
    "tempo": _tempo,
    "every": _by(5_000, 5_000, 5_000),
    "rest": _REST,
    "rest-after": _REST,
    "rest-between-rounds": _REST,
    "load": _load,
    "rpe": _effort,
    "sides": _sides,
    "measure": _yes_no,
}
