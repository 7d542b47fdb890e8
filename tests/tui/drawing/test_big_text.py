"""Large letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.tui.drawing.big_text import Size, draw, fit, plain
from hamtimer.tui.drawing.forms import NARROW, WIDE, drawable
from hamtimer.tui.drawing.letters import render

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
    assert drawn("Lift", 17, 3) == "█   ▀█▀ █▀▀ ▀█▀\n█    █  █▄   █\n█▄▄ ▄█▄ █    █"


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


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Lève", "LEVE"),
        ("Dół", "DOL"),
        ("Füße", "FUSSE"),
        ("Œuvre", "OEUVRE"),
        ("½ — “x”", '1/2 - "X"'),
        ("Ｐｌａｎｋ ２", "PLANK 2"),  # noqa: RUF001 - full width
        ("٣ x ≥ 5 kg", "3 X >= 5 KG"),
        ("🏋️ Plank ★", "PLANK"),
        ("Мост", "MOCT"),
        ("Йога, Ж", "ИOГA, Ж"),
        ("Κάθισμα", "KAΘIΣMA"),
    ],
)
def test_what_has_no_form_of_its_own_is_drawn_in_the_nearest(text: str, form: str) -> None:
    assert drawable(text) == form
    assert fit((text,), 70, 7) == fit((form,), 70, 7) is not None


@pytest.mark.parametrize("text", ["下げる", "スクワット", "스쿼트", "السكوات", "", "🏋"])
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


@pytest.mark.parametrize("cut", [WIDE, NARROW])
def test_no_two_characters_look_alike(cut: dict[str, tuple[str, ...]]) -> None:
    assert len(set(cut.values())) == len(cut) - 1  # an O is a zero


SIZES = [Size(1, 3, 6), Size(1, 5, 6), Size(2, 6, 16), Size(2, 8, 12), Size(3, 13, 20)]


@pytest.mark.parametrize("size", SIZES)
def test_letters_and_figures_differ_at_every_size(size: Size) -> None:
    forms = {draw(character, size) for character in WIDE if character.isalnum()}
    assert len(forms) == sum(map(str.isalnum, WIDE)) - 1


@pytest.mark.parametrize("stroke", [1, 2, 5])
def test_the_narrow_cut_consists_of_strokes_alone(stroke: int) -> None:
    for character, form in NARROW.items():
        rows = render(character, stroke, 3 * stroke, 7 * stroke)
        columns = 1 if character in ".,:;" else stroke
        assert {len(row) for row in rows} == {len(form[0]) * stroke} or columns == 1


def test_a_word_is_narrow_only_where_it_would_be_lower_otherwise() -> None:
    wide, narrow = fit(("PRESS SPACE",), 120, 8, 8), fit(("PRESS SPACE",), 73, 8, 8)
    assert wide
    assert narrow
    assert (wide.height, wide.is_narrow) == (16, False)
    assert (narrow.height, narrow.is_narrow) == (16, True)


@given(
    character=st.sampled_from(sorted(WIDE)),
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
