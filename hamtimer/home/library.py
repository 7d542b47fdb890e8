"""The library: which sessions there are, and which one a name means.

A person's own folder comes first, then `./sessions`, then the bundled sessions. A file hides
files of the same name in later folders, so a copy of a bundled session takes its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from hamtimer.core.text import literal
from hamtimer.home.folders import bundled_folder, sessions_folder

if TYPE_CHECKING:
    from hamtimer.core.session.model import Session
    from hamtimer.core.session_file.loader import Loaded

SUFFIXES = (".yaml", ".yml")
"""How the name of a session file ends."""
MOST_CLOSE = 3
"""How many close names are offered for one that fits nothing."""


class Origin(StrEnum):
    """Which folder a session is from, the most important first."""

    OWN = "own"
    """The person's own folder."""
    HERE = "here"
    """`./sessions`."""
    BUNDLED = "bundled"


def place_in_list(origin: Origin, name: str, stem: str) -> tuple[int, str, str]:
    """Return what lists are sorted by: the folder, and there the name that is shown."""
    return (list(Origin).index(origin), name.casefold(), stem)


@dataclass(frozen=True, slots=True)
class Entry:
    """A session file that was read."""

    path: Path
    origin: Origin
    loaded: Loaded

    @property
    def stem(self) -> str:
        """The name to run it by: that of the file, without its ending."""
        return self.path.stem

    @property
    def session(self) -> Session | None:
        """The session; None when its file has errors."""
        return self.loaded.session

    @property
    def name(self) -> str:
        """The session's own name or, when it could not be read, that of the file."""
        return self.session.name if self.session else literal(self.stem)

    @property
    def place(self) -> tuple[int, str, str]:
        """What lists are sorted by: the folder, and there the name that is shown."""
        return place_in_list(self.origin, self.name, self.stem)


class NotFoundError(ValueError):
    """No session fits a name, or several do; the message says which could be meant."""


@dataclass(frozen=True, slots=True)
class Library:
    """Folders of sessions, the most important first."""

    folders: tuple[tuple[Origin, Path], ...]

    def files(self) -> dict[str, tuple[Origin, Path]]:
        """Return every file that has a name of its own, by that name, without reading any."""
        found: dict[str, tuple[Origin, Path]] = {}
        for origin, folder in self.folders:
            for path in _session_files(folder):
                found.setdefault(path.stem.casefold(), (origin, path))
        return found

    def entries(self) -> list[Entry]:
        """Read every session: by folder, and there by the name that is shown."""
        from hamtimer.core.session_file.loader import read_session

        files = self.files().values()
        entries = [Entry(path, origin, read_session(path)) for origin, path in files]
        return sorted(entries, key=lambda entry: entry.place)

    def find(self, name: str) -> Path:
        """Find the file that `name` means: a path, a session's name, or a part of one.

        A path is a name that ends in `.yaml` or `.yml`, or of a file that exists, where its ending
        may be left out. A whole name goes before a part of one; capitals do not matter.

        Raises:
            NotFoundError: When nothing fits, or several sessions do.
        """
        if name.lower().endswith(SUFFIXES):
            return Path(name)
        for suffix in ("", *SUFFIXES):
            if _is_file(Path(name + suffix)):
                return Path(name + suffix)
        wanted = " ".join(name.casefold().split())
        files = self.files()
        if wanted in files:
            return files[wanted][1]
        entries = self.entries()
        whole = [entry for entry in entries if entry.name.casefold() == wanted]
        if whole:
            return whole[0].path
        fitting = [entry for entry in entries if wanted and _has_part(entry, wanted)]
        if len(fitting) == 1:
            return fitting[0].path
        raise NotFoundError(_several(name, fitting) if fitting else _nothing(name, entries))


def open_library() -> Library:
    """Open the library of this user in this working directory."""
    here, bundled = Path("sessions"), bundled_folder()
    folders = [(Origin.OWN, sessions_folder()), (Origin.HERE, here), (Origin.BUNDLED, bundled)]
    if here.resolve() == bundled.resolve():
        # In a checkout of the program the two are the same.
        del folders[1]
    return Library(tuple(folders))


def _session_files(folder: Path) -> list[Path]:
    """Return the session files in a folder, by name; none when it is missing or closed to us."""
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES]
    except OSError:
        return []
    return sorted(filter(_is_file, found), key=lambda path: path.name.casefold())


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _has_part(entry: Entry, wanted: str) -> bool:
    return wanted in entry.stem.casefold() or wanted in entry.name.casefold()


def _several(name: str, fitting: list[Entry]) -> str:
    lines = [f"  {literal(entry.stem)}  ({literal(entry.name)})" for entry in fitting]
    return "\n".join([f'"{literal(name)}" fits several sessions; write one of:', *lines])


def _nothing(name: str, entries: list[Entry]) -> str:
    import difflib

    names = {entry.name.casefold(): entry.stem for entry in reversed(entries)}
    names |= {entry.stem.casefold(): entry.stem for entry in entries}
    close = difflib.get_close_matches(name.casefold(), names, n=MOST_CLOSE, cutoff=0.5)
    start = f'there is no session "{literal(name)}"'
    if close:
        meant = " or ".join(dict.fromkeys(literal(names[match]) for match in close))
        return f"{start}; did you mean {meant}?"
    return f"{start} and no such file; `hamtimer list` shows every session"
