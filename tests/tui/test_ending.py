"""The end that the system asks for comes, whatever the screen waits for."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Iterator

import pytest

from hamtimer.tui import ending
from hamtimer.tui.ending import Ending

SIGTERM_STATUS = 143


@pytest.fixture
def ended(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Collect the statuses with which the program would have been ended by force."""
    statuses: list[int] = []
    ended = threading.Event()

    def end(status: int) -> None:
        statuses.append(status)
        ended.set()

    monkeypatch.setattr(os, "_exit", end)
    monkeypatch.setattr(ending, "ANSWERS_S", 0.01)
    monkeypatch.setattr(ending, "RESTORES_S", 0.01)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield statuses
    ended.wait(10)
    for number, handler in handlers.items():
        signal.signal(number, handler)


def test_a_signal_ends_a_program_that_is_blocked_by_its_terminal(ended: list[int]) -> None:
    asked: list[int] = []
    blocked = asyncio.new_event_loop()  # it never runs
    Ending(asked.append).watch(blocked, terminal=False)
    signal.raise_signal(signal.SIGTERM)
    signal.raise_signal(signal.SIGINT)
    while not ended:
        threading.Event().wait(0.01)
    blocked.close()
    assert (asked, ended) == ([], [SIGTERM_STATUS])


async def test_a_signal_lets_the_program_keep_everything_and_a_second_breaks_nothing_off(
    ended: list[int],
) -> None:
    asked: list[int] = []

    def end_now(status: int) -> None:
        signal.raise_signal(signal.SIGTERM)
        asked.append(status)

    watching = Ending(end_now)
    watching.watch(asyncio.get_running_loop(), terminal=False)
    signal.raise_signal(signal.SIGTERM)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    watching.stop()
    assert asked == [SIGTERM_STATUS]
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_IGN
    assert set(ended) <= {SIGTERM_STATUS}


async def test_who_stops_watching_leaves_the_signals_as_they_were() -> None:
    before = signal.getsignal(signal.SIGTERM)
    watching = Ending(lambda _: None)
    watching.watch(asyncio.get_running_loop(), terminal=False)
    assert signal.getsignal(signal.SIGTERM) != before
    watching.stop()
    assert signal.getsignal(signal.SIGTERM) == before
