"""Choose what to practise, in plain lines: suggestions from the records, and presets."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.text import literal
from hamtimer.front.words.practice_choices import Choice
from hamtimer.plain.inbox import Inbox

_WAIT_S = 0.1
_LEAVE = ("q", "quit")


def choose_practice(
    choices: Sequence[Choice], inbox: Inbox, say: Callable[[str], None]
) -> PracticePlan | None:
    """Return the plan that a person chooses by number, or None if they leave.

    If nobody can type, it is the first.
    """
    say("What do you want to practise? Type a number; just Enter chooses 1, q leaves.")
    for number, choice in enumerate(choices, start=1):
        say(literal(f"  {number}  {choice.title}. {choice.help}"))
    while True:
        line = inbox.get(_WAIT_S)
        if line is None:
            if inbox.ended:
                return choices[0].plan
            continue
        word = line.strip().lower()
        if word in _LEAVE:
            return None
        if not word:
            return choices[0].plan
        if word.isascii() and word.isdigit() and 1 <= int(word[:3]) <= len(choices):
            return choices[int(word[:3]) - 1].plan
        say(f'"{literal(word)[:40]}" is not one of them; type 1 to {len(choices)}, or q to leave')
