"""The facts that a line of a hand-out states, each found by a recogniser of its own.

A recogniser finds one kind of fact wherever it stands and takes it out of the line, the most
specific first. So the facts may come in any order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.prose.amounts import (
    COUNT,
    COUNTS,
    TIME,
    TO,
    count,
    counts,
    seconds,
    time_text,
)

GAP = "\x00"
"""Stands in the line where something was recognised."""
SLOW = "4"
"""What "slow" is taken to mean, in seconds: a second more than the default. The choice is ours."""


@dataclass
class Line:
    """What was recognised in one line."""

    keys: dict[str, str] = field(default_factory=dict)
    """Keys of an exercise with their values, as a session file writes them."""
    name: str = ""
    notes: list[str] = field(default_factory=list)
    """What was not understood."""
    choices: list[str] = field(default_factory=list)
    """What the program had to choose, in words."""
    text: str = ""
    """The line without what was recognised so far."""
    lengths: list[tuple[str, bool]] = field(default_factory=list)
    """Times of the work, and whether the line itself calls them holds."""
    phases: dict[int, str] = field(default_factory=dict)
    """Seconds of the phases that are said in words, by their place in a tempo."""
    per_set: bool = False
    """The number before a time was said to be of sets."""

    @property
    def is_work(self) -> bool:
        """Whether the line says how much to do."""
        return bool(self.keys.keys() & {"reps", "hold", "time"})


Take = Callable[[Line, "re.Match[str]"], str]
RECOGNISERS: list[tuple[re.Pattern[str], Take]] = []


def _recognise(pattern: str) -> Callable[[Take], Take]:
    """Register a recogniser; one that returns the matched text has taken nothing."""

    def register(take: Take) -> Take:
        RECOGNISERS.append((re.compile(pattern, re.IGNORECASE), take))
        return take

    return register


_PER = r"(?:/|\ba\b|\bper\b|\beach\b|\bevery\b|(?=daily))"
_BETWEEN = (
    r"(?:\s*\(?(?:rest(?:ing)?\s*)?(?:in\s+)?(?:between|btw|after)\s*(?:each|every|all|the|both)?\s*"
    r"(?P<place>sets?|exercises?|rounds?|it)?\b\)?)?"
)


@_recognise(
    rf"\b(?:(?P<n>{COUNTS})\s*(?:x|times)|(?P<word>once|twice))\s*{_PER}\s*(?P<p>day|daily|week|wk)\b"
    r"|\b(?P<whole>daily|every (?:other|second|third|[2-9]) days?|every day)\b"
)
def _schedule(line: Line, match: re.Match[str]) -> str:
    if match["whole"]:
        line.keys["schedule"] = match["whole"].lower()
        return GAP
    often = {"once": "1", "twice": "2"}.get((match["word"] or "").lower()) or counts(match["n"])
    period = "day" if match["p"].lower().startswith("da") else "week"
    line.keys["schedule"] = f"{often} times a {period}"
    return GAP


@_recognise(
    rf"(?:\b(?P<before>{COUNT})\s*(?:x|sets? of|rounds? of)\s*)?(?P<on>{TIME})\s*"
    rf"(?P<what>on|work|hard|hold|contract)\b\s*[,/;&-]?\s*(?:and|then)?\s*"
    rf"(?P<off>{TIME})\s*(?:off|rest|easy|relax|release|recovery)\b"
    rf"(?:\s*[,x]*\s*(?P<sets>{COUNT})(?:\s*(?:times|rounds?|sets?|reps?))?\b)?"
    rf"|\b(?P<hold>hold|contract|squeeze|push)(?:\s+for)?\s*(?P<on2>{TIME})\s*[,/;&-]?\s*"
    rf"(?:and|then)?\s*(?:relax|release)(?:\s+for)?\s*(?P<off2>{TIME})"
)
def _on_and_off(line: Line, match: re.Match[str]) -> str:
    on, off = time_text(match["on"] or match["on2"]), time_text(match["off"] or match["off2"])
    relaxes = "relax" in match[0].lower() or "release" in match[0].lower()
    held = match["hold"] or (match["what"] or "").lower() in ("hold", "contract")
    line.keys |= {"hold" if held or relaxes else "time": on, "relax" if relaxes else "rest": off}
    if sets := match["sets"] or match["before"]:
        line.keys["sets"] = f"{count(sets)}"
    return GAP


@_recognise(
    rf"\b(?:rest(?:ing)?|recover(?:y)?|breaks?)\b(?:\s*(?:for|of|time|periods?|is|about|approx\.?))*"
    rf"\s*[:=~]?\s*(?P<time>{TIME}){_BETWEEN}"
    rf"|(?:with|then|and|take)?\s*(?P<time2>{TIME})\s*(?:of\s+|-)?(?:rest|recovery|break|off)\b"
    rf"{_BETWEEN.replace('place', 'place2')}"
    rf"|(?P<time3>{TIME})\s+(?:in\s+)?between\s+(?:each\s+|all\s+|the\s+)?(?P<place3>sets?|exercises?|rounds?)\b"
    r"|\b(?P<none>no|without)\s+rest\b"
)
def _rest(line: Line, match: re.Match[str]) -> str:
    place = match["place"] or match["place2"] or match["place3"] or ""
    key = {"e": "rest-after", "r": "rest-between-rounds"}.get(place[:1].lower(), "rest")
    time = match["time"] or match["time2"] or match["time3"]
    line.keys[key] = "0" if match["none"] else time_text(time)
    return GAP


_PLACES = {
    0: r"down|lower(?:ing)?|eccentric(?:ally)?|descent|negative",
    2: r"up|lift(?:ing)?|concentric|raise|push(?:ing)? up",
}
_DIRECTIONS = "|".join(_PLACES.values())


@_recognise(
    rf"(?P<time>{TIME})\s*(?:of\s+|on the way\s+|for the\s+|-)?(?:slow\s+|controlled\s+)?"
    rf"(?P<way>{_DIRECTIONS})\b"
    rf"(?:\s+phase)?"
    rf"|\b(?P<way2>{_DIRECTIONS})(?:\s+(?:phase|slowly|for|over|in|takes?|of))*\s*[:=]?\s*(?P<time2>{TIME})"
)
def _moving_phase(line: Line, match: re.Match[str]) -> str:
    way = (match["way"] or match["way2"]).lower()
    place = 0 if re.fullmatch(_PLACES[0], way) else 2
    line.phases[place] = f"{seconds(match['time'] or match['time2'])[1]:g}"
    return GAP


@_recognise(
    rf"\b(?:pause|hold|squeeze|stop)\s*(?:for\s+)?(?P<time>{TIME})\s*(?:at|in)\s+(?:the\s+)?(?P<where>bottom|top|end|stretch)"
    rf"|(?P<time2>{TIME})\s*(?:-\s*)?(?:pause|hold|squeeze|stop)\s*(?:at|in)\s+(?:the\s+)?(?P<where2>bottom|top|end|stretch)"
    rf"|\b(?:pause|hold|squeeze)\s*(?:at|in)\s+(?:the\s+)?(?P<where3>bottom|top|end|stretch)\s*(?:position\s*)?(?:for\s+)?(?P<time3>{TIME})"
    rf"|\bpause\s*(?:for\s+)?(?P<time4>{TIME})|(?P<time5>{TIME})\s*pause\b"
)
def _still_phase(line: Line, match: re.Match[str]) -> str:
    where = (match["where"] or match["where2"] or match["where3"] or "bottom").lower()
    time = next(match[f"time{n}"] for n in ("", 2, 3, 4, 5) if match[f"time{n}"])
    line.phases[1 if where in ("bottom", "stretch") else 3] = f"{seconds(time)[1]:g}"
    return GAP


@_recognise(
    r"(?:\btempo|\bcadence|@|\bat)\s*[:=]?\s*"
    r"\(?(?P<four>[0-9]{1,2}[-/ ]?[0-9][-/ ]?[0-9x](?:[-/ ]?[0-9])?)\)?"
    r"(?![0-9:%]|\s*(?:kg|lb|s\b|sec|min))"
    r"|(?<![0-9])(?P<four2>[0-9]{1,2}[-/][0-9][-/][0-9x][-/][0-9])(?![0-9])(?:\s*tempo)?"
    r"|\b(?P<four3>[0-9]{2}[0-9x][0-9])\s*tempo\b|\b(?P<three>[0-9]-[0-9]-[0-9x])\s*tempo\b"
)
def _tempo(line: Line, match: re.Match[str]) -> str:
    written = match["four"] or match["four2"] or match["four3"] or match["three"]
    split = re.search(r"[-/ ]", written)
    parts = re.findall(r"[0-9]+|x", written, re.IGNORECASE) if split else list(written)
    if len(parts) not in (3, 4):
        return match[0]
    line.keys["tempo"] = "-".join([*(part.upper() for part in parts), "0"][:4])
    return GAP


@_recognise(
    r"(?:@|\bat\b|\bwith\b)?\s*(?<![-0-9])(?P<loads>[0-9]{1,3}(?:\.[0-9])?(?:\s*(?:,|/|then)\s*[0-9]{1,3}(?:\.[0-9])?){2,8})\s*"
    r"(?P<unit>kg|lb)s?\b"
)
def _loads(line: Line, match: re.Match[str]) -> str:
    """Take a load for each set: `40, 50, 60 kg`."""
    loads = re.findall(r"[0-9.]+", match["loads"])
    unit = match["unit"].lower()
    line.keys["load"] = f"[{', '.join(f'{load} {unit}' for load in loads)}]"
    return GAP


_EQUIPMENT = (
    r"(?:dumb-?bells?|dbs?|kettle-?bells?|kbs?|plates?|bar(?:bell)?|(?:ankle )?weights?|vest)"
)


@_recognise(
    rf"(?:@|\bat\b|\bwith\b|\busing\b|\bw/)?\s*(?P<load>(?:{COUNT}\s*x\s*)?[0-9]{{1,3}}(?:[.,][0-9]{{1,2}})?\s*"
    rf"(?:kgs?|kilos?|lbs?|pounds?)\b(?:\s*{_EQUIPMENT}\b)?"
    r"(?:\s*(?:in\s+)?each hand)?)"
    rf"|(?:@|\bat\b)?\s*(?P<share>[0-9]{{1,3}}(?:{TO}[0-9]{{1,3}})?\s*%(?:\s*(?:of\s*)?(?:1\s*-?\s*rm|max))?)"
    r"|\b(?P<body>body\s?-?weight|bw)\b(?:\s+only)?"
)
def _load(line: Line, match: re.Match[str]) -> str:
    load = match["load"] or match["share"] or "bodyweight"
    load = re.sub(r"(?<=[0-9]),(?=[0-9])", ".", load)
    load = re.sub(r"([0-9])\s*(kg|lb)", r"\1 \2", load, flags=re.IGNORECASE)
    load = re.sub(r"\bkgs\b|\bkilos?\b", "kg", load, flags=re.IGNORECASE)
    line.keys["load"] = re.sub(r"\blbs\b|\bpounds?\b", "lb", load, flags=re.IGNORECASE).strip()
    return GAP


@_recognise(
    rf"@?\s*\brpe\s*(?:of\s*)?[:=]?\s*(?P<rpe>[0-9]{{1,2}}(?:\.5)?(?:{TO}[0-9]{{1,2}}(?:\.5)?)?)(?:\s*/\s*10)?"
    rf"|@?\s*(?P<rpe2>[0-9]{{1,2}}(?:\.5)?(?:{TO}[0-9]{{1,2}}(?:\.5)?)?)\s*rpe\b"
    rf"|\brir\s*[:=]?\s*(?P<rir>[0-5](?:{TO}[0-5])?)"
    rf"|(?<![0-9])(?P<rir2>[0-5](?:{TO}[0-5])?)\s*(?:rir\b|reps? (?:in reserve|left in the tank))"
    r"|\beffort\s*[:=]?\s*(?P<effort>[0-9]{1,2})(?:\s*(?:/|out of)\s*10)?"
)
def _effort(line: Line, match: re.Match[str]) -> str:
    if reserve := match["rir"] or match["rir2"]:
        efforts = sorted(10 - int(number) for number in re.findall(r"[0-9]", reserve))
        line.keys["rpe"] = "-".join(str(effort) for effort in dict.fromkeys(efforts))
        return GAP
    rpe = match["rpe"] or match["rpe2"] or match["effort"]
    line.keys["rpe"] = re.sub(TO, "-", rpe.strip())
    return GAP


_LIMB = r"(?:sides?|legs?|arms?|foot|feet|hands?|hips?|knees?|way|direction)"


@_recognise(
    rf"\b(?P<alternating>alternat(?:e|ing|ely))(?:\s+(?:between\s+)?{_LIMB})?\b"
    rf"|(?:\b(?:on\s+)?(?:for\s+)?(?:each|per|every)\b|/|\ba(?=\s+(?:side|leg)\b))\s*{_LIMB}\b"
    r"|\b(?:left\s*(?:and|&|/|\+|then)\s*right|l\s*(?:/|&|\+)\s*r|e/s|ea\.?|each)(?![a-z])|(?<=[0-9])ea\b"
    r"|\b(?P<one>left|right)(?:\s+(?:side|leg|arm)|)\s+only\b"
    rf"|\b(?P<both>both)\s+{_LIMB}(?:\s+together)?\b"
)
def _sides(line: Line, match: re.Match[str]) -> str:
    if match["one"]:
        line.keys["sides"] = match["one"].lower()
    elif match["alternating"]:
        line.keys["sides"] = "alternating"
    elif match["both"]:
        # "Both legs" is how a set of two legs together is written, "both sides" one of each.
        line.keys.setdefault("sides", "each" if "side" in match[0].lower() else "both")
    elif line.keys.get("sides") != "alternating":
        line.keys["sides"] = "each"
    return GAP


@_recognise(
    rf"\bemom\b\s*(?:x|for)?\s*(?P<minutes>[0-9]{{1,2}})?\s*(?:min(?:ute)?s?\b)?\s*:?"
    rf"|\bevery\s+(?:(?P<time>{TIME})|(?P<minute>minute)\b)(?:\s+on the minute)?"
    rf"(?:\s*for\s+(?P<total>{TIME}))?"
)
def _every(line: Line, match: re.Match[str]) -> str:
    every = seconds(match["time"])[1] if match["time"] else 60.0
    line.keys["every"] = f"{every:g}s"
    if match["minutes"]:
        line.keys["sets"] = match["minutes"]
    elif match["total"]:
        line.keys["sets"] = f"{seconds(match['total'])[1] // every:g}"
    return GAP


_REPS = r"(?:reps?|repetitions?|repeats?)\b\.?"
_MANY = r"(?:max(?:imum)?|amrap|as many(?: reps)? as (?:possible|you can))"
_LISTED = rf"{COUNT}(?:\s*[,/]\s*{COUNT}){{1,8}}"
_CLUSTER = r"[0-9]{1,3}(?:\s*\+\s*[0-9]{1,3})+\+?"
_AMOUNT = (
    rf"(?P<time>{TIME}\+?)|(?P<cluster>{_CLUSTER})|(?P<listed>{_LISTED})"
    rf"|(?P<least>[0-9]{{1,3}}\s*\+)|(?P<reps>{COUNTS})|(?P<max>{_MANY}\b)"
)
_HELD = r"(?:-?\s*(?P<held>(?:isometric\s+|static\s+)?holds?|isometrics?|stretch(?:es)?))?"


@_recognise(
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


@_recognise(
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


@_recognise(
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


@_recognise(rf"\b(?P<listed>{_LISTED})\s*{_REPS}")
def _reps_of_each_set(line: Line, match: re.Match[str]) -> str:
    if "reps" in line.keys:
        return match[0]
    line.keys["reps"] = _listed(match["listed"])
    return GAP


def _listed(text: str) -> str:
    """Return reps that are listed set by set as a session file writes them: `[12, 10, 8]`."""
    return f"[{', '.join(str(count(number)) for number in re.split(r'[,/ ]+', text))}]"


@_recognise(
    rf"\b(?P<sets>{COUNTS})\s*(?:sets?|rounds?)\b|\bx\s*(?P<times>{COUNT})\s*(?:sets?|rounds?)\b"
)
def _sets(line: Line, match: re.Match[str]) -> str:
    if "sets" in line.keys:
        return match[0]
    line.keys["sets"] = counts(match["sets"] or match["times"])
    line.per_set = True
    return GAP


@_recognise(
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


@_recognise(rf"\b(?:for\s+)?(?P<time>{TIME}\+?)")
def _time(line: Line, match: re.Match[str]) -> str:
    if line.lengths or "time" in line.keys:
        return match[0]
    line.lengths.append((match["time"], False))
    return GAP


@_recognise(
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


@_recognise(
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
