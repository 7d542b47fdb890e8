"""Next targets as values for JSON, for other programs."""

from __future__ import annotations

from typing import Any

from hamtimer.core.next.attempts import ExerciseNext, dose_values
from hamtimer.core.session_file.loader import Loaded
from hamtimer.front.words.reasons import dose_words, reason_words
from hamtimer.home.records.next import NextRun

Values = dict[str, Any]


def next_values(loaded: Loaded, found: NextRun) -> Values:
    """Return the next target of every exercise with a rule, and what it follows from."""
    document = loaded.document
    lines = {item.id: item.node.line for item in document.exercises()} if document else {}
    week = found.week
    return {
        "session": loaded.session.name if loaded.session else "",
        "week": week.week if week else None,
        "exercises": [_exercise(one, lines.get(one.id, 0)) for one in found.nexts],
    }


def _exercise(one: ExerciseNext, line: int) -> Values:
    following = one.following
    return {
        "id": one.id,
        "name": one.exercise.name,
        "target": {
            **dose_values(following.target),
            "aim": list(following.target.aim),
            "words": dose_words(following.target),
        },
        "reason": reason_words(following, one.base),
        "k": following.level,
        "successes": following.successes,
        "misses": following.misses,
        "base": {**dose_values(one.base.dose), "line": line, "words": dose_words(one.base.dose)},
    }
