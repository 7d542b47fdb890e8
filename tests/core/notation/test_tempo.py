"""Tempo is read in all the ways it is written in the field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.notation.tempo import PhaseLengths, parse_tempo
from hamtimer.core.session.work import Phase

FOUR_ONE_TWO = PhaseLengths(4_000, 1_000, 2_000, 0)


@pytest.mark.parametrize(
    "written",
    ["4-1-2-0", "4120", "4/1/2/0", "4:1:2:0", "4 1 2 0", "4, 1, 2, 0", "4 - 1 - 2 - 0", "4–1–2–0"],  # noqa: RUF001
)
def test_one_tempo_has_many_spellings(written: str) -> None:
    assert parse_tempo(written) == FOUR_ONE_TWO


@pytest.mark.parametrize(
    ("written", "lengths"),
    [
        ("2.5-0-2-0", PhaseLengths(2_500, 0, 2_000, 0)),
        ("0301", PhaseLengths(0, 3_000, 0, 1_000)),
        ("10-0-3-0", PhaseLengths(10_000, 0, 3_000, 0)),
        ("3-1-X-0", PhaseLengths(3_000, 1_000, None, 0)),
        ("31x0", PhaseLengths(3_000, 1_000, None, 0)),
        ("5s-1s-500ms-0s", PhaseLengths(5_000, 1_000, 500, 0)),
    ],
)
def test_each_number_is_a_phase_in_seconds(written: str, lengths: PhaseLengths) -> None:
    assert parse_tempo(written) == lengths


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("302", "not a tempo of four numbers"),
        ("4-1-2", "not a tempo of four numbers"),
        ("4-1-2-0-1", "not a tempo of four numbers"),
        ("41200", "not a tempo of four numbers"),
        ("X-1-2-0", "X cannot stand for the eccentric"),
        ("0-0-0-0", "must take some time"),
        ("2h-0-1-0", "too long"),
        ("slow", "not a tempo of four numbers"),
        ("-4-1-2-0", "not a tempo of four numbers"),
    ],
)
def test_says_why_it_is_no_tempo(written: str, message: str) -> None:
    with pytest.raises(Mistake, match=message):
        parse_tempo(written)


def test_the_order_written_never_depends_on_the_phase_a_rep_starts_with() -> None:
    tempo = FOUR_ONE_TWO.tempo(first=Phase.CONCENTRIC)
    assert tempo.eccentric_ms == 4_000
    assert tempo.phases()[0] == (Phase.CONCENTRIC, 2_000)


def test_x_has_its_stated_length_on_the_timeline() -> None:
    tempo = parse_tempo("3-1-X-0").tempo(explosive_ms=700)
    assert tempo.explosive
    assert tempo.rep_ms == 4_700


tenths = st.integers(0, 600)


@given(st.tuples(tenths, tenths, tenths, tenths).filter(any))
def test_fractions_are_exact(parts: tuple[int, int, int, int]) -> None:
    lengths = parse_tempo("-".join(f"{part / 10}" for part in parts))
    eccentric, stretched, concentric, shortened = (part * 100 for part in parts)
    assert lengths == PhaseLengths(eccentric, stretched, concentric, shortened)


@given(st.text(max_size=100))
def test_any_text_is_a_tempo_or_a_mistake(written: str) -> None:
    try:
        assert parse_tempo(written).tempo(explosive_ms=1).rep_ms > 0
    except Mistake as mistake:
        assert mistake.advice  # noqa: PT017 - either outcome is right
