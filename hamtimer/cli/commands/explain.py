"""`hamtimer explain`: what a session is, to the second or to the millisecond."""

from __future__ import annotations

from typing import Any

import click

from hamtimer.cli.help import examples
from hamtimer.cli.opening import Opened, SessionName, choice_options, open_session
from hamtimer.cli.terminal import pour


@click.command(
    "explain",
    short_help="Show what a session is, second by second.",
    epilog=examples(
        "hamtimer explain twenty-minutes",
        "hamtimer explain nordic --week 4",
        "hamtimer explain nordic --plan",
        "hamtimer explain my-session.yaml --origin",
        "hamtimer explain my-session.yaml --json > timeline.json",
    ),
)
@click.argument("session", type=SessionName())
@click.option("--json", "as_json", is_flag=True, help="The whole timeline, for other programs.")
@click.option("--origin", is_flag=True, help="Where in the file each value comes from.")
@click.option("--plan", is_flag=True, help="What every week of the plan comes to.")
@choice_options
def command(
    session: str,
    *,
    as_json: bool,
    origin: bool,
    plan: bool,
    **choices: Any,  # noqa: ANN401 - as click has it
) -> None:
    """Show the length of a session, its work and rest, and a timetable of every step.

    SESSION is a file, the name of a session, or a part of a name that fits only one. Where a
    step is open, its least and its assumed length are shown apart.
    """
    if origin and plan:
        raise click.UsageError("choose one of --origin and --plan")
    opened = open_session(session, choices)
    if origin:
        _show_origin(opened, as_json=as_json)
    elif plan:
        _show_plan(opened, as_json=as_json)
    elif as_json:
        from hamtimer.front.explain_json import explain_json

        pour(explain_json(opened.timeline))
    else:
        from hamtimer.front.words.explain import explain

        pour(f"{line}\n" for line in explain(opened.timeline))


def _show_origin(opened: Opened, *, as_json: bool) -> None:
    """Show where each value comes from."""
    from hamtimer.core.session_file.origin import find_origins
    from hamtimer.home.settings import load_settings

    document = opened.loaded.document
    signals = dict(load_settings().settings.signals)
    exercises = find_origins(document, opened.choices, signals) if document else iter(())
    if as_json:
        from hamtimer.front.origin_json import origin_json

        pour(origin_json(opened.session.name, exercises))
    else:
        from hamtimer.front.words.origin import origin_lines

        pour(f"{line}\n" for line in origin_lines(exercises))


def _show_plan(opened: Opened, *, as_json: bool) -> None:
    """Show what every week of the plan comes to."""
    from hamtimer.core.next.week_totals import week_totals

    weeks = week_totals(opened.loaded)
    if as_json:
        from hamtimer.front.week_totals_json import week_totals_json

        pour(week_totals_json(opened.session.name, weeks))
    else:
        from hamtimer.front.words.week_totals import week_lines

        pour(f"{line}\n" for line in week_lines(opened.session.name, weeks))
