"""The rule of a progression in a session file: what is read, and what to write instead."""

from decimal import Decimal

import pytest

from hamtimer.core.session.choices import Choices
from hamtimer.core.session.progression import Goal, Rule, RuleKind, Step, StepUnit
from hamtimer.core.session_file.loader import Loaded, load_session


def load(exercise: str, head: str = "") -> Loaded:
    lines = "\n    ".join(exercise.strip().splitlines())
    return load_session(f"name: S\n{head}exercises:\n  - name: A\n    {lines}\n", "s.yaml")


def rule_of(exercise: str, head: str = "") -> Rule | None:
    loaded = load(exercise, head)
    assert loaded.session is not None, loaded.problems
    return loaded.session.exercises()[0].progression.rule


def step(amount: str, unit: StepUnit) -> Step:
    return Step(Decimal(amount), unit)


@pytest.mark.parametrize(
    ("exercise", "rule"),
    [
        ("reps: 5\nprogression: {step: a bit more, goal: some day}", None),
        (
            (
                "sets: 5\nreps: 10\n"
                "progression: {rule: steps, step: 1 set, after: 2 sessions, goal: 8 x 10}"
            ),
            Rule(RuleKind.STEPS, step("1", StepUnit.SETS), after=2, goal=Goal(sets=8, reps=10)),
        ),
        (
            "reps: 5\nprogression: {rule: steps, step: 2 reps, pain-limit: 3, on-pain: back}",
            Rule(RuleKind.STEPS, step("2", StepUnit.REPS), pain_limit=3, backs_off=True),
        ),
        (
            "hold: 30s\nprogression: {rule: steps, step: 5s, goal: 3 x 60s}",
            Rule(RuleKind.STEPS, step("5000", StepUnit.TIME), goal=Goal(sets=3, time_ms=60_000)),
        ),
        (
            (
                "reps: 8\nload: 2 x 12 kg\n"
                "progression: {rule: steps, step: 2.5 kg, goal: 40 kg, back: 1 step after 3 misses}"
            ),
            Rule(
                RuleKind.STEPS,
                step("2.5", StepUnit.KG),
                goal=Goal(load=Decimal(40)),
                back=1,
                misses=3,
            ),
        ),
        (
            "reps: 8-12\nload: 45 lb\nprogression: {rule: double, step: 5 lb}",
            Rule(RuleKind.DOUBLE, step("5", StepUnit.LB)),
        ),
        (
            "reps: 8\nharder: [{name: B}]\nprogression: {rule: ladder}",
            Rule(RuleKind.LADDER, step("1", StepUnit.VARIANT)),
        ),
    ],
)
def test_a_rule_is_read(exercise: str, rule: Rule | None) -> None:
    assert rule_of(exercise) == rule


@pytest.mark.parametrize(
    ("exercise", "message", "advice"),
    [
        ("reps: 5\nprogression: {rule: steps}", "needs a step", "step: 1 rep"),
        ("reps: 5\nprogression: {rule: stairs, step: 1 rep}", "stairs", "steps"),
        ("reps: 5\nprogression: {rule: steps, step: one more}", "not a step", "1 set, 1 rep"),
        ("reps: 5\nprogression: {after: 2 sessions}", "a part of a rule", "rule: steps"),
        ("reps: 5\nprogression: {rule: steps, step: 1 rep, start: 5}", "no `start`", "note"),
        (
            "reps: 5\nprogression: {rule: steps, step: 1 rep, goal: 40 kg}",
            "different units",
            "3 x 20",
        ),
        ("reps: 5\nprogression: {rule: steps, step: 1 rep, goal: lots}", "not a goal", "3 x 20"),
        ("reps: 5\nprogression: {rule: steps, step: 1 rep, back: soon}", "soon", "1 step after 2"),
        ("reps: 5\nprogression: {rule: steps, step: 1 rep, pain-limit: 11}", "11", "0 to 10"),
        ("reps: 5\nprogression: {rule: steps, step: variant}", "ladder", "rule: ladder"),
        ("reps: 5\nprogression: {rule: ladder, step: 1 rep}", "ladder", "step: variant"),
        ("reps: 5\nprogression: {rule: ladder}", "no variant", "harder:"),
        ("reps: 8\nload: 20 kg\nprogression: {rule: double, step: 2 kg}", "range", "reps: 8-12"),
        ("reps: 8-12\nprogression: {rule: double, step: 1 rep}", "adds load", "step: 2.5 kg"),
        ("reps: 8\nprogression: {rule: steps, step: 2 kg}", "needs a load", "load: 20 kg"),
        ("reps: 8\nload: heavy\nprogression: {rule: steps, step: 2 kg}", "load", "load: 20 kg"),
        (
            "reps: 8\nload: 20 kg to 30 kg\nprogression: {rule: steps, step: 2 kg}",
            "one number",
            "load: 20 kg",
        ),
        ("reps: 8\nload: 20 lb\nprogression: {rule: steps, step: 2 kg}", "units", "both in kg"),
        ("hold: 30s\nprogression: {rule: steps, step: 1 rep}", "counted in time", "step: 5s"),
        ("reps: 5\nprogression: {rule: steps, step: 5s}", "counted in reps", "step: 1 rep"),
        ("reps: max\nprogression: {rule: steps, step: 1 rep}", "nothing to add to", "reps: 8+"),
        ("sets: 2-3\nreps: 5\nprogression: {rule: steps, step: 1 set}", "one number", "sets: 2"),
        ("reps: 5+5\nprogression: {rule: steps, step: 1 rep}", "one part", "cluster"),
        (
            "reps: 5\nweeks: [{weeks: 2, reps: 6}]\nprogression: {rule: steps, step: 1 rep}",
            "the weeks of the plan change `reps`",
            "either",
        ),
        (
            (
                "reps: 5\nload: 9 kg\nweeks: [{weeks: 2, load: 10 kg}]\n"
                "progression: {rule: steps, step: 1 rep}"
            ),
            "the weeks of the plan change `load`",
            "either",
        ),
    ],
)
def test_what_is_no_rule_is_an_error_with_what_to_write(
    exercise: str, message: str, advice: str
) -> None:
    loaded = load(exercise)
    assert loaded.session is None
    first = loaded.problems[0]
    assert message in first.message, first
    assert advice in first.advice, first


def test_a_rule_of_the_session_says_where_to_write_it() -> None:
    loaded = load("reps: 5", "progression: {rule: steps}\n")
    assert "under `defaults`" in loaded.problems[0].advice


def test_a_rule_under_defaults_is_for_the_exercises_that_it_fits() -> None:
    head = "defaults: {progression: {rule: steps, step: 5s}}\n"
    assert rule_of("hold: 30s", head) is not None
    assert rule_of("reps: 5", head) is None


def test_a_variant_does_not_take_over_a_rule_that_does_not_fit_it() -> None:
    loaded = load(
        "reps: 8-12\nload: 20 kg\nprogression: {rule: double, step: 2 kg}\n"
        "easier: [{name: B, load: none}]"
    )
    session = loaded.choose(Choices(variants={"a": "b"}))
    assert session.exercises()[0].progression.rule is None


def test_the_rounds_of_a_circuit_say_how_many_sets_there_are() -> None:
    text = (
        "name: S\nexercises:\n  - block: B\n    kind: circuit\n    rounds: 3\n    exercises:\n"
        "      - {name: A, reps: 5, progression: {rule: steps, step: 1 set}}\n"
    )
    (problem,) = load_session(text, "s.yaml").problems
    assert "rounds" in problem.message


# ------------------------------------------------------------------ identity and dates
def test_an_id_is_what_an_exercise_is_known_by_whatever_its_name() -> None:
    text = (
        "name: S\nid: mine\nexercises:\n  - {name: Bridge, reps: 5}\n"
        "  - {name: Hip lift, id: bridge, reps: 5, easier: [{name: Hip lift}]}\n"
    )
    session = load_session(text, "s.yaml").session
    assert session is not None
    assert session.id == "mine"
    assert [e.id for e in session.exercises()] == ["bridge-2", "bridge"]
    assert session.exercises()[1].easier[0].id == "hip-lift"


@pytest.mark.parametrize("written", ["Wall Sit", "-a", "a_b", "ä", "''", "a--b", "x" * 61])
def test_what_is_no_id_is_an_error(written: str) -> None:
    assert load(f"id: {written}\nreps: 5").session is None


def test_the_same_id_twice_is_an_error() -> None:
    text = "name: S\nexercises: [{name: A, id: x, reps: 5}, {name: B, id: x, reps: 5}]\n"
    (problem,) = load_session(text, "s.yaml").problems
    assert "another exercise already has the id x" in problem.message


@pytest.mark.parametrize("start", ["2026-02-30", "tomorrow", "02.03.2026", "2026-W10-1"])
def test_a_plan_starts_on_a_day(start: str) -> None:
    loaded = load("reps: 5", f"plan: {{start: {start}}}\n")
    assert "2026-03-02" in loaded.problems[0].advice
