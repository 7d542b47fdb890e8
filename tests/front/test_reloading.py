"""A save of the file while its session runs applies from the next set on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.run.header import Header
from hamtimer.core.run.journal_reader import read_journal
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.front.reloading import Reloader, follow_file
from hamtimer.front.todays_changes import offer_today
from hamtimer.home.records.new_record import begin_journal
from hamtimer.home.records.replay import replay
from hamtimer.home.records.resume import resume
from hamtimer.home.watching import SessionWatch

TEXT = """\
name: Legs
exercises:
  - name: Bridge
    sets: 3
    reps: 4
    tempo: 1-0-1-0
    rest: 60s
    prepare: 5s
  - name: Plank
    hold: 10s
"""
IN_FIRST_REST = 5_000 + 8_000 + 10_000


class Person:
    """Somebody in the rest after the first set, who saves the file."""

    def __init__(self, folder: Path, played: str = TEXT, choices: Choices | None = None) -> None:
        self.file = folder / "legs.yaml"
        self.file.write_text(TEXT, encoding="utf-8")
        loaded = load_session(played, str(self.file))
        choices = choices or Choices()
        header = Header(
            "Legs",
            str(self.file),
            played,
            "2026-01-01T00:00:00+00:00",
            "0",
            choices,
            file_text="" if played == TEXT else TEXT,
        )
        player = Player(compile_session(loaded.choose(choices)), gap_ms=None, count_in_ms=0)
        self.run = Run(player, begin_journal(folder / "runs", header, 0), header=header)
        self.now = 0
        reloader = follow_file(self.run, ())
        assert reloader is not None
        self.reloader = reloader
        self.run.do(Command.START, 0)
        self.wait(IN_FIRST_REST)

    def wait(self, ms: int) -> None:
        self.now += ms
        self.run.advance(self.now)

    def save(self, text: str) -> str | None:
        """Save a text; return what is told."""
        found = self.reloader.take(load_session(text, str(self.file)), self.now)
        return found.words if found is not None else None

    @property
    def left_ms(self) -> int:
        """What is left of the current step."""
        step = self.run.player.step
        assert step.length_ms is not None
        return step.length_ms - self.run.player.state.position_ms(self.now)


MakePerson = Callable[..., Person]


@pytest.fixture
def make_person(tmp_path: Path) -> Iterator[MakePerson]:
    made: list[Person] = []

    def make(played: str = TEXT, choices: Choices | None = None) -> Person:
        made.append(Person(tmp_path, played, choices))
        return made[-1]

    yield make
    for person in made:
        person.run.close()


@pytest.fixture
def person(make_person: MakePerson) -> Person:
    return make_person()


def test_a_save_is_reported_in_training_terms_and_applies_from_the_next_set_on(
    person: Person,
) -> None:
    assert person.save(TEXT.replace("60s", "90s").replace("reps: 4", "reps: 6")) == (
        "Reloaded: Bridge: 3 x 4 reps → 3 x 6 reps; rest 1:00 → 1:30"
    )
    (done,) = person.run.player.outcomes()
    assert done.reps == 4
    person.wait(person.left_ms + 100)
    step = person.run.player.step
    assert step.set_number == 2
    assert step.reps is not None
    assert step.reps.total == 6


def test_a_file_with_errors_changes_nothing_and_says_where_it_is_wrong(person: Person) -> None:
    timeline = person.run.player.timeline
    words = person.save(TEXT.replace("60s", "60 mni"))
    assert words is not None
    assert words.startswith(f"Not reloaded: {person.file}:7:11: ")
    assert person.run.player.timeline is timeline
    # the next valid save is reloaded
    assert person.save(TEXT.replace("60s", "75s")) == "Reloaded: Bridge: rest 1:00 → 1:15"


def test_a_save_that_means_nothing_for_training_is_not_reported(person: Person) -> None:
    assert person.save(f"# a note\n{TEXT}") is None


def test_a_reload_is_undone_and_the_next_one_compares_with_what_is_played(person: Person) -> None:
    person.save(TEXT.replace("60s", "90s"))
    person.run.do(Command.UNDO, person.now)
    assert person.save(TEXT.replace("60s", "2 min")) == "Reloaded: Bridge: rest 1:00 → 2:00"


def test_the_record_keeps_both_texts_and_is_replayed_to_the_same_state(person: Person) -> None:
    person.save(TEXT.replace("sets: 3", "sets: 2"))
    person.wait(90_000)
    assert person.run.journal is not None
    lines = [json.loads(one) for one in person.run.journal.path.read_text().splitlines()]
    assert lines[0]["text"] == TEXT
    (reload,) = [line for line in lines if line.get("do") == "reload"]
    assert reload["text"] == TEXT.replace("sets: 3", "sets: 2")
    again = replay(read_journal(person.run.journal.path), person.now)
    assert again.outcomes() == person.run.player.outcomes()
    assert again.step.exercise.name == person.run.player.step.exercise.name == "Plank"


def test_what_was_changed_for_today_stays(make_person: MakePerson) -> None:
    person = make_person(TEXT.replace("10s", "20s"))
    assert person.save(TEXT.replace("60s", "90s")) == "Reloaded: Bridge: rest 1:00 → 1:30"
    session = person.run.player.timeline.session
    assert session.exercises()[1].sets[0].parts[0].length.most_ms == 20_000


def test_a_choice_for_an_exercise_that_is_gone_is_dropped(make_person: MakePerson) -> None:
    person = make_person(choices=Choices(skip=frozenset({"plank"})))
    without = TEXT.replace("  - name: Plank\n    hold: 10s\n", "").replace("60s", "90s")
    assert person.save(without) == "Reloaded: Bridge: rest 1:00 → 1:30"


def test_a_rest_that_was_changed_before_the_reload_is_not_kept_on_top_of_it(
    person: Person,
) -> None:
    person.run.do(Command.MORE_REST, person.now)
    assert offer_today(person.run, date(2026, 3, 2)) is not None
    text = TEXT.replace("60s", "75s")
    person.save(text)
    person.file.write_text(text, encoding="utf-8")
    assert offer_today(person.run, date(2026, 3, 2)) is None


def test_what_the_program_writes_itself_is_no_save(person: Person) -> None:
    text = TEXT.replace("60s", "75s")
    person.reloader.expect(text)
    person.file.write_text(text, encoding="utf-8")
    person.reloader.watch.look()
    assert person.reloader.poll(person.now) is None


def test_of_a_resumed_run_what_was_saved_before_is_no_change(person: Person) -> None:
    person.file.write_text(TEXT.replace("60s", "75s"), encoding="utf-8")
    resumed = follow_file(person.run, ())
    assert resumed is not None
    resumed.watch.look()
    assert resumed.poll(person.now) is None


def test_a_run_that_is_over_is_not_reloaded(person: Person) -> None:
    person.run.do(Command.STOP, person.now)
    assert person.save(TEXT.replace("60s", "90s")) is None


def test_a_run_without_a_file_is_not_followed() -> None:
    session = load_session(TEXT, "x.yaml").session
    assert session is not None
    assert follow_file(Run(Player(compile_session(session))), ()) is None
    assert (
        Reloader(Run(Player(compile_session(session))), SessionWatch(Path("x"), "")).poll(0) is None
    )


def test_a_resumed_run_knows_the_text_that_it_continues_in(person: Person) -> None:
    text = TEXT.replace("60s", "90s")
    person.save(text)
    assert person.run.journal is not None
    path = person.run.journal.path

    def text_when_resumed() -> str:
        person.run.close()
        person.run = resume(read_journal(path), person.now)
        assert person.run.header is not None
        return person.run.header.text

    assert text_when_resumed() == text
    person.run.do(Command.UNDO, person.now)
    assert text_when_resumed() == TEXT
