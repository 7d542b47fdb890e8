"""`hamtimer explain`: what a session is, to the second or to the millisecond."""

from __future__ import annotations

from typing import Any

import click

from hamtimer.cli.help import examples
from hamtimer.cli.opening import SessionName, choice_options, open_session
from hamtimer.cli.terminal import pour


@click.command(
    "explain",
    short_help="Show what a session is, second by second.",
    epilog=examples(
        "hamtimer explain twenty-minutes",
        "hamtimer explain nordic --week 4",
        "hamtimer explain my-session.yaml --json > timeline.json",
    ),
)
@click.argument("session", type=SessionName())
@click.option("--json", "as_json", is_flag=True, help="The whole timeline, for other programs.")
@choice_options
def command(session: str, *, as_json: bool, **choices: Any) -> None:  # noqa: ANN401
    """Show the length of a session, its work and rest, and a timetable of every step.

    SESSION is a file, the name of a session, or a part of a name that fits only one. Where a
    step is open, its least and its assumed length are shown apart.
    """
    opened = open_session(session, choices)
    if as_json:
        from hamtimer.front.explain_json import explain_json

        pour(explain_json(opened.timeline))
    else:
        from hamtimer.front.words.explain import explain

        pour(f"{line}\n" for line in explain(opened.timeline))
