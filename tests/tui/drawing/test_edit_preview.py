"""The rows of the preview beside a text that is edited."""

from __future__ import annotations

import pytest

from hamtimer.tui.drawing.edit_preview import Reading, read_text
from hamtimer.tui.widgets.edit_preview import bar

TEXT = """\
name: Test
warm-up:
  - {name: March, time: 60s, prepare: 0s}
exercises:
  - name: Bridge
    sets: 3
    reps: 10
    tempo: 3-0-2-0
    rest: 60s
  - block: Legs
    kind: superset
    rounds: 2
    exercises:
      - name: Squat
        sets: 2
        reps: 8
        load: 20 kg
        rpe: 7
      - name: Wall sit
        sets: 2
        hold: 30s
"""


def read(text: str, before: str | None = None, columns: int = 70) -> Reading:
    opened = read_text(before, "test.yaml", None, columns).timeline if before else None
    return read_text(text, "test.yaml", opened, columns)


def lines(reading: Reading) -> list[str]:
    return [row.text.rstrip() for row in reading.rows]


def test_each_exercise_has_its_facts_under_its_group() -> None:
    found = lines(read(TEXT))
    assert found[0] == "Warm-up"
    assert found[1].split() == ["March", "1:00"]
    assert "Bridge" in found[3]
    # 3 sets of 10 reps of 5 s, a get-ready and two rests of a minute
    assert found[4] == "  3 x 10 reps · lower 3 s, lift 2 s · rest 1:00 · under tension 2:30"
    assert found[5] == "Superset: Legs, 2 rounds, rest 1:00 between them"
    assert found[6].split()[0] == "Squat"
    assert "2 x 8 reps" in found[7]
    assert "20 kg" in found[7]
    assert found[8] == "    RPE 7 · under tension 1:36"


def test_the_lengths_of_the_exercises_are_that_of_the_session() -> None:
    reading = read(TEXT)
    assert reading.timeline is not None
    assert sum(reading.lengths.values()) == reading.timeline.assumed_ms


@pytest.mark.parametrize("columns", [20, 33, 70, 120])
def test_no_row_is_wider_than_its_place(columns: int) -> None:
    changed = TEXT.replace("reps: 10", "reps: 12").replace("Squat", "Squat " * 9)
    reading = read(changed, TEXT, columns)
    assert all(len(row.text) <= columns for row in (*reading.head, *reading.rows))


def test_what_changed_is_shown_at_its_exercise() -> None:
    changed = TEXT.replace("reps: 10", "reps: 12").replace("hold: 30s", "hold: 40s\n        rpe: 8")
    found = read(changed, TEXT)
    marked = [(row.exercise, row.text.strip()) for row in found.rows if row.tone == "change"]
    assert marked == [
        ("bridge", "3 x 10 reps → 3 x 12 reps"),
        ("wall-sit", "2 x hold 30 s → 2 x hold 40 s · RPE none → 8"),
    ]
    assert [row.text for row in found.head if row.tone == "change"] == [
        # 6 reps of 5 s and 20 s of holding more
        "11:26 → 12:16 · under tension 5:06 → 5:56"
    ]


def test_added_removed_and_regrouped_exercises_are_named() -> None:
    added = TEXT + "  - {name: Plank, hold: 20s}\n"
    assert ("plank", "added") in [
        (row.exercise, row.text.strip()) for row in read(added, TEXT).rows if row.tone == "change"
    ]
    removed = [row.text for row in read(TEXT, added).rows if row.tone == "change"]
    assert removed == ["Removed: Plank, 1 x hold 20 s"]
    regrouped = TEXT.replace("superset", "circuit")
    (change,) = [row.text for row in read(regrouped, TEXT, 200).rows if row.tone == "change"]
    assert change.startswith("Squat, Wall sit: Superset: Legs")


@pytest.mark.parametrize(
    ("line", "exercise"),
    [
        *((1, ""), (3, "march"), (4, ""), (5, "bridge"), (9, "bridge"), (10, ""), (13, "")),
        *((14, "squat"), (19, "wall-sit"), (21, "wall-sit"), (40, "wall-sit")),
    ],
)
def test_a_line_is_in_an_exercise_or_in_none(line: int, exercise: str) -> None:
    assert read(TEXT).exercise_at(line) == exercise


def test_the_bar_shows_the_exercise_at_the_caret() -> None:
    drawn = bar(read(TEXT), "bridge", 40)
    assert len(drawn) == 40
    parts = drawn.split()
    assert len(parts) == 4
    assert [set(part) for part in parts] == [{"─"}, {"━"}, {"─"}, {"─"}]


def test_a_text_with_errors_has_no_rows() -> None:
    reading = read(TEXT.replace("reps: 10", "reps: many"), TEXT)
    assert reading.timeline is None
    assert reading.rows == ()
    assert reading.loaded.problems
