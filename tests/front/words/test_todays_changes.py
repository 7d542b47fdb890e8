"""Changes that were made for one run only, from its record."""

from hamtimer.core.run.header import Header
from hamtimer.core.session.choices import Choices
from hamtimer.front.words.todays_changes import changed_for_the_run

TEXT = "name: A\nexercises:\n  - {name: B, reps: 8, sets: 2, rest: 60s}\n  - {name: C, reps: 5}\n"


def header(text: str, file_text: str, choices: Choices | None = None) -> Header:
    started = "2026-01-01T00:00:00+00:00"
    return Header("A", "a.yaml", text, started, "0", choices or Choices(), file_text=file_text)


def test_each_change_has_a_line_in_training_terms() -> None:
    changed = TEXT.replace("60s", "90s").replace("reps: 5", "reps: 6")
    skip = Choices(skip=frozenset({"c"}))
    assert list(changed_for_the_run(header(changed, TEXT))) == [
        "Changed for this run: B: rest 1:00 → 1:30",
        "Changed for this run: C: 1 x 5 reps → 1 x 6 reps",
    ]
    assert list(changed_for_the_run(header(changed, TEXT, skip))) == [
        "Changed for this run: B: rest 1:00 → 1:30"
    ]


def test_a_run_of_what_the_file_says_has_no_line() -> None:
    assert list(changed_for_the_run(header(TEXT, ""))) == []


def test_a_text_that_can_no_longer_be_read_is_passed_over() -> None:
    assert list(changed_for_the_run(header(TEXT, "name: ["))) == []
