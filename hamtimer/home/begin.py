"""Beginning a run that is recorded, whichever front shows it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hamtimer import __version__
from hamtimer.core.play.player import Player
from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.plan_values import plan_values
from hamtimer.core.practice.practice import Practice
from hamtimer.core.run.journal import Header, Journal
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import Choices
from hamtimer.core.timeline.steps import Timeline
from hamtimer.home.folders import runs_folder

if TYPE_CHECKING:
    # A practice needs no session file, and is to begin at once.
    from hamtimer.core.session_file.loader import Loaded


def begin_run(
    timeline: Timeline,
    loaded: Loaded,
    path: Path,
    choices: Choices,
    *,
    now: int,
    lead_ms: int = 0,
) -> tuple[Run, str]:
    """Return a run of `timeline` that stands ready, and what keeps it from being recorded, if any.

    A disk that is full or closed to us never stops a session. `lead_ms` is for `Player`.
    """
    header = _header(
        timeline.session.name, file=str(path), text=loaded.text, choices=choices, lead_ms=lead_ms
    )
    return _recorded(Player(timeline, lead_ms=lead_ms), header, now)


def begin_practice(plan: PracticePlan, *, now: int, lead_ms: int = 0) -> tuple[Practice, str]:
    """Return a practice that stands ready, and what keeps it from being recorded, if anything."""
    player = practice_player(plan, lead_ms=lead_ms)
    name = player.timeline.session.name
    header = _header(name, practice=plan_values(plan), lead_ms=lead_ms)
    run, problem = _recorded(player, header, now)
    return Practice(plan, run), problem


def _header(name: str, *, file: str = "", text: str = "", **more: Any) -> Header:  # noqa: ANN401 - fields of Header
    started = datetime.now().astimezone().isoformat(timespec="seconds")
    return Header(name=name, file=file, text=text, started=started, version=__version__, **more)


def _recorded(player: Player, header: Header, now: int) -> tuple[Run, str]:
    try:
        return Run(player, Journal.create(runs_folder(), header, now)), ""
    except OSError as error:
        problem = f"{runs_folder()}: {error.strerror or error}: this run is not recorded"
        return Run(player), problem
