"""The first line of a journal: what was planned, and everything needed to replay it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from fractions import Fraction
from pathlib import PurePath
from typing import Any

from hamtimer.core.errors import UserError
from hamtimer.core.play.plan import PlannedWork
from hamtimer.core.play.score import PlayedCap
from hamtimer.core.session.choices import Choices
from hamtimer.core.session.model import Role, Side
from hamtimer.core.text import folded

FORMAT = 2
OLD_FORMAT = 1
"""The format without the plan as played; `home/records/convert.py` adds it."""


class JournalError(UserError):
    """A journal cannot be read; the message names the file and the reason."""


@dataclass(frozen=True, slots=True)
class Played:
    """The plan as played, and a digest that shows whether a session still has that layout."""

    plan: tuple[PlannedWork, ...] = ()
    digest: str = ""
    """See `digest_of`; empty: unknown."""
    rate: Fraction = Fraction(1)
    """How many milliseconds of the session passed in one of the clock; see `State`."""
    caps: tuple[PlayedCap, ...] = ()
    """The blocks with a time cap."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first line of a journal."""

    name: str
    """The session's name."""
    file: str
    """Where the session came from, for display."""
    text: str
    """The session as it was written."""
    started: str
    """When the run began, local time in ISO 8601 with its offset."""
    version: str
    """The program's version."""
    choices: Choices = field(default_factory=Choices)
    lead_ms: int = 0
    """The delay between a key and its effect; see `Player`."""
    practice: dict[str, Any] | None = None
    """The plan of a practice, see `home/records/begin.py`. Such a run has no session text and
    cannot be resumed."""
    played: Played | None = None
    """None: the file is of the old format."""
    session: str = ""
    """What the records of its session are known by; empty: the name of its file."""
    file_text: str = ""
    """The session as its file had it, where it was changed for this run only; else empty."""
    imported: str = ""
    """When the record was imported, local time in ISO 8601; empty: it was recorded here."""

    @property
    def started_ms(self) -> int:
        """When the run began, in milliseconds since 1970 in UTC."""
        return _instant_ms(self.started)


def header_values(header: Header) -> dict[str, Any]:
    """Return a header as values for JSON."""
    choices = header.choices
    return {
        "hamtimer-run": FORMAT,
        "started": header.started,
        "name": header.name,
        "version": header.version,
        "file": header.file,
        "session": header.session,
        "choices": {
            "week": choices.week,
            "skip": sorted(choices.skip),
            "variants": dict(choices.variants),
            "targets": {name: dict(written) for name, written in choices.targets.items()},
            "today": {name: dict(written) for name, written in choices.today.items()},
        },
        "lead_ms": header.lead_ms,
        "practice": header.practice,
        "text": header.text,
        "file_text": header.file_text,
        "imported": header.imported,
        **played_values(header.played or Played()),
    }


def played_values(played: Played) -> dict[str, Any]:
    """Return what was played as values for JSON."""
    plan = [asdict(work) for work in played.plan]
    caps = [asdict(cap) for cap in played.caps]
    return {"digest": played.digest, "rate": str(played.rate), "plan": plan, "caps": caps}


def _written(values: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    return {
        str(name): {str(key): str(text) for key, text in dict(keys).items()}
        for name, keys in dict(values).items()
    }


def read_header(values: Mapping[str, Any]) -> Header:
    """Return the header from values of JSON.

    Raises:
        JournalError: When they are not a header; the message lacks the name of the file.
    """
    found = values.get("hamtimer-run")
    if found is None:
        raise JournalError("this is not a record of a run")
    if found not in (FORMAT, OLD_FORMAT):
        raise JournalError(
            f"written by another version of hamtimer ({values.get('version')!s:.20})"
        )
    try:
        chosen = values["choices"]
        header = Header(
            **{name: str(values[name]) for name in ("name", "file", "text", "started", "version")},
            choices=Choices(
                week=None if chosen["week"] is None else int(chosen["week"]),
                skip=frozenset(chosen["skip"]),
                variants=dict(chosen["variants"]),
                targets=_written(chosen.get("targets", {})),
                today=_written(chosen.get("today", {})),
            ),
            lead_ms=int(values["lead_ms"]),
            practice=None if values.get("practice") is None else dict(values["practice"]),
            played=None if found == OLD_FORMAT else read_played(values),
            session=str(values.get("session", "")),
            file_text=str(values.get("file_text") or ""),
            imported=str(values.get("imported") or ""),
        )
        _instant_ms(header.started)
    except (KeyError, TypeError, ValueError, ArithmeticError, OSError) as error:
        raise JournalError(f"its first line is damaged ({error!s:.80})") from error
    return header


def read_played(values: Mapping[str, Any]) -> Played:
    """Return what was played from values of JSON.

    Raises:
        KeyError, TypeError, ValueError, ArithmeticError: When they are damaged.
    """
    plan = tuple(_planned_work(one) for one in values["plan"])
    rate = str(values["rate"])
    if not re.fullmatch(r"[1-9]\d{0,3}(/[1-9]\d{0,3})?", rate):
        raise ValueError("the rate")
    caps = tuple(_played_cap(one) for one in values.get("caps", ()))
    return Played(plan, str(values["digest"]), Fraction(rate), caps)


def _played_cap(values: Mapping[str, Any]) -> PlayedCap:
    return PlayedCap(
        str(values["block"]),
        int(values["within_ms"]),
        None if values["rounds"] is None else int(values["rounds"]),
        tuple(tuple(int(index) for index in work) for work in values["work"]),
    )


def _planned_work(values: Mapping[str, Any]) -> PlannedWork:
    sides = tuple(Side(side) for side in values["sides"])
    if not sides:
        raise ValueError("a set without a side")
    return PlannedWork(
        step=int(values["step"]),
        exercise=str(values["exercise"]),
        name=str(values["name"]),
        variant=str(values["variant"]),
        set_number=int(values["set_number"]),
        role=Role(values["role"]),
        sides=sides,
        least_reps=int(values["least_reps"]),
        most_reps=None if values["most_reps"] is None else int(values["most_reps"]),
        least_ms=int(values["least_ms"]),
        most_ms=None if values["most_ms"] is None else int(values["most_ms"]),
        tempo=str(values["tempo"]),
        load=str(values["load"]),
        week=int(values["week"]),
        assumed_ms=int(values["assumed_ms"]),
        rep_ms=int(values["rep_ms"]),
        rep_tension_ms=int(values["rep_tension_ms"]),
        ends_set=bool(values["ends_set"]),
        is_optional=bool(values["is_optional"]),
        held_rep_ms=int(values.get("held_rep_ms", 0)),
        gap_ms=int(values.get("gap_ms", 0)),
        is_planned=bool(values.get("is_planned", True)),
        target=None if values["target"] is None else dict(values["target"]),
    )


def session_name(own_id: str, file: str) -> str:
    """Return what the records of a session are known by: its id, or the name of its file."""
    return own_id or folded(PurePath(file).stem)


def _instant_ms(iso: str) -> int:
    """Return a time in milliseconds since 1970; without an offset it is local time.

    Raises:
        ValueError, OverflowError, OSError: When it is none.
    """
    return round(datetime.fromisoformat(iso).timestamp() * 1_000)
