"""The library: the available sessions, and finding one by name.

A person's own folder comes first, then `./sessions`, then the bundled sessions. A file hides
files of the same name in later folders, so a copy of a bundled session replaces it.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import UserError
from hamtimer.core.notation.mistakes import shown
from hamtimer.core.text import command_text, folded, literal, name_words
from hamtimer.home.folders import NoHomeError, bundled_folder, sessions_folder

if TYPE_CHECKING:
    from hamtimer.core.session.model import Session
    from hamtimer.core.session_file.loader import Loaded

SUFFIXES = (".yaml", ".yml")
"""The suffixes of session files."""
MOST_CLOSE = 3
"""How many close names are suggested for an unknown one."""


class Origin(StrEnum):
    """The folder of a session, in order of precedence."""

    OWN = "own"
    """The person's own folder."""
    HERE = "here"
    """`./sessions`."""
    BUNDLED = "bundled"


def place_in_list(origin: Origin, name: str, stem: str) -> tuple[int, str, str]:
    """Return the sort key of lists: the folder, then the displayed name."""
    return (list(Origin).index(origin), folded(name), stem)


@dataclass(frozen=True, slots=True)
class Entry:
    """A session file after reading."""

    path: Path
    origin: Origin
    loaded: Loaded

    @property
    def stem(self) -> str:
        """The name to run it by: the file name without its suffix."""
        return self.path.stem

    @property
    def word(self) -> str:
        """The name to run it by, as an argument of a command."""
        return command_text(*name_words(self.stem))

    @property
    def session(self) -> Session | None:
        """The session; None if its file has errors."""
        return self.loaded.session

    @property
    def name(self) -> str:
        """The session's own name or, if it has errors, that of the file."""
        return self.session.name if self.session else literal(self.stem)

    @property
    def place(self) -> tuple[int, str, str]:
        """The sort key of lists: the folder, then the displayed name."""
        return place_in_list(self.origin, self.name, self.stem)


Stamp = tuple[int, int, int, int]
"""Values that change when a file changes."""


def absolute(path: Path) -> Path:
    """Return a path from the root; as it is, where the working folder was deleted."""
    try:
        return path.absolute()
    except OSError:
        return path


def stamp_of(path: Path) -> Stamp | None:
    """Return the stamp of a file; None if it is missing or inaccessible."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return (found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


@dataclass(frozen=True, slots=True)
class Found:
    """The file that a name refers to."""

    path: Path
    origin: Origin | None
    """The folder that it was found in; None: it was named by its path."""
    hides: tuple[Path, ...] = ()
    """Other sessions of that name, hidden by this one."""


class NotFoundError(UserError):
    """No session matches a name, or several do; the message lists close ones."""


@dataclass(frozen=True, slots=True)
class Library:
    """Folders of sessions, in order of precedence."""

    folders: tuple[tuple[Origin, Path], ...]
    missing: tuple[str, ...] = ()
    """Why folders are missing from them, one line each."""

    def files(self) -> dict[str, tuple[Origin, Path]]:
        """Return every file that is not hidden by another, by name, without reading any."""
        return {name: found[0] for name, found in self._by_name().items()}

    def hidden(self) -> list[tuple[Path, Path]]:
        """Return every file that is hidden, and the file that hides it."""
        return [
            (absolute(path), absolute(found[0][1]))
            for found in self._by_name().values()
            for _, path in found[1:]
        ]

    def _by_name(self) -> dict[str, list[tuple[Origin, Path]]]:
        """Return all files of each name, in order of precedence."""
        found: dict[str, list[tuple[Origin, Path]]] = {}
        for origin, folder in self.folders:
            for path in _session_files(folder):
                found.setdefault(folded(path.stem), []).append((origin, path))
        return found

    def entries(self) -> list[Entry]:
        """Read and return every session, by folder and displayed name."""
        from hamtimer.core.session_file.loader import read_session

        files = self.files().values()
        entries = [Entry(path, origin, read_session(path)) for origin, path in files]
        return sorted(entries, key=lambda entry: entry.place)

    def problems(self) -> list[str]:
        """Return why sessions may be missing, one line each."""
        return [*self.missing, *self.unreadable()]

    def unreadable(self) -> list[str]:
        """Return a line for each folder that cannot be read."""
        problems = []
        for _, folder in self.folders:
            try:
                os.scandir(folder).close()
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as error:
                problems.append(f"{folder}: this folder cannot be read ({error.strerror})")
        return problems

    def find(self, name: str) -> Path:
        """Return the file for `name`: a path, a session's name, or a part of one.

        A path ends in `.yaml` or `.yml`, or is an existing file, whose suffix may be omitted. Whole
        names take precedence over parts; case does not matter.

        Raises:
            NotFoundError: When nothing matches, or several sessions do.
        """
        there = _file_named(name)
        if there is not None:
            return there
        wanted = " ".join(folded(name).split())
        files = self.files()
        if wanted in files:
            return files[wanted][1]
        if name.lower().endswith(SUFFIXES):
            own = (path for _, path in files.values() if folded(path.name) == wanted)
            return next(own, Path(name))
        entries = self.entries()
        whole = [entry for entry in entries if folded(entry.name) == wanted]
        if whole:
            return whole[0].path
        fitting = [entry for entry in entries if wanted and _has_part(entry, wanted)]
        if len(fitting) == 1:
            return fitting[0].path
        message = _several(name, fitting) if fitting else self._nothing(name, entries)
        raise NotFoundError("\n".join([message, *self.problems()]))

    def locate(self, name: str) -> Found:
        """Find the file for `name` as `find` does, and the files that it hides.

        Raises:
            NotFoundError: When nothing matches, or several sessions do.
        """
        path = self.find(name)
        is_bare = "/" not in name and os.sep not in name
        same = self._by_name().get(folded(path.stem), []) if is_bare else []
        origin = next((origin for origin, other in same if other == path), None)
        hides = tuple(absolute(other) for _, other in same if other != path)
        return Found(absolute(path), origin, hides)

    def _nothing(self, name: str, entries: list[Entry]) -> str:
        """Return that nothing matches, and name a file with another suffix, if any."""
        from hamtimer.core.session_file.other_files import beside, missing_advice

        file = Path(f"{name}{SUFFIXES[0]}")
        for path in (file, *(folder / file.name for _, folder in self.folders)):
            if beside(path):
                return f"there is no session {shown(name)}; {missing_advice(path)}"
        return _nothing(name, entries)


def open_library() -> Library:
    """Return the library of this user in this working directory."""
    here, bundled = Path("sessions"), bundled_folder()
    folders = [(Origin.HERE, here), (Origin.BUNDLED, bundled)]
    with suppress(OSError):
        # In a checkout of the program both are the same.
        if here.samefile(bundled):
            del folders[0]
    try:
        folders.insert(0, (Origin.OWN, sessions_folder()))
    except NoHomeError as error:
        return Library(tuple(folders), (str(error),))
    return Library(tuple(folders))


def _session_files(folder: Path) -> list[Path]:
    """Return the session files in a folder, by name; none if it is missing or inaccessible.

    Hidden files do not count: editors and macOS put such files beside others.
    """
    try:
        found = [
            path
            for path in folder.iterdir()
            if path.suffix.lower() in SUFFIXES and not path.name.startswith(".")
        ]
    except OSError:
        return []
    return sorted(filter(_is_file, found), key=lambda path: folded(path.name))


def names_a_file(name: str) -> bool:
    """Return whether a name is the path of a file, which precedes any session of that name."""
    return _file_named(name) is not None


def _file_named(name: str) -> Path | None:
    # A pipe is read only by its path, so a bare name may still be a session's.
    named = _is_readable if "/" in name or os.sep in name else _is_file
    return next(filter(named, _paths_of(name)), None)


def _paths_of(name: str) -> Iterator[Path]:
    """Return the possible paths of a name: as written, with a suffix, in each Unicode form."""
    for ending in ("", *SUFFIXES):
        forms = (name, unicodedata.normalize("NFC", name), unicodedata.normalize("NFD", name))
        for form in dict.fromkeys(forms):
            yield Path(form + ending)


def _is_file(path: Path) -> bool:
    return stat.S_ISREG(_mode_of(path))


def _is_readable(path: Path) -> bool:
    """Return whether a path leads to a file, a pipe or a device such as /dev/stdin."""
    mode = _mode_of(path)
    return stat.S_ISREG(mode) or stat.S_ISFIFO(mode) or stat.S_ISCHR(mode)


def _mode_of(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0


def _has_part(entry: Entry, wanted: str) -> bool:
    return wanted in folded(entry.stem) or wanted in folded(entry.name)


def _several(name: str, fitting: list[Entry]) -> str:
    lines = [f"  {entry.word}  ({literal(entry.name)})" for entry in fitting]
    return "\n".join([f"{shown(name)} matches several sessions; write one of:", *lines])


def _nothing(name: str, entries: list[Entry]) -> str:
    import difflib

    names = {folded(entry.name): entry.word for entry in reversed(entries)}
    names |= {folded(entry.stem): entry.word for entry in entries}
    close = difflib.get_close_matches(folded(name), names, n=MOST_CLOSE, cutoff=0.5)
    start = f"there is no session {shown(name)}"
    if close:
        suggestions = " or ".join(dict.fromkeys(names[match] for match in close))
        return f"{start}; did you mean {suggestions}?"
    return f"{start} and no such file; `hamtimer list` shows every session"
