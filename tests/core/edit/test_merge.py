"""Two changes of one text made into one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hamtimer.core.edit.merge import merge

TEXT = "name: A\nexercises:\n  - name: B\n    reps: 8\n    rest: 60s\n  - name: C\n    hold: 30s\n"


@pytest.mark.parametrize(
    ("one", "other", "merged"),
    [
        (("8", "9"), ("30s", "40s"), TEXT.replace("8", "9").replace("30s", "40s")),
        (("8", "9"), ("8", "9"), TEXT.replace("8", "9")),
        (("8", "9"), ("8", "9\n    sets: 2"), None),
        # lines that touch are one place: which comes first cannot be known
        (("8", "9"), ("60s", "90s"), None),
        (("8", "8"), ("60s", "90s"), TEXT.replace("60s", "90s")),
    ],
)
def test_changes_are_merged_unless_they_touch(
    one: tuple[str, str], other: tuple[str, str], merged: str | None
) -> None:
    assert merge(TEXT, TEXT.replace(*one), TEXT.replace(*other)) == merged
    assert merge(TEXT, TEXT.replace(*other), TEXT.replace(*one)) == merged


TEXTS = st.lists(st.sampled_from(["a\n", "b\n", "c\n"]), max_size=6).map("".join)


@given(TEXTS, TEXTS)
def test_a_change_merged_with_none_is_itself(before: str, after: str) -> None:
    assert merge(before, after, before) == after
    assert merge(before, before, after) == after
    assert merge(before, after, after) == after
