"""What the library knows: its files, read again where they changed, and what the records say."""

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
    # Loaded when they are needed: the list is there sooner.
    from hamtimer.home.records.resume import Resumable

AT_ONCE = 5
"""How many files are read before the list is drawn again; then twice as many, and so on."""
MOST_RESUMABLE = 3
"""How many interrupted runs are offered."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Rows that are new or have changed, and the ids of those that are gone."""

    rows: tuple[Row, ...] = ()
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Records:
    """What the records say today."""

    today: date
    pasts: Mapping[str, Past] = field(default_factory=dict)
    """By the id of the row."""
    resumable: tuple[Resumable, ...] = ()


class LibraryReader:
    """Reads the library, a changed file once. It is used by one thread at a time."""

    def __init__(self, library: Library, runs: Path | None, index: SessionIndex) -> None:
        """Read `library`, and the records in the folder `runs`."""
        self.library = library
        self._runs = runs
        self._index = index
        self._stamps: dict[Path, Stamp | None] = {}
        """Of each file when it was looked at last."""

    def recall(self) -> list[Row]:
        """Return every session with what was known of it the last time, without reading any."""
        files = self.library.files().values()
        return [Row(path, origin, self._index.recall(path)) for origin, path in files]

    def is_new(self, rows: Iterable[Row]) -> bool:
        """Whether nothing was ever done, and no session is the person's own."""
        if any(row.origin is not Origin.BUNDLED for row in rows):
            return False
        with suppress(OSError), os.scandir(self._runs or "") as found:
            return not any(entry.name.endswith(".jsonl") for entry in found)
        return True

    def changes(self, known: Mapping[str, Row]) -> Iterator[Changes]:
        """Look at every file, and yield what is not as in `known`, some rows at a time."""
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
        """Return the facts of a file, which is read where it was changed."""
        stamp = stamp_of(path)
        is_unchanged = stamp is not None and stamp == self._stamps.get(path)
        if before is not None and before.facts is not None and is_unchanged:
            return before.facts
        self._stamps[path] = stamp
        return self._index.find(path) or read_facts(path, self._index)

    def records(self, rows: Mapping[str, Row], today: date) -> Records:
        """Return what the records say about these sessions; nothing where they cannot be read."""
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
    """Read what is shown of a file, and keep it in the index."""
    from hamtimer.front.session_facts import read_facts

    identity = settled_identity(path)
    facts = read_facts(path)
    index.keep(path, identity, facts)
    return facts
