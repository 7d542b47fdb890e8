"""The preview of a session beside the list: its exercises, and its time as bars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from textual.content import Content

from hamtimer.core.notation.schedule import schedule_text
from hamtimer.core.play.totals import time_by_kind
from hamtimer.core.session_file.loader import Loaded
from hamtimer.core.text import clock_text, literal
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import Timeline
from hamtimer.front.words.days import moment_words
from hamtimer.front.words.exercises import open_round_ids, planned_length, work_words
from hamtimer.front.words.interrupted import interrupted_words
from hamtimer.front.words.library import exercise_due_words
from hamtimer.home.library_rows import Past
from hamtimer.home.records.resume import Resumable
from hamtimer.tui.drawing.session_bar import draw_bar, stretches

LONGEST_BAR = 30
MOST_PROBLEMS = 5


def preview_content(loaded: Loaded, path: Path, past: Past, today: date, columns: int) -> Content:
    """Write a session's content, how its time is spent, and when it was done and is due."""
    session = loaded.session
    if session is None:
        lines = [Content.styled(literal(path.name), "bold"), Content("")]
        lines += [Content(literal(problem)) for problem in loaded.problems[:MOST_PROBLEMS]]
        return Content("\n").join(lines)
    timeline = compile_session(session)
    facts = [planned_length(timeline), session.level, schedule_text(session.schedule)]
    description = " ".join(session.description.split("\n\n")[0].split())
    lines = [
        Content.styled(literal(session.name), "bold"),
        Content(" · ".join(fact for fact in facts if fact)),
        Content(literal(f"Needs: {', '.join(session.equipment) or 'nothing'}")),
        *(Content.styled(line, "$accent") for line in _past_lines(past, today)),
        Content(""),
        *_bars(timeline, columns),
        Content(""),
        *_exercises(timeline),
    ]
    if description:
        lines += [Content(""), Content.styled(literal(description), "dim")]
    return Content("\n").join(lines)


def _past_lines(past: Past, today: date) -> Iterator[str]:
    if past.due is not None:
        yield from (exercise_due_words(one, today) for one in past.due.exercises)
    if past.last is not None:
        yield f"Done last: {moment_words(past.last, today)}"


def _bars(timeline: Timeline, columns: int) -> Iterator[Content]:
    """Draw the whole session with a stretch for each exercise, and how its time is spent."""
    parts = stretches(timeline)
    yield Content(draw_bar(parts, timeline.assumed_ms, columns))
    time = time_by_kind(timeline)
    kinds = (
        ("warm-up", time.warm_up_ms, "$foreground"),
        ("work", time.work_ms, "$lower"),
        ("rest", time.rest_ms, "$rest"),
        ("get ready", time.prepare_ms + time.switch_ms, "$ready"),
        ("cool-down", time.cool_down_ms, "$foreground"),
    )
    longest = max(length for _, length, _ in kinds) or 1
    room = max(1, min(LONGEST_BAR, columns - 20))
    for name, length, colour in kinds:
        if length:
            bar = "━" * max(1, round(room * length / longest))
            yield Content.assemble(f"{name:<10}{clock_text(length):>7}  ", (bar, colour))


def _exercises(timeline: Timeline) -> Iterator[Content]:
    open_rounds = open_round_ids(timeline)
    for exercise in timeline.session.exercises():
        words = work_words(exercise, each_round=exercise.id in open_rounds)
        yield Content.assemble((literal(exercise.name), "bold"), f"  {literal(words)}")


def run_content(run: Resumable, today: date) -> Content:
    """Write an interrupted run as two lines of the list."""
    name, words = _run_words(run, today)
    return Content.assemble((f" Resume {name}", "bold"), "\n ", (words, "dim"))


def run_preview(run: Resumable, today: date) -> Content:
    """Write an interrupted run for the preview."""
    name, words = _run_words(run, today)
    kept = "Everything done so far is kept."
    return Content.assemble((name, "bold"), "\n\n", words, "\n\n", (kept, "dim"))


def _run_words(run: Resumable, today: date) -> tuple[str, str]:
    words = interrupted_words(run.player, 0, run.left, today)
    return literal(run.recorded.header.name), words
