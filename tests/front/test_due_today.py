"""Of a session with several calendars, what is not due is left out as today's choice."""

from datetime import timedelta
from pathlib import Path

import pytest

from hamtimer.core.session.choices import Choices
from hamtimer.front.due_today import not_due_today
from tests.home.records.person import MONDAY, Person

PROTOCOL = """\
name: Extender, reps: 2, tempo: 1-0-1-0, schedule: twice a day
name: Diver, reps: 2, tempo: 1-0-1-0, schedule: every other day
name: Glider, reps: 2, tempo: 1-0-1-0, schedule: every third day
name: Stretch, hold: 5s"""


@pytest.fixture
def person(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Person:
    person = Person(tmp_path / "s.yaml", monkeypatch)
    person.write(PROTOCOL)
    return person


def left_out(person: Person) -> tuple[set[str], str]:
    found = not_due_today(person.loaded, person.path, person.day)
    return set(found.ids), found.words


def done_today(person: Person) -> None:
    """Do once what is due."""
    found = not_due_today(person.loaded, person.path, person.day)
    amounts = [2] * (3 - len(found.ids)) + [5]
    person.play(*amounts, choices=found.of(Choices()))


def test_what_has_never_been_done_is_due_and_nothing_is_left_out(person: Person) -> None:
    assert left_out(person) == (set(), "")


def test_a_week_of_the_lengthening_protocol_day_by_day(person: Person) -> None:
    due = []
    for day in range(7):
        person.day = MONDAY + timedelta(days=day)
        morning = left_out(person)[0]
        done_today(person)
        person.clock = "19:00:00"
        assert left_out(person)[0] == {"diver", "glider"}, "in the evening only the extender"
        done_today(person)
        person.clock = "07:00:00"
        due.append({"diver", "glider"} - morning)
    both, diver, glider, nothing = {"diver", "glider"}, {"diver"}, {"glider"}, set[str]()
    assert due == [both, nothing, diver, glider, diver, nothing, both]


def test_it_shows_when_each_is_due(person: Person) -> None:
    done_today(person)
    words = "Left out, not due today: Diver (due Wed 4 Mar), Glider (due Thu 5 Mar)"
    assert left_out(person) == ({"diver", "glider"}, words)
    person.day = MONDAY + timedelta(days=1)
    words = "Left out, not due today: Diver (due tomorrow), Glider (due Thu 5 Mar)"
    assert left_out(person) == ({"diver", "glider"}, words)


def test_of_a_session_in_which_nothing_is_due_nothing_is_left_out(person: Person) -> None:
    done_today(person)
    done_today(person)
    assert left_out(person) == (set(), "")


def test_what_is_left_out_is_taken_in_again_and_other_choices_stay(person: Person) -> None:
    done_today(person)
    found = not_due_today(person.loaded, person.path, person.day)
    chosen = found.of(Choices(skip=frozenset({"stretch"})))
    assert chosen.skip == {"diver", "glider", "stretch"}
    assert found.with_not_due(chosen).skip == {"stretch"}


def test_a_session_without_a_schedule_reads_no_record(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    person.write("name: Squat, reps: 5")
    monkeypatch.setattr("hamtimer.home.records.next.list_rows", lambda _: pytest.fail("read"))
    assert left_out(person) == (set(), "")


def test_a_variant_that_is_next_is_left_out_by_the_id_of_its_exercise(person: Person) -> None:
    person.write(
        "name: Press, reps: 2, tempo: 1-0-1-0, schedule: every other day, "
        "progression: {rule: ladder}, harder: [{name: Hard press}]\n"
        "name: Bend, reps: 2, tempo: 1-0-1-0, schedule: daily"
    )
    person.play(2, 2)
    person.day = MONDAY + timedelta(days=1)
    assert left_out(person) == (
        {"press"},
        "Left out, not due today: Hard press (due tomorrow)",
    )
