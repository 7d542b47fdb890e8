"""Every key has an effect in every place where the tables allow it.

Each is written once in each of its places, beside what it needs; what the session then comes to, as
`explain --json` tells it, differs from the same file without the key.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.fields.exercise import CHOICE, DEFAULTS, EXERCISE, VARIANT, WEEK
from hamtimer.core.session_file.fields.session import BLOCK, SESSION
from hamtimer.core.session_file.fields.set import PART, SET_GROUP
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.session_file.problems import Severity
from hamtimer.core.session_file.tables import Table
from hamtimer.core.session_file.values.cues import CUE_TABLE, SIGNALS_TABLE, SOUNDS_TABLE
from hamtimer.core.session_file.values.planning import PROGRESSION_TABLE, SCHEDULE_TABLE
from hamtimer.core.session_file.values.tempo import PHASES_TABLE, TEMPO_TABLE
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.front.explain_json import explain_json

Values = dict[str, Any]


@dataclass(frozen=True)
class Sample:
    """A value to write for a key, and what must stand beside it."""

    value: Any
    beside: Values = field(default_factory=dict)
    """In the exercise, in place of its usual reps."""


ISOMETRIC = {"hold": "7s", "reps": 3}
LED = {"reps": 5, "tempo": "2-1-2-1"}
SAMPLES = {
    "name": Sample("Other"),
    "sets": Sample(3),
    "reps": Sample(9),
    "hold": Sample("30s"),
    "time": Sample("40s"),
    "relax": Sample("5s", ISOMETRIC),
    "intra-set-rest": Sample("21s", {"reps": "5+5"}),
    "then": Sample({"hold": "9s"}),
    "tempo": Sample("4-0-4-0"),
    "beat": Sample("2s"),
    "explosive": Sample("3s", {"reps": 5, "tempo": "3-0-X-0"}),
    "reset": Sample("4s", {"reps": 5, "tempo": "5-0-0-0"}),
    "every": Sample("2 min"),
    "starts-with": Sample("concentric"),
    "sides": Sample("each"),
    "first-side": Sample("right", {"reps": 5, "sides": "each"}),
    "switch": Sample("11s", {"reps": 5, "sides": "each"}),
    "rest": Sample("33s"),
    "prepare": Sample("13s"),
    "start": Sample("key"),
    "load": Sample("12 kg"),
    "rpe": Sample(7),
    "phase-names": Sample({"eccentric": "Down"}),
    "assume": Sample("99s", {"reps": "max"}),
    "feedback": Sample("band"),
    "signals": Sample({"halfway": "no"}, {"hold": "60s"}),
    "measure": Sample("yes"),
    "rest-after": Sample("44s"),
    "description": Sample("Stand tall."),
    "link": Sample("https://example.org"),
    "cues": Sample("Breathe"),
    "equipment": Sample("mat"),
    "schedule": Sample("daily"),
    "progression": Sample({"goal": "3 x 20"}),
    "id": Sample("other"),
    "weeks": Sample([{"weeks": 1, "reps": 8}]),
    "skip": Sample("yes"),
    "easier": Sample([{"name": "Easy", "reps": 3}]),
    "harder": Sample([{"name": "Hard", "reps": 8}]),
    "variant": Sample("hard", {"reps": 5, "harder": [{"name": "Hard", "reps": 8}]}),
    "rest-between-exercises": Sample("22s"),
    "rest-between-rounds": Sample("25s"),
}
USUAL = {"reps": 5}


def exercise(beside: Values) -> Values:
    return {"name": "A", "sets": 2, **(beside or USUAL)}


def session(*items: Values, **more: Any) -> Values:  # noqa: ANN401 - any value of a file
    return {"name": "S", **more, "exercises": [*items, {"name": "Last", "reps": 1}]}


def in_rounds(item: Values, **more: Any) -> Values:  # noqa: ANN401 - as above
    return session(
        {"block": "B", "rounds": 2, "exercises": [item, {"name": "C", "reps": 2}], **more}
    )


def in_exercise(sample: Sample, own: Values) -> Values:
    item = {**exercise(sample.beside), **own}
    if "time" in own:
        del item["reps"]
    return session(item)


def in_defaults(sample: Sample, own: Values) -> Values:
    item = {key: value for key, value in exercise(sample.beside).items() if key not in own}
    if "time" in own or "hold" in own:
        item.pop("reps", None)
    return {**in_rounds(item), "defaults": own or {"reps": 1}}


def in_block_defaults(sample: Sample, own: Values) -> Values:
    item = {key: value for key, value in exercise(sample.beside).items() if key not in own}
    if "time" in own or "hold" in own:
        item.pop("reps", None)
    return in_rounds(item, defaults=own or {"reps": 1})


def in_variant(sample: Sample, own: Values) -> Values:
    return session({**exercise(sample.beside), "harder": [{"name": "V", **own}]})


def in_week(sample: Sample, own: Values) -> Values:
    return session({**exercise(sample.beside), "weeks": [{"weeks": 1, **own}, {"weeks": 2}]})


def in_set(sample: Sample, own: Values) -> Values:
    work = {key: value for key, value in exercise(sample.beside).items() if key != "sets"}
    return session({**work, "sets": [own, {"reps": 4}]})


def in_part(sample: Sample, own: Values) -> Values:
    item = exercise({})
    part = {**(sample.beside or {"reps": 4}), **own}
    if "time" in own or "hold" in own:
        part.pop("reps", None)
    return session({**item, "then": [part]})


PLACES: dict[str, tuple[Table, Callable[[Sample, Values], Values]]] = {
    "an exercise": (EXERCISE, in_exercise),
    "the defaults of the session": (DEFAULTS, in_defaults),
    "the defaults of a block": (DEFAULTS, in_block_defaults),
    "a variant": (VARIANT, in_variant),
    "a week": (WEEK, in_week),
    "a set": (SET_GROUP, in_set),
    "a part": (PART, in_part),
}
OTHER_NEEDS = {
    ("a part", "intra-set-rest"): Sample("9s"),
    ("a part", "relax"): Sample("5s", ISOMETRIC),
}
"""Where a key needs something else than elsewhere."""


def changed_in(weeks: int) -> Values:
    return session({"name": "A", "reps": 5, "weeks": [{"weeks": weeks, "reps": 9}]})


REQUIRED = {
    ("an exercise", "name"): (session({"name": "A", "reps": 5}), session({"name": "B", "reps": 5})),
    ("a variant", "name"): (
        session({"name": "A", "reps": 5, "easier": [{"name": "V"}]}),
        session({"name": "A", "reps": 5, "easier": [{"name": "W"}]}),
    ),
    ("a week", "weeks"): (changed_in(1), changed_in(2)),
}
"""Keys that must be written, by their places: two files with another value of it."""


def cases() -> Iterator[tuple[str, str]]:
    for place, (table, _) in PLACES.items():
        yield from ((place, key) for key in table.by_key)


def told(values: Values, choices: Choices) -> str:
    """Return what a file comes to, and fail when it has an error."""
    loaded = load_session(json.dumps(values), "x.yaml")
    errors = [str(p) for p in loaded.problems if p.severity is Severity.ERROR]
    assert not errors, (values, errors)
    return "".join(explain_json(compile_session(loaded.choose(choices))))


@pytest.mark.parametrize(("place", "key"), [case for case in cases() if case not in REQUIRED])
def test_a_key_has_an_effect(place: str, key: str) -> None:
    _, write = PLACES[place]
    sample = OTHER_NEEDS.get((place, key), SAMPLES[key])
    choices = Choices(variants={"a": "v"}) if place == "a variant" else Choices()
    changed = choices
    if (place, key) == ("a variant", "id"):
        changed = Choices(variants={"a": sample.value})
    assert told(write(sample, {key: sample.value}), changed) != told(write(sample, {}), choices)


@pytest.mark.parametrize("case", list(REQUIRED))
def test_a_key_that_must_be_written_has_another_effect_with_another_value(
    case: tuple[str, str],
) -> None:
    first, second = REQUIRED[case]
    assert told(first, Choices()) != told(second, Choices())


@pytest.mark.parametrize("key", list(CHOICE.by_key))
def test_a_key_of_todays_choice_and_of_the_next_target_has_an_effect(key: str) -> None:
    sample = SAMPLES[key]
    written = {key: json.dumps(sample.value)}
    values = in_exercise(sample, {})
    for choices in (Choices(today={"a": written}), Choices(targets={"a": written})):
        assert told(values, choices) != told(values, Choices())


# ------------------------------------------------------------------ blocks and sessions
ITEMS = [{"name": "A", "reps": 5}, {"name": "B", "reps": 4}]
BLOCKS: dict[str, tuple[Values, Values]] = {
    "block": ({"block": "Other"}, {"block": "B"}),
    "kind": ({"kind": "circuit", "rounds": 2}, {"rounds": 2}),
    "rounds": ({"rounds": 2}, {}),
    "every": ({"every": "3 min", "kind": "circuit", "rounds": 2}, {"kind": "circuit", "rounds": 2}),
    "within": ({"within": "3 min"}, {}),
    "weeks": ({"weeks": 2}, {}),
    "rest-between-exercises": ({"rest-between-exercises": "7s"}, {}),
    "rest-between-rounds": ({"rest-between-rounds": "7s", "rounds": 2}, {"rounds": 2}),
    "rest-after": ({"rest-after": "7s"}, {}),
    "defaults": ({"defaults": {"tempo": "1-0-1-0"}}, {}),
    "exercises": ({"exercises": ITEMS[:1]}, {}),
}


@pytest.mark.parametrize("key", list(BLOCK.by_key))
def test_a_key_of_a_block_has_an_effect(key: str) -> None:
    own, without = BLOCKS[key]
    whole = ({"block": "B", "exercises": ITEMS, **values} for values in (own, without))
    first, second = (told(session(block), Choices()) for block in whole)
    assert first != second


SESSIONS: dict[str, Any] = {
    "name": "Other",
    "description": "Words.",
    "source": "A book",
    "link": "https://example.org",
    "tags": ["legs"],
    "equipment": ["mat"],
    "level": "beginner",
    "schedule": "daily",
    "progression": {"goal": "3 x 20"},
    "id": "other",
    "plan": {"missed": "back"},
    "defaults": {"tempo": "1-0-1-0"},
    "warm-up": [{"name": "W", "reps": 3}],
    "exercises": [{"name": "E", "reps": 3}],
    "cool-down": [{"name": "D", "hold": "9s"}],
    "signals": {"countdown": "5s"},
    "sounds": {"tick": "none"},
    "voice": "yes",
}


@pytest.mark.parametrize("key", [key for key in SESSION.by_key if key != "hamtimer"])
def test_a_key_of_a_session_has_an_effect(key: str) -> None:
    """All but `hamtimer`, which says by which format the file is to be read."""
    values = {"name": "S", "exercises": ITEMS}
    assert told({**values, key: SESSIONS[key]}, Choices()) != told(values, Choices())


# ------------------------------------------------------------------ groups inside
RESET = {"reps": 5, "tempo": "5-0-0-0", "reset": "3s"}
PHASES: dict[str, Values] = {
    **dict.fromkeys(("eccentric", "stretched", "concentric", "shortened"), LED),
    "reset": RESET,
    **{phase: {**ISOMETRIC, "relax": "3s"} for phase in ("hold", "relax")},
}
RULE = {"rule": "steps", "step": "1 rep"}
RULE_KEYS: Values = {
    "rule": "steps",
    "step": "2 reps",
    "after": "2 sessions",
    "goal": "2 x 20",
    "back": "1 step after 2 misses",
    "pain-limit": 3,
    "on-pain": "back",
}
GROUPS: dict[str, tuple[Table, Callable[[str], tuple[Values, Values]]]] = {
    "tempo": (
        TEMPO_TABLE,
        lambda key: (
            {"reps": 5, "tempo": {"eccentric": 1, "concentric": 1, key: 3}},
            {"reps": 5, "tempo": {"eccentric": 1, "concentric": 1}},
        ),
    ),
    "schedule": (
        SCHEDULE_TABLE,
        lambda key: (
            {"reps": 5, "schedule": {"per": "week", key: {"times": 3, "per": "day"}[key]}},
            {"reps": 5, "schedule": {"per": "week"}},
        ),
    ),
    "progression": (
        PROGRESSION_TABLE,
        lambda key: (
            {"reps": 5, "progression": RULE | {key: RULE_KEYS[key]}}
            if key in RULE_KEYS
            else {"reps": 5, "progression": {key: "words"}},
            {"reps": 5, "progression": RULE} if key in RULE_KEYS else {"reps": 5},
        ),
    ),
    "signals": (
        SIGNALS_TABLE,
        lambda key: (
            {"hold": "60s", "sets": 2, "signals": {key: "no" if key == "halfway" else "none"}},
            {"hold": "60s", "sets": 2},
        ),
    ),
    "cues": (
        CUE_TABLE,
        lambda key: (
            {"reps": 5, "cues": [{"say": "x", key: {"say": "y", "at": "start"}[key]}]},
            {"reps": 5, "cues": [{"say": "x"}]},
        ),
    ),
    "phase-names": (
        PHASES_TABLE,
        lambda key: ({**PHASES[key], "phase-names": {key: "Mine"}}, PHASES[key]),
    ),
}


@pytest.mark.parametrize(
    ("group", "key"), [(group, key) for group, (table, _) in GROUPS.items() for key in table.by_key]
)
def test_a_key_of_a_group_has_an_effect(group: str, key: str) -> None:
    own, without = GROUPS[group][1](key)
    if (group, key) == ("progression", "rule"):
        without = {"reps": 5, "progression": {"step": "1 rep"}}
    first, second = (told(session({"name": "A", **each}), Choices()) for each in (own, without))
    assert first != second


@pytest.mark.parametrize("key", list(SOUNDS_TABLE.by_key))
def test_a_sound_has_an_effect(key: str) -> None:
    values = {"name": "S", "exercises": ITEMS}
    assert told({**values, "sounds": {key: "none"}}, Choices()) != told(values, Choices())
