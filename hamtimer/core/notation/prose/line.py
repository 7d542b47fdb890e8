"""One line of a hand-out: `Bridge 3 sets of 12-15, slow, rest 60s` as the keys of an exercise.

What the recognisers of `facts.py` and `work_facts.py` leave over is the name and, after it, what
was not understood.
"""

from __future__ import annotations

import re

from hamtimer.core.notation.prose.amounts import seconds, time_text
from hamtimer.core.notation.prose.facts import FACTS
from hamtimer.core.notation.prose.recogniser import GAP, Line
from hamtimer.core.notation.prose.work_facts import WORK

DEFAULT_TEMPO = ("3", "1", "2", "0")
"""The tempo of a session file without one, of which only the phases in the prose are changed."""
RELAX = "3s"
"""The relaxing between isometric holds where the sheet names none. The choice is ours."""
_LONG_HOLD_S = 20
"""From this length on "n x hold" are sets; shorter ones, more than `_FEW`, are reps of one set."""
_FEW = 3


def read_line(text: str) -> Line:
    """Return what one line asks for; nothing of it is lost."""
    line = Line(text=text)
    FACTS.take_from(line)
    WORK.take_from(line)
    _name(line)
    _settle(line)
    return line


_FILLER = re.compile(
    r"^(?:and|then|with|for|of|on|at|a|an|the|do|perform|complete|reps?|x|each|to|in|is|"
    r"tempo|load|rest|hold|weight|effort|pause|brief|by|per|total|about|approx|or|between)$",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"(?:please\s+)?(?:do|perform|complete|repeat)(?:\s+(?:this|these|all|of|the|them|it))*"
    r"(?:\s+(?:exercises?|program(?:me)?|routine|session|workout))?",
    re.IGNORECASE,
)
"""Words without further meaning, such as "do"."""
_EDGE = " \t,;:.-|/()[]=@*+&~\"'"
_STATIC = re.compile(
    r"\b(?:planks?|holds?|wall[- ]?sits?|hang(?:s|ing)?|stretch(?:es)?|isometrics?|"
    r"balance|bridge hold|l-?sit|hollow (?:body|hold)|static|copenhagen|sit|squeezes?|"
    r"stand(?:ing)? on one leg|pose|quad sets?)\b",
    re.IGNORECASE,
)
"""Names of exercises in which nothing moves: a time beside them is a hold."""


def _name(line: Line) -> None:
    """Take the name, and what was not understood, from what is left of the line."""
    for run in line.text.split(GAP):
        if _INSTRUCTION.fullmatch(run.strip(_EDGE)):
            continue
        words = run.strip(_EDGE).split()
        while words and _FILLER.match(words[0].strip(_EDGE)) and len(words) > 1:
            del words[0]
        # "Bridge hold" is a name.
        while words and words[-1].lower() != "hold" and _FILLER.match(words[-1].strip(_EDGE)):
            del words[-1]
        text = " ".join(words).strip(_EDGE)
        if text.count("(") > text.count(")"):
            text = text.replace("(", "").strip(_EDGE)
        if not re.search(r"[^\W\d_]", text) or (len(words) == 1 and _FILLER.match(text)):
            if re.search(r"[0-9]", text):
                line.notes.append(text)
        elif not line.name:
            line.name = text[0].upper() + text[1:]
        else:
            line.notes.append(text)


def _settle(line: Line) -> None:
    """Decide what the numbers of the line mean together."""
    keys = line.keys
    for length, held in line.lengths[:1]:
        _place_time(line, length, held=held or bool(_STATIC.search(f"{line.name} {line.text}")))
    for extra, _ in line.lengths[1:]:
        line.notes.append(extra)
    if line.phases and "tempo" not in keys:
        if 3 in line.phases and not line.phases.keys() - {3}:
            # Only the contraction is given: the pause in each rep is a separate key.
            keys["hold"] = f"{line.phases[3]}s"
        else:
            keys["tempo"] = "-".join(line.phases.get(i, DEFAULT_TEMPO[i]) for i in range(4))
    if "relax" in keys and "reps" not in keys:
        keys["reps"] = keys.pop("sets", "1")
    if keys.get("sides") == "both":
        del keys["sides"]


def _place_time(line: Line, length: str, *, held: bool) -> None:
    """Write a length of work as a hold, a time, or the hold in each rep."""
    keys, text = line.keys, time_text(length.rstrip("+ ")) + "+" * length.rstrip().endswith("+")
    if not held:
        keys["time"] = text
        if "reps" in keys:
            line.notes.append(f"{keys.pop('reps')} reps")
        return
    keys["hold"] = text
    longest = seconds(length.rstrip("+ "))[1]
    sets = keys.get("sets", "")
    many = sets.isdigit() and int(sets) > _FEW and longest < _LONG_HOLD_S and not line.per_set
    if "reps" not in keys and many:
        keys["reps"] = keys.pop("sets")
    if "reps" in keys and "relax" not in keys:
        if longest >= _LONG_HOLD_S and "sets" not in keys and keys["reps"].isdigit():
            keys["sets"] = keys.pop("reps")
        elif longest >= 6 or many:
            keys["relax"] = RELAX
            line.choices.append(f"{RELAX} between the holds, which the sheet does not say")
