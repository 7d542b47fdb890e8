"""A session's row in the library: its length, when it was done and is due, and its equipment."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hamtimer.core.dataclass import dataclass
from hamtimer.core.text import comma_text, count_text, literal
from hamtimer.front.words.days import ago_words, day_words
from hamtimer.home.library_rows import Group, Past, Row

if TYPE_CHECKING:
    from hamtimer.core.next.dates import ExerciseDue, SessionDue


@dataclass(frozen=True, slots=True)
class Cells:
    """A row of the list, cell by cell."""

    name: str
    length: str
    when: str = ""
    """When it was last done."""
    notes: str = ""
    """What is due, and the equipment."""


def heading_words(group: Group) -> str:
    """Return the heading of a group."""
    return f"{group} Start with" if group is Group.NEW else f"{group}"


def row_cells(row: Row, past: Past, today: date, group: Group | None, why: str = "") -> Cells:
    """Return the cells of a session's row.

    `group` is its heading, which need not be repeated; `why` is where the filter found a word.
    """
    facts = row.facts
    if facts is None:
        return Cells(row.name, "")
    if row.is_broken:
        errors = count_text(facts.errors, "error")
        return Cells(row.name, errors, "", f"cannot be played: {facts.first_error}")
    notes = [
        literal(why),
        due_words(past.due, today) if past.due else "",
        "" if group is not None and facts.level == group.value.lower() else facts.level,
        ", ".join(map(literal, facts.equipment)) or "no equipment",
        " ".join(f"#{literal(tag)}" for tag in facts.tags),
    ]
    return Cells(
        literal(facts.name),
        short_length(facts.length),
        ago_words(past.last.date(), today) if past.last else "",
        " · ".join(note for note in dict.fromkeys(notes) if note),
    )


def short_length(length: str) -> str:
    """Return a length for a column: `12:50`, or `~34:22` if it is open or a range."""
    _, is_range, most = length.partition(" to ")
    return f"~{most}" if is_range else length.replace("about ", "~")


def due_words(found: SessionDue, today: date) -> str:
    """Return how a session is due: `only Extender, since Mon 23 Nov`, `due tomorrow`."""
    if found.call == "not due":
        return f"due {day_words(found.on, today)}" if found.on else ""
    if found.call == "welcome":
        return f"due {day_words(found.on, today)}, today is optional" if found.on else ""
    these = [one for one in found.exercises if one.due.call == "due"]
    only = ", ".join(literal(one.exercise.name) for one in these)
    is_all = len(these) == len(found.session.exercises())
    since = f"since {day_words(found.since, today)}" if found.since else ""
    return comma_text("" if is_all else f"only {only}", since)


def due_day_words(one: ExerciseDue, today: date) -> str:
    """Return an exercise with the day it is due: `Diver (due tomorrow)`."""
    name = literal(one.exercise.name)
    return f"{name} (due {day_words(one.due.on, today)})" if one.due.on else name


def exercise_due_words(one: ExerciseDue, today: date) -> str:
    """Return when an exercise is due: `Diver: due tomorrow`."""
    due = one.due
    day = f"due {day_words(due.on, today)}" if due.on else due.call.value
    if due.call == "due":
        day = f"due since {day_words(due.since, today)}" if due.since else "due today"
    return f"{literal(one.exercise.name)}: {day}"
