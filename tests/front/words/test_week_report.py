"""The report for the physiotherapist."""

import random
from datetime import date
from pathlib import Path

from hamtimer.core.records.edits import Edit
from hamtimer.core.records.record import RunRecord
from hamtimer.core.session.model import Side
from hamtimer.front.words.week_report import page_html, page_markdown, week_page
from hamtimer.home.records.edit import edit_record
from hamtimer.home.records.reading import read_run_record, read_runs
from tests.core.records.test_dose import follow, run_of
from tests.home.records.recorded import GET_READY, change_first_line, path_of, record

LIFT = "  - {name: Lift, reps: 3, tempo: 2-0-2-0, sides: each, switch: 2s}"
TODAY = date(2026, 11, 26)
"""A Thursday."""


def lift(folder: Path, started: str, until: int, *edits: Edit) -> None:
    """Record a run of three reps of 4 s on each side, left at some moment."""
    path = path_of(run := run_of(folder, LIFT))
    follow(run, GET_READY + until)
    change_first_line(path, "2026-11-22T07:30:00+01:00", started)
    path = path.rename(folder / f"{started[:10]}.jsonl")
    edit_record(path, *edits)


def runs(folder: Path) -> list[RunRecord]:
    whole = Edit(said={"rpe": 7, "note": "good | <b>day</b>"})
    morning = Edit(side=Side.LEFT, said={"morning_pain": 2})
    lift(folder, "2026-11-12T23:59:59+01:00", 27_000, whole, morning)
    pain = Edit(set_number=1, side=Side.LEFT, said={"pain": 4, "rpe": 8.5})
    lift(folder, "2026-11-23T00:00:00+01:00", 23_500, pain)
    record(folder, "2026-10-01T07:30:00+01:00", "Too old")
    return [found for _, found in read_runs(folder)]


MARKDOWN = """\
# Training report, Mon 9 Nov 2026 to Sun 29 Nov 2026

2 runs in 3 weeks, written with hamtimer on Thu 26 Nov 2026.

## Week by week

| week of | runs | sets | reps | tension planned | measured | by plan | not known | measured share | effort | pain | next morning |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Mon 9 Nov 2026 | 1 | 1 of 1 | 6 of 6 | 24 s | - | 24 s | - | 0 % | 7 | - | left 2 |
| Mon 16 Nov 2026 | 0 | - | - | - | - | - | - | - | - | - | - |
| Mon 23 Nov 2026 | 1 | 0 of 1 | 5 of 6 | 24 s | - | 21.5 s | - | 0 % | 8.5 | left 4 | - |

## Left against right

| exercise | sets left | right | reps left | right | pain left | right | tension left: measured | by plan | not known | tension right: measured | by plan | not known |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Lift | 2 | 1 | 6 | 5 | 4 | - | - | 24 s | - | - | 21.5 s | - |

## By exercise and side

| exercise | side | phase | sets | reps | tension planned | measured | by plan | not known | measured share |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Lift | left |  | 2 | 6 of 6 | 24 s | - | 24 s | - | 0 % |
| Lift | right |  | 1 | 5 of 6 | 24 s | - | 21.5 s | - | 0 % |

## Notes

- Thu 12 Nov 2026 23:59, Lift: good \\| \\<b\\>day\\</b\\>
"""  # noqa: E501


def test_every_week_shows_what_was_planned_and_done(tmp_path: Path) -> None:
    page = week_page(runs(tmp_path), TODAY, 3)
    *lines, _blank, _explanation = page_markdown(page)
    assert lines == MARKDOWN.splitlines()


def test_the_order_in_which_records_are_read_does_not_matter(tmp_path: Path) -> None:
    found = runs(tmp_path)
    page = week_page(found, TODAY, 12)
    for seed in range(6):
        random.Random(seed).shuffle(found)  # noqa: S311 - no secret
        assert week_page(found, TODAY, 12) == page


def test_html_holds_the_same_and_nothing_in_it_is_a_tag_of_a_person(tmp_path: Path) -> None:
    html = "\n".join(page_html(week_page(runs(tmp_path), TODAY, 3)))
    assert "good | &lt;b&gt;day&lt;/b&gt;" in html
    assert html.count("<tr>") == 4 + 2 + 3
    assert "http" not in html


def test_weeks_without_runs_are_a_page_all_the_same() -> None:
    text = "\n".join(page_markdown(week_page([], TODAY, 1)))
    assert "| Mon 23 Nov 2026 | 0 | - |" in text
    assert "Left against right" not in text


def test_a_record_says_its_own_note(tmp_path: Path) -> None:
    path = record(tmp_path)
    edit_record(path, Edit(set_number=1, said={"note": "knee"}))
    assert read_run_record(path).sets[0].note == "knee"
