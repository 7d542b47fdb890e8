"""Keeping the display awake."""

import threading

import pytest
import wakepy

from hamtimer.tui import awake as awake_module
from hamtimer.tui.awake import Awake

KEEP = Awake.keep
"""What the other tests are kept from doing (conftest.py)."""


@pytest.fixture(autouse=True)
def real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Awake, "keep", KEEP)
    monkeypatch.setattr(awake_module, "HEAD_START_S", 0.0)


def test_it_is_kept_awake_until_it_is_released(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "yes")
    awake = Awake()
    awake.keep()
    (thread,) = [one for one in threading.enumerate() if one.name == "awake"]
    awake.release()
    # `release` itself waits only a moment, so that nobody waits for a slow desktop.
    thread.join(timeout=60)
    assert not thread.is_alive()
    assert not awake.problem


def test_a_system_that_cannot_is_noted_and_disturbs_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(**_: object) -> None:
        msg = "no session bus"
        raise RuntimeError(msg)

    monkeypatch.setattr(wakepy.keep, "presenting", fail)
    awake = Awake()
    awake.keep()
    awake.release()
    assert awake.problem == "the display may go to sleep: no session bus"


def test_to_release_without_keeping_does_nothing() -> None:
    Awake().release()


def test_what_ends_at_once_asks_the_system_for_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(awake_module, "HEAD_START_S", 60.0)
    monkeypatch.delattr(wakepy, "keep")
    awake = Awake()
    awake.keep()
    awake.release()
    assert not awake.problem
