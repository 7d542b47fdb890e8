"""What `hamtimer tempo` practises: written, chosen or suggested; and practice in plain lines."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from hamtimer.cli.play_options import Playing
from hamtimer.cli.terminal import say
from hamtimer.core.notation.mistakes import Mistake, listing, shown
from hamtimer.core.notation.tempo import pace_text
from hamtimer.core.text import folded, literal
from hamtimer.home.settings import Settings

if TYPE_CHECKING:
    from hamtimer.core.practice.plan import PracticePlan
    from hamtimer.plain.inbox import Inbox


NO_CHOICES = {"week": None, "skip": (), "only": (), "variants": ()}


def written_plan(
    options: Mapping[str, str | bool | None], settings: Settings
) -> PracticePlan | None:
    """Return the plan that the options describe; None without any.

    It starts from a preset or from an exercise of a session, if one is given.
    """
    from hamtimer.core.practice.options import practice_plan

    given = {
        name.replace("_", "-"): "yes" if value is True else str(value)
        for name, value in options.items()
        if value
    }
    if not given:
        return None
    preset, session, exercise = (given.pop(name, "") for name in ("preset", "session", "exercise"))
    if exercise and not session:
        raise click.UsageError("--exercise needs --session; write both")
    if preset and session:
        raise click.UsageError("choose one of --preset and --session")
    try:
        base = (
            _preset(preset)
            if preset
            else _plan_of(session, exercise, settings)
            if session
            else None
        )
        return practice_plan(given, base)
    except Mistake as mistake:
        raise click.UsageError(literal(mistake)) from None


def _preset(name: str) -> PracticePlan:
    from hamtimer.core.practice.presets import BY_ID

    if name not in BY_ID:
        raise Mistake(f"{shown(name)} is not a preset", f"choose {listing(BY_ID)}")
    return BY_ID[name].plan


def _plan_of(session: str, wanted: str, settings: Settings) -> PracticePlan:
    """Return the practice of an exercise: its tempo, sides and reps; by default of the first."""
    from hamtimer.cli.opening import open_session
    from hamtimer.core.practice.plan import plan_for

    exercises = open_session(session, NO_CHOICES, settings).session.exercises()
    plans = {one.name: plan for one in exercises if (plan := plan_for(one)) is not None}
    ids = {folded(one.id): one.name for one in exercises}
    if not plans:
        raise Mistake(f"{shown(session)} has no exercise with a tempo", "choose another session")
    if not wanted:
        return next(iter(plans.values()))
    name = ids.get(folded(wanted)) or next(
        (name for name in plans if folded(wanted) in folded(name)), ""
    )
    if name not in plans:
        raise Mistake(
            f"{shown(wanted)} is not an exercise with a tempo", f"choose {listing(plans)}"
        )
    return plans[name]


def practise_plainly(plan: PracticePlan | None, settings: Settings, playing: Playing) -> None:
    """Practise in lines; without a plan, ask for one first."""
    from hamtimer.plain.inbox import open_inbox

    inbox = open_inbox(sys.stdin)
    if plan is None:
        from hamtimer.front.words.practice_choices import practice_choices
        from hamtimer.home.records.practices import propose_today
        from hamtimer.plain.practice_choice import choose_practice

        plan = choose_practice(practice_choices(propose_today()), inbox, say)
    if plan is not None:
        _practise(plan, settings, playing, inbox)


def _practise(plan: PracticePlan, settings: Settings, playing: Playing, inbox: Inbox) -> None:
    from hamtimer.audio.output import open_audio
    from hamtimer.cli.follow_in_lines import follow_in_lines
    from hamtimer.core.play.clock import now_ms
    from hamtimer.core.practice.plan import practice_session
    from hamtimer.front.words.practice import help_words
    from hamtimer.home.records.begin import begin_practice
    from hamtimer.plain.practice import PlainPractice

    session = practice_session(plan)
    say(" ".join(filter(None, [literal(session.name), pace_text(plan.rate)])))
    sound = open_audio(settings, playing.audio, session=session)
    practice, problem = begin_practice(
        plan, now=now_ms(), lead_ms=sound.lead_ms, signals=settings.signals
    )
    say(f"Help: {help_words(practice.level, practice.results)}")
    follow_in_lines(
        PlainPractice,
        practice,
        sound,
        playing,
        latency_ms=settings.latency_ms,
        problem=problem,
        inbox=inbox,
    )
