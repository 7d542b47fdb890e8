"""The first line of a journal: what was planned, and everything needed to replay it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from pathlib import PurePath
from typing import Any

from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import UserError
from hamtimer.core.run.played import Played, played_values, read_played
from hamtimer.core.session.choices import Choices
from hamtimer.core.text import folded

FORMAT = 2
OLD_FORMAT = 1
"""The format without the plan as played; `home/records/convert.py` adds it."""


class JournalError(UserError):
    """A journal cannot be read; the message names the file and the reason."""


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
    """The id under which its session's records are kept; empty: its file name."""
    file_text: str = ""
    """The text of the file, if the session was changed for this run only; else empty."""
    imported: str = ""
    """When the record was imported, local time in ISO 8601; empty: it was recorded here."""

    @property
    def started_ms(self) -> int:
        """When the run began, in milliseconds since 1970 in UTC."""
        return _instant_ms(self.started)


def header_values(header: Header) -> dict[str, Any]:
    """Return a header as values for JSON."""
    return {
        "hamtimer-run": FORMAT,
        "started": header.started,
        "name": header.name,
        "version": header.version,
        "file": header.file,
        "session": header.session,
        "choices": choice_values(header.choices),
        "lead_ms": header.lead_ms,
        "practice": header.practice,
        "text": header.text,
        "file_text": header.file_text,
        "imported": header.imported,
        **played_values(header.played or Played()),
    }


def choice_values(choices: Choices) -> dict[str, Any]:
    """Return choices as values for JSON."""
    return {
        "week": choices.week,
        "skip": sorted(choices.skip),
        "variants": dict(choices.variants),
        "targets": {name: dict(written) for name, written in choices.targets.items()},
        "today": {name: dict(written) for name, written in choices.today.items()},
    }


def read_choices(chosen: Mapping[str, Any]) -> Choices:
    """Return choices from values of JSON.

    Raises:
        KeyError, TypeError, ValueError: When they are damaged.
    """
    return Choices(
        week=None if chosen["week"] is None else int(chosen["week"]),
        skip=frozenset(chosen["skip"]),
        variants=dict(chosen["variants"]),
        targets=_written(chosen.get("targets", {})),
        today=_written(chosen.get("today", {})),
    )


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
        header = Header(
            **{name: str(values[name]) for name in ("name", "file", "text", "started", "version")},
            choices=read_choices(values["choices"]),
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


def session_name(own_id: str, file: str) -> str:
    """Return the id under which a session's records are kept: its id, or its file name."""
    return own_id or folded(PurePath(file).stem)


def _instant_ms(iso: str) -> int:
    """Return a time in milliseconds since 1970; without an offset it is local time.

    Raises:
        ValueError, OverflowError, OSError: When it is none.
    """
    return round(datetime.fromisoformat(iso).timestamp() * 1_000)
