"""In which group a session stands, and how well it fits a filter."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hamtimer.core.next.dates import DoneDay, due_of_session
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.text import folded
from hamtimer.home.library import Origin
from hamtimer.home.library_rows import Past, Row, Shelf, fitting
from hamtimer.home.session_index import Facts

NOW = datetime(2026, 11, 26, 8, tzinfo=UTC)
DAILY = "name: S\nschedule: daily\nexercises:\n  - name: Squat\n    reps: 5\n"


def row(name: str, origin: Origin = Origin.OWN, **facts: object) -> Row:
    stem = name.lower().replace(" ", "-")
    return Row(Path(f"/{origin}/{stem}.yaml"), origin, Facts(name, "0:40", **facts))  # type: ignore[arg-type]


def done(days_ago: int) -> Past:
    return Past(last=NOW.replace(day=NOW.day - days_ago))


def due_past() -> Past:
    """Return the past of a session that was never done and is due."""
    return Past(due=due_of_session(load_session(DAILY, "s.yaml"), list[DoneDay](), NOW.date()))


def names(rows: list[Row], shelf: Shelf) -> dict[str, list[str]]:
    return {str(group): [one.name for one in found] for group, found in shelf.group(rows).items()}


BUNDLED = [
    row("First steps", Origin.BUNDLED, level="beginner"),
    row("Wall sit", Origin.BUNDLED, level="beginner"),
    row("Nordics", Origin.BUNDLED, level="advanced"),
    row("Odd", Origin.BUNDLED),
]


def test_a_new_person_begins_with_the_first_steps() -> None:
    assert names(BUNDLED, Shelf(is_new=True)) == {
        "New here?": ["First steps"],
        "Beginner": ["Wall sit"],
        "Advanced": ["Nordics"],
        "Others that come with hamtimer": ["Odd"],
    }
    assert "New here?" not in names(BUNDLED, Shelf())


def test_what_is_due_precedes_what_was_done_last_and_that_before_the_rest() -> None:
    rows = [*BUNDLED, row("Mine"), row("Legs"), row("There", Origin.HERE)]
    pasts = {rows[1].id: done(3), rows[2].id: done(1), rows[5].id: due_past()}
    assert names(rows, Shelf(pasts)) == {
        "Due today": ["Legs"],
        "Done last": ["Nordics", "Wall sit"],
        "Yours": ["Mine"],
        "In ./sessions": ["There"],
        "Beginner": ["First steps"],
        "Others that come with hamtimer": ["Odd"],
    }


def test_only_the_five_that_were_done_last_are_taken_out_of_their_groups() -> None:
    rows = [row(f"S{number}") for number in range(7)]
    pasts = {one.id: done(number) for number, one in enumerate(rows)}
    assert names(rows, Shelf(pasts)) == {
        "Done last": ["S0", "S1", "S2", "S3", "S4"],
        "Yours": ["S5", "S6"],
    }


LIBRARY = [
    row("Evening", equipment=("wall", "mat"), tags=("thighs",)),
    row("Sitting", description="Against a wall."),
    row("Wall sit", equipment=("chair",)),
    row("Full wall sit", exercises=("Squat",)),
    row("Drywall"),
    row("Legs", exercises=("Wall squat", "Bridge")),
    row("Tagged", tags=("wall",)),
    row("Other"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (
            "wall",
            ["Wall sit", "Full wall sit", "Drywall", "Legs", "Tagged", "Evening", "Sitting"],
        ),
        ("WALL SIT", ["Wall sit", "Full wall sit", "Sitting"]),
        ("sit wall", ["Wall sit", "Full wall sit", "Sitting"]),
        ("wall mat", ["Evening"]),
        ("wall chair", ["Wall sit"]),
        ("#thi", ["Evening"]),
        ("nothing", []),
    ],
)
def test_a_filter_ranks_names_above_exercises_tags_equipment_and_description(
    typed: str, found: list[str]
) -> None:
    assert [one.name for one, _ in fitting(LIBRARY, folded(typed).split())] == found


def test_it_shows_what_was_found_outside_of_the_name() -> None:
    why = {one.name: fit.why for one, fit in fitting(LIBRARY, ["wall"])}
    assert why["Wall sit"] == ""
    assert why["Legs"] == "Wall squat"
    assert why["Tagged"] == "#wall"
    assert why["Evening"] == "wall"
