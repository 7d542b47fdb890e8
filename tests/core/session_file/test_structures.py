"""The structures that are worked out by hand, written as session files: they come to the same.

The numbers, with the arithmetic beside them, are in `tests/core/timeline/test_structures.py`.
"""

import pytest

from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.totals import plan_totals, time_by_kind
from hamtimer.core.session_file.loader import load_session
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
            circuit(
                "kind: circuit, rounds: max, within: 5 min, rest-between-rounds: 0s",
                "name: Squat, reps: 15",
            ),
        ),
    ),
    "a rest for each set": (f"name: Squat, reps: [5, 3, 1], {SLOW}, rest: [30s, 90s]",),
}


def test_every_structure_is_written() -> None:
    assert YAML.keys() == ROWS.keys()


@pytest.mark.parametrize("name", YAML)
def test_a_structure_comes_to_what_was_worked_out(name: str) -> None:
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
