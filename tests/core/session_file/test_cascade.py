"""Layers: the value written nearest holds, whatever the key; FORMAT A1 to A4."""

import pytest

from hamtimer.core.session.choices import Choices
from hamtimer.core.session.model import Block, Exercise, Session
from hamtimer.core.session.work import Length, Reps, WorkKind
from hamtimer.core.session_file.loader import Loaded, load_session
from hamtimer.core.session_file.origin import find_origins


def loaded(text: str) -> Loaded:
    made = load_session(text, "x.yaml")
    assert made.problems == ()
    return made


def session(text: str, week: int | None = None) -> Session:
    return loaded(text).choose(Choices(week=week))


def only(text: str, week: int | None = None) -> Exercise:
    (exercise,) = session(text, week).exercises()
    return exercise


def reps_of(exercise: Exercise) -> list[int | None]:
    return [part.reps.most if part.reps else -1 for plan in exercise.sets for part in plan.parts]


def problems(text: str) -> str:
    return "\n".join(map(str, load_session(text, "x.yaml").problems))


# ------------------------------------------------------------------ A1: the nearest holds
LAYERS = """
name: x
defaults:
  reps: 1
  weeks: [{weeks: 2, reps: 2}]
exercises:
  - block: b
    defaults:
      reps: 3
      weeks: [{weeks: 2, reps: 4}]
    exercises:
      - name: a
        reps: 5
        weeks: [{weeks: 2, reps: 6}]
        harder:
          - name: v
            reps: 7
            weeks: [{weeks: 2, reps: 8}]
"""


@pytest.mark.parametrize(
    ("left_out", "week", "variant", "reps"),
    [
        # Every layer in turn is the nearest that is left.
        ((), 1, "a", 5),
        ((), 2, "a", 6),
        ((), 1, "v", 7),
        ((), 2, "v", 8),
        ((8,), 2, "v", 7),
        ((7, 8), 2, "v", 6),
        ((6, 7, 8), 2, "v", 5),
        ((5, 6, 7, 8), 2, "v", 4),
        ((5, 6), 2, "a", 4),
        ((5, 6), 1, "a", 3),
        ((4, 5, 6), 2, "a", 3),
        ((3, 4, 5, 6), 2, "a", 2),
        ((3, 4, 5, 6), 1, "a", 1),
        ((2, 3, 4, 5, 6), 2, "a", 1),
    ],
)
def test_the_value_written_nearest_holds(
    left_out: tuple[int, ...], week: int, variant: str, reps: int
) -> None:
    text = LAYERS
    for number in left_out:
        text = text.replace(f"reps: {number}", f"load: {number} kg")
    (chosen,) = loaded(text).choose(Choices(week=week, variants={"a": variant})).exercises()
    assert reps_of(chosen) == [reps]


def test_target_and_todays_choice_are_the_last_layers() -> None:
    variants, target, today = {"a": "v"}, {"a": {"reps": "9"}}, {"a": {"reps": "10"}}
    made = loaded(LAYERS)
    (aimed,) = made.choose(Choices(week=2, variants=variants, targets=target)).exercises()
    assert reps_of(aimed) == [9]
    (chosen,) = made.choose(Choices(2, frozenset(), variants, target, today)).exercises()
    assert reps_of(chosen) == [10]


def test_an_exercises_own_work_wins_over_the_weeks_of_the_defaults() -> None:
    """FORMAT D33."""
    text = "name: x\ndefaults: {weeks: [{weeks: 1, reps: 15}]}\nexercises: [{name: a, reps: 8}]"
    assert reps_of(only(text, 1)) == [8]


def test_a_variants_own_work_wins_over_the_weeks_of_its_exercise() -> None:
    """FORMAT D34."""
    text = (
        "name: x\nexercises: [{name: a, reps: 5, weeks: [{weeks: 2, reps: 12}],"
        " harder: [{name: v, reps: 8}]}]"
    )
    (chosen,) = loaded(text).choose(Choices(week=2, variants={"a": "v"})).exercises()
    assert reps_of(chosen) == [8]


def test_a_week_may_change_any_key() -> None:
    text = """
name: x
exercises:
  - name: a
    sets: 2
    reps: 5
    weeks:
      - weeks: 2
        load: 40 kg
        rest: 3 min
        rpe: 8
        sides: each
        tempo: 2-0-2-0
        start: key
        prepare: 3s
        every: 5 min
        switch: 9s
        link: https://example.org
        cues: Breathe
        equipment: bar
        rest-after: 2 min
        description: Heavier.
        signals: {halfway: no}
"""
    text = text.replace("        rest: 3 min\n", "").replace("        start: key\n", "")
    first, second = only(text, 1), only(text, 2)
    for name in ("load", "rpe", "sides", "prepare_ms", "every_ms", "switch_ms", "link", "cues"):
        assert getattr(first, name) != getattr(second, name), name
    for name in ("equipment", "rest_after", "description", "signals", "sets"):
        assert getattr(first, name) != getattr(second, name), name


# ------------------------------------------------------------------ A2: work
@pytest.mark.parametrize(
    ("outer", "inner", "kind", "reps"),
    [
        ("hold: 30s", "reps: 5", WorkKind.REPS, Reps(5, 5)),
        ("reps: 5", "hold: 30s", WorkKind.HOLD, None),
        ("reps: 5", "time: 30s", WorkKind.TIME, None),
        ("time: 30s", "reps: 5", WorkKind.REPS, Reps(5, 5)),
        ("hold: 7s, reps: 6, relax: 3s", "time: 30s", WorkKind.TIME, None),
        ("hold: 7s, reps: 6, relax: 3s", "reps: 4", WorkKind.HOLD, Reps(4, 4)),
        ("reps: 6", "hold: 7s, reps: 4, relax: 3s", WorkKind.HOLD, Reps(4, 4)),
    ],
)
def test_a_layer_that_writes_other_work_drops_what_was_before(
    outer: str, inner: str, kind: WorkKind, reps: Reps | None
) -> None:
    text = f"name: x\ndefaults: {{{outer}}}\nexercises: [{{name: a, {inner}}}]"
    (plan,) = only(text).sets
    (part,) = plan.parts
    assert (part.kind, part.reps) == (kind, reps)


def test_what_belongs_to_the_work_goes_with_it() -> None:
    text = (
        "name: x\nexercises: [{name: a, reps: 5+5, intra-set-rest: 20s, then: {hold: 9s},"
        " harder: [{name: v, time: 40s}, {name: w, reps: 8+8}]}]"
    )
    timed, counted = only(text).harder
    assert [part.kind for part in timed.sets[0].parts] == [WorkKind.TIME]
    assert [part.kind for part in counted.sets[0].parts] == ["reps", "reps", "hold"]
    assert counted.sets[0].parts[1].pause == Length.fixed(20_000)


# ------------------------------------------------------------------ A3: number of sets
@pytest.mark.parametrize(
    ("outer", "inner", "reps"),
    [
        ("sets: 3, reps: 10", "reps: [12, 10]", [12, 10]),
        ("reps: [12, 10, 8]", "sets: 2", [12, 10]),
        ("reps: [12, 10, 8]", "sets: 5", [12, 10, 8, 8, 8]),
        # A list of the defaults that is replaced takes its number of sets with it.
        ("reps: [12, 10, 8]", "reps: 9", [9]),
        ("reps: [12, 10, 8]", "load: [1 kg, 2 kg]", [12, 10]),
    ],
)
def test_a_list_in_a_later_layer_says_the_number_of_sets_and_sets_cuts_or_repeats_it(
    outer: str, inner: str, reps: list[int]
) -> None:
    text = f"name: x\ndefaults: {{{outer}}}\nexercises: [{{name: a, {inner}}}]"
    assert reps_of(only(text)) == reps


def test_a_variant_and_a_week_keep_the_number_of_sets_of_their_exercise() -> None:
    text = (
        "name: x\ndefaults: {reps: [12, 10, 8]}\nexercises: [{name: a,"
        " weeks: [{weeks: 2, reps: 9}], harder: [{name: v, hold: 9s}]}]"
    )
    made = loaded(text)
    (week,) = made.choose(Choices(week=2)).exercises()
    assert reps_of(week) == [9, 9, 9]
    (variant,) = made.choose(Choices(variants={"a": "v"})).exercises()
    assert len(variant.sets) == 3


def test_where_a_list_is_replaced_the_number_before_it_holds_again() -> None:
    text = (
        "name: x\ndefaults: {sets: 3}\nexercises: [{block: b, defaults: {reps: [12, 10]},"
        " exercises: [{name: a}, {name: b, reps: 8}]}]"
    )
    first, second = session(text).exercises()
    assert (reps_of(first), reps_of(second)) == ([12, 10], [8, 8, 8])


def test_what_a_week_leaves_open_is_as_in_the_first_where_only_the_plan_says_how_much() -> None:
    text = (
        "name: x\nexercises: [{name: a, weeks: [{weeks: 1, sets: 2, reps: 5, schedule: daily},"
        " {weeks: 2, sets: 3}, {weeks: 3, reps: 8}]}]"
    )
    found = [only(text, week) for week in (1, 2, 3)]
    assert [reps_of(exercise) for exercise in found] == [[5, 5], [5, 5, 5], [8, 8]]
    assert [exercise.schedule.times for exercise in found] == [1, 0, 0]


def test_a_hold_under_defaults_that_alternate_is_for_both_sides() -> None:
    text = "name: x\ndefaults: {sides: alternating}\nexercises: [{name: a, hold: 9s}]"
    assert only(text).sides == "both"


def test_todays_choice_of_fewer_sets_cuts_a_list() -> None:
    """FORMAT D29."""
    made = loaded("name: x\nexercises: [{name: a, reps: [12, 10, 8]}]")
    (chosen,) = made.choose(Choices(today={"a": {"sets": "2"}})).exercises()
    assert reps_of(chosen) == [12, 10]


@pytest.mark.parametrize(
    "options",
    [
        "sets: 2, reps: [12, 10, 8]",
        "reps: [12, 10], load: [1, 2, 3]",
        "sets: 2, rpe: [7, 8, 9], reps: 5",
    ],
)
def test_in_one_place_lists_and_sets_agree(options: str) -> None:
    assert "entries" in problems(f"name: x\nexercises: [{{name: a, {options}}}]")


def test_rounds_are_the_largest_number_of_sets_that_holds_in_the_week() -> None:
    text = """
name: x
exercises:
  - block: b
    kind: circuit
    exercises:
      - name: a
        sets: 2
        reps: 5
        weeks: [{weeks: 2, sets: 8}, {weeks: 3, reps: [3, 2, 1]}]
      - name: b
        reps: 5
"""
    found = []
    for week in (1, 2, 3):
        (block,) = session(text, week).parts[0].block.items
        assert isinstance(block, Block)
        found.append((block.rounds, [len(exercise.sets) for exercise in block.exercises()]))
    assert found == [(2, [2, 2]), (8, [8, 8]), (3, [3, 3])]


def test_a_list_that_two_rounds_cut_is_an_error_where_it_is_written() -> None:
    text = (
        "name: x\nexercises: [{block: b, kind: superset, rounds: 2,"
        " exercises: [{name: a, reps: [3, 2, 1]}, {name: b, reps: 5}]}]"
    )
    assert "3 sets do not fit into 2 rounds" in problems(text)


# ------------------------------------------------------------------ A4: no effect
def test_a_tempo_of_the_defaults_does_not_harm_a_plank() -> None:
    text = "name: x\ndefaults: {tempo: 3-0-3-0, reset: 3s}\nexercises: [{name: a, hold: 30s}]"
    assert problems(text) == ""


def test_a_key_without_effect_is_reported_where_it_is_written_beside_its_cause() -> None:
    assert "`tempo` has no effect" in problems(
        "name: x\nexercises: [{name: a, hold: 30s, tempo: 3-0-3-0}]"
    )
    assert "`tempo` has no effect" in problems(
        "name: x\ndefaults: {hold: 30s, tempo: 3-0-3-0}\nexercises: [{name: a}]"
    )


def test_signals_of_the_settings_lie_over_all_others() -> None:
    made = loaded("name: x\nexercises: [{name: a, reps: 5, signals: {countdown: 5s, halfway: no}}]")
    settings = {"countdown": "none", "periodic": "15s"}
    (chosen,) = made.choose(Choices(), settings.items()).exercises()
    signals = chosen.signals
    assert (signals.countdown_s, signals.halfway, signals.periodic_ms) == (0, False, 15_000)
    assert made.document is not None
    (found,) = find_origins(made.document, Choices(), settings)
    assert [(o.key, o.layer) for o in found.origins if o.key.startswith("signals")] == [
        ("signals: countdown", "your settings"),
        ("signals: halfway", "the exercise"),
        ("signals: periodic", "your settings"),
    ]


# ------------------------------------------------------------------ origins
def test_every_value_keeps_its_layer_line_and_column() -> None:
    text = """\
name: x
signals: {countdown: 5s}
defaults:
  rest: 45s
  weeks: [{weeks: 2, load: 20 kg}]
exercises:
  - block: Legs
    defaults: {signals: {halfway: no}}
    exercises:
      - name: a
        reps: [5, 4]
        harder: [{name: v, rpe: 7}]
"""
    made = loaded(text)
    assert made.document is not None
    choices = Choices(week=2, variants={"a": "v"}, today={"a": {"tempo": "2-0-2-0"}})
    (found,) = find_origins(made.document, choices)
    assert (found.id, found.name) == ("v", "v")
    assert [(o.key, o.written, o.layer, o.line, o.column) for o in found.origins] == [
        ("name", "v", "the variant", 12, 25),
        ("sets", "2, as many as [5, 4] has entries", "the exercise", 11, 15),
        ("reps", "[5, 4]", "the exercise", 11, 15),
        ("tempo", "2-0-2-0", "today's choice", 0, 0),
        ("rest", "45s", "the defaults of the session", 4, 9),
        ("load", "20 kg", "week 2 in the defaults of the session", 5, 28),
        ("rpe", "7", "the variant", 12, 33),
        ("signals: countdown", "5s", "the session", 2, 22),
        ("signals: halfway", "no", 'the defaults of block "Legs"', 8, 35),
    ]
