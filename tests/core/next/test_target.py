"""The next target: worked examples, each history and its target by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.next.target import Amount, Attempt, Base, Dose, next_target, road, target_at
from hamtimer.core.session.progression import Goal, Rule, RuleKind, Step, StepUnit
from hamtimer.front.words.reasons import dose_words, reason_words

KEY = "the base"


def step(amount: float, unit: StepUnit) -> Step:
    return Step(Decimal(str(amount)), unit)


def reps(*sets: int, load: str = "", variant: str = "") -> Dose:
    return Dose(tuple(Amount(n, n) for n in sets), load=load, variant=variant)


def hold(*seconds: int) -> Dose:
    return Dose(tuple(Amount(s * 1_000, s * 1_000) for s in seconds), is_time=True)


def base(dose: Dose, rule: Rule, effort_limit: float | None = None) -> Base:
    return Base((dose,), 0, rule, effort_limit)


def attempt(
    target: Dose, *done: int, effort: float | None = None, pain: int | None = None
) -> Attempt:
    """An attempt; what was done of a hold is in seconds."""
    scale = 1_000 if target.is_time else 1
    return Attempt(KEY, target, tuple(n * scale for n in done), effort=effort, pain=pain)


def following(of: Base, *attempts: Attempt) -> tuple[str, str]:
    found = next_target(of, KEY, attempts)
    words = dose_words(found.target)
    if found.target.load:
        words += f", {found.target.load}"
    if found.target.variant:
        words = f"{found.target.variant}, {words}"
    if found.target.aim:
        words += f", aim {', '.join(map(str, found.target.aim))}"
    return words, reason_words(found, of)


# 5 sets of 10, a set more after 2 sessions, to 8 x 10
SETS = base(
    reps(10, 10, 10, 10, 10),
    Rule(RuleKind.STEPS, step(1, StepUnit.SETS), after=2, goal=Goal(sets=8, reps=10)),
)
FIVE, SIX = reps(*[10] * 5), reps(*[10] * 6)
# 3 sets of 12 at RPE 7-8, a rep more, to 3 x 20
REPS = base(
    reps(12, 12, 12), Rule(RuleKind.STEPS, step(1, StepUnit.REPS), goal=Goal(sets=3, reps=20)), 8
)
TWELVE, THIRTEEN = reps(12, 12, 12), reps(13, 13, 13)
# 3 sets of 8-12 with 20 kg, 2.5 kg more when all are 12
RANGE = Dose((Amount(8, 12),) * 3, load="20 kg")
DOUBLE = base(RANGE, Rule(RuleKind.DOUBLE, step(2.5, StepUnit.KG)))
HEAVIER = replace(RANGE, load="22.5 kg")
# 3 holds of 30 s, 5 s more, to 3 x 60 s
HOLD = base(
    hold(30, 30, 30),
    Rule(RuleKind.STEPS, step(5_000, StepUnit.TIME), goal=Goal(sets=3, time_ms=60_000)),
)
# a ladder: beginners 1 x 10-15, the exercise 2 x 10, with an ankle weight 2 x 10
BEGINNERS = Dose((Amount(10, 15),), variant="Beginners")
PLAIN, WEIGHTED = reps(10, 10), reps(10, 10, variant="Ankle weight")
LADDER = Base(
    (BEGINNERS, PLAIN, WEIGHTED),
    1,
    Rule(RuleKind.LADDER, step(1, StepUnit.VARIANT), after=2, back=1, misses=2),
)
# 3 sets of 8 with 40 kg, 2.5 kg more, a step back after 3 misses
LOAD = base(
    reps(8, 8, 8, load="40 kg"), Rule(RuleKind.STEPS, step(2.5, StepUnit.KG), back=1, misses=3)
)
AT_40, AT_42 = reps(8, 8, 8, load="40 kg"), reps(8, 8, 8, load="42.5 kg")
# 3 sets of 15, a rep more; too much pain takes a step back
PAIN = base(reps(15, 15, 15), Rule(RuleKind.STEPS, step(1, StepUnit.REPS), backs_off=True))
PAIN_HOLD = replace(PAIN, rule=replace(PAIN.rule, backs_off=False))
FIFTEEN, SIXTEEN = reps(15, 15, 15), reps(16, 16, 16)


def to_eight_sets() -> list[Attempt]:
    """Two successes at each of 5, 6, 7 and 8 sets."""
    return [attempt(reps(*[10] * n), *[10] * n) for n in (5, 5, 6, 6, 7, 7, 8, 8)]


HISTORIES = [
    # steps of sets
    (SETS, [], "5 x 10", "no records yet: as in the file"),
    (SETS, [attempt(FIVE, *[10] * 5)], "5 x 10", "5 x 10 done, 1 of 2"),
    (SETS, [attempt(FIVE, *[10] * 5)] * 2, "6 x 10", "5 x 10 done 2 times in a row"),
    (
        SETS,
        [*[attempt(FIVE, *[10] * 5)] * 2, attempt(SIX, *[10] * 6)],
        "6 x 10",
        "6 x 10 done, 1 of 2",
    ),
    (SETS, to_eight_sets(), "8 x 10", "the goal is reached: stay there"),
    (
        SETS,  # a miss between two successes: the streak begins anew
        [
            attempt(FIVE, *[10] * 5),
            attempt(FIVE, 10, 10, 10, 10, 9),
            attempt(FIVE, *[10] * 5),
        ],
        "5 x 10",
        "5 x 10 done, 1 of 2",
    ),
    (
        SETS,  # the fifth set was skipped
        [attempt(FIVE, 10, 10, 10, 10, 0)],
        "5 x 10",
        "set 5 was 0 of 10: the same again",
    ),
    (SETS, [attempt(FIVE, *[12] * 6)] * 2, "6 x 10", "5 x 10 done 2 times in a row"),
    # steps of reps with a limit of effort
    (REPS, [attempt(TWELVE, 12, 12, 12, effort=8)], "3 x 13", "3 x 12 done"),
    (REPS, [attempt(TWELVE, 12, 12, 12)], "3 x 13", "3 x 12 done"),
    (
        REPS,
        [attempt(TWELVE, 12, 12, 12, effort=9)],
        "3 x 12",
        "effort 9 is over 8: the same again",
    ),
    (
        REPS,
        [
            attempt(TWELVE, 12, 12, 12),
            replace(attempt(THIRTEEN, 13, 13), is_finished=False),
        ],
        "3 x 13",
        "last time was not finished: the same again",
    ),
    (
        REPS,
        [attempt(TWELVE, 12, 12, 12), replace(attempt(THIRTEEN, 13, 13), is_reduced=True)],
        "3 x 13",
        "last time was changed by choice: the same again",
    ),
    (REPS, [attempt(TWELVE, 12, 11, 12)], "3 x 12", "set 2 was 11 of 12: the same again"),
    (
        REPS,  # eight successes: the goal, and not beyond it
        [attempt(reps(*[n] * 3), n, n, n) for n in range(12, 21)],
        "3 x 20",
        "the goal is reached: stay there",
    ),
    (
        REPS,  # a miss at effort 9 is a miss
        [attempt(TWELVE, 12, 12, 10, effort=9)],
        "3 x 12",
        "set 3 was 10 of 12: the same again",
    ),
    # double progression
    (
        DOUBLE,
        [attempt(RANGE, 12, 12, 11)],
        "3 x 8-12, 20 kg, aim 12, 12, 12",
        "last time 12, 12, 11",
    ),
    (
        DOUBLE,
        [attempt(RANGE, 10, 9, 8)],
        "3 x 8-12, 20 kg, aim 11, 10, 9",
        "last time 10, 9, 8",
    ),
    (
        DOUBLE,
        [attempt(RANGE, 12, 12, 11), attempt(RANGE, 12, 12, 12)],
        "3 x 8-12, 22.5 kg",
        "3 x 12 done",
    ),
    (
        DOUBLE,
        [
            attempt(RANGE, 12, 12, 11),
            attempt(RANGE, 12, 12, 12),
            attempt(HEAVIER, 9, 8, 7),
        ],
        "3 x 8-12, 22.5 kg",
        "set 3 was 7 of 8: the same again",
    ),
    # steps of time
    (HOLD, [attempt(hold(30, 30, 30), 30, 30, 30)], "3 x 35 s", "3 x 30 s done"),
    (
        HOLD,
        [attempt(hold(30, 30, 30), 30, 30, 30), attempt(hold(35, 35, 35), 35, 35, 28)],
        "3 x 35 s",
        "set 3 was 28 of 35 s: the same again",
    ),
    (
        HOLD,
        [attempt(hold(s, s, s), s, s, s) for s in range(30, 65, 5)],
        "3 x 60 s",
        "the goal is reached: stay there",
    ),
    # a ladder
    (
        LADDER,
        [attempt(PLAIN, 10, 10)] * 2,
        "Ankle weight, 2 x 10",
        "2 x 10 done 2 times in a row",
    ),
    (
        LADDER,
        [attempt(PLAIN, 10, 7), attempt(PLAIN, 10, 8)],
        "Beginners, 1 x 10-15",
        "missed 2 times in a row: 1 step back",
    ),
    (
        LADDER,  # two misses at the easiest: there is nothing below it
        [
            *[attempt(PLAIN, 10, 7)] * 2,
            *[attempt(BEGINNERS, 9)] * 2,
        ],
        "Beginners, 1 x 10-15",
        "missed 2 times in a row: the same again",
    ),
    (
        LADDER,  # within the range of the easiest, but not at its top
        [*[attempt(PLAIN, 10, 7)] * 2, attempt(BEGINNERS, 12)],
        "Beginners, 1 x 10-15",
        "set 1 was 12 of 15: the same again",
    ),
    (
        LADDER,  # from the easiest back to the exercise itself
        [*[attempt(PLAIN, 10, 7)] * 2, *[attempt(BEGINNERS, 15)] * 2],
        "2 x 10",
        "1 x 15 done 2 times in a row",
    ),
    (
        LADDER,  # at the hardest the ladder ends
        [*[attempt(PLAIN, 10, 10)] * 2, *[attempt(WEIGHTED, 10, 10)] * 2],
        "Ankle weight, 2 x 10",
        "the goal is reached: stay there",
    ),
    # steps of load, and back
    (LOAD, [attempt(AT_40, 8, 8, 8)], "3 x 8, 42.5 kg", "3 x 8 done"),
    (
        LOAD,
        [
            attempt(AT_40, 8, 8, 8),
            attempt(AT_42, 8, 8, 6),
            attempt(AT_42, 8, 7, 6),
            attempt(AT_42, 8, 6, 6),
        ],
        "3 x 8, 40 kg",
        "missed 3 times in a row: 1 step back",
    ),
    (
        LOAD,  # a success between the misses ends their streak
        [
            attempt(AT_40, 8, 8, 6),
            attempt(AT_40, 8, 8, 8),
            attempt(AT_42, 8, 8, 6),
            attempt(AT_42, 8, 7, 6),
        ],
        "3 x 8, 42.5 kg",
        "set 2 was 7 of 8: the same again",
    ),
    (
        LOAD,  # at the base there is no step to go back
        [attempt(AT_40, 8, 8, 6)] * 3,
        "3 x 8, 40 kg",
        "missed 3 times in a row: the same again",
    ),
    # pain
    (
        PAIN,
        [attempt(FIFTEEN, 15, 15, 15), attempt(SIXTEEN, 16, 16, 16, pain=6)],
        "3 x 15",
        "pain 6 is over 5: one step back",
    ),
    (
        PAIN_HOLD,
        [attempt(FIFTEEN, 15, 15, 15), attempt(SIXTEEN, 16, 16, 16, pain=6)],
        "3 x 16",
        "pain 6 is over 5: the same again",
    ),
    (PAIN, [attempt(FIFTEEN, 15, 15, 15, pain=5)], "3 x 16", "3 x 15 done"),
    (
        PAIN,  # pain counts in a session that was not finished, too
        [
            attempt(FIFTEEN, 15, 15, 15),
            replace(attempt(SIXTEEN, 16, pain=7), is_finished=False),
        ],
        "3 x 15",
        "pain 7 is over 5: one step back",
    ),
]


@pytest.mark.parametrize(("of", "history", "target", "reason"), HISTORIES)
def test_a_history_leads_to_its_target(
    of: Base, history: list[Attempt], target: str, reason: str
) -> None:
    assert following(of, *history) == (target, reason)


def test_whoever_changes_the_file_starts_from_the_new_numbers() -> None:
    rule = Rule(RuleKind.STEPS, step(1, StepUnit.REPS))
    fourteen = base(reps(14, 14, 14), rule)
    before = [
        replace(attempt(TWELVE, 12, 12, 12), base="3 x 12"),
        replace(attempt(THIRTEEN, 13, 13, 13), base="3 x 12"),
    ]
    assert following(fourteen, *before) == (
        "3 x 14",
        "the file has changed since: as in the file",
    )
    after = attempt(reps(14, 14, 14), 14, 14, 14)
    assert following(fourteen, *before, after) == ("3 x 15", "3 x 14 done")


@pytest.mark.parametrize(
    ("load", "target"),
    [
        ("2 x 12 kg", "2 x 14.5 kg"),
        ("40 kg barbell", "42.5 kg barbell"),
        ("12.5 kg", "15 kg"),
        ("red band", "red band"),
    ],
)
def test_a_step_of_load_changes_the_number_before_the_unit(load: str, target: str) -> None:
    heavier = base(reps(8, load=load), Rule(RuleKind.STEPS, step(2.5, StepUnit.KG)))
    assert target_at(heavier, 1).load == target


def test_the_road_leads_to_the_goal() -> None:
    assert [dose_words(dose) for dose in road(HOLD)] == [f"3 x {s} s" for s in range(30, 65, 5)]
    assert [dose.variant for dose in road(LADDER)] == ["", "Ankle weight"]


@st.composite
def histories(draw: st.DrawFn) -> tuple[Base, list[Attempt]]:
    """Return a rule and what somebody did who always got the target."""
    of = draw(st.sampled_from([SETS, REPS, DOUBLE, HOLD, LADDER, LOAD, PAIN]))
    done: list[Attempt] = []
    for _ in range(draw(st.integers(0, 12))):
        target = next_target(of, KEY, done).target
        tops = [draw(st.integers(0, amount.top)) for amount in target.sets]
        full = draw(st.booleans())
        amounts = [amount.top for amount in target.sets] if full else tops
        done.append(
            Attempt(
                KEY,
                target,
                tuple(amounts),
                is_finished=draw(st.booleans()),
                pain=draw(st.none() | st.integers(0, 10)),
            )
        )
    return of, done


@given(histories())
def test_an_unfinished_session_never_advances(history: tuple[Base, list[Attempt]]) -> None:
    of, done = history
    before = next_target(of, KEY, done)
    target = before.target
    left = Attempt(KEY, target, tuple(a.top for a in target.sets), is_finished=False)
    after = next_target(of, KEY, [*done, left])
    assert (after.level, after.successes, after.misses) == (
        before.level,
        before.successes,
        before.misses,
    )


@given(histories())
def test_the_same_records_always_give_the_same_target(history: tuple[Base, list[Attempt]]) -> None:
    of, done = history
    assert next_target(of, KEY, done) == next_target(of, KEY, tuple(done))
    assert reason_words(next_target(of, KEY, done), of)
