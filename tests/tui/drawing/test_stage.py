"""The stage: how large everything is drawn that is read from three metres."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.front.words.screen import CardLine
from hamtimer.tui.drawing.boxes import Box
from hamtimer.tui.drawing.face import Face
from hamtimer.tui.drawing.fact_grid import arrange_facts
from hamtimer.tui.drawing.facts import Fact
from hamtimer.tui.drawing.place import Place
from hamtimer.tui.drawing.shapes import Shape
from hamtimer.tui.drawing.stage import draw_stage, split_evenly
from hamtimer.tui.drawing.tones import Tone

PHASES = ("Lower", "Bottom", "Lift", "Top")
LOWER = Face(Tone.LOWER, Shape.DOWN, "Lower", PHASES, "3", "8", 1.0)
REST = Face(Tone.REST, Shape.REST, "Rest", ("Rest",), "1:47", "8:88", 0.5, name="Wall sit")
FACTS = (Fact("REP 3/15", "REP 88/15", "REP 3"), Fact("LEFT"), Fact("12 KG"), Fact("SET 1/3"))
CARD = tuple(CardLine(f"line {number}") for number in range(9))
SMALL = Place(73, 18, 24)
"""Of a screen of 80 by 24."""


@cache
def draw(face: Face, place: Place, facts: tuple[Fact, ...] = FACTS, page: int = 0) -> list[Box]:
    return list(draw_stage(face, place, facts=facts, card=CARD, page=page))


def rows(drawn: list[Box], text: str) -> int:
    """Return how many rows with ink the box with a text has."""
    (box,) = (box for box in drawn if box.text == text)
    return sum(bool(row.strip()) for row in box.rows)


@pytest.mark.parametrize(
    "place", [SMALL, Place(89, 22, 30), Place(147, 40, 50), Place(230, 60, 70)]
)
def test_word_and_number_take_a_third_of_the_height_and_rep_and_side_an_eighth(
    place: Place,
) -> None:
    third, eighth = place.screen_rows / 3 - 1, place.screen_rows / 8
    working, resting = draw(LOWER, place), draw(REST, place)
    assert min(rows(working, "Lower"), rows(working, "3")) >= third
    assert min(rows(resting, "Rest"), rows(resting, "1:47")) >= third
    assert min(rows(working, "REP 3/15"), rows(working, "LEFT")) >= eighth
    assert rows(resting, "LEFT") >= eighth


def test_where_the_instruction_has_no_room_in_large_letters_its_key_has() -> None:
    wait = Face(
        Tone.READY, Shape.READY, "Press Space", ("Press Space",), "", "", 0.5, short="Space"
    )
    (word,) = (box for box in draw(wait, Place(36, 7, 12)) if box.name == "word")
    assert (word.text, len(word.rows)) == ("Space", 3)
    (word,) = (box for box in draw(wait, SMALL) if box.name == "word")
    assert (word.text, len(word.rows)) == ("Press Space", 8)


@pytest.mark.parametrize("place", [SMALL, Place(147, 40, 50), Place(36, 7, 12)])
def test_a_set_without_facts_shows_the_exercise_instead_of_an_empty_half(place: Place) -> None:
    hold = Face(Tone.STILL, Shape.HOLD, "Hold", ("Hold",), "12", "88", 0.5, doing="Plank")
    (name,) = (box for box in draw(hold, place, ()) if box.name == "doing")
    assert len(name.rows) >= place.screen_rows / 8
    assert name.y + len(name.rows) <= place.rows
    assert not [box for box in draw(hold, place) if box.name == "doing"]


def test_in_a_round_the_exercise_is_named_where_its_facts_stay_large() -> None:
    facts = (Fact("CAP 57 S"), Fact("ROUND 3"))
    set_ = Face(Tone.LIFT, Shape.UP, "Go", ("Go",), "5", "88", 0.5, doing="Dip", is_new=True)
    eighth = SMALL.screen_rows / 8
    drawn = draw(set_, SMALL, facts)
    assert min(rows(drawn, text) for text in ("Dip", "CAP 57 S", "ROUND 3")) >= eighth
    long = replace(set_, doing="Mountain climber with a twist of the hips")
    assert [box.text for box in draw(long, SMALL, facts) if box.name == "fact"] == [
        "CAP 57 S",
        "ROUND 3",
    ]


def test_the_number_ends_at_the_right_in_every_step_so_that_10_to_9_does_not_jump() -> None:
    for face in (replace(LOWER, number="1"), replace(REST, number="10"), replace(REST, number="9")):
        (number,) = (box for box in draw(face, SMALL) if box.name == "number")
        assert number.x + len(number.rows[0]) == SMALL.columns
        assert number.y == 0


def test_nothing_moves_when_a_range_is_passed_or_the_rep_has_another_digit() -> None:
    plus = (replace(FACTS[0], text="REP 12+"), *FACTS[1:])
    later = (replace(FACTS[0], text="REP 12/15"), *FACTS[1:])
    places = {
        tuple((box.x, box.y) for box in draw(LOWER, SMALL, facts) if box.name == "fact")
        for facts in (FACTS, plus, later)
    }
    assert len(places) == 1


def test_the_shape_is_below_the_number_where_it_has_no_room_beside_the_word() -> None:
    small, large = draw(LOWER, SMALL), draw(LOWER, Place(147, 40, 50))
    for drawn in (small, large):
        (shape,) = (box for box in drawn if box.name == "shape")
        assert not any(box is not shape and overlap(box, shape) for box in drawn)


def overlap(one: Box, other: Box) -> bool:
    return bool(cells_of(one) & cells_of(other))


def cells_of(box: Box) -> set[tuple[int, int]]:
    """Return the cells that a box takes."""
    return {(box.x + x, y) for y, row in enumerate(box.rows, box.y) for x in range(len(row))}


def test_the_load_comes_before_the_number_of_the_set() -> None:
    texts = [box.text for box in draw(LOWER, SMALL) if box.name == "fact"]
    assert texts == ["REP 3/15", "LEFT", "12 KG", "SET 1/3"]
    texts = [box.text for box in draw(LOWER, replace(SMALL, columns=52)) if box.name == "fact"]
    assert texts == ["REP 3/15", "LEFT", "12 KG"]


def test_the_smallest_screen_keeps_what_matters_most() -> None:
    texts = [box.text for box in draw(LOWER, Place(32, 7, 12)) if box.name == "fact"]
    assert texts[0] == "REP 3"


@pytest.mark.parametrize("left", [3, 4, 5, 6])
def test_word_and_number_stay_large_where_a_notice_takes_rows_of_a_low_screen(left: int) -> None:
    drawn = draw(LOWER, Place(36, left, 12))
    assert rows(drawn, "Lower") == rows(drawn, "3") == 3


def test_facts_without_large_letters_stand_there_plainly() -> None:
    (fact,) = (b for b in draw(LOWER, SMALL, (Fact("下げる"),)) if b.name == "fact")
    assert fact.rows == ("下げる",)
    assert arrange_facts(("下げる",), 70, 8, 3) is None


LONG = "Copenhagen plank with the knee on the bench"


def test_a_new_exercise_has_its_whole_name_and_a_known_one_its_side_before_it() -> None:
    name = "Half-kneeling hip flexor stretch"
    new, known = (replace(REST, name=name, is_new=is_new) for is_new in (True, False))
    facts = (Fact("LEFT"), Fact("12 KG"))
    assert [box.text for box in draw(new, SMALL, facts) if box.name in ("name", "fact")] == [name]
    assert rows(draw(new, SMALL, facts), name) == 6
    assert rows(draw(known, SMALL, facts), name) == 6
    assert rows(draw(known, SMALL, facts), "LEFT") == 3


@pytest.mark.parametrize("name", ["Plank", "Bulgarian split squat", LONG, "Kniebeugenvariationen"])
@pytest.mark.parametrize("is_new", [True, False])
@pytest.mark.parametrize("place", [SMALL, Place(89, 22, 30), Place(147, 40, 50)])
def test_name_and_side_are_large_however_long_the_name_is(
    name: str, place: Place, *, is_new: bool
) -> None:
    face = replace(REST, name=name, is_new=is_new)
    drawn = draw(face, place, (Fact("LEFT"), Fact("2 X 12.5 KG"), Fact("12 REPS")))
    boxes = [box for box in drawn if box.name in ("name", "fact")]
    for box in boxes:
        assert min(map(len, _lines_of(box))) >= place.screen_rows / 8, box.text
    assert is_new or "LEFT" in {box.text for box in boxes}
    assert not any(overlap(one, other) for one, other in combinations(boxes, 2))


def _lines_of(box: Box) -> list[list[str]]:
    """Return the rows of each line of letters."""
    found: list[list[str]] = [[]]
    for row in box.rows:
        if row:
            found[-1].append(row)
        else:
            found.append([])
    return found


def test_a_name_in_letters_without_a_form_leaves_its_room_to_the_facts() -> None:
    drawn = draw(replace(REST, name="ブルガリアンスクワット"), SMALL, (Fact("LEFT"),))
    assert rows(drawn, "ブルガリアンスクワット") == 1
    assert rows(drawn, "LEFT") == 5


def test_a_text_without_room_turns_its_pages_and_comes_round_again() -> None:
    def page(number: int) -> list[str]:
        return [b.text for b in draw(REST, SMALL, (), number) if b.name in ("card", "page")]

    assert page(0) != page(1)
    count = int(page(0)[-1].partition("/")[2])
    shown = [text for number in range(count) for text in page(number)[:-1]]
    assert shown == [line.text for line in CARD]
    assert page(count) == page(0)


def test_a_word_of_two_words_takes_two_lines_where_that_is_larger() -> None:
    def lines(word: str) -> int:
        face = replace(LOWER, word=word, words=(word,))
        drawn = next(box for box in draw(face, SMALL) if box.name == "word")
        return 1 + sum(not row.strip() for row in drawn.rows)

    assert lines("Roll out") == 1
    assert lines("Straighten slowly") == 2
    assert split_evenly("Single-leg Romanian deadlift", 2) == ("Single-leg", "Romanian deadlift")


@given(
    columns=st.integers(0, 260),
    height=st.integers(0, 75),
    face=st.sampled_from([LOWER, REST, replace(LOWER, word="下げる", words=("下げる",))]),
)
def test_nothing_is_drawn_outside_the_stage(columns: int, height: int, face: Face) -> None:
    for box in draw(face, Place(columns, height, height + 7)):
        assert box.y + len(box.rows) <= max(height, box.y + 1)
        if box.name in ("word", "number", "fact", "shape") and columns > 30:
            assert box.x >= 0
            assert max(map(len, box.rows)) + box.x <= columns or len(box.rows) == 1
