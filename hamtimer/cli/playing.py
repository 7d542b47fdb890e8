"""Play a session in plain lines: what `run` and `resume` share."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import click

from hamtimer.audio.output import Output, open_audio
from hamtimer.cli.ending import play_to_end
from hamtimer.cli.follow_in_lines import follow_in_lines
from hamtimer.cli.opening import Opened
from hamtimer.cli.play_options import Playing
from hamtimer.cli.terminal import closing_of_terminal, is_terminal, pour, say
from hamtimer.core.play.clock import Clock, now_ms
from hamtimer.core.play.player import GAP_MS, Player
from hamtimer.core.run.run import Run
from hamtimer.core.session.model import Session
from hamtimer.core.text import clock_text, literal
from hamtimer.front.reloading import follow_file
from hamtimer.front.words.exercises import planned_length
from hamtimer.front.words.summary import summary_lines
from hamtimer.home.records.begin import begin_run
from hamtimer.home.session_sounds import sounds_folder
from hamtimer.home.settings import Settings
from hamtimer.plain.alone import play_at_once
from hamtimer.plain.event_lines import stamped_lines
from hamtimer.plain.front import PlainFront
from hamtimer.plain.inbox import open_inbox


def play_in_lines(opened: Opened, playing: Playing, speed: float) -> None:
    """Play a session from its beginning; `speed` 0 does not wait."""
    for line in _head(opened):
        say(line)
    if not speed:
        _play_at_once(opened, playing)
    elif speed != 1.0:
        _play_faster(opened, playing, speed)
    else:
        _play_now(opened, playing)


def resume_in_lines(run: Run, file: str, playing: Playing, settings: Settings) -> None:
    """Resume an interrupted run; its session came from `file`."""
    session, state = run.player.timeline.session, run.player.state
    say(f"{literal(session.name)}, resuming at {clock_text(state.elapsed_ms)}")
    sound = _sound(settings, playing, session, file)
    front = partial(PlainFront, reloader=follow_file(run, settings.signals))
    follow_in_lines(front, run, sound, playing, latency_ms=settings.latency_ms)


def _play_now(opened: Opened, playing: Playing) -> None:
    """Play in real time, with sound, and record it."""
    settings = opened.settings
    sound = _sound(settings, playing, opened.timeline.session, str(opened.path))
    run, problem = begin_run(
        opened.timeline,
        opened.loaded,
        opened.path,
        opened.choices,
        now=now_ms(),
        lead_ms=sound.lead_ms,
    )
    front = partial(PlainFront, reloader=follow_file(run, settings.signals))
    follow_in_lines(front, run, sound, playing, latency_ms=settings.latency_ms, problem=problem)


def _sound(settings: Settings, playing: Playing, session: Session, file: str) -> Output:
    """Start the sound, as the options or else the settings say."""
    return open_audio(
        settings,
        playing.audio,
        session=session,
        folder=sounds_folder(Path(file)),
        bell=_ring if is_terminal() else None,
    )


def _ring() -> None:
    click.echo("\a", nl=False)


def _play_at_once(opened: Opened, playing: Playing) -> None:
    player = Player(opened.timeline, gap_ms=None, count_in_ms=0)
    events = play_at_once(Run(player))
    pour(
        f"{line}\n"
        for line in stamped_lines(events, opened.timeline, alone=True, ticks=playing.ticks)
    )
    for line in summary_lines(player):
        say(line)


def _play_faster(opened: Opened, playing: Playing, speed: float) -> None:
    """Play with a clock that runs faster, or slower."""
    player = Player(opened.timeline, gap_ms=int(GAP_MS * speed))
    inbox = open_inbox(sys.stdin)
    front = PlainFront(
        Run(player),
        scaled(now_ms, speed),
        inbox,
        say,
        speed=speed,
        ticks=playing.ticks,
        is_closed=closing_of_terminal(),
    )
    play_to_end(front)


def scaled(clock: Clock, speed: float) -> Clock:
    """Return a clock that begins at 0 and goes `speed` times as fast."""
    start = clock()
    return lambda: int((clock() - start) * speed)


def _head(opened: Opened) -> list[str]:
    timeline = opened.timeline
    session = timeline.session
    head = [f"{literal(session.name)}, {planned_length(timeline)}"]
    if session.equipment:
        head.append(f"Equipment: {literal(', '.join(session.equipment))}")
    return head
