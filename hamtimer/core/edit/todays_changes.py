"""Suggestions for the file from today's run: reps, rests, sets, and exercises left out.

The rules are those of a trainer: a change in every set is the new plan, a single one is a bad day.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from hamtimer.core.dataclass import dataclass
from hamtimer.core.edit.cells import Cell, cells_of
from hamtimer.core.edit.change import change_value, checked, choose_variant, remove_exercise
from hamtimer.core.edit.splice import EditError
from hamtimer.core.edit.step_value import lengthened
from hamtimer.core.play.outcomes import Outcome, Result
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import RestChange
from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session.work import Reps
from hamtimer.core.session_file.choose import fitting_choices
from hamtimer.core.session_file.loader import Loaded
from hamtimer.core.timeline.steps import Step

_LEAST_CHANGE_MS = 5_000
"""A smaller change of a rest was not intended as a new length."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One change of the file."""

    exercise: str
    """The id of the exercise."""
    key: str = ""
    """The key of the value; empty: the exercise was left out, and is removed."""
    written: tuple[str, ...] = ()
    """The new value, or one for each set or rest."""


def suggest(
    player: Player, played: Loaded, choices: Choices, since: tuple[int, int] = (0, 0)
) -> tuple[Suggestion, ...]:
    """Return the suggestions from a run so far, in the order of the session.

    `played` is the session as played, from whose values the suggestions follow. `since` is how many
    outcomes and changes of rests preceded it; those rests no longer count.
    """
    ids = list(dict.fromkeys(map(_own_id, player.timeline.steps)))
    done = _done_sets(player)
    found = [
        *_left_out(player, choices, done),
        *_variants(player, played, choices),
        *_more_sets(player, since[0]),
        *(Suggestion(one, "reps", reps) for one in ids if (reps := _reps(done.get(one, {})))),
        *_rests(player, played, choices, since),
    ]
    order = [item.id for item in played.document.exercises()] if played.document else []
    known = [one for one in found if one.exercise in order]
    return tuple(sorted(known, key=lambda one: order.index(one.exercise)))


def _own_id(step: Step) -> str:
    return step.exercise.base or step.exercise.id


# ------------------------------------------------------------------ sets
_Sets = dict[int, list[tuple[Step, Outcome]]]
"""The outcomes of each set, by number: one for each side."""


def _done_sets(player: Player) -> dict[str, _Sets]:
    found: dict[str, _Sets] = {}
    for outcome in player.outcomes():
        step = player.timeline.step_of(outcome.step)
        if step.parts == 1 and outcome.result in (Result.DONE, Result.STOPPED):
            found.setdefault(_own_id(step), {}).setdefault(step.set_number, []).append(
                (step, outcome)
            )
    return found


def _left_out(player: Player, choices: Choices, done: dict[str, _Sets]) -> Iterable[Suggestion]:
    """Return the exercises that were left out before the run, or skipped in it before any set."""
    skipped = {_own_id(s) for s in player.timeline.steps if s.exercise.id in player.state.skipped}
    return [Suggestion(one) for one in sorted({*choices.skip, *skipped}) if one not in done]


def _reps(sets: _Sets) -> tuple[str, ...]:
    """Return the new reps of each set; empty if the plan was right.

    If sets are identical, all of them must have differed.
    """
    steps = [step for each in sets.values() for step, _ in each]
    if not steps or len(sets) < steps[0].place.count:
        return ()
    texts = [_reps_of_set(each) for _, each in sorted(sets.items())]
    planned = [_reps_text(each[0][0].work.reps) for _, each in sorted(sets.items())]
    if not any(texts) or (len(set(planned)) == 1 and not all(texts)):
        return ()
    return tuple(text or plan for text, plan in zip(texts, planned, strict=True))


def _reps_of_set(sides: list[tuple[Step, Outcome]]) -> str | None:
    """Return the reps of a set done by the weaker side; None if as planned."""
    done = [_per_side(step, outcome) for step, outcome in sides]
    planned = sides[0][0].work.reps
    counts = [count for count in done if count is not None]
    if planned is None or planned.most is None or len(counts) < len(done) or not min(counts):
        return None
    count = min(counts)
    if planned.least <= count <= planned.most:
        return None
    width = planned.most - planned.least
    least = count if count < planned.least else count - width
    return _reps_text(Reps(least, least + width))


def _reps_text(reps: Reps | None) -> str:
    if reps is None or reps.most is None:
        return ""
    return f"{reps.most}" if reps.least == reps.most else f"{reps.least}-{reps.most}"


def _per_side(step: Step, outcome: Outcome) -> int | None:
    if outcome.reps is None or outcome.by_plan or step.reps is None:
        return None
    return outcome.reps // max(1, len(step.reps.sides))


def _more_sets(player: Player, since: int) -> Iterable[Suggestion]:
    """Return the exercises with more sets done than planned."""
    extra: dict[str, set[int]] = {}
    for outcome in player.state.outcomes[since:]:
        step = player.timeline.step_of(outcome.step)
        if step.place.turn.is_extra and step.ends_set and outcome.result is Result.DONE:
            extra.setdefault(_own_id(step), set()).add(step.place.turn.key)
    for exercise, turns in extra.items():
        planned = [
            turn
            for turn in player.timeline.turns
            if turn.own_id == exercise and not (turn.is_extra or turn.repeats)
        ]
        yield Suggestion(exercise, "sets", (str(len(planned) + len(turns)),))


def _variants(player: Player, played: Loaded, choices: Choices) -> Iterable[Suggestion]:
    """Return the variants in which all sets of an exercise were done, if the file has others.

    A variant chosen by a rule does not count: the rule continues by itself.
    """
    usual = {i.id: i.usual or i.id for i in played.document.exercises()} if played.document else {}
    done: dict[str, set[str]] = {}
    for outcome in player.outcomes():
        step = player.timeline.step_of(outcome.step)
        if outcome.result in (Result.DONE, Result.STOPPED):
            done.setdefault(_own_id(step), set()).add(step.exercise.id)
    for exercise, rungs in done.items():
        rung = min(rungs)
        if len(rungs) == 1 and rung != usual.get(exercise) and choices.targets.get(exercise) != {}:
            yield Suggestion(exercise, "variant", (rung,))


# ------------------------------------------------------------------ rests
def _rests(
    player: Player, played: Loaded, choices: Choices, since: tuple[int, int]
) -> Iterable[Suggestion]:
    """Return the rests that were all made longer, or all shorter."""
    rests: dict[tuple[str, str], dict[int, int]] = {}
    for change in player.state.rest_changes[since[1] :]:
        lengths = rests.setdefault((change.exercise, _rest_key(change)), {})
        lengths[change.number] = lengths.get(change.number, 0) + change.change_ms
    for (exercise, key), lengths in rests.items():
        taken = 1 if key == "rest-after" else _rests_taken(player, exercise, since[0])
        change_ms = _shared(lengths.values(), taken)
        with suppress(EditError):
            cells = _cells(played, choices, exercise, key) if change_ms else []
            texts = [lengthened(cell.written, change_ms) for cell in cells]
            written = tuple(text for text in texts if text)
            if written and len(written) == len(texts):
                yield Suggestion(exercise, key, written)


def _shared(changes: Iterable[int], taken: int) -> int:
    """Return the smallest common change of all rests; 0: not all were changed, or both ways."""
    every = list(changes)
    every += [0] * (taken - len(every))
    shared = max(every) if max(every) < 0 else max(0, min(every))
    return round(shared / _LEAST_CHANGE_MS) * _LEAST_CHANGE_MS


def _rest_key(change: RestChange) -> str:
    if change.new_round:
        return "rest-between-rounds"
    return "rest" if change.exercise == change.next_exercise else "rest-after"


def _rests_taken(player: Player, exercise: str, since: int) -> int:
    """Return how many rests after sets of an exercise, except the last, are over or in progress."""
    steps = (player.timeline.step_of(one.step) for one in player.state.outcomes[since:])
    sets = {
        step.set_number
        for step in steps
        if step.ends_set and _own_id(step) == exercise and step.set_number < step.place.count
    }
    return len(sets)


# ------------------------------------------------------------------ into the file
def with_suggestion(loaded: Loaded, choices: Choices, suggestion: Suggestion) -> Loaded:
    """Return a session with a suggestion in its text.

    Raises:
        EditError: When it has no place there.
    """
    if not suggestion.key:
        return checked(remove_exercise(loaded, suggestion.exercise), "")
    if suggestion.key == "variant":
        chosen = choose_variant(loaded, suggestion.exercise, suggestion.written[0])
        return checked(chosen, "")
    text = loaded.text
    cells = _cells(loaded, choices, suggestion.exercise, suggestion.key)
    for number, cell in enumerate(cells):
        written = _written(suggestion.written, cell, number)
        if written != cell.written:
            text = change_value(text, cell, written)
    return checked(text, "")


def _cells(loaded: Loaded, choices: Choices, exercise: str, key: str) -> list[Cell]:
    """Return the values of an exercise for a key.

    Raises:
        EditError: When it has none.
    """
    plain = replace(fitting_choices(choices, loaded.document), skip=frozenset(), targets={})
    done = None
    with suppress(ChoiceError):
        exercises = loaded.choose(plain).exercises()
        done = next((one for one in exercises if exercise in (one.base, one.id)), None)
    if done is None or loaded.document is None:
        raise EditError("it is no longer in the file")
    found = [cell for cell in cells_of(loaded.document, done, plain) if cell.key == key]
    if not found:
        raise EditError(f"`{key}` has no place in it")
    return found


def _written(values: tuple[str, ...], cell: Cell, number: int) -> str:
    """Return the text to write: an entry of a list, or for all sets one value or a list."""
    if cell.entry:
        return values[min(number, len(values) - 1)]
    return values[0] if len(set(values)) == 1 else f"[{', '.join(values)}]"
