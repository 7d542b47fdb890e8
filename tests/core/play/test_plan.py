"""What a record keeps of each work step."""

from dataclasses import replace

from hamtimer.core.play.plan import PlannedWork, plan_of
from hamtimer.core.session.choices import Choices
from hamtimer.core.session.model import Role, Side, Sides
from hamtimer.core.session.work import Length, Reps
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from tests.core.make import curl, sit, timeline

TEXT = """\
name: Legs
warm-up:
  - {name: Walk, hold: 30s}
exercises:
  - name: Curl
    sets: 2
    reps: 8-12
    tempo: 4-1-2-0
    load: 20 kg
    weeks:
      - {weeks: 1, sets: 1, reps: 5}
      - {weeks: 2, sets: 1, reps: 6-8}
    easier:
      - {name: Band curl, load: light band}
"""


def test_a_set_is_kept_with_its_variant_week_load_and_tempo() -> None:
    loaded = load_session(TEXT, "legs.yaml")
    choices = Choices(week=2, variants={"curl": "band-curl"})
    _, curls = plan_of(compile_session(loaded.choose(choices)))
    assert curls == PlannedWork(
        step=curls.step,
        exercise="curl",
        name="Band curl",
        variant="band-curl",
        set_number=1,
        role=Role.WORK,
        sides=(Side.BOTH,),
        least_reps=6,
        most_reps=8,
        least_ms=0,
        most_ms=0,
        tempo="4-1-2-0",
        load="light band",
        week=2,
        assumed_ms=8 * 7_000,
        rep_ms=7_000,
        rep_tension_ms=7_000,
        ends_set=True,
        is_optional=False,
    )


def test_the_warm_up_is_kept_by_its_role() -> None:
    session = load_session(TEXT, "legs.yaml").session
    assert session is not None
    assert [work.role for work in plan_of(compile_session(session))] == [
        Role.WARM_UP,
        Role.WORK,
    ]


def test_each_side_of_a_set_is_a_step_and_the_last_ends_the_set() -> None:
    left, right = plan_of(timeline(curl(sides=Sides.EACH)))
    assert (left.sides, left.ends_set) == ((Side.LEFT,), False)
    assert (right.sides, right.ends_set) == ((Side.RIGHT,), True)


def test_sides_that_take_turns_share_a_step() -> None:
    (both,) = plan_of(timeline(replace(curl(sides=Sides.ALTERNATING), first_side=Side.RIGHT)))
    assert both.sides == (Side.RIGHT, Side.LEFT)


def test_what_is_open_has_no_most() -> None:
    as_many, as_long = plan_of(timeline(curl(Reps(8, None)), sit(Length(30_000, None))))
    assert (as_many.least_reps, as_many.most_reps, as_many.is_hold) == (8, None, False)
    assert (as_long.least_ms, as_long.most_ms, as_long.is_hold) == (30_000, None, True)


def test_a_self_paced_set_has_no_tempo() -> None:
    (work,) = plan_of(timeline(curl(10, tempo=None)))
    assert (work.tempo, work.rep_ms, work.rep_tension_ms) == ("", 0, 0)
