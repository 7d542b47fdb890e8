"""Structures of training with their numbers worked out by hand, the arithmetic beside each.

Get-readies are left out throughout: the exercises have none.
"""

from dataclasses import dataclass, replace

import pytest

from hamtimer.core.play.plan import plan_of
from hamtimer.core.play.totals import plan_totals, time_by_kind
from hamtimer.core.session.model import Block, BlockKind, Exercise, Side, Sides
from hamtimer.core.session.work import (
    NO_TIME,
    Length,
    Phase,
    Reps,
    SetPart,
    SetPlan,
    Tempo,
    WorkKind,
)
from hamtimer.core.timeline.steps import StepKind, Timeline
from tests.core.make import alike, cluster, exercise, holds, one_each, reps_of, timeline, work

S = 1_000
MIN = 60 * S
SLOW = Tempo(3 * S, 0, 3 * S, 0)
BRISK = Tempo(2 * S, 0, 1 * S, 0)
EVEN = Tempo(2 * S, 0, 2 * S, 0)


def fixed(seconds: int) -> Length:
    return Length.fixed(seconds * S)


def reps(count: int, tempo: Tempo | None = SLOW) -> SetPart:
    return SetPart(WorkKind.REPS, Reps(count, count), tempo=tempo)


def hold(seconds: int) -> SetPart:
    return SetPart(WorkKind.HOLD, length=fixed(seconds))


def of(*parts: SetPart, rest: int, name: str = "Squat", sides: Sides = Sides.BOTH) -> Exercise:
    return replace(exercise(*one_each(*parts), rest=fixed(rest), name=name), sides=sides)


def drop(*loads: str, tempo: Tempo = BRISK) -> SetPlan:
    parts = (SetPart(WorkKind.REPS, Reps(8, 8), tempo=tempo, load=load) for load in loads)
    return SetPlan(tuple(parts))


def round_of(
    *items: Exercise | Block,
    kind: BlockKind = BlockKind.CIRCUIT,
    rounds: int | None = None,
    rest: int = 0,
    within_ms: int = 0,
    every_ms: int = 0,
) -> Block:
    """Make rounds of a set of each exercise, without rest between the exercises."""
    free = tuple(replace(i, rest_after=NO_TIME) if isinstance(i, Exercise) else i for i in items)
    made = Block(free, kind=kind, rounds=rounds, rest_between_rounds=fixed(rest))
    return replace(made, within_ms=within_ms, every_ms=every_ms)


def times(
    part: SetPart, count: int, *, rest: int = 0, name: str = "Squat", every: int = 0
) -> Exercise:
    plans = alike(part, count, rest * S)
    return exercise(*plans, rest=fixed(rest), name=name, every_ms=every * S)


@dataclass(frozen=True)
class Row:
    """What a structure comes to; times in seconds."""

    made: Timeline
    sets: int
    reps: int
    tension: float | None
    """None: not known."""
    rest: float
    length: float
    least: float | None = None
    """None: as `length`."""
    most: float | None = -1
    """-1: as `length`; None: nothing bounds it."""


THEN_HOLD = SetPlan((reps(15, EVEN), hold(30)))
LADDER = one_each(*(reps(n, BRISK) for n in (1, 2, 3, 4, 5)))
ROWS = {
    # 3 x 10 x 6 s = 180; 2 rests of 60.
    "straight sets": Row(timeline(times(reps(10), 3, rest=60)), 3, 30, 180, 120, 300),
    # 12 + 10 + 8 = 30 reps of 6 s; 2 x 90.
    "pyramid up in load, reps down": Row(
        timeline(of(reps(12), reps(10), reps(8), rest=90)), 3, 30, 180, 180, 360
    ),
    # 8 + 10 + 12 the other way round comes to the same.
    "pyramid down": Row(timeline(of(reps(8), reps(10), reps(12), rest=90)), 3, 30, 180, 180, 360),
    # 2 sets of 3 x 8 reps of 3 s = 72 s without pause; 1 rest of 120.
    "drop set": Row(
        timeline(exercise(*(drop("40 kg", "30 kg", "20 kg"),) * 2, rest=fixed(120))),
        2,
        48,
        144,
        120,
        264,
    ),
    # FORMAT B5: 15 reps of 3 s and 2 pauses of 15 s = 75 s; 3 x 75 + 2 x 120 = 465;
    # rest 2 x 120 + 6 x 15 = 330.
    "cluster": Row(
        timeline(exercise(*(cluster(5, 5, 5, tempo=BRISK),) * 3, rest=fixed(120))),
        3,
        45,
        135,
        330,
        465,
    ),
    # 8 + 4 + 3 = 15 reps of 3 s = 45; pauses 2 x 20.
    "rest-pause": Row(
        timeline(exercise(cluster(8, 4, 3, pause_ms=20 * S, tempo=BRISK))), 1, 15, 45, 40, 85
    ),
    # 3 rounds of 8 x 6 + 30 = 78 s; 2 rests of 90.
    "superset": Row(
        timeline(
            round_of(
                times(reps(8), 3, name="Row"),
                times(hold(30), 3, name="Plank"),
                kind=BlockKind.SUPERSET,
                rounds=3,
                rest=90,
            )
        ),
        6,
        24,
        234,
        180,
        414,
    ),
    # 2 rounds of 4 exercises of 10 x 3 s = 120 s; 1 rest of 120.
    "giant set": Row(
        timeline(
            round_of(*(times(reps(10, BRISK), 2, name=n) for n in "ABCD"), rounds=2, rest=120)
        ),
        8,
        80,
        240,
        120,
        360,
    ),
    # 3 rounds of 3 x 30 s with 15 s after the first two of each round, 60 s between rounds:
    # 9 x 30 = 270; 6 x 15 + 2 x 60 = 210.
    "circuit": Row(
        timeline(
            Block(
                tuple(replace(times(work(30 * S), 3, name=n), rest_after=fixed(15)) for n in "ABC"),
                kind=BlockKind.CIRCUIT,
                rounds=3,
                rest_between_rounds=fixed(60),
            )
        ),
        9,
        0,
        None,
        210,
        480,
    ),
    # 10 minutes, 10 sets of 10 at one's own pace, assumed 40 s: 10 x 20 s of rest.
    "EMOM": Row(timeline(times(reps(10, None), 10, every=60)), 10, 100, None, 200, 600),
    # FORMAT B2: 5 rounds of two exercises, each on the minute: 10:00. 10 x 4 = 40 s and 20 s
    # of rest; 30 s of work and 30 s of rest: 5 x 50 = 250.
    "alternating EMOM": Row(
        timeline(
            round_of(
                times(reps(10, None), 5, name="Swing", every=60),
                times(work(30 * S), 5, name="Plank jack", every=60),
                rounds=5,
            )
        ),
        10,
        50,
        None,
        250,
        600,
    ),
    # A round every 2 minutes, 4 rounds: 8 x 6 + 10 x 3 = 78 s of work, 42 s of rest.
    "rounds on the clock": Row(
        timeline(
            round_of(
                times(reps(8), 4, name="A"),
                times(reps(10, BRISK), 4, name="B"),
                rounds=4,
                every_ms=120 * S,
            )
        ),
        8,
        72,
        312,
        168,
        480,
    ),
    # FORMAT B3: 20 minutes exactly. 5 + 10 + 15 = 30 reps of 4 s assumed = 120 s: 10 rounds.
    "AMRAP": Row(
        timeline(
            round_of(
                *(
                    times(reps(n, None), 1, name=name)
                    for n, name in ((5, "A"), (10, "B"), (15, "C"))
                ),
                within_ms=20 * MIN,
            )
        ),
        30,
        300,
        None,
        0,
        1_200,
    ),
    # 7 minutes: a round of 120 s fits 3 times; the last 60 s are work that is not planned.
    "AMRAP that ends in a round": Row(
        timeline(
            round_of(
                *(
                    times(reps(n, None), 1, name=name)
                    for n, name in ((5, "A"), (10, "B"), (15, "C"))
                ),
                within_ms=7 * MIN,
            )
        ),
        9,
        90,
        None,
        0,
        420,
    ),
    # A cap shorter than a round: planned is one all the same, and the cap is the length.
    "AMRAP of less than a round": Row(
        timeline(round_of(times(reps(20, None), 1), within_ms=MIN)),
        1,
        20,
        None,
        0,
        60,
    ),
    # Led: a round of 10 x 3 s takes 30 s, so 4 fit into 2 minutes and no more can begin.
    "AMRAP in a tempo": Row(
        timeline(round_of(times(reps(10, BRISK), 1), within_ms=2 * MIN)),
        4,
        40,
        120,
        0,
        120,
    ),
    # 3 rounds of 21-15-9: (21 + 15 + 9) x 2 = 90 reps of 4 s = 360 s, within 10 minutes.
    "21-15-9 for time": Row(
        timeline(
            round_of(
                exercise(*one_each(*reps_of(21, 15, 9, tempo=None)), name="Thruster"),
                exercise(*one_each(*reps_of(21, 15, 9, tempo=None)), name="Pull-up"),
                rounds=3,
                within_ms=10 * MIN,
            )
        ),
        6,
        90,
        None,
        0,
        360,
        0,
        600,
    ),
    # 5 rounds of 20 reps of 4 s: 400 s assumed; the cap of 5 minutes is assumed and the most;
    # 300 / 80 = 3 rounds are planned.
    "for time, beyond its cap": Row(
        timeline(round_of(times(reps(20, None), 5), rounds=5, within_ms=5 * MIN)),
        3,
        60,
        None,
        0,
        300,
        0,
        300,
    ),
    # FORMAT B2: 8 x 20 s and 7 x 10 s = 230.
    "Tabata, 3:50": Row(timeline(times(work(20 * S), 8, rest=10)), 8, 0, None, 70, 230),
    # 8 x 30 s: the last 10 s are rest too.
    "Tabata, 4:00": Row(timeline(times(work(20 * S), 8, every=30)), 8, 0, None, 80, 240),
    # 10 x 30 + 9 x 30.
    "30/30": Row(timeline(times(work(30 * S), 10, rest=30)), 10, 0, None, 270, 570),
    # FORMAT B4: 6 x 7 + 5 x 3 = 57 s, 42 of them tension; 6 x 57 + 5 x 180 = 1242.
    "7/3 repeaters": Row(
        timeline(times(holds(6, 7 * S, 3 * S), 6, rest=180)), 6, 36, 252, 900, 1_242
    ),
    # 1 + 2 + 3 + 4 + 5 = 15 reps of 3 s; 4 x 30.
    "ladder": Row(timeline(exercise(*LADDER, rest=fixed(30))), 5, 15, 45, 120, 165),
    # The ladder three times, with 60 s between: 3 x 165 + 2 x 60.
    "ladder, three times": Row(
        timeline(Block((exercise(*LADDER, rest=fixed(30)),), rounds=3)), 15, 45, 135, 480, 615
    ),
    # 4 rounds of 5 x 6 s, 15 s of rest, 5 x 3 s; 120 s between rounds: 4 x 45; 4 x 15 + 3 x 120.
    "contrast": Row(
        timeline(
            Block(
                (
                    replace(times(reps(5), 4, name="Squat"), rest_after=fixed(15)),
                    times(reps(5, BRISK), 4, name="Jump"),
                ),
                kind=BlockKind.CIRCUIT,
                rounds=4,
                rest_between_rounds=fixed(120),
            )
        ),
        8,
        40,
        180,
        420,
        600,
    ),
    # On each side 3 times 6 s of pushing and 10 s of letting go, none after the last: 38 s;
    # a switch of 5 s; 2 sets, 30 s between: 2 x 81 + 30. 2 x 2 x 3 x 6 = 72 s of tension.
    "hold-relax stretching": Row(
        timeline(replace(times(holds(3, 6 * S, 10 * S), 2, rest=30), sides=Sides.EACH)),
        2,
        12,
        72,
        30,
        192,
    ),
    # 8, 6 and 4 holds of 10 s with 3 s between: 101 + 75 + 49; 2 x 60.
    "descending holds": Row(
        timeline(
            of(holds(8, 10 * S, 3 * S), holds(6, 10 * S, 3 * S), holds(4, 10 * S, 3 * S), rest=60)
        ),
        3,
        18,
        180,
        120,
        345,
    ),
    # Isometric reps that change sides: 6 in all at 5 s with 2 s between: 6 x 5 + 5 x 2.
    "alternating isometric reps": Row(
        timeline(replace(times(holds(3, 5 * S, 2 * S), 1), sides=Sides.ALTERNATING)),
        1,
        6,
        30,
        0,
        40,
    ),
    # 3 sets left, 2 right: two exercises. 5 x 10 x 6 = 300; rests 2 x 45, 45 and 45.
    "weak side first with more sets": Row(
        timeline(
            replace(times(reps(10), 3, rest=45, name="Left"), sides=Sides.LEFT),
            replace(times(reps(10), 2, rest=45, name="Right"), sides=Sides.RIGHT),
        ),
        5,
        50,
        300,
        180,
        480,
    ),
    # FORMAT B6: 15 x 4 + 30 = 90 s; 3 x 90 + 2 x 60.
    "reps, then a hold": Row(
        timeline(exercise(*(THEN_HOLD,) * 3, rest=fixed(60))), 3, 45, 270, 120, 390
    ),
    # All parts of one side, switch, all of the other: 2 x (5 x 3 + 10) + 5.
    "parts on each side": Row(
        timeline(replace(exercise(SetPlan((reps(5, BRISK), hold(10)))), sides=Sides.EACH)),
        1,
        10,
        50,
        0,
        55,
    ),
    # FORMAT B7: 36 reps of 6 s = 216 s, rests of 120 to 180 s: 7:36 to 9:36.
    "a range of rest": Row(
        timeline(exercise(*alike(reps(12), 3), rest=Length(120 * S, 180 * S))),
        3,
        36,
        216,
        360,
        576,
        456,
        576,
    ),
    # 3 holds of 30 to 40 s, planned with 40; 2 x 60.
    "a range of a hold": Row(
        timeline(times(SetPart(WorkKind.HOLD, length=Length(30 * S, 40 * S)), 3, rest=60)),
        3,
        0,
        120,
        120,
        240,
        210,
        240,
    ),
    # 8 to 12 reps of 6 s: 48 to 72 s, planned with 72.
    "a range of reps": Row(
        timeline(times(SetPart(WorkKind.REPS, Reps(8, 12), tempo=SLOW), 2, rest=60)),
        2,
        24,
        144,
        60,
        204,
        156,
        204,
    ),
    # FORMAT D11: 40 s at 6 s a rep are 6 reps; the seventh is cut and not counted.
    "timed work in a tempo": Row(timeline(times(work(40 * S, tempo=SLOW), 1)), 1, 6, 36, 0, 40),
    # FORMAT D14: 40 s for the set, 4 s a rep: 10 reps, 5 on each side.
    "timed work that changes sides": Row(
        timeline(replace(times(work(40 * S, tempo=EVEN), 1), sides=Sides.ALTERNATING)),
        1,
        10,
        40,
        0,
        40,
    ),
    # FORMAT B1: the whole time on each side, and a switch: 2 x 40 + 5.
    "timed work on each side": Row(
        timeline(replace(times(work(40 * S), 1), sides=Sides.EACH)), 1, 0, None, 0, 85
    ),
    # Open timed work, at least 40 s, planned with that.
    "timed work as long as possible": Row(
        timeline(times(work(Length(40 * S, None)), 1)), 1, 0, None, 0, 40, 40, None
    ),
    # FORMAT D7: both sides and the switch in 60 s: 2 x 20 + 5 and 15 s of rest, 3 times.
    "each side on the minute": Row(
        timeline(replace(times(work(20 * S), 3, every=60), sides=Sides.EACH)), 3, 0, None, 45, 180
    ),
    # After the last interval (10 s of rest) comes the usual rest: 60 + 30, then 10 x 6.
    "on the clock, then something else": Row(
        timeline(
            replace(times(work(20 * S), 2, every=30), rest_after=fixed(30)),
            times(reps(10), 1, name="Row"),
        ),
        3,
        10,
        None,
        50,
        150,
    ),
    # A cap in rounds: 3 times (5 minutes and 60 s of rest): FORMAT D4.
    "a cap in rounds": Row(
        timeline(
            Block(
                (round_of(times(reps(15, None), 1), within_ms=5 * MIN),),
                rounds=3,
                rest_between_rounds=fixed(60),
            )
        ),
        15,
        225,
        None,
        120,
        1_020,
    ),
    # A set of each with its own rest: 5 x 6 + 3 x 6 with 30 s after the first, 90 after the second.
    "a rest for each set": Row(
        timeline(
            exercise(
                SetPlan((reps(5),), fixed(30)), SetPlan((reps(3),), fixed(90)), SetPlan((reps(1),))
            )
        ),
        3,
        9,
        54,
        120,
        174,
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_structure_matches_the_worked_example(name: str) -> None:
    row = ROWS[name]
    made = row.made
    totals, time = plan_totals(plan_of(made)), time_by_kind(made)
    assert (totals.sets, totals.reps) == (row.sets, row.reps)
    assert totals.tension_ms == (None if row.tension is None else row.tension * S)
    assert time.rest_ms == row.rest * S
    assert made.assumed_ms == row.length * S
    least = row.length if row.least is None else row.least
    most = row.length if row.most == -1 else row.most
    assert (made.least_ms, made.most_ms) == (least * S, None if most is None else most * S)
    assert sum(step.assumed_ms for step in made.steps) == made.assumed_ms


def test_there_are_forty() -> None:
    assert len(ROWS) >= 40


def kinds(made: Timeline) -> list[str]:
    return [step.kind.value for step in made.steps]


def test_all_parts_of_a_side_come_before_the_switch() -> None:
    made = ROWS["parts on each side"].made
    assert kinds(made) == ["set", "hold", "switch", "set", "hold"]
    assert [(s.part, s.parts, s.side) for s in made.steps if s.kind.is_work] == [
        (1, 2, Side.LEFT),
        (2, 2, Side.LEFT),
        (1, 2, Side.RIGHT),
        (2, 2, Side.RIGHT),
    ]
    assert [s.ends_set for s in made.steps] == [False, False, False, False, True]


def test_the_pauses_of_a_cluster_are_rests_inside_the_set() -> None:
    made = ROWS["rest-pause"].made
    assert kinds(made) == ["set", "rest", "set", "rest", "set"]
    assert [s.within_set for s in made.steps] == [False, True, False, True, False]
    plans = [s.reps for s in made.steps if s.reps]
    assert [(p.count, p.before, p.of) for p in plans] == [(8, 0, 15), (4, 8, 15), (3, 12, 15)]


def test_an_isometric_rep_has_a_hold_and_a_relax_but_the_last() -> None:
    (step,) = timeline(times(holds(6, 7 * S, 3 * S), 1)).steps
    assert step.kind is StepKind.SET
    assert step.reps is not None
    assert step.reps.phases == ((Phase.HOLD, 7 * S), (Phase.RELAX, 3 * S))
    assert step.length_ms == 57 * S
    assert [step.reps.whole_reps(at * S) for at in (0, 6, 7, 10, 17, 56, 57)] == [
        0,
        0,
        1,
        1,
        2,
        5,
        6,
    ]


def test_where_a_clock_runs_the_rest_is_what_the_work_leaves_of_it() -> None:
    made = ROWS["EMOM"].made
    work_step, rest = made.steps[0], made.steps[1]
    assert (work_step.length_ms, work_step.assumed_ms, work_step.most_ms) == (None, 40 * S, 60 * S)
    assert (rest.least_ms, rest.assumed_ms, rest.most_ms) == (0, 20 * S, 60 * S)
    assert [s.start_ms for s in made.steps if s.kind.is_work] == [n * 60 * S for n in range(10)]
    assert kinds(made)[-1] == "rest", "the last set too has the rest of its interval"


def test_a_wait_and_a_get_ready_stand_on_a_clock_only_before_the_first_set() -> None:
    from hamtimer.core.session.model import Start, StartKind

    key = replace(times(work(20 * S), 3, every=30), start=Start(StartKind.KEY), prepare_ms=5_000)
    assert kinds(timeline(key)) == ["wait", "prepare", *["timed", "rest"] * 3]


def test_under_a_cap_there_is_a_get_ready_only_before_the_first_set() -> None:
    pair = tuple(
        replace(times(reps(10, BRISK), 1, name=n), prepare_ms=10_000, rest_after=NO_TIME)
        for n in "AB"
    )
    made = timeline(
        Block(pair, kind=BlockKind.CIRCUIT, rounds=None, within_ms=MIN, rest_between_rounds=NO_TIME)
    )
    assert kinds(made) == ["prepare", "set", "set"]
    (cap,) = made.caps
    assert (cap.first, cap.last, cap.rounds, cap.within_ms) == (1, 2, None, MIN)
    assert [step.cap for step in made.steps] == [None, 0, 0]
