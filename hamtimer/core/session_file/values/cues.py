"""A person's own cues, the signals and the sounds."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from hamtimer.core.notation.durations import duration_words, parse_time
from hamtimer.core.notation.mistakes import Mistake, nearest, shown, unknown_word
from hamtimer.core.session.defaults import COUNTDOWN_MS, PERIODIC_MS, REST_SOON_MS
from hamtimer.core.session.work import CueText, Moment
from hamtimer.core.session_file import patterns
from hamtimer.core.session_file.kinds import (
    NOTHING,
    Field,
    Kind,
    list_of,
    meant,
    parsed,
)
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.sound_choice import BUILT_IN, SUFFIXES, parse_sound
from hamtimer.core.session_file.suggestions import in_quotes
from hamtimer.core.session_file.tables import Table, group, read_table, table_schema
from hamtimer.core.session_file.values.basics import MINUTE_MS, SHORT, YES_NO
from hamtimer.core.session_file.yaml_nodes import Mapping, Node, Scalar
from hamtimer.core.text import normalized
from hamtimer.core.timeline.cue_kinds import SOUNDING

MOMENTS = [m.value for m in Moment if m not in (Moment.REP, Moment.TIME, Moment.ALWAYS)]
_MOMENT_WORDS = f"{', '.join(MOMENTS)}, rep 5 or a time like 10s"


def _moment(written: str) -> tuple[Moment, int]:
    word = normalized(written)
    if word in MOMENTS:
        return Moment(word), 0
    if match := re.fullmatch(r"rep ([0-9]{1,3})", word):
        return Moment.REP, int(match[1])
    if word[:1].isdigit():
        return Moment.TIME, parse_time(word)
    message = f"{shown(written)} is not a moment of a set"
    raise unknown_word(message, f"write {_MOMENT_WORDS}", nearest(written, MOMENTS))


CUE_TABLE = Table(
    "a cue",
    (
        Field("say", SHORT, "The cue in your own words.", required=True),
        Field(
            "at",
            parsed(_MOMENT_WORDS, _moment, patterns.moment(MOMENTS), _MOMENT_WORDS),
            "When it is spoken and shown.",
            "before the exercise, in its rests, and by turns during its sets",
        ),
    ),
    {"text": 'did you mean "say"?', "when": 'did you mean "at"?'},
)


_CUE_KEYS = ["say", "at", "text", "when", "cue", "words"]


def _cue(node: Node, report: Report) -> Any:  # noqa: ANN401 - a CueText or NOTHING
    if not isinstance(node, Mapping):
        words = SHORT.read(node, report)
        return words if words is NOTHING else CueText(words)
    if len(node.pairs) == 1 and node.pairs[0][0].text not in CUE_TABLE.by_key:
        key, value = node.pairs[0]
        if isinstance(value, Scalar) and (" " in key.text or not meant(key.text, _CUE_KEYS, "")):
            words = in_quotes(f"{key.text}: {value.text}")
            report.error(key, "a cue with a colon in it needs quotes", f"write {words}")
            return NOTHING
    values = read_table(node, CUE_TABLE, report)
    if "say" not in values:
        return NOTHING
    moment, number = values["at"].value if "at" in values else (Moment.ALWAYS, 0)
    return CueText(values["say"].value, moment, number)


CUES = list_of(
    Kind("a cue", _cue, patterns.either(SHORT.schema, table_schema(CUE_TABLE))),
    "a text, or a list of texts and of {say: …, at: …}",
)


# ------------------------------------------------------------------ signals
def _or_none(kind: Kind) -> Kind:
    """Return the kind of a length that `none` turns off."""

    def read(node: Node, report: Report) -> Any:  # noqa: ANN401 - milliseconds, or NOTHING
        off = isinstance(node, Scalar) and node.text.strip().lower() == "none"
        return 0 if off else kind.read(node, report)

    return replace(kind, read=read, words=f"{kind.words}, or none")


def _span(least_ms: int, most_ms: int) -> Kind:
    """Return the kind of a length in whole seconds between bounds."""
    limits = f"{duration_words(least_ms)} to {duration_words(most_ms)}"

    def parse(written: str) -> int:
        length = parse_time(written)
        advice = f"write whole seconds, {limits}, or none"
        if length % 1_000:
            raise Mistake(f"{shown(written)} is not in whole seconds", advice)
        if not least_ms <= length <= most_ms:
            raise Mistake(f"{shown(written)} is out of range", advice)
        return length

    schema = patterns.between(patterns.DURATION, 0, most_ms)
    kind = parsed("whole seconds", parse, schema, f"whole seconds, {limits}, or none")
    return replace(_or_none(kind), limits=limits)


SIGNALS_TABLE = Table(
    "the signals",
    (
        Field(
            "countdown",
            _span(1_000, 10_000),
            "How many seconds are counted down before a start.",
            duration_words(COUNTDOWN_MS),
        ),
        Field("halfway", YES_NO, "Whether halfway through a set is signalled.", "yes"),
        Field(
            "periodic",
            _span(1_000, 60 * MINUTE_MS),
            "How often a hold or timed set signals that it continues.",
            duration_words(PERIODIC_MS),
        ),
        Field(
            "rest-soon",
            _span(1_000, 60 * MINUTE_MS),
            "How long before its end a rest is announced to be over soon.",
            duration_words(REST_SOON_MS),
        ),
    ),
)


SIGNALS = group(SIGNALS_TABLE)


# ------------------------------------------------------------------ sounds
_SOUND = parsed(
    "a sound's name, a file beside this one, or none",
    parse_sound,
    patterns.sound(BUILT_IN, SUFFIXES),
    "none",
)
SOUNDS_TABLE = Table(
    "the sounds",
    tuple(Field(kind.value, _SOUND, kind.facts.meaning, "its own") for kind in SOUNDING),
)


def _sounds(node: Node, report: Report) -> Any:  # noqa: ANN401 - cue and sound, pair by pair
    values = read_table(node, SOUNDS_TABLE, report)
    return tuple((key, value.value) for key, value in values.items())


SOUNDS = Kind("a group of cue: sound", _sounds, table_schema(SOUNDS_TABLE))
