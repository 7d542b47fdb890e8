"""One rep of an exercise, to be heard."""

from __future__ import annotations

from hamtimer.core.session.model import Session
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.one_rep import one_rep
from hamtimer.core.timeline.steps import StepKind


def session(*lines: str) -> Session:
    body = "\n".join(f"    {line}" for line in lines)
    found = load_session(f"name: A\nexercises:\n  - name: B\n{body}\n", "test.yaml")
    assert found.session is not None, found.problems
    return found.session


def steps(*lines: str) -> list[tuple[str, int | None]]:
    heard = one_rep(session(*lines), "b")
    assert heard is not None
    return [(step.kind.value, step.length_ms) for step in compile_session(heard).steps]


READY = (StepKind.PREPARE.value, 3_000)


def test_one_rep_is_heard_after_a_short_get_ready() -> None:
    assert steps("sets: 3", "reps: 12", "tempo: 4-1-2-0") == [READY, ("set", 7_000)]
    assert steps("reps: 8-10", "tempo: 4-1-2-0", "sides: each", "start: key") == [
        READY,
        ("set", 7_000),
    ]
    assert steps("reps: 5+5", "tempo: 3-0-1-0", "every: 2 min") == [READY, ("set", 4_000)]


def test_a_hold_and_timed_work_are_heard_for_a_while() -> None:
    assert steps("hold: 5s") == [READY, ("hold", 5_000)]
    assert steps("hold: at least 60s") == [READY, ("hold", 10_000)]
    assert steps("time: 40s") == [READY, ("timed", 10_000)]
    assert steps("reps: 5", "hold: 4s", "relax: 2s") == [READY, ("set", 4_000)]


def test_what_nobody_leads_is_not_heard() -> None:
    assert one_rep(session("reps: 5", "tempo: self-paced"), "b") is None
    assert one_rep(session("reps: 5"), "c") is None
