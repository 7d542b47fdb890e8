"""Short ways to make sessions for tests, by hand and at random."""

from dataclasses import replace

from hypothesis import strategies as st

from hamtimer.core.session.model import (
    Block,
    BlockKind,
    Exercise,
    Part,
    Role,
    Session,
    Side,
    Sides,
    Start,
    StartKind,
)
from hamtimer.core.session.work import (
    NO_TIME,
    CueText,
    Length,
    Moment,
    Phase,
    Reps,
    SetPart,
    SetPlan,
    Tempo,
    WorkKind,
)
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline

FOUR_ONE_TWO = Tempo(4_000, 1_000, 2_000, 0)


def reps_of(*counts: int, tempo: Tempo | None = FOUR_ONE_TWO) -> tuple[SetPart, ...]:
    """Make the work of sets that differ in their repetitions."""
    return tuple(SetPart(WorkKind.REPS, Reps(count, count), tempo=tempo) for count in counts)


def one_each(*parts: SetPart, rest_ms: int = 60_000) -> tuple[SetPlan, ...]:
    """Make a set of each part."""
    return tuple(SetPlan((part,), Length.fixed(rest_ms)) for part in parts)


def alike(part: SetPart, sets: int, rest_ms: int = 60_000) -> tuple[SetPlan, ...]:
    """Make sets of one part that are all alike."""
    return (SetPlan((part,), Length.fixed(rest_ms)),) * sets


def curl(
    reps: int | Reps = 2,
    *,
    sets: int = 1,
    tempo: Tempo | None = FOUR_ONE_TWO,
    sides: Sides = Sides.BOTH,
    name: str = "Curl",
    prepare_ms: int = 10_000,
    rest_ms: int = 60_000,
) -> Exercise:
    """Make a counted exercise."""
    counted = reps if isinstance(reps, Reps) else Reps(reps, reps)
    plans = alike(SetPart(WorkKind.REPS, counted, tempo=tempo), sets, rest_ms)
    made = Exercise(name.lower().replace(" ", "-"), name, plans, sides=sides)
    return replace(made, prepare_ms=prepare_ms)


def sit(length: Length, *, sets: int = 1, name: str = "Wall sit") -> Exercise:
    """Make an isometric exercise."""
    plans = alike(SetPart(WorkKind.HOLD, length=length), sets)
    return Exercise(name.lower().replace(" ", "-"), name, plans)


def work(length: int | Length, *, tempo: Tempo | None = None, reps: Reps | None = None) -> SetPart:
    """Make timed work."""
    made = length if isinstance(length, Length) else Length.fixed(length)
    return SetPart(WorkKind.TIME, reps, made, tempo=tempo)


def holds(reps: int | Reps, hold_ms: int, relax_ms: int) -> SetPart:
    """Make isometric reps."""
    counted = reps if isinstance(reps, Reps) else Reps(reps, reps)
    return SetPart(WorkKind.HOLD, counted, Length.fixed(hold_ms), relax_ms)


def cluster(*counts: int | Reps, pause_ms: int = 15_000, tempo: Tempo | None) -> SetPlan:
    """Make a set of parts with pauses between them."""
    parts = (
        SetPart(
            WorkKind.REPS,
            count if isinstance(count, Reps) else Reps(count, count),
            tempo=tempo,
            pause=Length.fixed(pause_ms) if number else NO_TIME,
            continues=number > 0,
        )
        for number, count in enumerate(counts)
    )
    return SetPlan(tuple(parts))


def exercise(
    *plans: SetPlan, name: str = "Squat", every_ms: int = 0, rest: Length | None = None
) -> Exercise:
    """Make an exercise without a get-ready; `rest` after each of its sets, and after it."""
    plans = tuple(replace(plan, rest=rest) for plan in plans) if rest else plans
    made = Exercise(name.lower().replace(" ", "-"), name, plans, prepare_ms=0, every_ms=every_ms)
    return replace(made, rest_after=rest) if rest else made


def session(*items: Exercise | Block, kind: BlockKind = BlockKind.STRAIGHT) -> Session:
    """Make a session that is all work."""
    return Session("Test", (Part(Role.WORK, Block(items, kind=kind)),))


def timeline(*items: Exercise | Block) -> Timeline:
    """Compile a session that is all work."""
    return compile_session(session(*items))


_lengths = st.sampled_from([0, 500, 1_000, 2_500, 3_000, 10_000, 20_000, 61_000])
_phase_lengths = st.sampled_from([0, 300, 1_000, 1_500, 2_000, 5_000])

tempos = st.builds(
    Tempo,
    eccentric_ms=st.sampled_from([700, 1_000, 2_500, 4_000]),
    stretched_ms=_phase_lengths,
    concentric_ms=_phase_lengths,
    shortened_ms=_phase_lengths,
    first=st.sampled_from([Phase.ECCENTRIC, Phase.CONCENTRIC]),
    reset_ms=st.sampled_from([0, 0, 2_000]),
)
_reps = st.builds(
    lambda least, more: Reps(least, None if more is None else least + more),
    st.integers(1, 6),
    st.none() | st.integers(0, 3),
)
_holds = st.builds(
    lambda least, is_open: Length(least, None if is_open else least),
    st.sampled_from([1_000, 7_000, 30_000, 60_000]),
    st.booleans(),
)
_parts = st.one_of(
    st.builds(
        lambda reps, tempo: SetPart(WorkKind.REPS, reps, tempo=tempo), _reps, tempos | st.none()
    ),
    st.builds(lambda length: SetPart(WorkKind.HOLD, length=length), _holds),
)
own_cues = st.lists(
    st.builds(
        CueText,
        st.sampled_from(["Breathe", "Hips up", "Slowly", "Squeeze"]),
        st.sampled_from(Moment),
        st.sampled_from([0, 1, 2, 5, 900, 7_000, 25_000]),
    ),
    max_size=4,
).map(tuple)
_starts = st.sampled_from([Start(), Start(), Start(StartKind.KEY), Start(StartKind.AFTER, 5_000)])
exercises = st.builds(
    Exercise,
    id=st.text("abcdef", min_size=1, max_size=6),
    name=st.just("Exercise"),
    sets=st.builds(alike, _parts, st.integers(1, 3), _lengths),
    sides=st.sampled_from(Sides),
    first_side=st.sampled_from([Side.LEFT, Side.RIGHT]),
    switch_ms=_lengths,
    rest_after=_lengths.map(Length.fixed),
    prepare_ms=_lengths,
    start=_starts,
    cues=own_cues,
)


def _blocks(items: st.SearchStrategy[Exercise | Block]) -> st.SearchStrategy[Block]:
    return st.builds(
        Block,
        items=st.lists(items, min_size=1, max_size=2).map(tuple),
        kind=st.sampled_from(BlockKind),
        rounds=st.integers(1, 2),
        rest_between_rounds=_lengths.map(Length.fixed),
        rest_after=st.none() | _lengths.map(Length.fixed),
    )


# Small sessions find the same mistakes as large ones, in a tenth of the time.
blocks = _blocks(exercises | _blocks(exercises))
sessions = st.builds(
    lambda parts: Session("Random", tuple(Part(role, block) for role, block in parts)),
    st.lists(st.tuples(st.sampled_from(Role), blocks), min_size=1, max_size=2),
)
timelines = sessions.map(compile_session)
