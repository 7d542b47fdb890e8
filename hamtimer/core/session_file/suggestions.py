"""Suggest what a person probably meant: a key for a word, lines for a value or an item.

A suggestion is made only if it works: the key must accept such a value, and the lines must be
readable. All of this runs only after an error.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping

from hamtimer.core.notation.mistakes import nearest, shown
from hamtimer.core.session_file.kinds import NOTHING, Field
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.yaml_nodes import Node, Scalar, Sequence

_BULLETS = " •·*-–\u00a0"  # noqa: RUF001 - as pasted
Fields = Mapping[str, Field]

LONGEST_PROSE = 400
"""In characters. Longer texts are not a line of a hand-out."""
_KEYS_OF_WORDS = {
    "rest": (
        *("break", "pause", "recovery", "rests", "rest time", "rest period", "rest interval"),
        *("rest between sets", "pause between sets", "break between sets", "recovery time"),
        *("between sets", "set rest", "inter set rest"),
    ),
    "reps": ("repetitions", "repetition", "rep count", "rep range", "number of reps", "count"),
    "sets": ("series", "number of sets", "set count", "no of sets", "repeat sets"),
    "rounds": ("repeat", "repeats", "repetitions", "laps", "times", "cycles", "number of rounds"),
    "hold": ("hold time", "hold for", "isometric", "static"),
    "time": ("duration", "seconds", "work", "work time", "length", "interval", "on"),
    "load": ("weight", "weights", "amount", "resistance", "kilos"),
    "rpe": ("effort", "intensity", "borg", "exertion", "how hard"),
    "tempo": ("pace", "speed", "cadence", "rhythm"),
    "sides": ("side", "legs", "arms", "limbs"),
    "schedule": ("frequency", "how often", "days", "when", "often"),
    "cues": ("tips", "coaching", "coaching points", "key points", "reminders", "say"),
    "description": (
        *("notes", "note", "comment", "comments", "instruction", "instructions", "how", "how to"),
        *("info", "details", "text", "about", "remark", "remarks", "summary"),
    ),
    "link": ("url", "video", "image", "picture", "photo", "film", "website", "web", "href"),
    "source": ("author", "coach", "physio", "physiotherapist", "therapist", "by", "from"),
    "tags": ("type", "category", "categories", "keywords", "muscles", "body part", "focus"),
    "equipment": ("gear", "tools", "material", "materials", "needs", "kit"),
    "level": ("difficulty",),
    "prepare": ("get ready", "preparation", "countdown", "ready", "lead in"),
    "rest-between-rounds": ("rest between sets", "rest between circuits", "round rest"),
    "within": ("time cap", "cap", "time limit", "limit", "duration", "amrap time", "total time"),
    "kind": ("type", "style", "format", "mode"),
    "block": ("title", "name", "group", "label"),
    "name": ("title", "exercise", "movement", "label", "exercise name", "workout", "heading"),
    "exercises": (
        *("steps", "exercise", "movements", "items", "list", "workout", "routine", "program"),
        *("programme", "main", "work", "blocks", "circuit", "superset", "session", "plan"),
    ),
    "cool-down": ("stretching", "stretches", "warm down"),
    "easier": ("regression", "regressions", "easy", "beginner"),
    "harder": ("hard", "advanced", "progressions"),
    "weeks": ("week", "phases", "phase", "plan"),
    "voice": ("speech", "speak", "spoken"),
    "say": ("text", "cue", "words"),
    "at": ("when", "moment", "on"),
    "eccentric": ("down", "lower", "lowering", "negative", "ecc"),
    "concentric": ("up", "lift", "lifting", "positive", "con"),
    "stretched": ("bottom",),
    "shortened": ("top", "squeeze"),
    "switch": ("change", "switch time", "change sides", "side change"),
    "intra-set-rest": ("intra rest", "cluster rest"),
}
"""Words that people write for a key, if spelling alone does not reveal it."""


def key_advice(
    word: str,
    written: Node | None,
    fields: Fields,
    otherwise: str,
    present: Container[str] = (),
) -> str:
    """Return advice for a key that is not one of `fields`.

    `present` are the keys that are written beside it.
    """
    plain = _plain(word)
    value = written if written is not None else Scalar(0, 0, "", plain=True)
    if advice := _with_unit(plain, value, fields):
        return advice
    found = keys_meant(word, fields)
    if found and all(key in present for key in found):
        return f"delete the line: `{found[0]}` is already written"
    found = [key for key in found if key not in present]
    found.sort(key=lambda key: not _takes(fields[key], value))
    return next(filter(None, (_advice(key, value, fields) for key in found)), otherwise)


def keys_meant(word: str, fields: Fields) -> list[str]:
    """Return the keys that a person's word may mean, most likely first."""
    plain = _plain(word)
    found = [key for key, words in _KEYS_OF_WORDS.items() if plain in words and key in fields]
    if close := nearest(word.strip(_BULLETS), fields):
        found.insert(0 if len(close) <= len(plain) + 1 else len(found), close)
    return found


def _plain(word: str) -> str:
    return " ".join(re.sub(r"[_\s-]+", " ", word.strip(_BULLETS).lower()).split())


def _advice(key: str, value: Node, fields: Fields) -> str:
    """Advise to write a key, if it could have such a value."""
    if _takes(fields[key], value):
        return f'did you mean "{key}"?'
    if not isinstance(value, Scalar):
        return ""
    if lines := value_lines(fields[key], value.text, fields):
        return f"write {lines}"
    if key == "link":
        return "write the address of a page as `link`, or put it in `description`"
    return f'did you mean "{key}"?' if _takes_words(fields[key]) else ""


_UNIT_NAMES = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), "s"),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), " min"),
    **dict.fromkeys(("kg", "kgs", "kilo", "kilos"), " kg"),
    **dict.fromkeys(("lb", "lbs", "pounds"), " lb"),
    "bpm": " bpm",
}


def _with_unit(word: str, value: Node, fields: Fields) -> str:
    """Advise to write the unit of `rest_seconds: 60` or `kg: 80` behind the number."""
    *first, last = word.split() or [""]
    unit = _UNIT_NAMES.get(last)
    if unit is None or (unit == "s" and not first):
        return ""
    if not isinstance(value, Scalar) or not re.fullmatch(r"[0-9.]+", value.text):
        return ""
    key = "-".join(first) or {" kg": "load", " lb": "load", " bpm": "beat"}.get(unit, "time")
    names = [name for name, words in _KEYS_OF_WORDS.items() if " ".join(first) in words]
    key = key if key in fields else next((name for name in names if name in fields), "")
    if not key or not _takes(fields[key], Scalar(0, 0, value.text + unit, plain=True)):
        return ""
    return f"write `{key}: {value.text}{unit}`"


def _takes(field: Field, value: Node) -> bool:
    """Return whether a key could have such a value."""
    if isinstance(value, Scalar) and value.is_null:
        return True
    report = Report("")
    read = field.kind.read(value, report)
    if read is value:
        # A list of exercises, which is read later.
        return isinstance(value, Sequence)
    return read is not NOTHING and not report.problems()


def _takes_words(field: Field) -> bool:
    """Return whether a key accepts a single text at all."""
    report = Report("")
    word = Scalar(0, 0, "?", plain=True)
    if field.kind.read(word, report) is word:
        return False
    return not any(problem.message.startswith("this should be") for problem in report.problems())


# ------------------------------------------------------------------ values
_NUMBER_WORDS = r"(?i)^x\s*(?=[0-9])|(?<=[0-9])\s*(?:reps?|repetitions?|times?|sets?|x|rounds?)$"
_OFTEN = (
    r"([0-9]{1,2}(?:-[0-9]{1,2})?)\s*(?:x|times?)?\s*(?:/|a|per|each|in a)?\s*"
    r"(weekly|week|wk|daily|day)"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME_AND_PLACE = (
    r"([0-9.:]+\s*(?:s|secs?|seconds?|min|mins|minutes?)?)\s+"
    r"(?:at|in|on|between|after|before|during|hold|rest|pause)\b"
)
_BY_KEY = (
    r"(?:on |by |with |press )?(?:a |the |any )?(?:manual(?:ly)?|button|key|key ?press|press|space"
    r"|spacebar|enter|click|tap|when ready|me|myself)"
)
_WHEN_READY = (
    r"(?:as|if|when|until|till) (?:needed|required|necessary|ready|recovered)|full|free|open|max"
)
_AROUND = " \t,;.~≈“”„\"'«»‘’*"  # noqa: RUF001 - what stands around a number in a pasted text
_LISTED = r"[0-9]{1,3}(?:\s*([-/,;|])\s*[0-9]{1,3})(?:\s*\1\s*[0-9]{1,3})+"
_OUT_OF_TEN = r"([0-9]{1,2}(?:\.5)?)\s*(?:/|of|out of)\s*10"
_OPEN = (
    r"(?:to|until|till)?\s*(?:muscular |technical )?(?:failure|exhaustion|fatigue|amap|∞|infinity)"
)


def value_lines(field: Field, text: str, fields: Fields) -> str:
    """Return the lines to write for a value that `field` does not accept; empty if unknown."""
    if len(text) > LONGEST_PROSE:
        return ""
    return _as_value(field, text) or _as_lines(field, text, fields)


def _as_value(field: Field, text: str) -> str:
    """Return the line of a key with its value in accepted form."""
    for candidate in _candidates(field.key, text):
        if candidate not in ("", text) and _takes(field, Scalar(0, 0, candidate, plain=True)):
            return f"`{field.key}: {candidate}`"
    if field.key == "reps" and re.fullmatch(_LISTED, text.strip()):
        return f"`reps: [{', '.join(re.findall('[0-9]+', text))}]`"
    return ""


def _as_lines(field: Field, text: str, fields: Fields) -> str:
    """Return the lines for everything that a value asks for."""
    if (
        field.key == "rest"
        and re.fullmatch(_WHEN_READY, text.strip().lower())
        and "start" in fields
    ):
        return "`rest: none` and `start: key`: each set then waits for your key"
    keys = _understood(field.key, text)
    if not keys or not _are_readable(keys, fields):
        return ""
    lines = _listing(keys)
    if "time" in keys and field.key != "time":
        return f"{lines}, or `hold` in place of `time` to keep still"
    return lines


def _candidates(key: str, text: str) -> Iterable[str]:
    """Yield simplified forms of a value."""
    bare = text.strip(_AROUND)
    yield bare
    if key == "rpe" and (match := re.fullmatch(_OUT_OF_TEN, bare.lower())):
        yield match[1]
    yield re.sub(r"^(?:about|approx\.?|approximately|around|circa|ca\.?)\s+", "", bare.lower())
    yield re.sub(_NUMBER_WORDS, "", bare).strip()
    yield re.sub(r"\s*\([^()]*\)\s*", " ", bare).strip()
    if match := re.match(_TIME_AND_PLACE, bare.lower()):
        yield match[1]
    yield re.sub(r"\s*(?:\.\.+|\bor\b)\s*", "-", bare)
    if key == "rpe":
        yield re.sub(r"^rpe\s*", "", bare.lower())
    if key == "schedule" and (match := re.fullmatch(_OFTEN, bare.lower())):
        yield f"{match[1]} times a {'day' if match[2].startswith('da') else 'week'}"
    days = [word[:3] for word in re.split(r"[\s,/;&+-]+|\band\b", bare.lower()) if word]
    if key == "schedule" and days and all(day in _WEEKDAYS for day in days):
        yield f"{len(days)} times a week" if len(days) > 1 else "once a week"
    if key == "start":
        yield "key" if re.fullmatch(_BY_KEY, bare.lower()) else f"after {bare}"
    if key in ("reps", "hold", "time") and re.fullmatch(_OPEN, bare.lower()):
        yield "max"
    if key == "rest" and bare.lower() in ("no", "no rest", "nothing", "zero", "off"):
        yield "none"


def _understood(key: str, text: str) -> dict[str, str]:
    """Return what a value of `key` asks for when read as a line of a hand-out."""
    keys = _keys_of(text)
    work = [name for name in ("reps", "hold", "time") if name in keys]
    if key in ("hold", "time") and work:
        length = keys.pop(work[0])
        keys[key] = f"{length}s" if work[0] == "reps" and length.isdigit() else length
    elif work == ["time"] and key not in ("reps", "sets") and len(keys) == 1:
        # A rest, or another length of time.
        keys = {key: keys["time"]}
    elif key == "sets" and work == ["reps"] and len(keys) == 1:
        keys = {key: keys["reps"]}
    return keys if key in keys or key in ("sets", "reps", "hold", "time") else {}


def _keys_of(text: str) -> dict[str, str]:
    """Return the keys of a line if everything in it was understood."""
    from hamtimer.core.notation.prose.amounts import normal
    from hamtimer.core.notation.prose.line import read_line

    line = read_line(normal(text))
    return {} if line.name or line.notes else line.keys


def _are_readable(keys: dict[str, str], fields: Fields) -> bool:
    return all(
        key in fields and _takes(fields[key], Scalar(0, 0, value, plain=True))
        for key, value in keys.items()
    )


def _listing(keys: dict[str, str]) -> str:
    """List keys with their values in the order in which people read them."""
    order = ("sets", "reps", "hold", "time", "relax", "tempo", "sides", "load", "rpe", "rest")
    places = {key: place for place, key in enumerate(order)}
    names = sorted(keys, key=lambda key: places.get(key, len(order)))
    lines = [f"`{key}: {keys[key]}`" for key in names]
    return " and ".join(filter(None, (", ".join(lines[:-1]), lines[-1])))


# ------------------------------------------------------------------ items
def item_advice(text: str, fields: Fields) -> str:
    """Return the lines to write for an exercise that was written as one line of prose."""
    from hamtimer.core.notation.prose.amounts import normal
    from hamtimer.core.notation.prose.line import read_line

    if len(text) > LONGEST_PROSE:
        return "write `- name: …` and below it how much to do, like `reps: 10`"
    line = read_line(normal(text))
    first = f"write `- name: {in_quotes(line.name) if line.name else '…'}` and below it"
    if not line.is_work or not _are_readable(line.keys, fields):
        name = in_quotes(" ".join(text.split())) if not line.keys else in_quotes(line.name or "…")
        return f"write `- name: {name}` and below it how much to do, like `reps: 10` or `hold: 30s`"
    keys = dict(line.keys)
    if line.notes:
        keys["description"] = in_quotes(", ".join(line.notes))
    return f"{first} {_listing(keys)}"


def name_advice(name: str, fields: Fields) -> str:
    """Return the lines for an exercise whose name says how much to do; else empty."""
    from hamtimer.core.notation.prose.amounts import normal
    from hamtimer.core.notation.prose.line import read_line

    line = read_line(normal(name)) if len(name) <= LONGEST_PROSE else None
    if line is None or not line.name or not line.is_work or line.notes:
        return ""
    if not _are_readable(line.keys, fields):
        return ""
    return f"write `name: {in_quotes(line.name)}`, and below it {_listing(line.keys)}"


def in_quotes(text: str) -> str:
    """Return a short text as YAML, in quotes if needed."""
    short = shown(text)[1:-1]
    plain = re.fullmatch(r"[^\W_][^:#\"\\\[\]{}]*", short) and not short.endswith(" ")
    return short if plain else '"' + short.replace("\\", "").replace('"', "'") + '"'


def special_space(character: str) -> str:
    """Name a character that looks like a space but is not one."""
    name = "a no-break space" if character == "\u00a0" else "a special space"
    return f"{name} (U+{ord(character):04X})"
