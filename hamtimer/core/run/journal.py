"""The journal: what a person did and what happened, line by line, one file a run.

Every line is a JSON object. The first is the header with the session's own text, so that the
file needs nothing else. `do` lines are commands; to play them again at their times gives the
run as it was, with its undo. `event` lines are for people and other programs. `t` is
milliseconds since the run was opened; time in which no program was running is left out.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import Thread
from typing import IO, Any

from hamtimer.core.play.state import Event, EventKind
from hamtimer.core.run.lock import is_in_use, lock
from hamtimer.core.session.choices import Choices

FORMAT = 1
ALIVE_MS = 1_000
"""How often a line says that the run goes on when nothing else happens: what a crash may lose."""
TAIL_BYTES = 16_384
"""How much of a file's end is enough to see whether the run was ended: little follows its end."""
_LONGEST_NAME = 60


class JournalError(Exception):
    """A journal that cannot be read; the message names the file and says why."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line: everything needed to play the run again."""

    name: str
    """The session's name."""
    file: str
    """Where the session came from, for people."""
    text: str
    """The session as it was written."""
    started: str
    """When the run began, local time in ISO 8601 with its offset."""
    version: str
    """The program's version."""
    choices: Choices = field(default_factory=Choices)
    lead_ms: int = 0
    """How much later than a key its effect began; see `Player`."""
    practice: dict[str, Any] | None = None
    """What was practised, see `home/begin.py`. Such a run has no session text, and is not
    resumed: one begins again."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line after the header."""

    t: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A journal that was read."""

    path: Path
    header: Header
    entries: tuple[Entry, ...]

    @property
    def last_ms(self) -> int:
        """The last moment the run is known to have been alive."""
        return max((entry.t for entry in self.entries), default=0)

    @property
    def is_over(self) -> bool:
        """Whether the run came to its end or was ended by the person."""
        return _has_ended(entry.values for entry in self.entries)

    @property
    def outcomes(self) -> tuple[dict[str, Any], ...]:
        """What was recorded of each set or hold, as it stands in the file."""
        kinds = EventKind.OUTCOME
        return tuple(e.values for e in self.entries if e.values.get("event") == kinds)


_ENDS = (EventKind.FINISHED, EventKind.STOPPED)


def _has_ended(lines: Iterable[dict[str, Any]]) -> bool:
    """Whether lines of a journal tell of an end that was not taken back."""
    ended = False
    for values in lines:
        if values.get("event") in _ENDS:
            ended = True
        elif values.get("event") == EventKind.UNDONE:
            ended = False
    return ended


class Journal:
    """A file that is being written. Writing never raises: `problem` says what went wrong."""

    def __init__(
        self,
        path: Path,
        stream: IO[str],
        *,
        start_ms: int,
        unlock: Callable[[], None] = lambda: None,
    ) -> None:
        """Write to `stream`; `start_ms` is the clock's time of the journal's zero.

        `unlock` is called when nothing more is written, see `in_use.lock`.
        """
        self.path = path
        self._unlock = unlock
        self.problem = ""
        self._stream: IO[str] | None = stream
        self._start_ms = start_ms
        self._last = start_ms

    @classmethod
    def create(cls, directory: Path, header: Header, now: int) -> Journal:
        """Begin a new file in `directory`, which is made when it is missing.

        Raises `OSError` when the file cannot be made.
        """
        directory.mkdir(parents=True, exist_ok=True)
        stem = _file_stem(header)
        for number in range(1, 1_000):
            path = directory / f"{stem}{'' if number == 1 else f'-{number}'}.jsonl"
            try:
                stream = _open(path, "x")
            except FileExistsError:
                continue
            journal = cls(path, stream, start_ms=now, unlock=lock(path))
            journal._write({"hamtimer-run": FORMAT, **asdict(header)}, sync=True)
            return journal
        msg = f"no free file name for {stem} in {directory}"
        raise FileExistsError(msg)

    @classmethod
    def reopen(cls, path: Path, now: int) -> tuple[Journal, Recorded]:
        """Go on with a run's own file; its last known moment becomes the clock's `now`.

        Gives what stands in it as well: only now can no other program add to it.

        Raises `JournalError` when the file cannot be read, `OSError` when it cannot be written
        or another program follows the run.
        """
        unlock = lock(path)
        try:
            recorded = read_journal(path)
            stream = _open(path, "a")
            if not path.read_bytes().endswith(b"\n"):
                stream.write("\n")
        except (JournalError, OSError):
            unlock()
            raise
        start = now - recorded.last_ms
        return cls(path, stream, start_ms=start, unlock=unlock), recorded

    def write_command(self, command: str, now: int, why: str = "") -> None:
        """Note a command at the clock's `now`, and see it to the disk."""
        line: dict[str, Any] = {"t": now - self._start_ms, "do": command}
        if why:
            line["why"] = why
        self._write(line, sync=True)
        self._last = now

    def write_event(self, event: Event, now: int) -> None:
        """Note an event that was told at the clock's `now`."""
        line: dict[str, Any] = {"t": now - self._start_ms, "event": event.kind.value}
        line["session_ms"] = event.session_ms
        if event.step is not None:
            line["step"] = event.step.index
            line["kind"] = event.step.kind.value
            line["exercise"] = event.step.exercise.id
        if event.cue is not None:
            line |= {"cue": event.cue.kind.value, "rep": event.cue.rep}
        if event.outcome is not None:
            line |= asdict(event.outcome)
        if event.text:
            line["text"] = event.text
        self._write(line, sync=event.kind in _KEPT_AT_ONCE)
        self._last = now

    def write_note(self, values: dict[str, Any], now: int, *, sync: bool = False) -> None:
        """Note something that happened at the clock's `now` and is not the player's: a tap."""
        self._write({"t": now - self._start_ms, **values}, sync=sync)
        self._last = now

    def write_alive(self, now: int) -> None:
        """Note that the run goes on, when nothing else was noted for a while."""
        if now - self._last >= ALIVE_MS:
            self._write({"t": now - self._start_ms, "alive": True}, sync=False)
            self._last = now

    def close(self) -> None:
        """Close the file; what was written stays."""
        if self._stream is not None:
            stream, self._stream = self._stream, None
            try:
                stream.close()
            except OSError as error:
                self.problem = f"{self.path}: {error.strerror}"
            self._unlock()

    def _write(self, line: dict[str, Any], *, sync: bool) -> None:
        if self._stream is None:
            return
        try:
            self._stream.write(json.dumps(line, ensure_ascii=False, default=_plain) + "\n")
            self._stream.flush()
            if sync:
                self._sync(os.dup(self._stream.fileno()))
        except OSError as error:
            self.close()
            self.problem = f"{self.path}: {error.strerror}: this run is no longer recorded"

    def _sync(self, descriptor: int) -> None:
        """See what was written to the disk, in a thread of its own.

        A slow or busy disk takes seconds for that, and neither screen nor sound may wait for it.
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
        except RuntimeError:  # no thread can be had, as when the program is ending
            see_to_disk()


def _open(path: Path, mode: str) -> IO[str]:
    """Open a journal to write. Bytes that are no text (in a file's name) become JSON escapes."""
    return path.open(mode, encoding="utf-8", errors="backslashreplace", newline="\n")


_KEPT_AT_ONCE = (EventKind.OUTCOME, EventKind.FINISHED, EventKind.STOPPED)
"""Events that a power cut must not take back, so that the system is not to keep them in memory."""


def read_journal(path: Path) -> Recorded:
    """Read a journal; a last line cut short by a crash is left out.

    Raises `JournalError` when it is no journal or cannot be read.
    """
    try:
        # Not `splitlines`: a session's text may hold line separators that JSON leaves alone.
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError as error:
        msg = f"{path}: {error.strerror}"
        raise JournalError(msg) from error
    objects = [_parsed(line) for line in lines if line.strip()]
    header = _header(path, objects[0] if objects else None)
    known = [values for values in objects[1:] if values and isinstance(values.get("t"), int)]
    return Recorded(path, header, tuple(Entry(values["t"], values) for values in known))


def list_journals(directory: Path) -> list[Path]:
    """Return the journals in a directory, the newest first; none when there is no directory."""
    return sorted(directory.glob("*.jsonl"), key=lambda path: path.name, reverse=True)


def find_unfinished(directory: Path) -> Iterator[Recorded]:
    """Return the runs that were broken off and can be resumed, the newest first.

    Of a run that was ended only the end of its file is read. A practice is not resumed, and a run
    that a program follows right now is not broken off.
    """
    for path in list_journals(directory):
        try:
            if _ended_in_tail(path):
                continue
            recorded = read_journal(path)
        except (JournalError, OSError):
            continue
        if not recorded.entries or recorded.is_over or recorded.header.practice is not None:
            continue
        if not is_in_use(path):
            yield recorded


def _ended_in_tail(path: Path) -> bool:
    """Whether the end of a file tells of the run's end; `OSError` when it cannot be read."""
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        stream.seek(max(0, size - TAIL_BYTES))
        lines = stream.read().decode("utf-8", errors="replace").split("\n")
    telling = [_parsed(line) for line in lines if any(word in line for word in _TELLING)]
    return _has_ended(values for values in telling if values is not None)


_TELLING = tuple(f'"{kind.value}"' for kind in (*_ENDS, EventKind.UNDONE))
"""What stands in the lines that `_has_ended` looks for: most lines need not be parsed."""


def _parsed(line: str) -> dict[str, Any] | None:
    try:
        values = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _header(path: Path, values: dict[str, Any] | None) -> Header:
    if values is None or "hamtimer-run" not in values:
        msg = f"{path}: this is not a record of a run"
        raise JournalError(msg)
    if values["hamtimer-run"] != FORMAT:
        msg = f"{path}: written by another version of hamtimer ({values.get('version')})"
        raise JournalError(msg)
    try:
        chosen = values["choices"]
        choices = Choices(
            week=None if chosen["week"] is None else int(chosen["week"]),
            skip=frozenset(chosen["skip"]),
            variants=dict(chosen["variants"]),
        )
        names = ("name", "file", "text", "started", "version")
        words = {name: str(values[name]) for name in names}
        practice = None if values.get("practice") is None else dict(values["practice"])
        lead_ms = int(values["lead_ms"])
        return Header(**words, choices=choices, lead_ms=lead_ms, practice=practice)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        msg = f"{path}: its first line is damaged ({error})"
        raise JournalError(msg) from error


def _file_stem(header: Header) -> str:
    """Make a file name that sorts by time: `2026-11-22T07-30-00-glute-bridge`."""
    when = re.sub(r"[^0-9T-]", "-", header.started[:19])
    name = re.sub(r"[^a-z0-9]+", "-", header.name.lower()).strip("-")[:_LONGEST_NAME]
    return f"{when}-{name or 'session'}"


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return str(value)
