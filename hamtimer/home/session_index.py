"""An index of what the list of sessions shows, so that unchanged files are not read again.

The index is a file in the cache folder. A session file is identified by its path, size, time of
change and number, so a changed one is read again; each version of the program has its own index. It
may be deleted at any time, and without it everything works, only slower.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from dataclasses import asdict, field
from functools import cache
from pathlib import Path
from typing import Any

import hamtimer
from hamtimer.core.dataclass import dataclass
from hamtimer.home.folders import cache_folder

MOST_FILES = 5_000
"""Above this number only files seen this time are kept."""
_SETTLED_NS = 2_000_000_000
"""A file changed more recently is not kept: the times of some file systems are this coarse."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the list shows about a session file, and what its filter searches."""

    name: str
    length: str
    """As text; empty if the file has errors."""
    level: str = ""
    equipment: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    exercises: tuple[str, ...] = ()
    """The names of all exercises."""
    description: str = ""
    id: str = ""
    """The id under which its records are kept; empty: its file name."""
    has_schedule: bool = False
    """Whether it or one of its exercises has a schedule."""
    errors: int = 0
    first_error: str = ""


@dataclass
class SessionIndex:
    """The index as read, with additions since."""

    path: Path | None
    """The path of the index; None: it cannot be stored."""
    program: str = ""
    """The version of the program that wrote it."""
    known: dict[str, tuple[str, Facts]] = field(default_factory=dict)
    """The identity and facts of each session file, by path."""
    seen: set[str] = field(default_factory=set)
    is_changed: bool = False

    def recall(self, path: Path) -> Facts | None:
        """Return the last known facts of a file without checking it, for the first screen."""
        entry = self.known.get(os.path.abspath(path))  # noqa: PTH100 - a Path takes much longer
        return entry[1] if entry else None

    def find(self, path: Path) -> Facts | None:
        """Return the facts of a file if it is unchanged; None when it must be read."""
        if self.program != _program():
            self.program, self.known = _program(), {}
        place = os.path.abspath(path)  # noqa: PTH100
        self.seen.add(place)
        identity, facts = self.known.get(place, ("", None))
        return facts if identity and identity == _identity(place) else None

    def keep(self, path: Path, identity: str, facts: Facts) -> None:
        """Keep the facts of a file that had this identity before it was read."""
        if identity:
            self.known[os.path.abspath(path)] = (identity, facts)  # noqa: PTH100
            self.is_changed = True

    def save(self) -> None:
        """Write the index if it has changed; failures only cost time."""
        if self.path is None or not self.is_changed:
            return
        from hamtimer.home.writing import make_folder, write_text

        known = self.known
        if len(known) > MOST_FILES:
            known = {place: entry for place, entry in known.items() if place in self.seen}
        files = {place: [identity, asdict(facts)] for place, (identity, facts) in known.items()}
        with suppress(OSError):
            make_folder(self.path.parent)
            write_text(self.path, json.dumps({"program": self.program, "files": files}))
            self.is_changed = False


def open_index() -> SessionIndex:
    """Return the index of this person; an empty one if none can be used."""
    try:
        path = cache_folder() / "sessions.json"
    except OSError:
        return SessionIndex(None)
    from hamtimer.home.writing import read_file

    index = SessionIndex(path)
    with suppress(OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError):
        values = json.loads(read_file(path))
        found = values["files"].items()
        index.known = {place: (identity, _facts(facts)) for place, (identity, facts) in found}
        index.program = values["program"]
    return index


def settled_identity(path: Path) -> str:
    """Return the identity of a file for `SessionIndex.keep`; empty while it may still change."""
    with suppress(OSError, ValueError):
        if time.time_ns() - path.stat().st_mtime_ns > _SETTLED_NS:
            return _identity(str(path))
    return ""


def _identity(place: str) -> str:
    with suppress(OSError, ValueError):
        found = os.stat(place)  # noqa: PTH116 - a Path would have to be made first
        return f"{found.st_size} {found.st_mtime_ns} {found.st_ino}"
    return ""


def _facts(stored: dict[str, Any]) -> Facts:
    """Return stored facts.

    Raises:
        TypeError: When they are something else.
    """
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in stored.items()}
    facts = Facts(**values)
    words = (facts.name, facts.length, facts.level, facts.description, facts.id, facts.first_error)
    lists = (*facts.equipment, *facts.tags, *facts.exercises)
    if not all(isinstance(w, str) for w in (*words, *lists)) or not isinstance(facts.errors, int):
        raise TypeError(stored)
    return facts


@cache
def _program() -> str:
    """Return what the facts depend on besides the file: the program, even in development."""
    newest = size = 0
    for folder, _, names in os.walk(Path(hamtimer.__file__).parent):
        for name in names:
            if name.endswith(".py"):
                found = os.stat(os.path.join(folder, name))  # noqa: PTH116, PTH118
                newest, size = max(newest, found.st_mtime_ns), size + found.st_size
    return f"{hamtimer.__version__} {newest} {size}"
