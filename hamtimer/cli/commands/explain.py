"""`hamtimer explain`: a session in detail, to the second or to the millisecond."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.opening import SESSION_NAME, Opened, choice_options, open_session
from hamtimer.cli.terminal import pour
from hamtimer.cli.user_settings import settings_for

if TYPE_CHECKING:
    from hamtimer.core.next.week_totals import WeekTotals
    from hamtimer.core.session_file.origin import ExerciseOrigins


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
@click.argument("session", type=SESSION_NAME)
@click.option(
    "--json", "as_json", is_flag=True, help="Print the whole timeline as JSON, for other programs."
)
@click.option("--origin", is_flag=True, help="Show where in the file each value comes from.")
@click.option("--plan", is_flag=True, help="Show the totals of every week of the plan.")
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

    SESSION is a file, the name of a session, or part of a name that only one session has. For an
    open step, the minimum and the assumed length are shown separately.
    """
    opened = open_session(session, choices, settings_for())
    if as_json:
        from hamtimer.front.explain_json import explain_json

        origins = _origins(opened) if origin else None
        pour(explain_json(opened.timeline, origins, _weeks(opened) if plan else None))
    elif origin or plan:
        _show(opened, origin=origin, plan=plan)
    else:
        from hamtimer.front.words.explain import explain

        pour(f"{line}\n" for line in explain(opened.timeline))


def _show(opened: Opened, *, origin: bool, plan: bool) -> None:
    """Show where each value comes from, or the totals of every week of the plan, or both."""
    from hamtimer.front.words.origin import origin_lines
    from hamtimer.front.words.week_totals import week_lines

    if origin:
        pour(f"{line}\n" for line in origin_lines(_origins(opened)))
    if origin and plan:
        pour(["\n"])
    if plan:
        pour(f"{line}\n" for line in week_lines(opened.session.name, _weeks(opened)))


def _origins(opened: Opened) -> Iterable[ExerciseOrigins]:
    from hamtimer.core.session_file.origin import find_origins

    document = opened.loaded.document
    signals = dict(opened.settings.signals)
    return find_origins(document, opened.choices, signals) if document else ()


def _weeks(opened: Opened) -> Sequence[WeekTotals]:
    from hamtimer.core.next.week_totals import week_totals

    return week_totals(opened.loaded)
