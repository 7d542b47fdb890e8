"""Whatever stands in a file, loading gives a session or problems, and never an exception.

Random structures are written as JSON, which is YAML too and much faster to write.
"""

import json
import random
from contextlib import suppress
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session_file.fields.exercise import DEFAULTS, EXERCISE
from hamtimer.core.session_file.fields.session import GROUPS, SESSION
from hamtimer.core.session_file.loader import Loaded, load_session
from hamtimer.core.session_file.problems import Severity
from hamtimer.core.timeline.compiler import compile_session

SESSIONS = [
    path.read_text(encoding="utf-8")
    for path in sorted((Path(__file__).parents[3] / "sessions").glob("*.yaml"))
]
KEYS = sorted({key for table in (SESSION, DEFAULTS, *GROUPS.values()) for key in table.by_key})
WORDS = [
    "0", "1", "3", "99", "15-20", "8+", "max", "30s", "60s+", "1:30", "4-1-2-0", "0301", "40X0",
    "self-paced", "both", "each", "alternating", "concentric", "superset", "circuit", "key",
    "after 2 min", "twice a day", "last rep", "rep 5", "daily", "yes", "none", "beginner", "~",
    "-1", "1e9", "24 h", "5+5+5", "2-3 min", "20-30s", "50 bpm", "1.2s", "5+", "1-2, 5", "7-8",
    "1,5", "https://example.org",
]  # fmt: skip

SIGNS = [
    ":", "- ", "\n", " ", "[", "}", '"', "&a", "*a", "#", "|", "?", "\t", "\x1b", "\ud800", "é",
    "!!x ", "<<: ", "\n---\n", "%", "999999999",
]  # fmt: skip

scalars = st.one_of(st.sampled_from(WORDS), st.text(max_size=12), st.integers(), st.none())
trees = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=8),
    ),
    max_leaves=30,
)
leaves = st.one_of(
    scalars,
    st.lists(scalars, max_size=3),
    st.dictionaries(st.sampled_from(KEYS), scalars, max_size=3),
)
exercises = st.dictionaries(st.sampled_from(sorted(EXERCISE.by_key)), leaves, max_size=8).map(
    lambda values: {"name": "x", **values}
)


def check_law(loaded: Loaded) -> None:
    """Either there are errors and no session, or a session that can be laid out."""
    errors = [p for p in loaded.problems if p.severity is Severity.ERROR]
    assert (loaded.session is None) == bool(errors)
    for problem in loaded.problems:
        assert problem.message
        assert problem.advice
        assert str(problem).isprintable()
        assert problem.line >= 1
        assert problem.column >= 1
    assert list(loaded.problems) == sorted(loaded.problems, key=lambda p: (p.line, p.column))
    if loaded.session is not None:
        assert loaded.session.parts
        for exercise in loaded.session.exercises():
            assert all(plan.parts for plan in exercise.sets)
            assert 0 <= exercise.least_sets < len(exercise.sets)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(SESSIONS), st.randoms(use_true_random=False), st.integers(1, 6))
def test_mutations_of_valid_files(text: str, chance: random.Random, mutations: int) -> None:
    characters = list(text)
    for _ in range(mutations):
        place = chance.randrange(len(characters))
        piece = chance.choice([*SIGNS, *KEYS, *WORDS])
        match chance.randrange(3):
            case 0:
                characters[place:place] = piece
            case 1:
                characters[place : place + len(piece)] = piece
            case _:
                del characters[place : place + chance.randrange(1, 40)]
        characters = characters or ["x"]
    check_law(load_session("".join(characters), "mutated.yaml"))


@settings(max_examples=100, deadline=None)
@given(trees)
def test_any_structure(tree: object) -> None:
    check_law(load_session(json.dumps(tree, ensure_ascii=False), "random.yaml"))


@settings(max_examples=100, deadline=None)
@given(st.lists(exercises, min_size=1, max_size=3), leaves)
def test_any_values_in_exercises(items: list[object], defaults: object) -> None:
    tree = {"name": "x", "defaults": defaults, "exercises": items}
    check_law(load_session(json.dumps(tree, ensure_ascii=False), "random.yaml"))


numbers = st.sampled_from([5, "8-12", "max", "5+5+5", "8+"])
holds = st.sampled_from(["30s", "60s+", "max", "20-30s"])
rests = st.sampled_from(["30s", 0, "1:30", "2-3 min"])
tempos = st.sampled_from(["4-1-2-0", "31X0", "self-paced", [3, 0, 2, 1], "3s-0-1-0"])
part = st.one_of(
    st.fixed_dictionaries({"reps": st.sampled_from([5, "max"])}, optional={"tempo": tempos}),
    st.fixed_dictionaries({"hold": holds}, optional={"intra-set-rest": rests}),
    st.fixed_dictionaries({"time": holds}, optional={"load": st.just("5 kg")}),
)
one_set = st.fixed_dictionaries({"reps": numbers}, optional={"load": st.just("9 kg"), "then": part})
week = st.fixed_dictionaries({}, optional={"reps": numbers, "load": st.just("1 kg"), "rest": rests})
weeks = st.lists(week, min_size=1, max_size=2).map(
    lambda rows: [{"weeks": f"{number}+" if number == 2 else number, **row}
                  for number, row in enumerate(rows, start=1)]
)  # fmt: skip
likely = {
    "sets": st.sampled_from([1, 2, 3, "2-3"]),
    "tempo": tempos,
    "beat": st.sampled_from(["50 bpm", "1.2s"]),
    "sides": st.sampled_from(["both", "each", "alternating", "left"]),
    "rest": rests,
    "start": st.sampled_from(["auto", "key", "after 1 min"]),
    "cues": st.lists(st.sampled_from(["slow", {"say": "down", "at": "eccentric"}]), min_size=1),
    "rpe": st.sampled_from([7, "7-8"]),
    "weeks": weeks | st.sampled_from([1, "1-2", "2+"]),
    "then": part | st.lists(part, min_size=1, max_size=2),
    "signals": st.sampled_from([{"countdown": "none"}, {"halfway": "no", "periodic": "15s"}]),
}
without_tempo = {key: likely[key] for key in ("sets", "rest", "start", "weeks", "signals")}
work = st.one_of(
    st.fixed_dictionaries(
        {"name": st.just("Curl"), "reps": numbers | st.just([5, 4, 3])}, optional=likely
    ),
    st.fixed_dictionaries(
        {"name": st.just("Listed"), "sets": st.lists(one_set, min_size=1, max_size=3)},
        optional={"tempo": tempos, "rest": rests},
    ),
    st.fixed_dictionaries(
        {"name": st.just("Sit"), "hold": holds | st.just(["9s", "8s"])}, optional=without_tempo
    ),
    st.fixed_dictionaries(
        {"name": st.just("Climb"), "time": holds, "every": st.sampled_from(["60s", "2 min"])},
        optional={"sets": likely["sets"]},
    ),
    st.fixed_dictionaries(
        {"name": st.just("Push"), "hold": st.just("7s"), "reps": numbers, "relax": st.just("3s")},
        optional=without_tempo,
    ),
)
items = st.recursive(
    work,
    lambda inner: st.fixed_dictionaries(
        {"block": st.just("Block"), "exercises": st.lists(inner, min_size=1, max_size=3)},
        optional={
            "kind": st.sampled_from(["straight", "superset", "circuit"]),
            "rest-after": st.sampled_from(["0", "90s"]),
            "rounds": st.sampled_from([2, "max"]),
            "within": st.sampled_from(["5 min", "90s"]),
            "every": st.just("10 min"),
            "weeks": st.sampled_from([1, "2+"]),
        },
    ),
    max_leaves=5,
)


likely_trees = st.fixed_dictionaries(
    {"name": st.just("x"), "exercises": st.lists(items, min_size=1, max_size=3)}
)


@settings(max_examples=60, deadline=None)
@given(likely_trees)
def test_likely_sessions_can_be_laid_out(tree: object) -> None:
    loaded = load_session(json.dumps(tree), "likely.yaml")
    check_law(loaded)
    if loaded.session is None or loaded.document is None:
        return
    for week in (None, *loaded.document.stretches, 99):
        if week is not None and not loaded.document.weeks:
            continue
        with suppress(ChoiceError):  # there is nothing to do in it
            timeline = compile_session(loaded.choose(Choices(week=week)))
            assert sum(step.ends_set for step in timeline.steps) > 0
            assert timeline.least_ms <= timeline.assumed_ms
            assert timeline.most_ms is None or timeline.assumed_ms <= timeline.most_ms
