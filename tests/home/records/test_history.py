"""The history of real records: calendars, and each exercise over time."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from hamtimer.core.next.calendar import Mark
from hamtimer.core.records.series import Measure, series_of
from hamtimer.front.words.training import history_text
from hamtimer.home.folders import runs_folder
from hamtimer.home.library import Library, Origin
from hamtimer.home.records.history import SessionHistory, read_history
from tests.home.records.person import Person

CURLS = "name: Curl, sets: 2, reps: 8-10, tempo: 1-0-1-0, load: 10 kg"


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    person = Person(tmp_path / "curls.yaml", monkeypatch)
    person.write(CURLS, head="schedule: every other day\n")
    return person


def history(person: Person, today: date) -> list[SessionHistory]:
    library = Library(((Origin.OWN, person.path.parent),))
    return read_history(runs_folder(), library.entries(), today)


def test_what_was_done_stands_on_its_days(person: Person) -> None:
    days = []
    for reps in (8, 9, 10):
        person.play(reps, reps)
        days.append(person.day)
        person.day += timedelta(days=2)
    today = person.day
    (curls,) = history(person, today)
    assert (curls.runs, curls.last) == (3, days[-1])
    assert [day for day, mark in curls.calendar.marks.items() if mark is Mark.DONE] == days
    assert curls.calendar.marks[today] is Mark.DUE
    (kept,) = curls.calendar.schedules
    assert (kept.kept.streak, kept.kept.missed) == (3, ())
    (exercise,) = curls.exercises
    (series,) = series_of(exercise.runs, Measure.REPS)
    assert [one.day for one in series.points] == days
    assert [one.value for one in series.points] == [16, 18, 20]
    (load,) = series_of(exercise.runs, Measure.LOAD)
    assert {one.value for one in load.points} == {10.0}


def test_a_session_whose_file_is_gone_keeps_its_days(person: Person) -> None:
    person.play(8, 8)
    person.path.unlink()
    (curls,) = history(person, person.day)
    assert curls.calendar.marks == {person.day: Mark.DONE}
    assert curls.calendar.schedules == ()


def test_a_session_without_records_has_the_day_on_which_it_is_due(person: Person) -> None:
    (curls,) = history(person, person.day)
    assert (curls.name, curls.runs, curls.last, curls.exercises) == ("S", 0, None, ())
    assert curls.calendar.marks == {person.day: Mark.DUE}
    text = list(history_text([curls], person.day, 1))
    assert text[-2:] == ["S: not done yet", "  Every other day"]


def test_a_session_without_schedule_and_records_has_no_history(person: Person) -> None:
    person.write(CURLS)
    assert history(person, person.day) == []


def test_nobody_asked_for_a_session_that_comes_with_the_program(person: Person) -> None:
    library = Library(((Origin.BUNDLED, person.path.parent),))
    assert read_history(runs_folder(), library.entries(), person.day) == []


def test_what_was_done_comes_before_what_is_due_for_the_first_time(person: Person) -> None:
    person.play(8, 8)
    new = person.path.with_name("a.yaml")
    new.write_text("name: A\nschedule: daily\nexercises: [{name: B, reps: 5}]\n")
    assert [one.name for one in history(person, person.day)] == ["S", "A"]
