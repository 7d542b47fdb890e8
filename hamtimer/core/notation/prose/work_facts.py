"""The work that a line of a hand-out asks for: sets, reps, holds, times and pace."""

from __future__ import annotations

import re

from hamtimer.core.notation.prose.amounts import (
    COUNT,
    COUNTS,
    TIME,
    count,
    counts,
    time_text,
)
from hamtimer.core.notation.prose.recogniser import GAP, Line, Recognisers

WORK = Recognisers()
SLOW = "4"
"""The seconds of "slow": one more than the default. The choice is ours."""


_REPS = r"(?:reps?|repetitions?|repeats?)\b\.?"
_MANY = r"(?:max(?:imum)?|amrap|as many(?: reps)? as (?:possible|you can))"
_LISTED = rf"{COUNT}(?:\s*[,/]\s*{COUNT}){{1,8}}"
_CLUSTER = r"[0-9]{1,3}(?:\s*\+\s*[0-9]{1,3})+\+?"
_AMOUNT = (
    rf"(?P<time>{TIME}\+?)|(?P<cluster>{_CLUSTER})|(?P<listed>{_LISTED})"
    rf"|(?P<least>[0-9]{{1,3}}\s*\+)|(?P<reps>{COUNTS})|(?P<max>{_MANY}\b)"
)
_HELD = r"(?:-?\s*(?P<held>(?:isometric\s+|static\s+)?holds?|isometrics?|stretch(?:es)?))?"


@WORK.of(
    rf"\b(?:(?P<before>hold(?:ing)?(?:\s+for)?)\s*)?(?P<time>{TIME}\+?){_HELD}\s*(?:,|and)?\s*"
    rf"(?:x|repeat(?:ed)?|do)\s*(?P<times>{COUNT})(?:\s*(?:times|sets?|{_REPS}))?\b"
    rf"|(?P<cluster>{_CLUSTER})\s*x\s*(?P<sets4>{COUNT})\b"
    rf"|\b(?P<reps>{COUNTS})\s*(?:{_REPS})\s*(?:,|x|for)?\s*(?:x\s*)?(?P<sets>{COUNTS})\s*(?:sets?|rounds?|times)\b"
    rf"|\b(?P<reps2>{COUNTS})\s*{_REPS}\s*x\s*(?P<sets2>{COUNTS})\b"
    rf"|\b(?P<reps3>{COUNTS})\s*x\s*(?P<sets3>{COUNTS})\s*(?:sets?|rounds?)\b"
)
def _work_times_sets(line: Line, match: re.Match[str]) -> str:
    if match["time"]:
        line.keys["sets"] = f"{count(match['times'])}"
        line.lengths.append((match["time"], bool(match["held"] or match["before"])))
        return GAP
    if match["cluster"]:
        line.keys |= {"reps": match["cluster"].replace(" ", ""), "sets": f"{count(match['sets4'])}"}
        return GAP
    line.keys["reps"] = counts(match["reps"] or match["reps2"] or match["reps3"])
    line.keys["sets"] = counts(match["sets"] or match["sets2"] or match["sets3"])
    return GAP


@WORK.of(
    rf"\b(?P<sets>{COUNTS})\s*(?:x\s*|(?P<said>sets?|rounds?)\b\s*(?:x|of|at|for|,|:|-|by)?\s*)"
    rf"(?:(?P<before>hold(?:ing)?(?:\s+for)?)\s*)?(?:{_AMOUNT})\s*(?:{_REPS})?{_HELD}"
    rf"(?:\s*x\s*(?P<third>{TIME})\s*(?:holds?)?)?(?![0-9])"
)
def _sets_of_work(line: Line, match: re.Match[str]) -> str:
    if match["listed"] and not match["said"] and "," in match["listed"]:
        # "3 x 12, 10 each": the comma may begin something else, unless there are as many.
        listed = re.split(r"\s*,\s*", match["listed"])
        if match["sets"] != str(len(listed)):
            line.keys |= {"sets": counts(match["sets"]), "reps": counts(listed[0])}
            return f"{GAP}{', '.join(listed[1:])}"
    line.keys["sets"] = counts(match["sets"])
    line.per_set = bool(match["said"])
    _amount(line, match)
    if match["third"]:
        line.lengths.append((match["third"], True))
    return GAP


def _amount(line: Line, match: re.Match[str]) -> None:
    """Note the reps or the time that a match of `_AMOUNT` names."""
    if match["time"]:
        line.lengths.append((match["time"], bool(match["held"] or match["before"])))
    elif match["cluster"]:
        line.keys["reps"] = re.sub(r"\s+", "", match["cluster"])
    elif match["listed"]:
        line.keys["reps"] = _listed(match["listed"])
    elif match["least"]:
        line.keys["reps"] = match["least"].replace(" ", "")
    else:
        line.keys["reps"] = "max" if match["max"] else counts(match["reps"])


@WORK.of(
    rf"\b(?:hold(?:ing)?|held)\b(?:\s+(?:it|each|this|position|for|at|least|about))*\s*[:=]?\s*(?P<time>{TIME}\+?)"
    rf"|(?P<time2>{TIME}\+?)\s*-?\s*(?:isometric\s+|static\s+)?hold(?:s|ing)?\b"
    r"|\b(?P<max>(?:hold\s+)?(?:for\s+)?as long as (?:possible|you can)|hold max\b)"
    rf"(?:\s*[,(]?\s*at least\s+(?P<least>{TIME})\)?)?(?:\s*x\s*(?P<sets>{COUNT})\b)?"
)
def _hold(line: Line, match: re.Match[str]) -> str:
    if match["max"]:
        line.keys["hold"] = f"{time_text(match['least'])}+" if match["least"] else "max"
        if match["sets"]:
            line.keys["sets"] = f"{count(match['sets'])}"
        return GAP
    least = "+" if "at least" in match[0].lower() else ""
    line.lengths.append((f"{match['time'] or match['time2']}{least}", True))
    return GAP


@WORK.of(rf"\b(?P<listed>{_LISTED})\s*{_REPS}")
def _reps_of_each_set(line: Line, match: re.Match[str]) -> str:
    if "reps" in line.keys:
        return match[0]
    line.keys["reps"] = _listed(match["listed"])
    return GAP


def _listed(text: str) -> str:
    """Return reps that are listed set by set as a session file writes them: `[12, 10, 8]`."""
    return f"[{', '.join(str(count(number)) for number in re.split(r'[,/ ]+', text))}]"


@WORK.of(
    rf"\b(?P<sets>{COUNTS})\s*(?:sets?|rounds?)\b|\bx\s*(?P<times>{COUNT})\s*(?:sets?|rounds?)\b"
)
def _sets(line: Line, match: re.Match[str]) -> str:
    if "sets" in line.keys:
        return match[0]
    line.keys["sets"] = counts(match["sets"] or match["times"])
    line.per_set = True
    return GAP


@WORK.of(
    rf"\b(?P<reps>{COUNTS}\s*\+?|{_MANY})\s*{_REPS}|\b(?:repeat|do)\s*(?P<times>{COUNTS})\s*(?:x|times)\b"
    rf"|\b(?P<many>as many(?: reps)? as (?:possible|you can)|amrap)\b"
    rf"|\b(?P<times2>{COUNTS})\s*times\b"
    rf"|\b{_REPS}\s*[:=]\s*(?P<reps2>{COUNTS})"
)
def _reps(line: Line, match: re.Match[str]) -> str:
    if "reps" in line.keys:
        return match[0]
    words = match["reps"] or match["times"] or match["times2"] or match["reps2"] or ""
    if match["many"] or re.fullmatch(_MANY, words.strip(), re.IGNORECASE):
        line.keys["reps"] = "max"
    else:
        line.keys["reps"] = counts(words) + ("+" if words.strip().endswith("+") else "")
    return GAP


@WORK.of(rf"\b(?:for\s+)?(?P<time>{TIME}\+?)")
def _time(line: Line, match: re.Match[str]) -> str:
    if line.lengths or "time" in line.keys:
        return match[0]
    line.lengths.append((match["time"], False))
    return GAP


@WORK.of(
    r"\b(?:(?:very|super|nice and)\s+)?"
    r"(?P<slow>slow(?:ly)?(?:\s+(?:and|&)\s+controlled)?|"
    r"slow\s+(?:eccentric|lowering|negatives?)|under control)\b"
    r"(?:\s+(?P<both>both ways|up and down|throughout|tempo|reps?|pace|on the way down))?"
    r"|\b(?P<own>(?:at\s+)?(?:your )?own pace|self-?\s?paced)\b"
    r"|\b(?P<fast>explosive(?:ly)?(?:\s+up)?|(?:fast|quick) up|up (?:fast|quick(?:ly)?))\b"
    r"|\b(?:with\s+)?(?:good\s+)?control(?:led)?\b"
)
def _pace(line: Line, match: re.Match[str]) -> str:
    if match["own"]:
        line.keys["tempo"] = "self-paced"
    elif match["slow"] and "tempo" not in line.keys:
        line.phases.setdefault(0, SLOW)
        if match["both"] and "down" not in match["both"].replace("up and down", ""):
            line.phases.setdefault(2, SLOW)
        line.choices.append(f'"{match["slow"].strip().lower()}" is taken as {line.phases[0]} s')
    elif match["fast"]:
        line.phases.setdefault(2, "X")
    return GAP


_ORDINAL = re.compile(
    r"\b(?:week|day|phase|stage|level|part|session|exercise|grade|no\.?|number)\s*$", re.IGNORECASE
)
"""Before a number it says which one, not how many."""


@WORK.of(
    rf"^\W*(?P<reps>{COUNTS})(?=\s+[a-z]{{3}})|\bx\s*(?P<times>{COUNTS})(?![0-9])"
    rf"|\b(?P<last>{COUNTS})(?=\s*(?:[,;.)]\s*)?(?:{GAP}|$))"
)
def _bare_count(line: Line, match: re.Match[str]) -> str:
    if _ORDINAL.search(line.text[: match.start()]):
        return match[0]
    number = counts(match["reps"] or match["times"] or match["last"])
    if match["times"] and line.lengths and "sets" not in line.keys:
        line.keys["sets"] = number
        return GAP
    if "reps" in line.keys or line.lengths or "time" in line.keys:
        return match[0]
    line.keys["reps"] = number
    return GAP
