"""Begin a recorded run, for any front."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import randrange
from typing import TYPE_CHECKING, Any

from hamtimer import __version__
from hamtimer.core.play.player import Player
from hamtimer.core.practice.fading_player import practice_player
from hamtimer.core.practice.plan import PracticePlan
from hamtimer.core.practice.plan_values import plan_values
from hamtimer.core.practice.practice import Practice
from hamtimer.core.run.header import Header, session_name
from hamtimer.core.run.played import played_by
from hamtimer.core.run.run import Run
from hamtimer.core.session.choices import ChoiceError, Choices
from hamtimer.core.timeline.steps import Timeline
from hamtimer.home import wall_clock
from hamtimer.home.folders import runs_folder
from hamtimer.home.records.new_record import begin_journal

if TYPE_CHECKING:
    # A practice needs no session file, and must start quickly.
    from hamtimer.core.session_file.loader import Loaded


MOST_SEED = 1_000_000
"""Seeds have at most six digits, so that people can type them."""


def begin_run(
    timeline: Timeline,
    loaded: Loaded,
    path: Path,
    choices: Choices,
    *,
    now: int,
    lead_ms: int = 0,
    in_file: Loaded | None = None,
) -> tuple[Run, str]:
    """Return a run of `timeline`, ready to start, and the reason if it cannot be recorded.

    `now` is the clock's time, from which the record counts; all else is as in `prepare_run`.
    """
    run = prepare_run(timeline, loaded, path, choices, lead_ms=lead_ms, in_file=in_file)
    return run, record(run, now)


def prepare_run(
    timeline: Timeline,
    loaded: Loaded,
    path: Path,
    choices: Choices,
    *,
    lead_ms: int = 0,
    in_file: Loaded | None = None,
) -> Run:
    """Return a run of `timeline`, ready to start, that is not recorded yet.

    `lead_ms` is for `Player`. `in_file` is the session as its file has it, where `loaded` was
    changed for this run only.
    """
    with suppress(OSError):  # the working directory may have been deleted
        path = path.absolute()  # so that its sounds are found wherever the run is resumed
    player = Player(timeline, lead_ms=lead_ms)
    is_changed = in_file is not None and in_file.text != loaded.text
    return _run(
        player,
        file=str(path),
        texts=(loaded.text, in_file.text if in_file is not None and is_changed else ""),
        choices=choices,
        targets=_targets(in_file or loaded, choices),
    )


def _targets(in_file: Loaded, choices: Choices) -> dict[str, dict[str, Any]]:
    """Return the targets that a record keeps: as the file has them, apart from today's changes."""
    from hamtimer.core.next.attempts import kept_targets
    from hamtimer.core.session_file.choose import fitting_choices

    with suppress(ChoiceError):  # only today's choice makes the session possible
        return kept_targets(in_file, fitting_choices(choices, in_file.document))
    return {}


def begin_practice(
    plan: PracticePlan, *, now: int, lead_ms: int = 0, signals: tuple[tuple[str, str], ...] = ()
) -> tuple[Practice, str]:
    """Return a practice, ready to start, and the reason if it cannot be recorded.

    `now` is the clock's time, from which the record counts; all else is as in `prepare_practice`.
    """
    practice = prepare_practice(plan, lead_ms=lead_ms, signals=signals)
    return practice, record(practice.run, now)


def prepare_practice(
    plan: PracticePlan, *, lead_ms: int = 0, signals: tuple[tuple[str, str], ...] = ()
) -> Practice:
    """Return a practice that is ready to start and not recorded yet.

    It begins at the level where the last practice of its tempo ended. `signals` are those of the
    person's settings.
    """
    from hamtimer.home.records.practices import remember

    with suppress(OSError):  # no home
        plan = remember(plan, runs_folder())
    if plan.gaps is not None and plan.gaps.needs_seed:
        plan = replace(plan, gaps=replace(plan.gaps, seed=randrange(MOST_SEED)))  # noqa: S311 - no secret
    player = practice_player(plan, lead_ms=lead_ms, signals=signals)
    return Practice(plan, _run(player, practice=plan_values(plan)))


def record(run: Run, now: int) -> str:
    """Begin the record of a run; return what keeps it from being recorded, or nothing.

    A full or read-only disk never stops a session.
    """
    assert run.header is not None  # noqa: S101 - it was prepared above
    try:
        run.journal = begin_journal(runs_folder(), run.header, now)
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}: this run is not recorded"
    return ""


def _run(
    player: Player,
    *,
    file: str = "",
    texts: tuple[str, str] = ("", ""),
    choices: Choices | None = None,
    practice: dict[str, Any] | None = None,
    targets: Mapping[str, dict[str, Any]] | None = None,
) -> Run:
    header = Header(
        name=player.timeline.session.name,
        file=file,
        text=texts[0],
        file_text=texts[1],
        # To the millisecond, so that runs that begin within the same second keep their order.
        started=wall_clock.now().isoformat(timespec="milliseconds"),
        version=__version__,
        choices=choices or Choices(),
        lead_ms=player.lead_ms,
        practice=practice,
        played=played_by(player, targets),
        session=session_name(player.timeline.session.id, file) if file else "",
    )
    return Run(player, targets=targets or {}, header=header)
