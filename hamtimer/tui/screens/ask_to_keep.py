"""Ask on a screen whether to keep today's changes in the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from hamtimer.core.run.run import Run
from hamtimer.home import wall_clock


def has_changes(run: Run) -> bool:
    """Return whether a run has changes to keep in its file; cheap enough to call often."""
    from hamtimer.front.actions_now import differs_from_plan

    header = run.header
    if header is None or header.practice is not None or not header.file:
        return False
    if header.file_text or header.choices.skip or differs_from_plan(run.player):
        return True
    exercises = run.player.timeline.session.exercises()
    return run.is_over and any(exercise.progression.rule for exercise in exercises)


def ask_to_keep(
    screen: Screen[Any],
    run: Run,
    announce: Callable[[str], None],
    expect: Callable[[str], None] | None = None,
) -> None:
    """Show the changes and keep the chosen ones; `announce` shows the result.

    `expect` gets the text before it is written.
    """
    from hamtimer.front.todays_changes import offer_today
    from hamtimer.front.words.todays_changes import NOTHING_TO_KEEP
    from hamtimer.tui.screens.todays_changes import TodaysChangesScreen

    offer = offer_today(run, wall_clock.today())
    if offer is None:
        announce(NOTHING_TO_KEEP)
        return

    def answer(text: str | None) -> None:
        if text is None:
            announce("")
            return
        if expect is not None:
            expect(text)
        announce(offer.try_to_keep(text))

    screen.app.push_screen(TodaysChangesScreen(offer), answer)
