"""The structures that are worked out by hand, written as session files: they come to the same.

The numbers, with the arithmetic beside them, are in `tests/core/timeline/test_structures.py`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.totals import plan_totals, time_by_kind
from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session_file.loader import Loaded, load_session
from hamtimer.core.timeline.compiler import compile_session
from tests.core.timeline.test_structures import ROWS, S

SLOW, BRISK, EVEN = "tempo: 3-0-3-0", "tempo: 2-0-1-0", "tempo: 2-0-2-0"


def circuit(options: str, *exercises: str) -> str:
    items = ", ".join(f"{{{exercise}}}" for exercise in exercises)
    return f"block: Rounds, {options}, exercises: [{items}]"


DROPS = "[{reps: 8, load: 30 kg}, {reps: 8, load: 20 kg}]"
FIVE_TEN_FIFTEEN = ("name: A, reps: 5", "name: B, reps: 10", "name: C, reps: 15")
YAML: dict[str, tuple[str, ...]] = {
    "straight sets": (f"name: Squat, sets: 3, reps: 10, {SLOW}, rest: 60s",),
    "pyramid up in load, reps down": (
        f"name: Squat, reps: [12, 10, 8], load: [40 kg, 50 kg, 60 kg], {SLOW}, rest: 90s",
    ),
    "pyramid down": (f"name: Squat, reps: [8, 10, 12], {SLOW}, rest: 90s",),
    "drop set": (
        f"name: Squat, sets: 2, reps: 8, load: 40 kg, {BRISK}, rest: 120s, then: {DROPS}",
    ),
    "cluster": (f"name: Squat, sets: 3, reps: 5+5+5, {BRISK}, rest: 2 min",),
    "rest-pause": (f"name: Squat, reps: 8+4+3, intra-set-rest: 20s, {BRISK}",),
    "superset": (
        circuit(
            "kind: superset, rounds: 3, rest-between-rounds: 90s",
            f"name: Row, reps: 8, {SLOW}",
            "name: Plank, hold: 30s",
        ),
    ),
    "giant set": (
        circuit(
            "kind: superset, rounds: 2, rest-between-rounds: 2 min",
            *(f"name: {name}, reps: 10, {BRISK}" for name in "ABCD"),
        ),
    ),
    "circuit": (
        circuit(
            "kind: circuit, rounds: 3, rest-between-exercises: 15s, rest-between-rounds: 60s",
            *(f"name: {name}, time: 30s" for name in "ABC"),
        ),
    ),
    "EMOM": ("name: Squat, sets: 10, reps: 10, every: 60s",),
    "alternating EMOM": (
        circuit(
            "kind: circuit, rounds: 5, defaults: {every: 60s}",
            "name: Swing, reps: 10",
            "name: Plank jack, time: 30s",
        ),
    ),
    "rounds on the clock": (
        circuit(
            "kind: superset, rounds: 4, every: 2 min",
            f"name: A, reps: 8, {SLOW}",
            f"name: B, reps: 10, {BRISK}",
        ),
    ),
    "AMRAP": (circuit("kind: circuit, rounds: max, within: 20 min", *FIVE_TEN_FIFTEEN),),
    "AMRAP that ends in a round": (
        circuit("kind: circuit, rounds: max, within: 7 min", *FIVE_TEN_FIFTEEN),
    ),
    "AMRAP of less than a round": (
        circuit("kind: circuit, rounds: max, within: 1 min", "name: Squat, reps: 20"),
    ),
    "AMRAP in a tempo": (
        circuit("kind: circuit, rounds: max, within: 2 min", f"name: Squat, reps: 10, {BRISK}"),
    ),
    "21-15-9 for time": (
        circuit(
            "kind: circuit, within: 10 min",
            "name: Thruster, reps: [21, 15, 9]",
            "name: Pull-up, reps: [21, 15, 9]",
        ),
    ),
    "for time, beyond its cap": (
        circuit("kind: circuit, rounds: 5, within: 5 min", "name: Squat, reps: 20"),
    ),
    "Tabata, 3:50": ("name: Squat, sets: 8, time: 20s, rest: 10s",),
    "Tabata, 4:00": ("name: Squat, sets: 8, time: 20s, every: 30s",),
    "30/30": ("name: Squat, sets: 10, time: 30s, rest: 30s",),
    "7/3 repeaters": ("name: Hang, sets: 6, hold: 7s, reps: 6, relax: 3s, rest: 3 min",),
    "ladder": (f"name: Squat, reps: [1, 2, 3, 4, 5], {BRISK}, rest: 30s",),
    "ladder, three times": (
        circuit(
            "rounds: 3, rest-between-rounds: 60s",
            f"name: Squat, reps: [1, 2, 3, 4, 5], {BRISK}, rest: 30s",
        ),
    ),
    "contrast": (
        circuit(
            "kind: circuit, rounds: 4, rest-between-exercises: 15s, rest-between-rounds: 2 min",
            f"name: Squat, reps: 5, {SLOW}",
            f"name: Jump, reps: 5, {BRISK}",
        ),
    ),
    "hold-relax stretching": (
        "name: Stretch, sets: 2, hold: 6s, reps: 3, relax: 10s, sides: each, rest: 30s",
    ),
    "descending holds": ("name: Hang, hold: 10s, reps: [8, 6, 4], relax: 3s, rest: 60s",),
    "alternating isometric reps": (
        "name: Press, hold: 5s, reps: 3, relax: 2s, sides: alternating",
    ),
    "weak side first with more sets": (
        f"name: Left, sets: 3, reps: 10, {SLOW}, sides: left, rest: 45s, rest-after: 45s",
        f"name: Right, sets: 2, reps: 10, {SLOW}, sides: right, rest: 45s",
    ),
    "reps, then a hold": (
        f"name: Squat, sets: 3, reps: 15, {EVEN}, then: {{hold: 30s}}, rest: 60s",
    ),
    "parts on each side": (f"name: Squat, reps: 5, {BRISK}, then: {{hold: 10s}}, sides: each",),
    "a range of rest": (f"name: Squat, sets: 3, reps: 12, {SLOW}, rest: 2-3 min",),
    "a range of a hold": ("name: Plank, sets: 3, hold: 30-40s, rest: 60s",),
    "a range of reps": (f"name: Squat, sets: 2, reps: 8-12, {SLOW}, rest: 60s",),
    "timed work in a tempo": (f"name: Squat, time: 40s, {SLOW}",),
    "timed work that changes sides": (f"name: Lunge, time: 40s, {EVEN}, sides: alternating",),
    "timed work on each side": ("name: Lunge, time: 40s, sides: each",),
    "timed work as long as possible": ("name: Squat, time: 40s+",),
    "each side on the minute": ("name: Lunge, sets: 3, time: 20s, every: 60s, sides: each",),
    "on the clock, then something else": (
        "name: Squat, sets: 2, time: 20s, every: 30s, rest-after: 30s",
        f"name: Row, reps: 10, {SLOW}",
    ),
    "a cap in rounds": (
        circuit(
            "rounds: 3, rest-between-rounds: 60s",
            circuit("kind: circuit, rounds: max, within: 5 min", "name: Squat, reps: 15"),
        ),
    ),
    "a rest for each set": (f"name: Squat, reps: [5, 3, 1], {SLOW}, rest: [30s, 90s]",),
}


def test_every_structure_is_written() -> None:
    assert YAML.keys() == ROWS.keys()


@pytest.mark.parametrize("name", YAML)
def test_a_structure_matches_the_worked_example(name: str) -> None:
    items = "".join(f"  - {{{item}}}\n" for item in YAML[name])
    loaded = load_session(f"name: x\ndefaults: {{prepare: 0s}}\nexercises:\n{items}", "x.yaml")
    assert loaded.session is not None, loaded.problems
    made, row = compile_session(loaded.session), ROWS[name]
    totals = plan_totals(plan_of(made))
    assert (totals.sets, totals.reps) == (row.sets, row.reps)
    assert totals.tension_ms == (None if row.tension is None else row.tension * S)
    assert time_by_kind(made).rest_ms == row.rest * S
    assert (made.least_ms, made.assumed_ms, made.most_ms) == (
        row.made.least_ms,
        row.made.assumed_ms,
        row.made.most_ms,
    )


# ------------------------------------------------------------------ plans of weeks
@dataclass(frozen=True)
class Week:
    """What a week of a plan comes to; times in seconds. Without any set nothing is to be done."""

    sets: int = 0
    reps: int = 0
    tension: int = 0
    rest: int = 0
    length: int = 0


SQUAT = f"name: Squat, {SLOW}, rest: 60s"
PLAN = f"{SQUAT}, weeks: ["
ROW, SIDE_PLANK = f"name: Row, reps: 8, {SLOW}", "name: Side plank, hold: 30s"
THREE_THEN_TWO = "weeks: [{weeks: 1-3, sets: 3}, {weeks: 4, skip: yes}, {weeks: 5, sets: 2}]"
THREE, LIGHT = "sets: 3, reps: 10", "sets: 2, reps: 5"
FOUR = "sets: 4, reps: 10, rest: 90s"
DELOADS = (
    f"weeks: 1-3, {THREE}",
    f"weeks: 4, {LIGHT}",
    f"weeks: 5-7, {FOUR}",
    f"weeks: 8, {LIGHT}",
)
JUMP, HOP = f"name: Jump, reps: 5, {BRISK}", f"name: Hop, time: 21s, {BRISK}"
PLANS: dict[str, tuple[tuple[str, ...], dict[int, Week]]] = {
    # Weeks 1 and 2: 2 x 10 reps of 6 s = 120, 1 rest of 60; then 60 between the exercises and a
    # plank of 30. Weeks 3 and 4: no entry and no own reps, so only the plank. Weeks 5 and 6:
    # 3 x 10 x 6 = 180, 2 rests of 60. After the last week it stays.
    "a plan with a gap": (
        (
            f"{PLAN}{{weeks: 1-2, sets: 2, reps: 10}}, {{weeks: 5-6, sets: 3, reps: 10}}]",
            "name: Plank, hold: 30s",
        ),
        {
            1: Week(3, 20, 120 + 30, 60 + 60, 120 + 60 + 60 + 30),
            2: Week(3, 20, 150, 120, 270),
            3: Week(1, 0, 30, 0, 30),
            4: Week(1, 0, 30, 0, 30),
            5: Week(4, 30, 180 + 30, 120 + 60, 180 + 120 + 60 + 30),
            6: Week(4, 30, 210, 180, 390),
            9: Week(4, 30, 210, 180, 390),
        },
    ),
    # A gap where the exercise has reps of its own: 1 x 8 x 6 = 48 in week 2.
    "a gap with own reps": (
        (f"reps: 8, {PLAN}{{weeks: 1, reps: 10}}, {{weeks: 3, sets: 2, reps: 12}}]",),
        {1: Week(1, 10, 60, 0, 60), 2: Week(1, 8, 48, 0, 48), 3: Week(2, 24, 144, 60, 204)},
    ),
    # It begins late: nothing at all in weeks 1 and 2, then 2 x 5 x 6 = 60 and 1 rest of 60.
    "a plan that begins in its third week": (
        (f"{PLAN}{{weeks: 3-12, sets: 2, reps: 5}}]",),
        {1: Week(), 2: Week(), 3: Week(2, 10, 60, 60, 120), 12: Week(2, 10, 60, 60, 120)},
    ),
    # Holds of 45 in weeks 1-4; slow reps from week 3 on, 10 x 6 = 60; a block in weeks 4-6 with
    # hops, 7 x 3 = 21, and from week 5 on jumps, 5 x 3 = 15. 60 between two of them.
    "phases that overlap": (
        (
            "name: Wall sit, hold: 45s, weeks: 1-4",
            f"{SQUAT}, reps: 10, weeks: 3+",
            f"block: Power, weeks: 4-6, exercises: [{{{JUMP}, weeks: 5-8}}, {{{HOP}}}]",
        ),
        {
            1: Week(1, 0, 45, 0, 45),
            3: Week(2, 10, 45 + 60, 60, 45 + 60 + 60),
            4: Week(3, 10 + 7, 45 + 60 + 21, 120, 45 + 60 + 60 + 60 + 21),
            5: Week(3, 10 + 5 + 7, 60 + 15 + 21, 120, 60 + 60 + 15 + 60 + 21),
            6: Week(3, 22, 96, 120, 216),
            # After week 6 the block is over, with the jumps in it.
            7: Week(1, 10, 60, 0, 60),
            8: Week(1, 10, 60, 0, 60),
        },
    ),
    # 3 x 10 x 6 = 180 and 2 x 60 in weeks 1-3; deload: 2 x 5 x 6 = 60 and 1 x 60 in weeks 4 and 8;
    # 4 x 10 x 6 = 240 and 3 x 90 in weeks 5-7, with a longer rest.
    "deload weeks": (
        (PLAN + ", ".join(f"{{{entry}}}" for entry in DELOADS) + "]",),
        {
            1: Week(3, 30, 180, 120, 300),
            3: Week(3, 30, 180, 120, 300),
            4: Week(2, 10, 60, 60, 120),
            5: Week(4, 40, 240, 270, 510),
            7: Week(4, 40, 240, 270, 510),
            8: Week(2, 10, 60, 60, 120),
            10: Week(2, 10, 60, 60, 120),
        },
    ),
    # A week off, and rounds that follow the weeks: 3 rounds of 8 x 6 + 30 = 78 with 2 rests of 60,
    # nothing in week 4, then 2 rounds with 1 rest.
    "a week off": (
        (circuit("kind: superset", *(f"{one}, {THREE_THEN_TWO}" for one in (ROW, SIDE_PLANK))),),
        {1: Week(6, 24, 234, 120, 354), 4: Week(), 5: Week(4, 16, 156, 60, 216)},
    ),
}


@pytest.mark.parametrize(
    ("name", "week"), [(name, week) for name, (_, weeks) in PLANS.items() for week in weeks]
)
def test_a_week_of_a_plan_matches_the_worked_example(name: str, week: int) -> None:
    items, weeks = PLANS[name]
    assert come_to(plan(items), week) == weeks[week]


def plan(items: Iterable[str]) -> Loaded:
    listed = "".join(f"  - {{{item}}}\n" for item in items)
    loaded = load_session(f"name: x\ndefaults: {{prepare: 0s}}\nexercises:\n{listed}", "x.yaml")
    assert loaded.session is not None, loaded.problems
    return loaded


def come_to(loaded: Loaded, week: int) -> Week:
    try:
        made = compile_session(loaded.choose(Choices(week=week)))
    except ChoiceError:
        return Week()
    assert made.is_exact
    totals = plan_totals(plan_of(made))
    tension_ms, rest_ms = totals.tension_ms, time_by_kind(made).rest_ms
    assert tension_ms is not None
    return Week(totals.sets, totals.reps, tension_ms // S, rest_ms // S, made.assumed_ms // S)


@st.composite
def phases(draw: st.DrawFn) -> list[tuple[int, int, int, int]]:
    """Make phases of a plan, with gaps or without: first and last week, sets, reps; 0: left out."""
    found, week = [], 1
    for _ in range(draw(st.integers(1, 4))):
        first = week + draw(st.integers(0, 2))
        last = first + draw(st.integers(0, 3))
        found.append((first, last, draw(st.integers(0, 4)), draw(st.integers(1, 12))))
        week = last + 1
    return found


@given(phases(), st.none() | st.integers(1, 9), st.integers(1, 5), st.integers(0, 6))
def test_every_week_is_its_phase_or_what_it_says_or_nothing(
    made: list[tuple[int, int, int, int]], own: int | None, first: int, more: int
) -> None:
    entries = ", ".join(
        f"{{weeks: {a}-{b}, " + (f"sets: {sets}, reps: {reps}}}" if sets else "skip: yes}")
        for a, b, sets, reps in made
    )
    reps_of_its_own = "" if own is None else f", reps: {own}"
    # A second exercise of 5 reps overlaps with the first from some week to another.
    other = range(first, first + more + 1)
    assume(own is not None or any(sets for _, _, sets, _ in made))
    loaded = plan(
        (
            f"{SQUAT}{reps_of_its_own}, weeks: [{entries}]",
            f"name: Jump, reps: 5, {BRISK}, weeks: {other[0]}-{other[-1]}",
        )
    )
    end = max(made[-1][1], other[-1])
    for week in range(1, end + 4):
        shown = min(week, end)
        phase = next(((s, r) for a, b, s, r in made if a <= shown <= b), (1, own or 0))
        sets, reps = phase if phase[0] and phase[1] else (0, 0)
        jumps = shown in other
        rest = max(0, sets - 1) * 60 + (60 if sets and jumps else 0)
        tension = sets * reps * 6 + (15 if jumps else 0)
        expected = Week(sets + jumps, sets * reps + 5 * jumps, tension, rest, tension + rest)
        assert come_to(loaded, week) == expected
