"""`hamtimer tempo`: practise slow reps, and see accuracy over time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import click

from hamtimer.cli.examples import examples
from hamtimer.cli.fronts import shows_screen
from hamtimer.cli.given import given
from hamtimer.cli.play_options import Playing, play_options
from hamtimer.cli.practising import practise_plainly, written_plan
from hamtimer.cli.terminal import print_closing_message, say
from hamtimer.core.text import literal
from hamtimer.front.words.practice_options import HALF_SPEED, OPTIONS, SWEEP
from hamtimer.tui.starting import prepare_screen

if TYPE_CHECKING:
    from hamtimer.core.run.measurements import PracticeSample

FORMAT = 1
"""The version of `tempo --history --json`; docs/practice.md describes it."""


def _written_options(command: Any) -> Any:  # noqa: ANN401 - as click has it
    """Add the options that make up the plan; they are read together, with one kind of advice."""
    for option in reversed(OPTIONS):
        metavar = option.metavar or "|".join(option.choices)
        command = click.option(f"--{option.key}", metavar=metavar, help=option.help)(command)
    return command


@click.command(
    "tempo",
    short_help="Practise a tempo such as 5-1-2-0.",
    epilog=examples(
        "hamtimer tempo",
        "hamtimer tempo 5-1-2-0 --reps 8 --sides each",
        "hamtimer tempo 4-1-2-0 --first concentric --bpm 50",
        "hamtimer tempo 5-1-2-0 --only eccentric --ramp 3-6",
        "hamtimer tempo 5-1-2-0 --level silent --taps ends",
        "hamtimer tempo 5-1-2-0 --feedback band --band 15 --gaps 3:1",
        "hamtimer tempo --session slow-romanian-deadlift",
        "hamtimer tempo --preset lowering",
        "hamtimer tempo --history",
    ),
)
@click.argument("tempo", required=False)
@_written_options
@click.option("--half-speed", is_flag=True, help=HALF_SPEED.help)
@click.option("--test", is_flag=True, help="A retention test: one silent set, no help.")
@click.option("--preset", metavar="NAME", help="Start from first-set, lowering, pauses or test.")
@click.option("--session", metavar="FILE|NAME", help="Practise an exercise from a session.")
@click.option("--exercise", metavar="NAME", help="With --session: which exercise (the first).")
@click.option("--sweep", is_flag=True, help=SWEEP.help)
@click.option("--history", is_flag=True, help="Show accuracy over time, then exit.")
@click.option(
    "--json", "as_json", is_flag=True, help="With --history: print JSON, for other programs."
)
@play_options
def command(
    tempo: str | None,
    *,
    sweep: bool,
    history: bool,
    as_json: bool,
    playing: Playing,
    **written: str | bool | None,
) -> None:
    """Practise a tempo, such as 5-1-2-0: lower 5 s, bottom 1 s, lift 2 s, no time at the top.

    Tap Space (Enter with --plain) at each turn: you see how long the phase actually lasted, and
    after each set how steady you are. Help fades as you improve, and the next practice continues
    where this one ends. Without a tempo, your records suggest what to practise.
    """
    if history:
        if others := given().keys() - {"history", "as_json"}:
            words = ", ".join(word for name, word in given().items() if name in others)
            raise click.UsageError(f"--history shows every tempo; leave out {words}")
        _show_history(as_json=as_json)
        return
    if as_json:
        raise click.UsageError("--json needs --history; write hamtimer tempo --history --json")
    has_screen = shows_screen(playing)
    if has_screen:
        prepare_screen()
    settings = playing.settings()
    plan = written_plan({"tempo": tempo, **written}, settings)
    if sweep:
        settings = replace(settings, movement="sweep")
    if not has_screen:
        practise_plainly(plan, settings, playing)
    elif plan is None:
        from hamtimer.home.records.practices import propose_today
        from hamtimer.tui.start import choose_practice

        print_closing_message(choose_practice(propose_today(), settings, playing.audio))
    else:
        from hamtimer.tui.start import practise

        print_closing_message(practise(plan, settings, playing.audio))


def _show_history(*, as_json: bool) -> None:
    from hamtimer.front.words.practice_history import history_lines
    from hamtimer.home import wall_clock
    from hamtimer.home.folders import runs_folder
    from hamtimer.home.records.index import read_practice

    samples = read_practice(runs_folder(), lambda why: click.echo(literal(why), err=True))
    if as_json:
        _show_json(samples)
        return
    lines = list(history_lines(samples, wall_clock.today()))
    for line in lines or ["Nothing was practised yet. Practise: hamtimer tempo 5-1-2-0"]:
        say(literal(line))


def _show_json(samples: Iterable[PracticeSample]) -> None:
    """Write every sample as it is read: there may be many."""
    click.echo(f'{{"format": {FORMAT}, "phases": [', nl=False)
    between = "\n"
    for one in samples:
        click.echo(between + json.dumps(asdict(one) | {"error_ms": one.error_ms}), nl=False)
        between = ",\n"
    click.echo("\n]}")
