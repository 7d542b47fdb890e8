"""Find interrupted runs, and resume one in its own file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.commands import Command
from hamtimer.core.play.outcomes import Outcome
from hamtimer.core.play.plan import digest_of, targets_in
from hamtimer.core.play.player import Player
from hamtimer.core.play.state import Event, EventKind
from hamtimer.core.play.summary import Summary
from hamtimer.core.run.header import JournalError
from hamtimer.core.run.journal import Journal
from hamtimer.core.run.journal_reader import Recorded, read_journal
from hamtimer.core.run.lock import is_in_use
from hamtimer.core.run.run import Run
from hamtimer.core.run.tally import RunState
from hamtimer.home.records.convert import convert_record
from hamtimer.home.records.index import list_rows
from hamtimer.home.records.replay import played_header, replay
from hamtimer.home.settings import Signals


class ChangedError(JournalError):
    """This version plays a session differently from its record."""

    def __init__(self, recorded: Recorded, summary: Summary) -> None:
        super().__init__(
            "this hamtimer plays the session differently from the one that recorded the run, "
            "so the run cannot be resumed",
            place=recorded.path,
        )
        self.recorded = recorded
        self.summary = summary
        """The summary of what was done."""


@dataclass(frozen=True, slots=True)
class Resumable:
    """An interrupted run that can be resumed."""

    recorded: Recorded
    player: Player
    """The run's state, at the clock's 0."""

    @property
    def left(self) -> datetime:
        """The last moment at which the run is known to have been alive, in local time."""
        header = self.recorded.header
        lived = timedelta(milliseconds=self.recorded.last_ms)
        return (datetime.fromisoformat(header.started) + lived).astimezone()


def find_interrupted(folder: Path) -> Iterator[Recorded]:
    """Yield the interrupted runs, newest first.

    Practices, imported runs and dismissed runs are not resumed, and a run that a program is playing
    right now is not interrupted. Unreadable records are left out.
    """
    for row in list_rows(folder):
        if row.state is not RunState.INTERRUPTED or row.is_practice or row.is_dismissed:
            continue
        if is_in_use(row.path):
            continue
        try:
            recorded = read_journal(row.path)
        except JournalError:
            continue
        if not recorded.header.imported:
            yield recorded


def find_resumable(folder: Path) -> Iterator[Resumable]:
    """Yield the interrupted runs that can be resumed, newest first."""
    for recorded in find_interrupted(folder):
        try:
            player = _play_again(recorded, 0)
        except JournalError:
            continue
        if not player.is_over:
            yield Resumable(recorded, player)


def resume(recorded: Recorded, now: int, signals: Signals = ()) -> Run:
    """Resume a recorded run in its own file, paused at its last position.

    `signals` are those of the person's settings. Lines added to the file since it was read count as
    well. Raises `JournalError` when it cannot be read or the run is over by now, `OSError` when its
    file cannot be written. A run that cannot be resumed because the program has changed is ended,
    with a `ChangedError`.
    """
    if recorded.header.played is None:
        convert_record(recorded.path)
    journal, recorded = Journal.reopen(recorded.path, now)
    try:
        player = _unfinished(journal, recorded, now, signals)
    except JournalError:
        journal.close()
        raise
    journal.write_command(Command.PAUSE.value, now, "the program was not running")
    played = recorded.tally().played
    header = played_header(recorded, player, signals)
    run = Run(player, journal, targets_in(played.plan if played else ()), header)
    for entry in recorded.entries:
        run.take_line(entry.values)
    return run


def _unfinished(journal: Journal, recorded: Recorded, now: int, signals: Signals) -> Player:
    """Return the player of a run to be resumed; raise `JournalError` if it cannot be resumed."""
    tally = recorded.tally()
    if tally.is_over:
        raise _over(recorded)
    try:
        player = _play_again(recorded, now, signals)
    except ChangedError:
        _write_end(journal, EventKind.STOPPED, now, tally.session_ms)
        raise
    lost = player.attempts()[len(tally.own_log) :]
    session_ms = player.state.session_ms(now)
    if lost:
        # A power cut lost their lines; the command before them was kept.
        events = [Event(EventKind.OUTCOME, now, session_ms, outcome=one) for one in lost]
        journal.write_events(events, now)
    if player.is_over:
        # The line of the end was lost; without it the run would be offered forever.
        _write_end(journal, EventKind(player.state.status.value), now, session_ms)
        raise _over(recorded)
    return player


def _over(recorded: Recorded) -> JournalError:
    return JournalError("this run is over; nothing is left to do", place=recorded.path)


def _write_end(journal: Journal, end: EventKind, now: int, session_ms: int) -> None:
    journal.write_events([Event(end, now, session_ms)], now)


def _essence(outcome: Outcome) -> tuple[object, ...]:
    """Return the parts of an outcome that every record has."""
    return outcome.step, outcome.side, outcome.result, outcome.reps or 0, outcome.held_ms


def _play_again(recorded: Recorded, now: int, signals: Signals = ()) -> Player:
    """Replay a run; raise `ChangedError` when the result differs from the record."""
    player, tally = replay(recorded, now, signals), recorded.tally()
    played = tally.played
    if played is None:
        return player
    digest = digest_of(player.timeline)
    # What a power cut removed from the end of the file is in only one of them.
    again = zip(map(_essence, player.attempts()), map(_essence, tally.own_log), strict=False)
    if played.digest not in ("", digest) or any(one != other for one, other in again):
        raise ChangedError(recorded, tally.summary())
    return player
