"""Follow the file of a session during a run: a save applies from the next set on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field, replace
from pathlib import Path

from hamtimer.core.dataclass import dataclass
from hamtimer.core.differences import compare
from hamtimer.core.edit.merge import merge
from hamtimer.core.play.state import Event
from hamtimer.core.run.header import Header
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session.model import Session
from hamtimer.core.session_file.choose import fitting_choices
from hamtimer.core.session_file.loader import Loaded, load_session
from hamtimer.core.session_file.problems import Severity
from hamtimer.core.text import literal
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.front.follow_records import follow_records
from hamtimer.front.words.differences import exercise_lines, session_lines
from hamtimer.home import wall_clock
from hamtimer.home.watching import SessionWatch

Signals = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Reloaded:
    """The result of a save."""

    words: str
    """`Reloaded: Glider: rest 1:00 → 1:30`, or why it was not reloaded."""
    events: tuple[Event, ...] = ()


@dataclass
class Reloader:
    """Reloads the file of a run when it is saved."""

    run: Run
    watch: SessionWatch
    signals: Signals = ()
    """The signals in the person's settings."""
    in_file: str = ""
    """The text of the file when it was last read."""
    _headers: list[tuple[Session, Header]] = field(default_factory=list)
    """The text of each version that was played, to which undoing a reload returns."""

    def poll(self, now: int) -> Reloaded | None:
        """Return the result of a save since the last call; None without one."""
        found = self.watch.take()
        return None if found is None else self.take(found, now)

    def take(self, found: Loaded, now: int) -> Reloaded | None:
        """Reload a file that was saved."""
        if found.session is None:
            errors = [one for one in found.problems if one.severity is Severity.ERROR]
            return Reloaded(f"Not reloaded: {literal(errors[0])}")
        header = self._header()
        if header is None or self.run.is_over:
            return None
        loaded = self._with_todays_changes(found, header)
        choices = fitting_choices(header.choices, loaded.document)
        try:
            # A target follows from the numbers of the file, which may have changed.
            choices = follow_records(loaded, Path(header.file), choices, wall_clock.today()).choices
            return self._reload(header, loaded, choices, now)
        except ChoiceError as error:
            return Reloaded(f"Not reloaded: {literal(error)}")
        finally:
            self.in_file = found.text

    def start(self) -> None:
        """Begin to watch the file."""
        self.watch.start()

    def stop(self) -> None:
        """Stop watching the file."""
        self.watch.stop()

    def expect(self, text: str) -> None:
        """Expect the program itself to write a text into the file."""
        self.watch.expect(text)
        self.in_file = text

    def _header(self) -> Header | None:
        """Return the header with the text of the version that is played now."""
        playing = self.run.player.timeline.session
        known = (header for session, header in reversed(self._headers) if session is playing)
        self.run.header = next(known, self.run.header)
        return self.run.header

    def _with_todays_changes(self, found: Loaded, header: Header) -> Loaded:
        """Return a saved session with today's changes, unless both changed the same line."""
        if self.in_file == header.text:
            return found
        text = merge(self.in_file, header.text, found.text)
        loaded = load_session(text, header.file) if text is not None else found
        return loaded if loaded.session is not None else found

    def _reload(
        self, header: Header, loaded: Loaded, choices: Choices, now: int
    ) -> Reloaded | None:
        before = self.run.player.timeline.session
        session = loaded.choose(choices, self.signals)
        if not (words := _differences(before, session)):
            return None
        events = self.run.reload(session, loaded.text, choices, now)
        if not events:
            return None
        self._headers += [(before, header)] if not self._headers else []
        state = self.run.player.state
        self.run.since = (len(state.outcomes), len(state.rest_changes))
        header = replace(header, text=loaded.text, choices=choices)
        self._headers.append((self.run.player.timeline.session, header))
        self.run.header = header
        return Reloaded(f"Reloaded: {' · '.join(words)}", events)


def _differences(before: Session, after: Session) -> list[str]:
    found = compare(compile_session(before), compile_session(after))
    return [*session_lines(found), *exercise_lines(found.exercises)]


def follow_file(run: Run, signals: Signals) -> Reloader | None:
    """Return the reloader of a run's file; None if it has no file.

    Saves before a run was resumed do not count.
    """
    header = run.header
    if header is None or header.practice is not None or not header.file:
        return None
    from hamtimer.core.session_file.loader import read_session

    path = Path(header.file)
    if not path.is_file():
        return None
    is_resumed = bool(run.player.attempts()) or run.player.state.elapsed_ms > 0
    in_file = read_session(path).text if is_resumed else header.file_text or header.text
    return Reloader(run, SessionWatch(path, in_file), signals, in_file)
