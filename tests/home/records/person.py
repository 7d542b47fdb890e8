"""Somebody who follows a session, run after run, by a clock of their own."""

from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Self

import pytest

from hamtimer.core.play.commands import Command
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import Choices
from hamtimer.core.session.model import Session
from hamtimer.core.session_file.loader import Loaded, read_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import StepKind
from hamtimer.front.words.next import next_line
from hamtimer.home.records.begin import begin_run
from hamtimer.home.records.next import NextRun, next_run

TICK_MS = 500
MONDAY = date(2026, 3, 2)


class Person:
    """Somebody who follows the session in one file, by a clock of their own."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path = path
        self.day = MONDAY
        self.offset = "+01:00"
        self.clock = "07:00:00"
        person = self

        class Clock(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> Self:  # noqa: ARG003 - as datetime has it
                return cls.fromisoformat(f"{person.day}T{person.clock}{person.offset}")

            def astimezone(self, tz: tzinfo | None = None) -> Self:  # noqa: ARG002
                return self

        monkeypatch.setattr("hamtimer.home.wall_clock.datetime", Clock)

    def write(self, exercises: str, head: str = "") -> None:
        """Write the file, each exercise in a line."""
        items = "".join(f"  - {{{line}}}\n" for line in exercises.splitlines())
        self.path.write_text(f"name: S\n{head}exercises:\n{items}", encoding="utf-8")

    @property
    def loaded(self) -> Loaded:
        loaded = read_session(self.path)
        assert loaded.session is not None, loaded.problems
        return loaded

    def next(self, choices: Choices | None = None) -> NextRun:
        return next_run(self.loaded, self.path, choices or Choices(), self.day)

    def session(self, choices: Choices | None = None) -> Session:
        """What would be played."""
        return self.loaded.choose(self.next(choices).choices)

    def lines(self) -> list[str]:
        return [next_line(one) for one in self.next().nexts]

    def play(self, *done: int, choices: Choices | None = None, leave: bool = False) -> Run:
        """Do so much in each work step, reps or seconds, and nothing in those that are left.

        Whoever leaves closes the program then; else the session is ended.
        """
        found = self.next(choices)
        timeline = compile_session(self.loaded.choose(found.choices))
        run, problem = begin_run(timeline, self.loaded, self.path, found.choices, now=0)
        assert not problem
        run.do(Command.START, 0)
        now = 0
        for amount in done:
            now = self.work(run, now, amount)
        if not leave and not run.player.is_over:
            run.do(Command.STOP, now)
        run.close()
        return run

    def work(self, run: Run, now: int, amount: int) -> int:
        while not run.player.step.kind.is_work:
            now += TICK_MS
            run.advance(now)
        step = run.player.step
        needed = amount * 1_000
        if step.reps is not None and step.kind is StepKind.SET:
            needed = amount * len(step.reps.sides) * step.reps.rep_ms
        if not amount:
            run.do(Command.NEXT, now)
            return now
        while run.player.step.index == step.index and not run.player.is_over:
            if run.player.state.position_ms(now) >= needed:
                break
            now += TICK_MS
            run.advance(now)
        if step.length_ms is None or needed < step.length_ms:
            run.do(Command.DONE, now)
        return now
