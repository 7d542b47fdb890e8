"""An error in a thread of the sound is told to somebody, and never printed."""

import threading

import pytest

from hamtimer.audio.guarded import reason_of, start_thread
from hamtimer.audio.unavailable import UnavailableError


def test_what_a_thread_raises_is_handed_over(capfd: pytest.CaptureFixture[str]) -> None:
    failures: list[Exception] = []
    thread = start_thread("test", lambda: 1 / 0, failures.append)  # type: ignore[arg-type]
    thread.join(5)
    assert [type(failure) for failure in failures] == [ZeroDivisionError]
    assert capfd.readouterr() == ("", "")


def test_a_thread_that_cannot_be_started_is_a_failure_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    failures: list[Exception] = []
    start_thread("test", lambda: None, failures.append)
    assert [str(failure) for failure in failures] == ["can't start new thread"]


def test_a_person_reads_what_is_known_and_the_kind_of_what_is_not() -> None:
    assert reason_of(UnavailableError("no device")) == "no device"
    assert reason_of(KeyError("x")) == "an unexpected error (KeyError: 'x')"
