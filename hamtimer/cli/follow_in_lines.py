"""Follow a recorded run or practice in plain lines, from the first to the last."""

from __future__ import annotations

import sys
from collections.abc import Callable

from hamtimer.audio.output import Output
from hamtimer.cli.ending import play_to_end, say_if_heard
from hamtimer.cli.play_options import Playing
from hamtimer.cli.terminal import closing_of_terminal, is_terminal, say
from hamtimer.core.play.clock import now_ms
from hamtimer.core.text import literal
from hamtimer.front.guided import Guided
from hamtimer.front.leaving import closing_message
from hamtimer.home.settings_writer import SettingsWriter
from hamtimer.plain.front import PlainFront
from hamtimer.plain.inbox import Inbox, open_inbox


def follow_in_lines(
    front: Callable[..., PlainFront],
    guided: Guided,
    sound: Output,
    playing: Playing,
    *,
    latency_ms: int,
    problem: str = "",
    inbox: Inbox | None = None,
) -> None:
    """Follow `guided` with what `front` makes; then close its sound and its record.

    `latency_ms` is the output latency of the settings, `problem` what keeps it from being recorded,
    `inbox` where lines were read from before; without it, standard input.
    """
    if problem:
        say(literal(problem))
    # A slow disk must not delay a line.
    writer = SettingsWriter(lambda problem: say_if_heard(literal(problem)))
    shown = front(
        guided,
        now_ms,
        inbox or open_inbox(sys.stdin),
        say,
        sound,
        keep=writer.save,
        ticks=playing.ticks,
        latency_ms=latency_ms,
        takes_notes=is_terminal(),
        is_closed=closing_of_terminal(),
    )
    try:
        play_to_end(shown)
    finally:
        sound.close(ring_out=guided.player.is_over)
        guided.close()
        for line in filter(None, (writer.close(), closing_message(guided))):
            say_if_heard(literal(line))
