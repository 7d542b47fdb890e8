"""The values of an exercise in a line."""

from hamtimer.core.edit.cells import DEFAULT, Cell
from hamtimer.core.session_file.values.planning import Weeks
from hamtimer.tui.drawing.values import cell_origin, values_content

SETS = Cell("sets", "3", "the exercise", ("sets",))
REPS = [Cell("reps", text, "the exercise", ("reps", n), n + 1) for n, text in enumerate("987")]
REST = Cell("rest", "60s", "the defaults of the session", ("rest",), is_own=False)
LOAD = Cell("load", "", DEFAULT, ("load",), is_own=False)
CELLS = (SETS, *REPS, REST, LOAD)


def test_the_entries_of_a_list_are_grouped_and_what_is_missing_is_empty() -> None:
    line = values_content(CELLS, SETS, 80).plain
    assert line == "sets 3   reps 9, 8, 7   rest 60s   load none"


def test_where_there_is_no_room_the_line_begins_so_that_the_chosen_one_is_seen() -> None:
    assert values_content(CELLS, REST, 26).plain.startswith("… reps 9, 8, 7   rest 60s")
    assert values_content(CELLS, LOAD, 12).plain == "… load none"
    assert values_content(CELLS, SETS, 1).plain.startswith("sets 3")


def test_only_the_chosen_entry_of_a_list_stands_out() -> None:
    line = values_content(CELLS, REPS[1], 80)
    chosen = [
        line.plain[span.start : span.end] for span in line.spans if "reverse" in str(span.style)
    ]
    assert chosen == ["8"]


def test_it_shows_where_a_value_comes_from() -> None:
    assert cell_origin(SETS) == "sets: written in the exercise"
    assert cell_origin(REPS[1]) == "reps of set 2: written in the exercise"
    assert cell_origin(LOAD) == "load: not written, this is the default"
    only = "rest: from the defaults of the session; a change applies to this exercise only"
    assert cell_origin(REST) == only
    tempo = Cell("tempo", "4-0-2-0", "the exercise", ("tempo",))
    assert cell_origin(tempo).endswith("; a step is a second of the eccentric")
    weekly = Cell("reps", "8", "week 2", ("reps",), 0, Weeks(((2, 2),)), is_own=False)
    assert "in these weeks" in cell_origin(weekly)
