"""Replay a recorded run to resume it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import GAP_MS, Player
from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.plan_values import read_plan
from hamtimer.core.run.header import Header, JournalError, read_choices
from hamtimer.core.run.journal import RELOAD
from hamtimer.core.run.journal_reader import Recorded
from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.session.model import Session
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.home.settings import Signals

LONGEST_SILENCE_MS = 10 * 60 * 1_000
"""A run in progress writes a line every second. A longer gap is damage."""
LONGEST_RUN_MS = 48 * 3_600 * 1_000
"""The longest plausible run; a longer record is damaged."""


def replay(
    recorded: Recorded, now: int, signals: Signals = (), *, gap_ms: int | None = GAP_MS
) -> Player:
    """Replay a recorded run and return its player in its last state, paused.

    `signals` are those of the person's settings, for the rest of the run.

    The last moment at which the run was known to be alive becomes the clock's `now`. Raises
    `JournalError` when its session can no longer be read, or its times are damaged.
    """
    player = _player(recorded, signals)
    start, played_to = now - recorded.last_ms, 0
    last = 0
    player.by_old_rules = recorded.header.played is None
    for entry in recorded.entries:
        if player.is_running:
            _check_time(recorded, entry.t - last, player.state.session_ms(start + entry.t))
            if entry.t - played_to > LONGEST_SILENCE_MS:
                # Events without a command recur by themselves, however rarely the player is
                # advanced. It is advanced in steps, so that not all of them are in memory at once.
                player.advance(start + entry.t)
                played_to = entry.t
        last = max(last, entry.t)
        command, value = entry.values.get("do"), entry.values.get("value", "")
        if command == RELOAD:
            player.advance(start + entry.t)
            player.reload(_reloaded(recorded, entry.values, signals), start + entry.t)
            played_to = entry.t
        elif isinstance(command, str) and command in _COMMANDS:
            player.do(Command(command), start + entry.t, str(value))
            played_to = entry.t
    player.do(Command.PAUSE, now)
    player.by_old_rules = False
    player.gap_ms = gap_ms
    return player


def played_header(recorded: Recorded, player: Player, signals: Signals = ()) -> Header:
    """Return the header of a replayed run with the text of its current version.

    That is the text of the last reload that was not undone.
    """
    playing = player.timeline.session
    reloads = (e.values for e in reversed(recorded.entries) if e.values.get("do") == RELOAD)
    for values in reloads:
        if _reloaded(recorded, values, signals) == playing:
            choices = read_choices(values["choices"])
            return replace(recorded.header, text=str(values["text"]), choices=choices)
    return recorded.header


_COMMANDS = frozenset(Command)


def _check_time(recorded: Recorded, silence_ms: int, session_ms: int) -> None:
    if silence_ms > LONGEST_SILENCE_MS or session_ms > LONGEST_RUN_MS:
        raise JournalError("it is damaged: no run lasts as long as it says", place=recorded.path)


def _player(recorded: Recorded, signals: Signals) -> Player:
    """Return the player of a recorded run, at its beginning."""
    header, path = recorded.header, recorded.path
    if header.practice is not None:
        try:
            plan = read_plan(header.practice)
        except Mistake as error:
            raise JournalError(f"its first line is damaged: {error}", place=path) from error
        return practice_player(plan, lead_ms=header.lead_ms, gap_ms=None)
    session = _session(recorded, header.text, header.choices, signals)
    return Player(compile_session(session), lead_ms=header.lead_ms, gap_ms=None)


def _reloaded(recorded: Recorded, values: Mapping[str, Any], signals: Signals) -> Session:
    """Return the session that a line of the record reloads."""
    try:
        text, choices = str(values["text"]), read_choices(values["choices"])
    except (KeyError, TypeError, ValueError) as error:
        raise JournalError(f"it is damaged ({error!s:.80})", place=recorded.path) from error
    return _session(recorded, text, choices, signals)


def _session(recorded: Recorded, text: str, choices: Choices, signals: Signals) -> Session:
    """Return a session of a record as it was played."""
    loaded = load_session(text, recorded.header.file)
    if loaded.session is None:
        raise JournalError(str(loaded.problems[0]), place=recorded.path)
    try:
        return loaded.choose(choices, signals)
    except ChoiceError as error:
        raise JournalError(str(error), place=recorded.path) from error
