"""The prescriptions of the sources, row by row, against the compiled bundled sessions.

The rows state what the sources say. Where a source is silent, the session chooses and says so
in its description; such numbers are not in the rows.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from hamtimer.core.session.choices import Choices
from hamtimer.core.session.model import (
    Block,
    BlockKind,
    Exercise,
    Part,
    Role,
    Schedule,
    Session,
    Side,
    Sides,
)
from hamtimer.core.session.progression import Progression, RuleKind
from hamtimer.core.session.work import Length, Phase, Reps, Tempo, WorkKind
from hamtimer.core.session_file.loader import read_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Step, StepKind

FOLDER = Path(__file__).parents[3] / "sessions"


@dataclass(frozen=True)
class Row:
    """One row: what is prescribed. None: the source does not say."""

    file: str
    exercise: str
    sets: int
    reps: tuple[int, int | None] | None = None
    hold: Length | None = None
    sides: Sides = Sides.BOTH
    rest: int | None = None
    """Seconds between sets."""
    phases: dict[Phase, int] | None = None
    """Prescribed seconds of single phases."""
    slow: tuple[Phase, ...] = ()
    """Phases that are to be slow: at least three seconds."""
    least_sets: int = 0


BOTH_WAYS = (Phase.ECCENTRIC, Phase.CONCENTRIC)
UP_AND_DOWN = {Phase.CONCENTRIC: 5, Phase.SHORTENED: 1, Phase.ECCENTRIC: 5}
RUNNERS, FIVE, CALVES = "five-for-runners", "five-strengtheners", "curl-and-calf-block"
LIFTS, HOME, LENGTH = "leg-lifts", "home-list", "lengthening-protocol"

ROWS = [
    # A: rest is ours, 60 s.
    Row(RUNNERS, "Swiss-ball hamstring curl", 3, (15, 20), rest=60, slow=(Phase.ECCENTRIC,)),
    Row(RUNNERS, "Bridge, knees at 45°", 3, (15, 15), rest=60),
    Row(RUNNERS, "Bridge, knees at 150°", 3, (15, 15), rest=60),
    Row(RUNNERS, "Bridge, knees at 90°", 3, (15, 15), rest=60),
    Row(
        RUNNERS,
        "Single-leg table-top reach",
        3,
        (15, 15),
        sides=Sides.EACH,
        rest=60,
        slow=BOTH_WAYS,
    ),
    Row(RUNNERS, "Dumbbell Romanian deadlift", 3, (15, 20), rest=60, phases={Phase.ECCENTRIC: 4}),
    Row(
        RUNNERS,
        "Forward lunge with a medicine ball",
        3,
        (15, 15),
        sides=Sides.EACH,
        rest=60,
        slow=(Phase.ECCENTRIC,),
    ),
    # B
    Row(
        FIVE, "Standing leg curl", 2, (10, 10), sides=Sides.ALTERNATING, phases={Phase.SHORTENED: 3}
    ),
    Row(
        FIVE,
        "Standing leg curl for beginners",
        1,
        (10, 15),
        sides=Sides.ALTERNATING,
        phases={Phase.SHORTENED: 3},
    ),
    Row(CALVES, "Standing leg curl", 2, (10, 10), sides=Sides.EACH),
    Row(CALVES, "Seated leg curl", 1, (15, 15)),
    Row(CALVES, "Lying leg curl", 1, (15, 15)),
    Row(CALVES, "Standing calf raise on a machine", 1, (15, 15)),
    Row(CALVES, "Donkey calf raise", 1, (20, 20)),
    Row(CALVES, "Standing calf raise on a step", 1, (20, 20)),
    *(
        row
        for file in (FIVE, LIFTS)
        for row in (
            Row(
                file,
                "Straight-leg raise lying on the back",
                3,
                (10, 10),
                rest=30,
                phases=UP_AND_DOWN,
                least_sets=2,
            ),
            Row(
                file,
                "Straight-leg raise with one leg",
                3,
                (10, 10),
                sides=Sides.EACH,
                rest=30,
                phases=UP_AND_DOWN,
                least_sets=2,
            ),
            Row(file, "Standing leg lift, three sets", 3, (15, 15), sides=Sides.EACH),
        )
    ),
    Row(
        FIVE,
        "Standing leg lift holding a chair",
        1,
        (10, 15),
        sides=Sides.EACH,
        slow=(Phase.ECCENTRIC,),
    ),
    Row(
        LIFTS,
        "Standing leg lift, level with the floor",
        1,
        (10, 15),
        sides=Sides.EACH,
        slow=(Phase.ECCENTRIC,),
    ),
    *(
        row
        for file in (FIVE, "wall-sit")
        for row in (
            Row(file, "Wall sit", 3, hold=Length(60_000, None)),
            Row(file, "Single-leg heel raise in the wall sit", 3, (10, 10), sides=Sides.EACH),
        )
    ),
    Row(FIVE, "Leg lifts before the wall sit", 1, (15, 20)),
    Row(FIVE, "Full wall sit", 1, hold=Length(0, None)),
    Row("wall-sit-superset", "Leg lifts", 3, (15, 20)),
    Row("wall-sit-superset", "Full wall sit", 3, hold=Length(0, None)),
    Row(FIVE, "Heel raises", 1, (0, None)),
    Row(HOME, "Leg curl with a ball", 3, (15, 15), rest=30, slow=BOTH_WAYS),
    Row(HOME, "Leg press", 3, (12, 12), rest=45, slow=BOTH_WAYS),
    Row(HOME, "Glute bridge with weight on the hips", 3, (10, 10), rest=60, slow=BOTH_WAYS),
    Row(
        HOME,
        "Single-leg deadlift with dumbbells",
        3,
        (10, 10),
        sides=Sides.EACH,
        slow=(Phase.ECCENTRIC,),
    ),
    # Published protocols
    Row(LENGTH, "Extender", 3, (12, 12), sides=Sides.EACH),
    Row(LENGTH, "Diver", 3, (6, 6), sides=Sides.EACH),
    Row(LENGTH, "Glider", 3, (4, 4), sides=Sides.EACH),
    *(
        Row(
            "heavy-slow-resistance",
            name,
            3,
            (15, 15),
            rest=150,
            phases={Phase.ECCENTRIC: 3, Phase.CONCENTRIC: 3},
        )
        for name in ("Seated leg curl", "Romanian deadlift", "Leg press")
    ),
]


def load(stem: str) -> Session:
    session = read_session(FOLDER / f"{stem}.yaml").session
    assert session is not None
    return session


def find(file: str, name: str) -> Exercise:
    ladder = [v for exercise in load(file).exercises() for v in exercise.variants()]
    (found,) = [exercise for exercise in ladder if exercise.name == name]
    return found


def steps_of(exercise: Exercise) -> list[Step]:
    """Compile the exercise alone, as when it is chosen from its ladder."""
    alone = Session("One", (Part(Role.WORK, Block((exercise,))),))
    return list(compile_session(alone).steps)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.file}: {row.exercise}")
def test_a_row_is_playable_as_prescribed(row: Row) -> None:
    exercise = find(row.file, row.exercise)
    steps = steps_of(exercise)
    work = [step for step in steps if step.kind.is_work]
    assert sum(step.ends_set for step in work) == row.sets
    assert exercise.least_sets == row.least_sets
    if row.sides is Sides.EACH:
        assert [step.side for step in work] == [Side.LEFT, Side.RIGHT] * row.sets
    else:
        assert len(work) == row.sets
    for step in work:
        check_work(row, step)
    rests = [step.length_ms for step in steps if step.kind is StepKind.REST]
    assert len(rests) == row.sets - 1
    if row.rest is not None:
        assert set(rests) <= {row.rest * 1_000}


def tempo_of(exercise: Exercise) -> Tempo:
    tempo = exercise.sets[0].parts[0].tempo
    assert tempo is not None
    return tempo


def check_work(row: Row, step: Step) -> None:
    if row.hold is not None:
        assert step.kind is StepKind.HOLD
        assert (step.length_ms is None) == row.hold.is_open
        assert step.minimum_ms == row.hold.least_ms
        return
    assert step.reps is not None
    assert (step.reps.least, step.reps.count) == row.reps
    assert len(step.reps.sides) == (2 if row.sides is Sides.ALTERNATING else 1)
    phases = dict(step.reps.phases)
    for phase, seconds in (row.phases or {}).items():
        assert phases[phase] == seconds * 1_000
    for phase in row.slow:
        assert phases[phase] >= 3_000
    if step.length_ms is not None and step.reps.total is not None:
        assert step.length_ms == step.reps.total * sum(phases.values())


def test_every_exercise_of_a_row_starts_with_its_own_phase() -> None:
    for file, name, first in (
        (RUNNERS, "Swiss-ball hamstring curl", Phase.CONCENTRIC),
        (RUNNERS, "Bridge, knees at 90°", Phase.CONCENTRIC),
        (RUNNERS, "Dumbbell Romanian deadlift", Phase.ECCENTRIC),
        (FIVE, "Straight-leg raise lying on the back", Phase.CONCENTRIC),
    ):
        assert tempo_of(find(file, name)).phases()[0][0] is first


@pytest.mark.parametrize("file", [FIVE, CALVES, LIFTS, "wall-sit", "wall-sit-superset", HOME])
def test_sessions_after_b_begin_with_a_dynamic_warm_up_that_is_no_work(file: str) -> None:
    warm_up = load(file).parts[0]
    assert warm_up.role is Role.WARM_UP
    names = [exercise.name for exercise in warm_up.block.exercises()]
    assert names == ["Walking lunges", "Walking knee to chest"]
    for exercise in warm_up.block.exercises():
        assert exercise.sides is Sides.ALTERNATING
    assert "ours" in load(file).description or "our choice" in load(file).description


def test_long_rests_after_the_standing_leg_curl_are_longer_than_usual() -> None:
    assert find(FIVE, "Standing leg curl").sets[0].rest.least_ms > 60_000


def test_the_leg_lifts_have_their_calendar_and_their_aim() -> None:
    for name in ("Standing leg lift holding a chair", "Standing leg lift, level with the floor"):
        lift = find(FIVE if "chair" in name else LIFTS, name)
        assert lift.schedule == Schedule(2, 1)
        assert lift.progression.rule is not None
        assert lift.progression.rule.kind is RuleKind.LADDER
        assert "to 3 sets of 15, every other day" in lift.progression.note
        assert "our choice" in lift.progression.note
    assert find(LIFTS, "Standing leg lift, three sets").schedule == Schedule(1, 2)
    ladder = [v.name for v in find(LIFTS, "Standing leg lift, level with the floor").harder]
    assert ladder[1:] == ["Standing leg lift, up to shoulder height", "Standing leg lift, overhead"]


def test_the_wall_sit_is_for_at_least_three_times_a_week() -> None:
    assert load("wall-sit").schedule == Schedule(3, 7, at_least=True)
    assert find(FIVE, "Wall sit").schedule == Schedule(3, 7, at_least=True)


@pytest.mark.parametrize("file", [FIVE, "wall-sit-superset"])
def test_the_leg_lifts_go_straight_into_the_wall_sit(file: str) -> None:
    session = load(file)
    (superset,) = [i for p in session.parts for i in p.block.items if isinstance(i, Block)]
    assert superset.kind is BlockKind.SUPERSET
    steps = compile_session(session).steps
    lifts = [s for s in steps if s.kind is StepKind.SET and s.block == superset.name]
    assert len(lifts) == superset.rounds
    for step in lifts:
        assert steps[step.index + 1].kind is StepKind.HOLD


def test_the_progression_of_the_superset_is_kept_as_data_with_its_doubt() -> None:
    for progression in (
        load("wall-sit-superset").progression,
        find(FIVE, "Leg lifts before the wall sit").progression,
    ):
        assert progression == Progression(
            start="5 sets of 10 a day",
            step="add a set every other day",
            goal="3 sets of 20",
            note="The source's numbers do not add up. Change them as you like.",
        )


NORDIC = [
    (1, 1, 1, [(5, 5)] * 2),
    (2, 2, 2, [(6, 6)] * 2),
    (3, 3, 3, [(6, 8)] * 3),
    (4, 4, 3, [(8, 10)] * 3),
    (5, 10, 3, [(12, 12), (10, 10), (8, 8)]),
]


@pytest.mark.parametrize(("first", "last", "sessions", "sets"), NORDIC)
def test_the_ten_weeks_of_nordic_lowering(
    first: int, last: int, sessions: int, sets: list[tuple[int, int]]
) -> None:
    for week in range(first, last + 1):
        nordic = in_week("nordic-lowering", week)[0]
        assert nordic.schedule == Schedule(sessions, 7)
        parts = [part for plan in nordic.sets for part in plan.parts]
        assert [part.reps for part in parts] == [Reps(*reps) for reps in sets]
        for part in parts:
            assert part.tempo is not None
            assert part.tempo.concentric_ms == 0
            assert part.tempo.reset_ms > 0


def test_nordic_lowering_takes_ten_weeks() -> None:
    assert load("nordic-lowering").weeks == 10


def in_week(file: str, week: int) -> tuple[Exercise, ...]:
    """Return the exercises of a bundled session in a week of its plan."""
    return read_session(FOLDER / f"{file}.yaml").choose(Choices(week=week)).exercises()


@pytest.mark.parametrize(
    ("name", "schedule"),
    [("Extender", Schedule(2, 1)), ("Diver", Schedule(1, 2)), ("Glider", Schedule(1, 3))],
)
def test_each_lengthening_exercise_has_its_own_calendar(name: str, schedule: Schedule) -> None:
    assert find(LENGTH, name).schedule == schedule


def test_heavy_slow_resistance_changes_by_week() -> None:
    session = load("heavy-slow-resistance")
    assert session.schedule == Schedule(3, 7)
    for exercise in session.exercises():
        assert all(120_000 <= plan.rest.least_ms <= 180_000 for plan in exercise.sets)
    weeks = [in_week("heavy-slow-resistance", week) for week in (1, session.weeks)]
    for first, last in zip(*weeks, strict=True):
        assert first.sets != last.sets


def test_the_slow_romanian_deadlift_has_a_long_eccentric_and_an_explosive_concentric() -> None:
    tempo = tempo_of(find("slow-romanian-deadlift", "Slow Romanian deadlift"))
    assert tempo.eccentric_ms == 5_000
    assert tempo.explosive


def test_what_a_source_does_not_say_is_called_ours() -> None:
    for path in sorted(FOLDER.glob("*.yaml")):
        session = load(path.stem)
        if session.source or "protocol" in session.description:
            assert "ours" in session.description or "our choice" in session.description


def test_no_wall_sit_is_cut_short() -> None:
    for file in (FIVE, "wall-sit", "wall-sit-superset"):
        for exercise in load(file).exercises():
            if "wall sit" in exercise.name.lower():
                parts = [part for plan in exercise.sets for part in plan.parts]
                assert all(p.length.is_open for p in parts if p.kind is WorkKind.HOLD)
