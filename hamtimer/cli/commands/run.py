"""`hamtimer run`: follow a session."""

from __future__ import annotations

from typing import Any

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.fronts import play_session, shows_screen
from hamtimer.cli.opening import SESSION_NAME, choice_options, open_session
from hamtimer.cli.play_options import Playing, play_options
from hamtimer.tui.starting import prepare_screen

MAX = "max"


class Speed(click.ParamType):  # type: ignore[type-arg] # older clicks have none
    """A factor of real time, or `max`: without waiting."""

    name = "10|max"
    fastest = 1_000.0

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Read a speed; `max` is 0."""
        if isinstance(value, float):
            return value
        if value.lower() == MAX:
            return 0.0
        try:
            speed = float(value)
        except ValueError:
            speed = -1.0
        if not 0.1 <= speed <= self.fastest:
            self.fail(f'"{value}" is not a speed; write a number such as 10, or max', param, ctx)
        return speed


@click.command(
    "run",
    epilog=examples(
        "hamtimer run twenty-minutes",
        "hamtimer run my-session.yaml",
        "hamtimer run nordic --week 4",
        "hamtimer run five-for-runners --only bridge --only deadlift",
        "hamtimer run wall-sit --plain",
        "hamtimer run wall-sit --plain --speed max > wall-sit.txt",
    ),
)
@click.argument("session", type=SESSION_NAME)
@play_options
@click.option(
    "--speed",
    type=Speed(),
    default=1.0,
    help="Play faster, in plain lines and unrecorded; max does not wait at all.",
)
@click.option("--all", "every", is_flag=True, help="Include what is not due today.")
@choice_options
def command(
    session: str,
    speed: float,
    *,
    every: bool,
    playing: Playing,
    **choices: Any,  # noqa: ANN401
) -> None:
    """Follow a session to its end.

    SESSION is a file, the name of a session, or part of a name that only one session has. What you
    do is recorded, and hamtimer resume continues an interrupted run. In a session with several
    schedules, only what is due today is included; --all includes everything.
    """
    if shows_screen(playing, speed):
        prepare_screen()
    opened = open_session(session, choices, playing.settings(), only_due=not every)
    play_session(opened, playing, speed)
