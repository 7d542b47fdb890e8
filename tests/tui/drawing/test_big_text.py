"""Large letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.tui.drawing.big_text import Size, draw, fit, plain
from hamtimer.tui.drawing.letters import FORMS, render

LOWER = """\
██              ████████    ██        ██  ████████████  ██████████
██            ██        ██  ██        ██  ██            ██        ██
██            ██        ██  ██        ██  ██            ██        ██
██            ██        ██  ██   ██   ██  ██████████    ██████████
██            ██        ██  ██   ██   ██  ██            ██   ██
██            ██        ██  ██   ██   ██  ██            ██     ███
████████████    ████████      ███  ███    ████████████  ██        ██"""


def drawn(text: str, columns: int, rows: int) -> str:
    size = fit((text,), columns, rows)
    assert size is not None
    return "\n".join(row.rstrip() for row in draw(text, size))


def test_a_word_is_drawn_in_capitals_as_large_as_its_place_allows() -> None:
    assert drawn("Lower", 70, 7) == LOWER


def test_a_small_place_gets_small_letters() -> None:
    assert drawn("Lift", 20, 3) == "█    ▀█▀ █▀▀▀ ▀▀█▀\n█     █  █▄▄    █\n█▄▄▄ ▄█▄ █      █"


def test_letters_grow_with_the_terminal() -> None:
    sizes = [fit(("LOWER",), columns, columns // 4) for columns in (40, 70, 120, 240)]
    widths = [len(draw("LOWER", size)[0]) for size in sizes if size]
    assert widths == sorted(set(widths))
    assert len(widths) == 4


def test_words_that_alternate_are_drawn_at_one_size() -> None:
    alone, together = fit(("HOLD",), 60, 20), fit(("HOLD", "ROLL OUT"), 60, 20)
    assert alone != together
    assert together == fit(("ROLL OUT",), 60, 20)


def test_every_digit_takes_the_same_width() -> None:
    size = Size(stroke=2, width=8, height=14)
    assert len({len(draw(digit, size)[0]) for digit in "0123456789"}) == 1


@pytest.mark.parametrize(("accented", "bare"), [("Lève", "LEVE"), ("Dół", "DOL"), ("Ñu", "NU")])
def test_a_letter_with_an_accent_is_large_without_it(accented: str, bare: str) -> None:
    if accented == "Dół":
        # A stroke is no accent: there is no large form, and the word stands there plainly.
        assert fit((accented,), 70, 7) is None
    else:
        assert drawn(accented, 70, 7) == drawn(bare, 70, 7)


@pytest.mark.parametrize("text", ["下げる", "Опустить", "", "🏋"])
def test_what_has_no_large_form_is_left_to_be_drawn_plainly(text: str) -> None:
    assert fit((text,), 80, 10) is None


def test_plain_letters_are_spaced_out_where_there_is_room() -> None:
    assert plain("下げる", 10) == "下 げ る"
    assert plain("Опустить", 10) == "Опустить"


@given(
    text=st.text(st.characters(codec="ascii", min_codepoint=32), min_size=1, max_size=12),
    columns=st.integers(0, 250),
    rows=st.integers(0, 70),
)
def test_what_is_drawn_fits_its_place(text: str, columns: int, rows: int) -> None:
    size = fit((text,), columns, rows)
    if size is not None:
        lines = draw(text, size)
        assert len(lines) <= rows
        assert {len(line) for line in lines} == {len(lines[0])}
        assert len(lines[0]) <= columns


@pytest.mark.parametrize("size", [Size(1, 5, 6), Size(1, 5, 8), Size(2, 8, 12), Size(3, 13, 20)])
def test_no_two_characters_look_alike(size: Size) -> None:
    forms = {character: draw(character, size) for character in FORMS}
    assert len(set(forms.values())) == len(forms) - 1  # an O is a zero


@given(
    character=st.sampled_from(sorted(FORMS)),
    stroke=st.integers(1, 6),
    wider=st.integers(0, 10),
    taller=st.integers(0, 20),
)
def test_every_stroke_is_as_thick_as_every_other(
    character: str, stroke: int, wider: int, taller: int
) -> None:
    """No ink is thinner than the stroke, neither across nor down, but where it slants."""
    width, height = 5 * stroke + 2 * wider, 7 * stroke + 4 * taller
    pixels = render(character, stroke, width, height)
    assert all("#" * stroke in row for row in pixels if "#" in row)


def test_columns_are_shared_evenly_so_that_letters_are_symmetric() -> None:
    for letter in "AHIMOTUVWXY08":
        pixels = render(letter, 2, 12, 14)
        assert pixels == tuple(row[::-1] for row in pixels), letter
