"""Beginning a run that is recorded, whichever front shows it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from hamtimer import __version__
from hamtimer.core.choices import Choices
from hamtimer.core.journal import Header, Journal
from hamtimer.core.player import Player
from hamtimer.core.run import Run
from hamtimer.core.session_file.loader import Loaded
from hamtimer.core.timeline import Timeline
from hamtimer.folders import runs_folder


def begin_run(
    timeline: Timeline,
    loaded: Loaded,
    path: Path,
    choices: Choices,
    *,
    now: int,
    lead_ms: int = 0,
) -> tuple[Run, str]:
    """Give a run of `timeline` that stands ready, and what keeps it from being recorded, if any.

    A disk that is full or closed to us never stops a session. `lead_ms` is for `Player`.
    """
    player = Player(timeline, lead_ms=lead_ms)
    header = Header(
        name=timeline.session.name,
        file=str(path),
        text=loaded.text,
        started=datetime.now().astimezone().isoformat(timespec="seconds"),
        version=__version__,
        choices=choices,
        lead_ms=lead_ms,
    )
    try:
        return Run(player, Journal.create(runs_folder(), header, now)), ""
    except OSError as error:
        problem = f"{runs_folder()}: {error.strerror or error}: this run is not recorded"
        return Run(player), problem
