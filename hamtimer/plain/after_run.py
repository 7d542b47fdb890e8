"""What the plain front asks after a run: the rounds, how it felt, and what to keep in the file."""

from __future__ import annotations

import re
from typing import Protocol

from hamtimer.core.play.clock import Clock
from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.text import literal
from hamtimer.front.actions_now import differs_from_plan
from hamtimer.front.guided import Guided
from hamtimer.front.words.summary import cap_title
from hamtimer.plain.felt import TypedFelt
from hamtimer.plain.todays_changes import offer_of

YES_WORDS = ("yes", "y")
"""What to type to accept what was shown."""
NOTES_WAIT_MS = 30_000
"""How long after the end to wait for reports."""
NOTES_PROMPT = (
    "How did it feel? Type effort 7, pain 2, or set 3 pain left 2, note ... "
    "Enter ends now; otherwise it ends by itself."
)


class Asking(Protocol):
    """What a front must have to ask something after a run."""

    guided: Guided
    clock: Clock
    speed: float
    takes_notes: bool
    felt: TypedFelt | None
    is_alone: bool
    is_left: bool

    @property
    def player(self) -> Player:
        """The player of the run."""

    def say(self, line: str, /) -> None:
        """Write a line."""

    def is_closed(self) -> bool:
        """Whether the terminal was closed."""

    def read_line(self) -> str | None:
        """Return a line that was typed; None if there is none for a while."""

    def take_words(self, line: str) -> None:
        """Take a line that says how it felt."""


def ask_for_rounds(front: Asking) -> None:
    """Ask for the rounds under each time cap that were not counted by key."""
    caps = front.player.ended_caps
    for cap in caps:
        if front.player.score(cap) is None and not front.is_left and not front.is_alone:
            while front.player.scored_cap is not cap:
                front.guided.do(Command.NEXT_SCORE, front.clock())
            if len(caps) > 1:
                front.say(f"{cap_title(cap)}:")
            _ask_for_score(front)


def _ask_for_score(front: Asking) -> None:
    """Ask for the rounds under the time cap that is corrected now."""
    front.say("How many rounds, and reps of the next one? Type 7, or 7 + 12; Enter to skip.")
    asks = True
    while asks and not front.is_alone:
        line = front.read_line()
        if line is None:
            continue
        asks = bool(line.strip()) and not _enter_rounds(front, line)


def _enter_rounds(front: Asking, line: str) -> bool:
    """Record the typed rounds and reps; return whether they were understood."""
    match = re.fullmatch(r"\s*([0-9]{1,2})\s*(?:\+\s*([0-9]{1,3})\s*)?", line)
    if match is None:
        front.say(f'"{literal(line.strip())[:40]}" is not a number of rounds; type 7, or 7 + 12')
        return False
    rounds, reps = (int(number or 0) for number in match.groups())
    for command in [Command.ROUND_DONE] * rounds + [Command.MORE_REPS] * reps:
        front.guided.do(command, front.clock())
    return True


def wait_for_notes(front: Asking) -> None:
    """Take reports on the session until an empty line, or until a while without any."""
    if front.felt is None or not front.takes_notes or not front.player.is_over:
        return
    front.say(NOTES_PROMPT)
    until = front.clock() + int(NOTES_WAIT_MS * front.speed)
    while front.clock() < until and not front.is_alone and not front.is_closed():
        line = front.read_line()
        if line is not None and not line.strip():
            return
        if line is not None:
            front.take_words(line if front.felt.reads(line) else f"felt {line}")
            until = front.clock() + int(NOTES_WAIT_MS * front.speed)


def ask_to_keep(front: Asking) -> None:
    """Ask after a run whether to keep today's changes in the file."""
    if front.is_alone or front.is_left or not differs_from_plan(front.player):
        return
    offer = offer_of(front.guided)
    if offer is None:
        return
    for text in offer.lines():
        front.say(text)
    front.say(f"Type {YES_WORDS[0]} to keep them")
    while (line := front.read_line()) is None:
        if front.is_alone:
            return
    if line.strip().lower() in YES_WORDS:
        front.say(offer.try_to_keep(offer.text()))
