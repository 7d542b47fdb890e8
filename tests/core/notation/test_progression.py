"""The number of a load, and what cannot be its number."""

import pytest

from hamtimer.core.notation.progression import LOAD_NUMBER, is_lighter


@pytest.mark.parametrize(
    ("load", "number"),
    [
        ("12 kg", "12"),
        ("2 x 22.5 kg", "22.5"),
        ("45 lb, each hand", "45"),
        ("red band", None),
        # Records from before it was refused: no number is better than 5.
        ("22,5 kg", None),
        ("1,000 lb", None),
    ],
)
def test_the_number_of_a_load_is_the_one_before_its_unit(load: str, number: str | None) -> None:
    found = LOAD_NUMBER.search(load)
    assert (found and found[1]) == number


def test_a_load_without_a_number_is_less_than_any_with_one() -> None:
    assert is_lighter("red band", "1 kg")
    assert not is_lighter("1 kg", "red band")
