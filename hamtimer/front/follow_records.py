"""What a session's records determine for the next run, the same for every front."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from pathlib import Path

from hamtimer.core.dataclass import dataclass
from hamtimer.core.session.choices import Choices
from hamtimer.core.session_file.loader import Loaded


@dataclass(frozen=True, slots=True)
class Following:
    """The choices for the next run, and the reasons."""

    choices: Choices
    lines: tuple[str, ...] = ()
    """Lines for the person about the week and the targets."""
    reasons: Mapping[str, str] = field(default_factory=dict)
    """The target with its reason, by exercise."""


def follow_records(loaded: Loaded, path: Path, choices: Choices, today: date) -> Following:
    """Return the choices with the week and the targets that follow from the records.

    Raises:
        ChoiceError: When the session does not offer the choices.
    """
    session = loaded.session
    if session is None or not session.follows_records:
        return Following(choices)
    # Imported here: most sessions need no record to begin.
    from hamtimer.front.words.next import is_from_records, next_run_lines, next_words
    from hamtimer.home.records.next import next_run

    found = next_run(loaded, path, choices, today)
    reasons = {one.id: next_words(one) for one in found.nexts if is_from_records(one)}
    return Following(found.choices, tuple(next_run_lines(found, session.weeks)), reasons)
