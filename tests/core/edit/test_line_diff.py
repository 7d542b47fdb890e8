"""The differences between two texts, line by line."""

from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.edit.line_diff import MOST_EXACT, line_changes

TEXT = "name: A\nexercises:\n  - name: B\n    reps: 8\n  - name: C\n"


def shown(before: str, after: str) -> list[str]:
    return [f"{one.number} {one.sign} {one.text}" for one in line_changes(before, after)]


def test_a_changed_line_is_between_those_around_it() -> None:
    assert shown(TEXT, TEXT.replace("8", "9")) == [
        "3     - name: B",
        "4 -     reps: 8",
        "4 +     reps: 9",
        "5     - name: C",
    ]


def test_a_line_at_the_end_is_added() -> None:
    assert shown(TEXT, TEXT + "    reps: 5\n") == ["5     - name: C", "6 +     reps: 5"]


def test_the_same_text_has_no_changes() -> None:
    assert shown(TEXT, TEXT) == []


def test_two_changes_of_a_long_text_are_found_without_comparing_every_repeated_line() -> None:
    long = "name: Long\n" + "".join(
        f"- name: {n}\n  reps: 5\n  sets: 3\n" for n in range(MOST_EXACT)
    )
    after = long.replace("Long", "Longer") + "  rest: 5s\n"
    last = 3 * MOST_EXACT + 1
    assert shown(long, after) == [
        "1 - name: Long",
        "1 + name: Longer",
        "2   - name: 0",
        f"{last}     sets: 3",
        f"{last + 1} +   rest: 5s",
    ]


LINES = st.lists(st.sampled_from(["a", "b", "c"]), max_size=8).map("\n".join)


@given(LINES, LINES)
def test_the_changes_lead_from_one_text_to_the_other(before: str, after: str) -> None:
    old, new = before.splitlines(), after.splitlines()
    found = list(line_changes(before, after))
    for one in reversed([one for one in found if one.sign == "-"]):
        assert old.pop(one.number - 1) == one.text
    for one in [one for one in found if one.sign == "+"]:
        old.insert(one.number - 1, one.text)
    assert old == new
