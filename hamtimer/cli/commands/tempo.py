"""`hamtimer tempo`: practise slow reps, and see accuracy over time."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

import click

from hamtimer.cli.fronts import shows_screen
from hamtimer.cli.help import examples
from hamtimer.cli.play_options import Playing, play_options
from hamtimer.cli.terminal import say, say_last_word
from hamtimer.core.notation.mistakes import Mistake
from hamtimer.core.notation.tempo import pace_text
from hamtimer.core.text import literal
from hamtimer.home.settings import Settings
from hamtimer.tui.starting import prepare_screen

if TYPE_CHECKING:
    from hamtimer.core.practice.plan import PracticePlan
    from hamtimer.core.run.measurements import PracticeSample

FORMAT = 1
"""The version of `tempo --history --json`; docs/practice.md describes it."""
WRITTEN = (
    ("--reps", "N", "Reps of each set, per side (8)."),
    ("--sets", "N", "Sets (3; with a ramp one for each length)."),
    ("--sides", "both|each|alternating|left|right", "Which side works (both)."),
    ("--first", "eccentric|concentric", "The phase a rep begins with (eccentric)."),
    ("--bpm", "N", "Beats per minute: a beat takes the place of a second (60)."),
    ("--only", "eccentric|concentric", "Drill one phase, with a reset for the way back."),
    ("--reset", "TIME", "How long the reset takes (3s)."),
    ("--ramp", "FROM-TO[+STEP]", "Longer from set to set: 3-6 adds 0.5 s each set."),
    ("--rest", "TIME", "The rest between sets (30s)."),
    ("--level", "full|ticks|turns|silent|auto", "How much is heard; auto fades (auto)."),
    ("--taps", "turns|ends|off", "Where you tap: every turn, or bottom and top (turns)."),
)


def _written_options(command: Any) -> Any:  # noqa: ANN401 - as click has it
    """Add the options that make up the plan; they are read together, with one kind of advice."""
    for name, metavar, words in reversed(WRITTEN):
        command = click.option(name, metavar=metavar, help=words)(command)
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
        "hamtimer tempo --history",
    ),
)
@click.argument("tempo", required=False)
@_written_options
@click.option("--half-speed", is_flag=True, help="Everything twice as slow.")
@click.option("--sweep", is_flag=True, help="Tones that fall and rise with the movement.")
@click.option("--history", is_flag=True, help="Show accuracy over time, then exit.")
@click.option("--json", "as_json", is_flag=True, help="With --history: for other programs.")
@play_options
def command(
    tempo: str | None,
    *,
    half_speed: bool,
    sweep: bool,
    history: bool,
    as_json: bool,
    playing: Playing,
    **written: str | None,
) -> None:
    """Practise a tempo, such as 5-1-2-0: lower 5 s, bottom 1 s, lift 2 s, no time at the top.

    Tap Space (Enter with --plain) at each turn: you see how long the phase actually
    lasted, and after each set how even you are. What is heard fades as you get it right.
    """
    if history:
        _show_history(as_json=as_json)
        return
    if as_json:
        raise click.UsageError("--json belongs to --history; write hamtimer tempo --history --json")
    has_screen = shows_screen(playing)
    if has_screen:
        prepare_screen()
    from hamtimer.core.practice.options import practice_plan

    values = {name.replace("_", "-"): value or "" for name, value in written.items()}
    values |= {"tempo": tempo or "", "half-speed": "yes" if half_speed else ""}
    try:
        plan = practice_plan(values)
    except Mistake as mistake:
        raise click.UsageError(literal(mistake)) from None
    settings = playing.settings()
    if sweep:
        settings = replace(settings, movement="sweep")
    if not has_screen:
        _practise_plainly(plan, settings, playing)
    else:
        from hamtimer.tui.start import practise

        say_last_word(practise(plan, settings, playing.audio))


def _practise_plainly(plan: PracticePlan, settings: Settings, playing: Playing) -> None:
    from hamtimer.audio.output import open_audio
    from hamtimer.cli.following import follow_in_lines
    from hamtimer.core.play.clock import now_ms
    from hamtimer.core.practice.plan import practice_session
    from hamtimer.home.records.begin import begin_practice
    from hamtimer.plain.practice import PlainPractice

    session = practice_session(plan)
    say(" ".join(filter(None, [literal(session.name), pace_text(plan.rate)])))
    sound = open_audio(settings, playing.audio, session=session)
    practice, problem = begin_practice(
        plan, now=now_ms(), lead_ms=sound.lead_ms, signals=settings.signals
    )
    follow_in_lines(
        PlainPractice, practice, sound, playing, latency_ms=settings.latency_ms, problem=problem
    )


def _show_history(*, as_json: bool) -> None:
    from hamtimer.front.words.practice_history import history_lines
    from hamtimer.home.folders import runs_folder
    from hamtimer.home.records.index import read_practice

    samples = read_practice(runs_folder(), lambda why: click.echo(literal(why), err=True))
    if as_json:
        _show_json(samples)
        return
    lines = list(history_lines(samples))
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
