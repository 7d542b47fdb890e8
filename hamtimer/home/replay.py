"""Playing a recorded run again, to look at it or to go on with it."""

from __future__ import annotations

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import GAP_MS, Player
from hamtimer.core.play.state import Event, EventKind
from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.plan_values import read_plan
from hamtimer.core.run.journal import Journal, JournalError, Recorded
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import ChoiceError, choose
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session


def replay(recorded: Recorded, now: int, *, gap_ms: int | None = GAP_MS) -> Player:
    """Play a recorded run again and give its player as it last was, paused.

    The last moment the run was known to be alive becomes the clock's `now`. Raises
    `JournalError` when the session in it cannot be read any more.
    """
    player = _player(recorded)
    start = now - recorded.last_ms
    for entry in recorded.entries:
        command = entry.values.get("do")
        # What came by itself comes by itself again, however seldom the player is asked.
        if isinstance(command, str) and command in set(Command):
            player.do(Command(command), start + entry.t)
    player.do(Command.PAUSE, now)
    player.gap_ms = gap_ms
    return player


def _player(recorded: Recorded) -> Player:
    """Make the player of a recorded run, ready at its beginning."""
    header = recorded.header
    if header.practice is not None:
        try:
            plan = read_plan(header.practice)
        except Mistake as error:
            raise JournalError(f"{recorded.path}: its first line is damaged: {error}") from error
        return practice_player(plan, lead_ms=header.lead_ms, gap_ms=None)
    loaded = load_session(header.text, header.file)
    if loaded.session is None:
        msg = f"{recorded.path}: {loaded.problems[0]}"
        raise JournalError(msg)
    try:
        session = choose(loaded.session, header.choices)
    except ChoiceError as error:
        msg = f"{recorded.path}: {error}"
        raise JournalError(msg) from error
    return Player(compile_session(session), lead_ms=header.lead_ms, gap_ms=None)


def resume(recorded: Recorded, now: int) -> Run:
    """Go on with a recorded run, in its own file; it begins paused where it was.

    What was added to the file since it was read counts as well. Raises `JournalError` when it
    cannot be read or the run is over by now, `OSError` when its file cannot be written.
    """
    journal, recorded = Journal.reopen(recorded.path, now)
    try:
        player = _unfinished(journal, recorded, now)
    except JournalError:
        journal.close()
        raise
    journal.write_command(Command.PAUSE.value, now, "the program was not running")
    return Run(player, journal)


def _unfinished(journal: Journal, recorded: Recorded, now: int) -> Player:
    """Replay a run that is to go on; `JournalError` when it is over."""
    player = replay(recorded, now)
    if not player.is_over:
        return player
    if not recorded.is_over:
        # A crash cut off the line that tells the end; without it the run is offered for ever.
        end = EventKind(player.state.status.value)
        journal.write_event(Event(end, now, player.state.session_ms(now)), now)
    raise JournalError(f"{recorded.path}: this run is over; nothing is left to be done")
