"""Read the library: its files, again when they changed, and the records."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from hamtimer.core.dataclass import dataclass
from hamtimer.home.library import Library, Origin, Stamp, stamp_of
from hamtimer.home.library_rows import Past, Row
from hamtimer.home.session_index import Facts, SessionIndex, settled_identity

if TYPE_CHECKING:
    # Loaded when needed, so that the list appears sooner.
    from hamtimer.home.records.resume import Resumable

AT_ONCE = 5
"""How many files are read before the list is redrawn; doubled each time."""
MOST_RESUMABLE = 3
"""How many interrupted runs are offered."""


@dataclass(frozen=True, slots=True)
class Changes:
    """New and changed rows, and the ids of missing ones."""

    rows: tuple[Row, ...] = ()
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Records:
    """What the records contain today."""

    today: date
    pasts: Mapping[str, Past] = field(default_factory=dict)
    """By row id."""
    resumable: tuple[Resumable, ...] = ()


class LibraryReader:
    """Reads the library; each changed file once. Used by one thread at a time."""

    def __init__(self, library: Library, runs: Path | None, index: SessionIndex) -> None:
        """Read `library`, and the records in the folder `runs`."""
        self.library = library
        self._runs = runs
        self._index = index
        self._stamps: dict[Path, Stamp | None] = {}
        """The stamp of each file at the last check."""

    def recall(self) -> list[Row]:
        """Return every session with its last known facts, without reading any file."""
        files = self.library.files().values()
        return [Row(path, origin, self._index.recall(path)) for origin, path in files]

    def is_new(self, rows: Iterable[Row]) -> bool:
        """Whether nothing was ever done, and the person has no sessions of their own."""
        if any(row.origin is not Origin.BUNDLED for row in rows):
            return False
        with suppress(OSError), os.scandir(self._runs or "") as found:
            return not any(entry.name.endswith(".jsonl") for entry in found)
        return True

    def changes(self, known: Mapping[str, Row]) -> Iterator[Changes]:
        """Check every file, and yield the differences from `known`, some rows at a time."""
        files = list(self.library.files().values())
        if gone := known.keys() - {str(path) for _, path in files}:
            yield Changes(gone=frozenset(gone))
        changed, at_once = list[Row](), AT_ONCE
        for origin, path in files:
            before = known.get(str(path))
            found = Row(path, origin, self._facts(path, before))
            if found != before:
                changed.append(found)
            if len(changed) >= at_once:
                yield Changes(tuple(changed))
                changed, at_once = [], at_once * 2
        if changed:
            yield Changes(tuple(changed))
        self._index.save()

    def _facts(self, path: Path, before: Row | None) -> Facts:
        """Return the facts of a file, reading it if it has changed."""
        stamp = stamp_of(path)
        is_unchanged = stamp is not None and stamp == self._stamps.get(path)
        if before is not None and before.facts is not None and is_unchanged:
            return before.facts
        self._stamps[path] = stamp
        return self._index.find(path) or read_facts(path, self._index)

    def records(self, rows: Mapping[str, Row], today: date) -> Records:
        """Return the records of these sessions; empty if they cannot be read."""
        if self._runs is None:
            return Records(today)
        from hamtimer.home.records.pasts import read_pasts
        from hamtimer.home.records.resume import find_resumable

        with suppress(OSError):
            pasts = dict(read_pasts(rows.values(), self._runs, today))
            resumable = tuple(islice(find_resumable(self._runs), MOST_RESUMABLE))
            return Records(today, pasts, resumable)
        return Records(today)


def read_facts(path: Path, index: SessionIndex) -> Facts:
    """Read the facts of a file, and keep them in the index."""
    from hamtimer.front.session_facts import read_facts

    identity = settled_identity(path)
    facts = read_facts(path)
    index.keep(path, identity, facts)
    return facts
