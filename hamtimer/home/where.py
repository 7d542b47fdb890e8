"""Where a person's data is kept, in one list."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import reason_of
from hamtimer.home.folders import NoHomeError, cache_folder, runs_folder
from hamtimer.home.library import SUFFIXES, Origin, absolute
from hamtimer.home.records.trash import trash_folder
from hamtimer.home.settings import settings_path

if TYPE_CHECKING:
    from hamtimer.home.library import Library


@dataclass(frozen=True, slots=True)
class Place:
    """A folder or a file that hamtimer uses."""

    id: str
    title: str
    path: Path
    files: int | None = None
    """How many sessions or records are in it; None: it is a file, holds neither, or is closed."""
    problem: str = ""
    """Why it cannot be read."""

    @property
    def exists(self) -> bool:
        """Whether it is there, as far as one can see."""
        return bool(self.problem) or os.path.exists(self.path)  # noqa: PTH110 - this one never raises


_TITLES = {
    Origin.OWN: "Your sessions",
    Origin.HERE: "Sessions in this folder",
    Origin.BUNDLED: "Bundled sessions",
}


def places(library: Library) -> Iterator[Place]:
    """Yield every place, session folders in search order.

    Without a home folder, places in it are left out.
    """
    for origin, folder in library.folders:
        path = absolute(folder)
        yield Place(origin.value, _TITLES[origin], path, *_count(path, SUFFIXES))
    for name, title, find, suffixes in _AT_HOME:
        try:
            path = find()
        except NoHomeError:
            continue
        yield Place(name, title, path, *_count(path, suffixes) if suffixes else ())


_AT_HOME: tuple[tuple[str, str, Callable[[], Path], tuple[str, ...]], ...] = (
    ("records", "Records of your runs", runs_folder, (".jsonl",)),
    ("trash", "Deleted records", lambda: trash_folder(runs_folder()), (".jsonl",)),
    ("settings", "Settings", settings_path, ()),
    ("cache", "Cache (can be deleted)", cache_folder, ()),
)


def _count(folder: Path, suffixes: tuple[str, ...]) -> tuple[int | None, str]:
    """Return how many files of a kind are in a folder, or why that cannot be known."""
    try:
        count = sum(
            path.suffix.lower() in suffixes and not path.name.startswith(".")
            for path in folder.iterdir()
        )
    except FileNotFoundError:
        return 0, ""
    except OSError as error:
        return None, reason_of(error)
    return count, ""
