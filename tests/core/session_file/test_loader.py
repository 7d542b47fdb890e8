"""What a session file says is what the session is; what it leaves open has a default."""

import pytest

from hamtimer.core.session.choices import Choices
from hamtimer.core.session.model import (
    Block,
    BlockKind,
    Exercise,
    Role,
    Schedule,
    Session,
    Side,
    Sides,
    Start,
    StartKind,
)
from hamtimer.core.session.progression import Progression
from hamtimer.core.session.work import (
    NO_TIME,
    CueText,
    Effort,
    Length,
    Moment,
    Phase,
    Reps,
    SetPart,
    SetPlan,
    Tempo,
    WorkKind,
)
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.session_file.problems import Severity


def load(text: str) -> Session:
    """Load a text without any problem."""
    loaded = load_session(text, "test.yaml")
    assert loaded.problems == ()
    assert loaded.session is not None
    return loaded.session


def exercise(options: str) -> Exercise:
    """Load one exercise from its options in flow style."""
    return load(f"name: Test\nexercises: [{{name: Curl, {options}}}]").exercises()[0]


def part(options: str) -> SetPart:
    """Return the work of the first set of one exercise."""
    return exercise(options).sets[0].parts[0]


def counted(reps: int | Reps, tempo: Tempo | None) -> SetPart:
    return SetPart(WorkKind.REPS, reps if isinstance(reps, Reps) else Reps(reps, reps), tempo=tempo)


def plans(*parts: SetPart) -> tuple[SetPlan, ...]:
    return tuple(SetPlan((one,)) for one in parts)


def tempo(options: str) -> Tempo:
    tempo = part(options).tempo
    assert tempo is not None
    return tempo


def warnings(options: str) -> str:
    text = f"name: Test\nexercises: [{{name: Curl, reps: 5}}, {{name: Test, {options}}}]"
    loaded = load_session(text, "test.yaml")
    assert loaded.session is not None
    assert all(p.severity is Severity.WARNING for p in loaded.problems)
    return "\n".join(map(str, loaded.problems))


# ------------------------------------------------------------------ the least
def test_five_lines_are_a_session() -> None:
    session = load("name: Bridges\nexercises:\n  - name: Glute bridge\n    sets: 3\n    reps: 15\n")
    assert session.name == "Bridges"
    assert [part.role for part in session.parts] == [Role.WORK]
    (bridge,) = session.exercises()
    assert bridge == Exercise(
        id="glute-bridge",
        name="Glute bridge",
        sets=(SetPlan((counted(15, Tempo(3_000, 1_000, 2_000, 0)),), Length.fixed(60_000)),) * 3,
        rest_after=Length.fixed(60_000),
        prepare_ms=10_000,
        switch_ms=5_000,
    )


def test_everything_about_a_session() -> None:
    session = load("""
hamtimer: 1
name: All
description: |
  Two
  lines
source: A book
tags: [legs, home]
equipment: mat, chair
level: beginner
schedule: 3 times a week
progression: {start: 5, step: one more, goal: 20, note: easy}
warm-up: [{name: Walk, hold: 60s}]
exercises: [{name: Bridge, reps: 10, equipment: [Mat, ball]}]
cool-down: [{name: Stretch, hold: 30s, equipment: strap}]
sounds: {tick: none, start: gong.wav}
voice: no
""")
    assert session.description == "Two\nlines"
    assert session.source == "A book"
    assert session.tags == ("legs", "home")
    assert session.equipment == ("mat", "chair", "ball", "strap")
    assert session.level == "beginner"
    assert session.schedule == Schedule(3, 7)
    assert session.progression == Progression("5", "one more", "20", "easy")
    assert [part.role for part in session.parts] == [Role.WARM_UP, Role.WORK, Role.COOL_DOWN]
    assert session.settings.sounds == (("tick", "none"), ("start", "gong.wav"))
    assert session.settings.voice is False


# ------------------------------------------------------------------ work
@pytest.mark.parametrize(
    ("written", "reps"),
    [
        ("15", (Reps(15, 15),)),
        ("15-20", (Reps(15, 20),)),
        ("[12, 10, 8]", (Reps(12, 12), Reps(10, 10), Reps(8, 8))),
        ("'12, 10, 8'", None),
        ("[12-15, max]", (Reps(12, 15), Reps(0, None))),
        ("8+", (Reps(8, None),)),
        ("as many as possible", (Reps(0, None),)),
    ],
)
def test_reps(written: str, reps: tuple[Reps, ...] | None) -> None:
    if reps is None:
        assert load_session(f"name: x\nexercises: [{{name: y, reps: {written}}}]", "x").problems
        return
    assert tuple(plan.parts[0].reps for plan in exercise(f"reps: {written}").sets) == reps


def test_a_list_says_how_many_sets_there_are() -> None:
    assert len(exercise("reps: [12, 10, 8]").sets) == 3
    assert len(exercise("hold: [30s, 20s]").sets) == 2
    session = load("name: x\nexercises:\n  - name: y\n    reps: 12, 10, 8\n")
    assert len(session.exercises()[0].sets) == 3


def test_sets_may_be_a_range_of_which_the_top_is_played() -> None:
    made = exercise("sets: 2-3, reps: 10")
    assert (made.least_sets, len(made.sets)) == (2, 3)
    assert exercise("sets: 3, reps: 10").least_sets == 0


def test_holds_are_fixed_or_open() -> None:
    assert part("hold: 30s") == SetPart(WorkKind.HOLD, length=Length.fixed(30_000))
    assert part("hold: 60s+") == SetPart(WorkKind.HOLD, length=Length(60_000, None))
    assert exercise("hold: max, assume: 45s").assumed_ms == 45_000


def test_a_hold_beside_reps_is_the_pause_at_the_contraction() -> None:
    assert tempo("reps: 10, hold: 3s, tempo: 3-0-2-0").shortened_ms == 3_000
    assert tempo("reps: 10, hold: 3s").shortened_ms == 3_000


def test_tempo_can_be_written_in_many_ways() -> None:
    expected = Tempo(4_000, 1_000, 2_000, 0)
    for written in (
        "4-1-2-0",
        "4120",
        "[4, 1, 2, 0]",
        "{eccentric: 4, stretched: 1s, concentric: 2}",
    ):
        assert tempo(f"reps: 5, tempo: {written}") == expected
    assert tempo("reps: 5, tempo: 0301").stretched_ms == 3_000


def test_an_explosive_concentric_has_the_stated_length() -> None:
    assert tempo("reps: 5, tempo: 40X0") == Tempo(4_000, 0, 1_000, 0, explosive=True)
    assert tempo("reps: 5, tempo: 40X0, explosive: 800 ms").concentric_ms == 800


def test_a_rep_starts_with_the_phase_of_its_exercise() -> None:
    made = tempo("reps: 5, tempo: 3-1-2-0, starts-with: concentric")
    assert [phase for phase, _ in made.phases()] == ["concentric", "eccentric", "stretched"]


def test_a_pure_eccentric_has_a_reset_instead_of_a_concentric() -> None:
    made = tempo("reps: 5, tempo: 5-0-0-0, reset: 4s")
    assert made.phases() == ((Phase.ECCENTRIC, 5_000), (Phase.RESET, 4_000))


def test_self_paced_work_has_no_tempo() -> None:
    assert part("reps: 10, tempo: self-paced") == counted(10, None)


# ------------------------------------------------------------------ how
def test_sides() -> None:
    made = exercise("reps: 5, sides: each, first-side: right, switch: 8s")
    assert (made.sides, made.first_side, made.switch_ms) == (Sides.EACH, Side.RIGHT, 8_000)
    assert exercise("reps: 5, sides: alternating").sides is Sides.ALTERNATING


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("auto", Start()),
        ("key", Start(StartKind.KEY)),
        ("after 2 min", Start(StartKind.AFTER, 120_000)),
    ],
)
def test_a_set_starts_by_itself_by_key_or_after_a_time(written: str, start: Start) -> None:
    assert exercise(f"reps: 5, start: {written}").start == start


def test_cues_stand_at_moments() -> None:
    made = exercise(
        "reps: 8, cues: [Slow, {say: Down, at: eccentric}, {say: Last, at: last rep},"
        " {say: Five, at: rep 5}, {say: Ten, at: 10s}, {say: Half, at: halfway}]"
    )
    assert made.cues == (
        CueText("Slow"),
        CueText("Down", Moment.ECCENTRIC),
        CueText("Last", Moment.LAST_REP),
        CueText("Five", Moment.REP, 5),
        CueText("Ten", Moment.TIME, 10_000),
        CueText("Half", Moment.HALFWAY),
    )
    assert exercise("reps: 8, cues: Slow").cues == (CueText("Slow"),)


def test_phases_can_have_the_persons_own_names() -> None:
    made = exercise("reps: 5, phase-names: {eccentric: Roll out}")
    assert made.phase_name(Phase.ECCENTRIC) == "Roll out"
    assert made.phase_name(Phase.CONCENTRIC) == "Lift"


def test_load_effort_and_words() -> None:
    made = exercise("reps: 5, load: 20 kg, rpe: 7.5, description: Bend., equipment: bar")
    assert (made.load, made.rpe, made.description, made.equipment) == (
        "20 kg",
        Effort(7.5, 7.5),
        "Bend.",
        ("bar",),
    )


def test_a_schedule_can_be_a_group() -> None:
    assert exercise("reps: 5, schedule: {times: 3, per: week}").schedule == Schedule(3, 7)
    assert exercise("reps: 5, schedule: {per: 3 days}").schedule == Schedule(1, 3)


# ------------------------------------------------------------------ variants and weeks
def test_a_variant_is_the_exercise_with_what_differs() -> None:
    base = exercise(
        "sets: 2, reps: 10, hold: 3s, sides: alternating,"
        " easier: [{name: Half, sets: 1, reps: 10-15}], harder: [{name: Heavy, load: 5 kg}]"
    )
    (half,), (heavy,) = base.easier, base.harder
    assert half.sets == plans(counted(Reps(10, 15), Tempo(3_000, 1_000, 2_000, 3_000)))
    assert half.sides is Sides.ALTERNATING
    assert (heavy.load, heavy.sets) == ("5 kg", base.sets)
    assert [v.name for v in base.variants()] == ["Half", "Curl", "Heavy"]
    assert half.easier == half.harder == ()


def test_a_variant_can_change_a_hold_into_reps() -> None:
    base = exercise("sets: 3, hold: 60s+, harder: [{name: Raise, reps: 10, sides: each}]")
    (harder,) = base.harder
    assert [plan.parts[0].reps for plan in harder.sets] == [Reps(10, 10)] * 3


def test_weeks_of_a_plan() -> None:
    text = (
        "name: x\nexercises: [{name: Curl, tempo: 5-0-0-0, reset: 4s, weeks: ["
        "{weeks: 1, sets: 2, reps: 5, schedule: weekly}, {weeks: 2-10, reps: [12, 10, 8]}]}]"
    )
    loaded = load_session(text, "test.yaml")
    assert loaded.problems == ()
    lowering = Tempo(5_000, 0, 0, 0, reset_ms=4_000)
    first, later = (loaded.choose(Choices(week=week)).exercises()[0] for week in (1, 5))
    assert loaded.session is not None
    assert loaded.session.exercises()[0] == first
    assert (first.sets, first.schedule) == (plans(counted(5, lowering)) * 2, Schedule(1, 7))
    assert later.sets == plans(*(counted(reps, lowering) for reps in (12, 10, 8)))
    assert later.schedule == Schedule()


# ------------------------------------------------------------------ defaults and blocks
def test_the_nearest_default_wins() -> None:
    session = load("""
name: x
defaults: {rest: 30s, tempo: 2-0-2-0, sets: 2}
exercises:
  - {name: a, reps: 5}
  - block: b
    defaults: {rest: 20s}
    exercises:
      - {name: b, reps: 5}
      - {name: c, reps: 5, rest: 10s}
""")
    assert [e.sets[0].rest.most_ms for e in session.exercises()] == [30_000, 20_000, 10_000]
    assert {len(e.sets) for e in session.exercises()} == {2}
    tempos = [e.sets[0].parts[0].tempo for e in session.exercises()]
    assert [tempo.rep_ms for tempo in tempos if tempo] == [4_000] * 3


def test_an_exercise_that_is_held_leaves_the_default_reps_aside() -> None:
    session = load("name: x\ndefaults: {reps: 10}\nexercises: [{name: a}, {name: b, hold: 30s}]")
    first, second = session.exercises()
    assert first.sets[0].parts[0].kind is WorkKind.REPS
    assert second.sets == plans(SetPart(WorkKind.HOLD, length=Length.fixed(30_000)))


def block(text: str) -> Block:
    item = load(f"name: x\nexercises: [{{block: b, {text}}}]").parts[0].block.items[0]
    assert isinstance(item, Block)
    return item


def test_a_superset_has_a_set_of_each_in_every_round_without_rest_between() -> None:
    made = block("kind: superset, exercises: [{name: a, reps: 5, sets: 3}, {name: b, hold: max}]")
    first, second = made.exercises()
    assert made.kind is BlockKind.SUPERSET
    assert (made.rounds, len(first.sets), len(second.sets)) == (3, 3, 3)
    assert (first.rest_after, first.prepare_ms, second.prepare_ms) == (NO_TIME, 10_000, 0)
    assert made.rest_between_rounds == made.rest_after == Length.fixed(60_000)


def test_an_exercise_with_fewer_sets_drops_out_of_later_rounds() -> None:
    made = block(
        "kind: circuit, rounds: 3, rest-between-exercises: 15s, rest-after: 2 min,"
        " exercises: [{name: a, reps: 5}, {name: b, reps: 5, sets: 1}]"
    )
    first, second = made.exercises()
    assert (len(first.sets), len(second.sets)) == (3, 1)
    assert first.rest_after == Length.fixed(15_000)
    assert made.rest_after == Length.fixed(120_000)


def test_rests_inside_a_block_end_with_it() -> None:
    session = load("""
name: x
exercises:
  - block: b
    rest-between-exercises: 10s
    exercises: [{name: a, reps: 5}, {name: b, reps: 5}]
  - {name: c, reps: 5, rest-after: 5s}
""")
    inner, last = session.parts[0].block.items
    assert isinstance(inner, Block)
    assert [e.rest_after.most_ms for e in inner.exercises()] == [10_000, 10_000]
    assert inner.rest_after == Length.fixed(60_000)
    assert isinstance(last, Exercise)
    assert last.rest_after == Length.fixed(5_000)


def test_blocks_may_stand_in_blocks() -> None:
    made = block("rounds: 2, exercises: [{block: c, exercises: [{name: a, reps: 5}]}]")
    assert made.rounds == 2
    assert [e.name for e in made.exercises()] == ["a"]


def test_every_exercise_and_variant_has_an_id_of_its_own() -> None:
    session = load(
        "name: x\nexercises: [{name: Wall sit, hold: 5s}, {name: wall-sit, hold: 5s},"
        " {name: Wall sit 2, hold: 5s}, {name: Brücke, hold: 5s}, {name: 膝, hold: 5s},"
        " {name: Wall  Sit!, hold: 5s, harder: [{name: Wall sit}]}]"
    )
    ids = [v.id for e in session.exercises() for v in e.variants()]
    assert ids[:2] == ["wall-sit", "wall-sit-2"]
    assert "brucke" in ids
    assert len(set(ids)) == len(ids) == 7


# ------------------------------------------------------------------ warnings
@pytest.mark.parametrize(
    ("options", "warning"),
    [
        ("reps: 5, tempo: 300-0-2-0", "a phase of 5m is longer"),
        ("reps: 5, sets: 0", "0 sets: this is left out"),
        ("reps: 0", "0 reps: this is left out"),
        ("reps: 5, rest: 90 min", "longer than 1h"),
        ("reps: 5, rest: 60000", "longer than 1h"),
        ("reps: 500", "500 reps are a lot"),
        ("reps: 5, sets: 30", "30 sets are a lot"),
        ("hold: 20 min", "longer than 10 minutes"),
        ("reps: 5, prepare: 10 min", "longer than 5m"),
        ("hold: 30s, tempo: 4-1-2-0", "a hold has no tempo"),
        ("reps: 5, switch: 5s", "the sides do not change"),
        ("reps: 5, explosive: 1s", "there is no X"),
        ("reps: 5, tempo: 5-0-0-0", "no time to come back up"),
        ("reps: 5, cues: [{say: Go, at: rep 9}]", "no set has 9"),
        ("hold: 9s, cues: [{say: Go, at: eccentric}]", "a hold has no reps"),
    ],
)
def test_what_is_legal_but_probably_a_mistake_gets_a_warning(options: str, warning: str) -> None:
    assert warning in warnings(options)


def test_an_exercise_of_zero_sets_is_left_out() -> None:
    loaded = load_session(
        "name: x\nexercises: [{name: a, reps: 5, sets: 0}, {name: b, reps: 5}]", "x.yaml"
    )
    assert loaded.session is not None
    assert [e.name for e in loaded.session.exercises()] == ["b"]
