"""Facts of a line besides its work: schedule, rests, tempo, load, effort, sides."""

from __future__ import annotations

import re

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
from hamtimer.core.notation.prose.recogniser import GAP, Line, Recognisers

FACTS = Recognisers()
_PER = r"(?:/|\ba\b|\bper\b|\beach\b|\bevery\b|(?=daily))"
_BETWEEN = (
    r"(?:\s*\(?(?:rest(?:ing)?\s*)?(?:in\s+)?(?:between|btw|after)\s*(?:each|every|all|the|both)?\s*"
    r"(?P<place>sets?|exercises?|rounds?|it)?\b\)?)?"
)


@FACTS.of(
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


@FACTS.of(
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


@FACTS.of(
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


@FACTS.of(
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


@FACTS.of(
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


@FACTS.of(
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


@FACTS.of(
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


@FACTS.of(
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


@FACTS.of(
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


@FACTS.of(
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


@FACTS.of(
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
