"""Play a session on a screen where one can be drawn, else in lines.

Each front is imported only when it is used, so that the screen appears sooner.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hamtimer.cli.play_options import Playing
from hamtimer.cli.terminal import can_show_screen, print_closing_message

if TYPE_CHECKING:
    from hamtimer.cli.opening import Opened
    from hamtimer.core.run.run import Run
    from hamtimer.home.settings import Settings


def shows_screen(playing: Playing, speed: float = 1.0) -> bool:
    """Return whether a screen is shown instead of lines."""
    return speed == 1.0 and not playing.plain and can_show_screen()


def play_session(opened: Opened, playing: Playing, speed: float) -> None:
    """Play a session from its beginning; `speed` 0 does not wait."""
    if shows_screen(playing, speed):
        from hamtimer.tui.start import open_overview

        print_closing_message(
            open_overview(
                opened.loaded,
                opened.path,
                opened.choices,
                opened.settings,
                playing.audio,
                opened.reasons,
                opened.not_due,
            )
        )
    else:
        from hamtimer.cli.playing import play_in_lines

        play_in_lines(opened, playing, speed)


def play_recorded(run: Run, file: str, playing: Playing, settings: Settings) -> None:
    """Resume an interrupted run; its session came from `file`."""
    if shows_screen(playing):
        from hamtimer.tui.start import guide

        print_closing_message(guide(run, settings, playing.audio, Path(file)))
    else:
        from hamtimer.cli.playing import resume_in_lines

        resume_in_lines(run, file, playing, settings)
