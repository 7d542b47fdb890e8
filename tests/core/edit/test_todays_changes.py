"""What today's run suggests for the file, decided as a trainer would."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from hamtimer.core.edit.splice import EditError
from hamtimer.core.edit.todays_changes import Suggestion, suggest, with_suggestion
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.loader import Loaded, load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import StepKind

TEXT = """\
name: Legs
defaults: {prepare: 3s}
exercises:
  - name: Bridge
    sets: 3
    reps: 4
    tempo: 1-0-1-0
    rest: 60s   # as long as you like
  - name: Curl
    reps: [6, 5]
    tempo: 1-0-1-0
    rest: 30s
  - name: Plank
    hold: 10s
"""


def load(text: str = TEXT) -> Loaded:
    loaded = load_session(text, "legs.yaml")
    assert loaded.session is not None, loaded.problems
    return loaded


class Person:
    """Follows a session, and does something else in some of its steps."""

    def __init__(self, text: str = TEXT, choices: Choices | None = None) -> None:
        self.loaded = load(text)
        self.choices = choices or Choices()
        session = self.loaded.choose(self.choices)
        self.player = Player(compile_session(session), gap_ms=None, count_in_ms=0)
        self.now = 0
        self.player.do(Command.START, 0)

    def do(self, *commands: Command) -> None:
        for command in commands:
            self.player.do(command, self.now)

    def go_to(self, kind: StepKind, exercise: str, number: int) -> None:
        """Wait until a step is going on: a set, or the rest before it."""
        for _ in range(5_000):
            step = self.player.step
            there = (step.kind, step.exercise.id, step.set_number) == (kind, exercise, number)
            if there and self.player.state.position_ms(self.now) > 0:
                return
            self.now += 100
            self.player.advance(self.now)
        raise AssertionError((kind, exercise, number))

    def finish(self) -> None:
        while not self.player.is_over:
            self.now += 1_000
            self.player.advance(self.now)

    def suggestions(self) -> dict[tuple[str, str], tuple[str, ...]]:
        found = suggest(self.player, self.loaded, self.choices)
        return {(one.exercise, one.key): one.written for one in found}

    def kept(self) -> str:
        loaded = self.loaded
        for one in suggest(self.player, self.loaded, self.choices):
            loaded = with_suggestion(loaded, self.choices, one)
        return loaded.text


def more_rest(person: Person, sets: Iterable[int], exercise: str = "bridge") -> None:
    for number in sets:
        person.go_to(StepKind.REST, exercise, number)
        person.do(Command.MORE_REST)


def test_a_run_as_planned_suggests_nothing() -> None:
    person = Person()
    person.finish()
    assert person.suggestions() == {}


def test_a_longer_rest_after_every_set_is_the_new_rest() -> None:
    person = Person()
    more_rest(person, [2, 3])
    person.finish()
    assert person.suggestions() == {("bridge", "rest"): ("75s",)}
    assert person.kept() == TEXT.replace("60s", "75s")


def test_a_longer_rest_after_one_set_of_several_is_not() -> None:
    person = Person()
    more_rest(person, [2])
    person.finish()
    assert person.suggestions() == {}


def test_the_least_that_all_rests_have_in_common_counts() -> None:
    person = Person()
    more_rest(person, [2])
    person.do(Command.MORE_REST)
    more_rest(person, [3])
    assert person.suggestions() == {("bridge", "rest"): ("75s",)}


def test_an_undone_change_of_a_rest_is_none() -> None:
    person = Person()
    more_rest(person, [2, 3])
    person.do(Command.UNDO)
    assert person.suggestions() == {}


def test_a_shorter_rest_is_one_too() -> None:
    person = Person()
    person.go_to(StepKind.REST, "curl", 2)
    person.do(Command.LESS_REST)
    person.finish()
    assert person.kept() == TEXT.replace("30s", "15s")


def test_the_rest_before_the_next_exercise_gets_a_line_of_its_own() -> None:
    person = Person()
    more_rest(person, [1], "curl")
    person.finish()
    assert person.suggestions() == {("bridge", "rest-after"): ("75s",)}
    assert "like\n    rest-after: 75s\n" in person.kept()


def corrected(person: Person, exercise: str, changes: dict[int, int]) -> None:
    for number, change in changes.items():
        person.go_to(StepKind.SET, exercise, number)
        command = Command.MORE_REPS if change > 0 else Command.FEWER_REPS
        person.do(*[command] * abs(change))


def test_the_same_reps_in_every_set_are_the_new_reps() -> None:
    person = Person()
    corrected(person, "bridge", {1: 2, 2: 2, 3: 2})
    person.finish()
    assert person.kept() == TEXT.replace("reps: 4", "reps: 6")


def test_other_reps_in_every_set_are_a_list() -> None:
    person = Person()
    corrected(person, "bridge", {1: 2, 2: 1, 3: -1})
    person.finish()
    assert person.kept() == TEXT.replace("reps: 4", "reps: [6, 5, 3]")


def test_one_bad_set_of_sets_that_are_alike_is_none() -> None:
    person = Person()
    corrected(person, "bridge", {3: -1})
    person.finish()
    assert person.suggestions() == {}


def test_where_each_set_has_its_own_reps_one_of_them_is_changed() -> None:
    person = Person()
    corrected(person, "curl", {2: 2})
    person.finish()
    assert person.kept() == TEXT.replace("[6, 5]", "[6, 7]")


def test_nothing_is_suggested_of_an_exercise_that_is_not_done_yet() -> None:
    person = Person()
    corrected(person, "bridge", {1: 2, 2: 2})
    assert person.suggestions() == {}


@pytest.mark.parametrize(("change", "reps"), [(-1, "3-5"), (0, ""), (2, "6-8")])
def test_a_range_is_shifted_so_far_that_it_holds_what_was_done(change: int, reps: str) -> None:
    person = Person(TEXT.replace("reps: 4", "reps: 4-6").replace("sets: 3", "sets: 1"))
    person.go_to(StepKind.SET, "bridge", 1)
    if change > 0:
        corrected(person, "bridge", {1: change})
    elif change < 0:
        person.now += 3 * 2_000
        person.do(Command.DONE)
    person.finish()
    assert person.suggestions() == ({("bridge", "reps"): (reps,)} if reps else {})


def test_what_was_left_out_is_removed() -> None:
    person = Person(choices=Choices(skip=frozenset({"plank"})))
    person.go_to(StepKind.SET, "bridge", 1)
    person.finish()
    assert person.kept() == TEXT.replace("  - name: Plank\n    hold: 10s\n", "")


def test_what_was_skipped_before_its_first_set_is_removed_and_else_not() -> None:
    person = Person()
    person.go_to(StepKind.SET, "bridge", 2)
    person.do(Command.SKIP_EXERCISE)
    person.go_to(StepKind.REST, "curl", 1)
    person.do(Command.SKIP_EXERCISE)
    person.finish()
    assert person.suggestions() == {("curl", ""): ()}


def test_a_suggestion_that_has_no_place_in_the_file_is_refused() -> None:
    with pytest.raises(EditError):
        with_suggestion(load(), Choices(), Suggestion("gone", "reps", ("5",)))


SUPERSET = """\
name: Pair
exercises:
  - block: Pair
    kind: superset
    rounds: 3
    rest-between-rounds: 60s
    exercises:
      - {name: A, reps: 4, tempo: 1-0-1-0}
      - {name: B, reps: 4, tempo: 1-0-1-0}
"""


def test_a_longer_rest_after_every_round_is_that_of_the_block() -> None:
    person = Person(SUPERSET)
    more_rest(person, [2, 3], "a")
    person.finish()
    assert person.kept() == SUPERSET.replace("60s", "75s")


def test_a_variant_that_was_done_is_changed_itself() -> None:
    text = TEXT.replace("  - name: Curl", "    harder: [{name: One leg}]\n  - name: Curl")
    person = Person(text, Choices(variants={"bridge": "one-leg"}))
    more_rest(person, [2, 3], "one-leg")
    person.finish()
    kept = text.replace("{name: One leg}", "{name: One leg, rest: 75s}")
    assert person.kept() == kept.replace("  - name: Curl", "    variant: one-leg\n  - name: Curl")


LADDER = "name: A\nexercises:\n  - {name: B, hold: 5s, harder: [{name: C}]}\n"
USUAL = LADDER.replace("]}", "], variant: c}")


@pytest.mark.parametrize(
    ("text", "variant", "kept"),
    [(LADDER, "c", USUAL), (LADDER, "b", LADDER), (USUAL, "b", LADDER), (USUAL, "c", USUAL)],
)
def test_the_variant_that_was_done_becomes_the_usual_one(
    text: str, variant: str, kept: str
) -> None:
    person = Person(text, Choices(variants={"b": variant}))
    person.finish()
    assert person.kept() == kept


def test_a_variant_that_a_rule_chose_is_not_written() -> None:
    person = Person(LADDER, Choices(variants={"b": "c"}, targets={"b": {}}))
    person.finish()
    assert person.suggestions() == {}


def test_more_sets_than_planned_are_the_new_number() -> None:
    person = Person()
    person.go_to(StepKind.REST, "bridge", 3)
    person.do(Command.ANOTHER_SET)
    person.finish()
    assert person.suggestions() == {("bridge", "sets"): ("4",)}
    assert person.kept() == TEXT.replace("sets: 3", "sets: 4")
