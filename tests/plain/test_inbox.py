"""Typed lines arrive whole, and the end of them is noticed."""

import errno
import io
import os
import signal
from collections.abc import Iterator

import pytest

from hamtimer.plain.inbox import LONGEST_LINE, NoInbox, TypedLines, open_inbox

SOON_S = 10
"""Far longer than it takes; a test that waits so long fails."""


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    reading, writing = os.pipe()
    yield reading, writing
    os.close(reading)


def lines_of(data: bytes, pipe: tuple[int, int]) -> list[str]:
    reading, writing = pipe
    os.write(writing, data)
    os.close(writing)
    inbox = TypedLines(reading)
    lines: list[str] = []
    while (line := inbox.get(SOON_S)) is not None:
        assert not inbox.ended
        lines.append(line)
    assert inbox.ended
    return lines


def test_every_line_arrives_without_its_end(pipe: tuple[int, int]) -> None:
    assert lines_of(b"done\nrest +\r\n\nlast", pipe) == ["done", "rest +", "", "last"]


def test_a_line_without_end_takes_bounded_memory(pipe: tuple[int, int]) -> None:
    (line,) = lines_of(b"x" * 50_000, pipe)
    assert line == "x" * LONGEST_LINE


def test_bytes_that_are_no_text_stop_nothing(pipe: tuple[int, int]) -> None:
    assert lines_of(b"\xff\xfe\nquit\n", pipe) == ["\ufffd\ufffd", "quit"]


def test_waiting_for_a_line_has_a_limit(pipe: tuple[int, int]) -> None:
    reading, writing = pipe
    inbox = TypedLines(reading)
    assert inbox.get(0) is None
    assert not inbox.ended
    os.write(writing, b"late\n")
    assert inbox.get(SOON_S) == "late"
    os.close(writing)
    assert inbox.get(SOON_S) is None
    assert inbox.ended


@pytest.mark.parametrize("stream", [None, io.StringIO("text without a descriptor")])
def test_without_standard_input_nobody_can_type(stream: object) -> None:
    inbox = open_inbox(stream)
    assert isinstance(inbox, NoInbox)
    assert inbox.ended
    assert inbox.get(0) is None


def test_a_closed_standard_input_is_none() -> None:
    stream = io.StringIO()
    stream.close()
    assert isinstance(open_inbox(stream), NoInbox)


def test_input_that_cannot_be_read_has_ended(
    pipe: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_descriptor: int, _size: int) -> bytes:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("hamtimer.plain.inbox.os.read", fail)
    inbox = TypedLines(pipe[0])
    assert inbox.get(SOON_S) is None
    assert inbox.ended
    os.close(pipe[1])


@pytest.mark.skipif(not hasattr(signal, "SIGTTIN"), reason="there are no background jobs")
def test_a_background_job_that_reads_is_not_stopped() -> None:
    before = signal.getsignal(signal.SIGTTIN)
    try:
        open_inbox(None)
        assert signal.getsignal(signal.SIGTTIN) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGTTIN, before)
