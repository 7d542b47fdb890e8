"""The journal: what the person did and what happened, line by line, one file per run.

Every line is a JSON object. The first is the header, see `header.py`: the plan as played, and the
session's own text, so that the file needs nothing else. `do` lines are commands; replaying them
at their times restores the run, with its undo. `event` lines record what was done, for history
and other programs; `outcomes` of an `undone` line is how many outcomes it kept. `t` is
milliseconds since the run was opened; time without a running program is left out.

Lines are only ever appended, those of one moment in one write. `docs/records.md` describes them.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from enum import Enum
from pathlib import Path
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

from hamtimer.core.play.state import Event, EventKind
from hamtimer.core.run.header import Header, JournalError, header_values
from hamtimer.core.run.lock import lock

if TYPE_CHECKING:
    from hamtimer.core.run.journal_reader import Recorded

ALIVE_MS = 1_000
"""How often the journal notes that the run is alive: the most time a crash can lose."""
RELOAD = "reload"
"""The command that continues in another version of the session, whose text is in its line."""


class Kept(Enum):
    """How much of a run its record has, so that it could be resumed."""

    ALL = "all"
    PART = "part"
    """Everything up to a moment at which the disk was full or failed."""
    NOTHING = "nothing"


class Journal:
    """A file that is being written. Writing never raises; `problem` holds what went wrong."""

    def __init__(
        self,
        path: Path,
        stream: IO[str],
        *,
        start_ms: int,
        unlock: Callable[[], None] = lambda: None,
    ) -> None:
        """Write to `stream`; `start_ms` is the time of the clock at the journal's zero.

        `unlock` is called when the file is closed, see `lock.py`.
        """
        self.path = path
        self._unlock = unlock
        self.problem = ""
        self._has_begun = False
        """Whether it has more than its first line."""
        self._stream: IO[str] | None = stream
        self._start_ms = start_ms
        self._last = start_ms

    @classmethod
    def begin(cls, path: Path, now: int) -> Journal:
        """Continue a new file that has its first line only.

        Raises `OSError` when it cannot be written.
        """
        journal = cls(path, _open(path), start_ms=now, unlock=lock(path))
        journal._write([], sync=True)
        return journal

    @classmethod
    def reopen(cls, path: Path, now: int) -> tuple[Journal, Recorded]:
        """Open the file of a run again; its last known moment becomes the clock's `now`.

        Also return its contents, read when no other program can add to it.

        Raises `JournalError` when the file cannot be read, `OSError` when it cannot be written or
        another program follows the run.
        """
        from hamtimer.core.run.journal_reader import read_journal

        unlock = lock(path)
        try:
            recorded = read_journal(path)
            stream = _open(path)
            if not _ends_a_line(path):
                stream.write("\n")
        except (JournalError, OSError):
            unlock()
            raise
        journal = cls(path, stream, start_ms=now - recorded.last_ms, unlock=unlock)
        journal._has_begun = bool(recorded.entries)
        return journal, recorded

    @property
    def kept(self) -> Kept:
        """Return how much of the run is recorded."""
        if not self._has_begun:
            return Kept.NOTHING
        return Kept.PART if self.problem else Kept.ALL

    def write_command(
        self,
        command: str,
        now: int,
        why: str = "",
        *,
        events: Iterable[Event] = (),
        outcomes: int = 0,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """Note a command at the clock's `now` with its events, and flush them to disk.

        `outcomes` is how many outcomes count after it, `details` are what else it needs.
        """
        line: dict[str, Any] = {"t": now - self._start_ms, "do": command, **(details or {})}
        if why:
            line["why"] = why
        self._write([line, *self._event_lines(events, now, outcomes)], sync=True)
        self._last = now

    def write_events(self, events: Iterable[Event], now: int, *, outcomes: int = 0) -> None:
        """Note events that were emitted at the clock's `now`."""
        lines = self._event_lines(events, now, outcomes)
        if lines:
            self._write(lines, sync=any(line["event"] in _KEPT_AT_ONCE for line in lines))
            self._last = now

    def write_note(self, values: dict[str, Any], now: int, *, sync: bool = False) -> None:
        """Note something outside the player, such as a tap, at the clock's `now`."""
        self._write([{"t": now - self._start_ms, **values}], sync=sync)
        self._last = now

    def write_notes(self, notes: Iterable[dict[str, Any]], now: int) -> None:
        """Note what a person says of the run, in one write, and flush it to disk."""
        lines = [{"t": now - self._start_ms, **values} for values in notes]
        if lines:
            self._write(lines, sync=True)
            self._last = now

    def write_alive(self, now: int, session_ms: int) -> None:
        """Note that the run is alive when nothing else was noted for a while."""
        if now - self._last >= ALIVE_MS:
            line = {"t": now - self._start_ms, "alive": True, "session_ms": session_ms}
            self._write([line], sync=False)
            self._last = now

    def _event_lines(
        self, events: Iterable[Event], now: int, outcomes: int
    ) -> list[dict[str, Any]]:
        return [_event_line(event, now - self._start_ms, outcomes) for event in events]

    def close(self) -> None:
        """Close the file; what was written stays."""
        if self._stream is not None:
            stream, self._stream = self._stream, None
            try:
                stream.close()
            except OSError as error:
                self.problem = f"{self.path}: {error.strerror}"
            self._unlock()

    def _write(self, lines: list[dict[str, Any]], *, sync: bool) -> None:
        """Write lines in one go: a killed program leaves all of them or none."""
        if self._stream is None:
            return
        try:
            self._stream.write(_dumped(lines))
            self._stream.flush()
            self._has_begun |= bool(lines)
            if sync:
                self._sync(os.dup(self._stream.fileno()))
        except OSError as error:
            self.close()
            self.problem = f"{self.path}: {error.strerror}: this run is no longer recorded"

    def _sync(self, descriptor: int) -> None:
        """Flush the file to disk in a thread.

        A slow or busy disk takes seconds, and neither screen nor sound may wait for it.
        """

        def see_to_disk() -> None:
            try:
                os.fsync(descriptor)
            except OSError as error:
                self.problem = f"{self.path}: {error.strerror}: this run may not be recorded"
            finally:
                os.close(descriptor)

        try:
            Thread(target=see_to_disk, daemon=True).start()
        except RuntimeError:  # no thread can be started, as during shutdown
            see_to_disk()


def first_line(header: Header) -> str:
    """Return the line with which a journal begins."""
    return _dumped([header_values(header)])


def _dumped(lines: Iterable[dict[str, Any]]) -> str:
    return "".join(f"{json.dumps(line, ensure_ascii=False, default=str)}\n" for line in lines)


def _open(path: Path) -> IO[str]:
    """Open a journal to add to it. Undecodable bytes (in a file name) become JSON escapes."""
    return path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n")


_KEPT_AT_ONCE = (EventKind.OUTCOME, EventKind.FINISHED, EventKind.STOPPED)
"""Events that must survive a power cut, so they are flushed to disk at once."""


def _event_line(event: Event, t: int, outcomes: int) -> dict[str, Any]:
    line: dict[str, Any] = {"t": t, "event": event.kind.value, "session_ms": event.session_ms}
    if event.step is not None:
        line["step"] = event.step.id
        line["kind"] = event.step.kind.value
        line["exercise"] = event.step.exercise.id
    if event.cue is not None:
        line |= {"cue": event.cue.kind.value, "rep": event.cue.rep}
    if event.outcome is not None:
        line |= asdict(event.outcome)
    if event.kind is EventKind.UNDONE:
        line["outcomes"] = outcomes
    if event.text:
        line["text"] = event.text
    return line


def _ends_a_line(path: Path) -> bool:
    with path.open("rb") as stream:
        if stream.seek(0, os.SEEK_END):
            stream.seek(-1, os.SEEK_END)
        return stream.read(1) in (b"", b"\n")
