"""What a plot of the history shows, worked out by hand."""

from datetime import date

import pytest

from hamtimer.core.records.dose import Dose
from hamtimer.core.records.exercise_days import ExerciseDay
from hamtimer.core.records.series import Measure, Point, Series, measures_of, series_of
from hamtimer.core.session.model import Side
from hamtimer.front.words.series import series_lines

FIRST, SECOND = date(2026, 3, 2), date(2026, 3, 4)


def day(side: Side = Side.BOTH, reps: int = 0, **values: object) -> ExerciseDay:
    facts = {"longest_hold_ms": 0, "load": "", "dose": Dose()} | values
    return ExerciseDay("curl", "Curl", side, 3, reps, **facts)  # type: ignore[arg-type] # facts


def test_each_side_has_a_series_and_the_difference_is_one_more() -> None:
    runs = [
        (FIRST, [day(Side.LEFT, 10), day(Side.RIGHT, 8)]),
        (SECOND, [day(Side.LEFT, 12), day(Side.RIGHT, 12)]),
    ]
    assert measures_of(runs) == (Measure.REPS, Measure.SIDES)
    assert series_of(runs, Measure.REPS) == (
        Series(Side.LEFT, (Point(FIRST, 10), Point(SECOND, 12))),
        Series(Side.RIGHT, (Point(FIRST, 8), Point(SECOND, 12))),
    )
    assert series_of(runs, Measure.SIDES) == (
        Series(Side.BOTH, (Point(FIRST, -20.0), Point(SECOND, 0.0))),
    )


def test_sides_are_compared_by_their_holds_where_there_are_no_reps() -> None:
    sides = [day(Side.LEFT, longest_hold_ms=30_000), day(Side.RIGHT, longest_hold_ms=40_000)]
    assert series_of([(FIRST, sides)], Measure.SIDES)[0].points == (Point(FIRST, 25.0),)
    assert series_of([(FIRST, sides)], Measure.HOLD)[1].points == (Point(FIRST, 40.0),)


@pytest.mark.parametrize(
    ("load", "value"),
    [("12.5 kg", 12.5), ("2 x 8 kg", 8.0), ("20 lb", 20.0), ("a band", None), ("", None)],
)
def test_a_load_is_drawn_where_it_is_a_number(load: str, value: float | None) -> None:
    found = series_of([(FIRST, [day(load=load)])], Measure.LOAD)
    assert [point.value for one in found for point in one.points] == ([value] if value else [])


def test_a_perfect_tempo_is_drawn_and_an_unmeasured_one_is_not() -> None:
    runs = [(FIRST, [day(tempo_error=0.0)]), (SECOND, [day()])]
    assert series_of(runs, Measure.TEMPO) == (Series(Side.BOTH, (Point(FIRST, 0.0),)),)


def test_a_dose_says_how_much_of_it_was_measured() -> None:
    dose = Dose(planned_ms=60_000, measured_ms=20_000, by_plan_ms=20_000, unknown_ms=10_000)
    found = series_of([(FIRST, [day(dose=dose)])], Measure.DOSE)
    assert found[0].points == (Point(FIRST, 40.0, coverage=0.4),)
    (line,) = series_lines(Measure.DOSE, found, SECOND)
    assert line.startswith("Time under tension (s): 0:40 in 1 run, 40% of the newest measured")


def test_a_line_says_the_newest_the_first_and_the_highest() -> None:
    points = (Point(FIRST, 8), Point(date(2026, 3, 3), 12), Point(SECOND, 10))
    (line,) = series_lines(Measure.REPS, [Series(Side.LEFT, points)], SECOND)
    assert line == "Reps, left: 10 on Wed 4 Mar (8 at first, 12 at most) in 3 runs  ▁█▅"


def test_nothing_done_has_nothing_to_draw() -> None:
    assert measures_of([]) == ()
    assert measures_of([(FIRST, [day()])]) == ()
