"""Recovery files: what was typed and not yet saved, in case of a crash.

Each open editor has one, with a lock that the system releases however the program ends. One without
a lock was left behind by a crash.
"""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import reason_of
from hamtimer.core.run.lock import is_in_use, lock
from hamtimer.home.folders import user_folder
from hamtimer.home.writing import make_folder, read_file, write_bytes

KEPT_AFTER_S = 0.4
"""The longest time until a change is kept."""
_SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Recovered:
    """A text that was never saved."""

    file: Path
    """The session file that was edited."""
    text: str
    base: str
    """The digest of the file when it was read."""
    changed_s: float
    """When it was last changed, in seconds since 1970."""
    place: Path
    """The recovery file."""

    def forget(self) -> None:
        """Delete the recovery file."""
        with suppress(OSError):
            self.place.unlink(missing_ok=True)
            self.place.with_name(f"{self.place.name}.lock").unlink(missing_ok=True)


def recovery_folder() -> Path:
    """Return the folder of the recovery files; it need not exist."""
    return user_folder() / "recovery"


def recovery_name(path: Path) -> str:
    """Return the prefix of a file's recovery files, the same for every path to it."""
    return sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:20]


def digest(data: bytes | None) -> str:
    """Return a short text that identifies the content of a file."""
    return "" if data is None else sha256(data).hexdigest()


def find_recovered(path: Path | None = None) -> list[Recovered]:
    """Return the texts left behind for one file or for all, newest first."""
    found = [one for place in _places(path, _SUFFIX) if (one := _read(place))]
    return sorted(found, key=lambda one: -one.changed_s)


def is_open_elsewhere(path: Path) -> bool:
    """Return whether an editor of hamtimer has the file open."""
    return any(is_in_use(place.with_suffix("")) for place in _places(path, f"{_SUFFIX}.lock"))


def _places(path: Path | None, suffix: str) -> Iterator[Path]:
    begin = recovery_name(path) if path else ""
    try:
        names = sorted(os.listdir(recovery_folder()))  # noqa: PTH208 - the names alone
    except OSError:
        return
    for name in names:
        if name.startswith(begin) and name.endswith(suffix):
            yield recovery_folder() / name


def _read(place: Path) -> Recovered | None:
    """Read a recovery file; return None if its editor is still open or it is damaged."""
    try:
        if is_in_use(place):
            return None
        changed_s = place.stat().st_mtime
        found = json.loads(read_file(place))
        return Recovered(
            Path(found["file"]), str(found["text"]), str(found["base"]), changed_s, place
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


class RecoveryFile:
    """Keeps the text of one open editor, in the background."""

    def __init__(self, path: Path, base: bytes | None) -> None:
        """Keep texts of `path`, which contained `base` when it was read."""
        self.problem = ""
        """Why the last text could not be kept."""
        self._path = path
        self._base = digest(base)
        self._place: Path | None = None
        self._unlock: Callable[[], None] = lambda: None
        self._waiting: str | None = None
        self._wake = threading.Condition()
        self._disk = threading.Lock()
        self._closed = False
        self._thread: threading.Thread | None = None
        try:
            folder = recovery_folder()
            make_folder(folder)
            self._place = folder / f"{recovery_name(path)}-{os.urandom(4).hex()}{_SUFFIX}"
            self._unlock = lock(self._place)
        except OSError as error:
            self.problem = reason_of(error)

    def keep(self, text: str) -> None:
        """Keep a text soon; a newer text replaces a waiting one."""
        with self._wake:
            self._waiting = text
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(
                    target=self._keep_all, name="hamtimer-recovery", daemon=True
                )
                self._thread.start()
            self._wake.notify()

    def saved(self, base: bytes | None) -> None:
        """Forget the text: everything was saved, and the file contains `base`. May block."""
        with self._wake:
            self._waiting = None
        with self._disk:
            self._base = digest(base)
            self._remove()

    def close(self, *, keep: bool) -> None:
        """Close; with `keep`, the text stays for the next start. May block."""
        with self._wake:
            if self._closed:
                return
            self._closed = True
            if not keep:
                self._waiting = None
            self._wake.notify()
        if self._thread is not None:
            self._thread.join(2)
        if keep:
            self._write_waiting()
        else:
            with self._disk:
                self._remove()
        self._unlock()

    def _keep_all(self) -> None:
        while True:
            with self._wake:
                while self._waiting is None and not self._closed:
                    self._wake.wait()
                # Wait a moment, to write together with what is typed next.
                self._wake.wait_for(lambda: self._closed, KEPT_AFTER_S)
                if self._closed:
                    return
            self._write_waiting()

    def _write_waiting(self) -> None:
        """Write the waiting text. Only this thread waits for the disk, not the typing."""
        with self._disk:
            with self._wake:
                text, self._waiting = self._waiting, None
            if text is None or self._place is None:
                return
            # An absolute path, so that it is found from any folder; links stay links.
            file = os.path.abspath(self._path)  # noqa: PTH100
            kept = {"file": file, "base": self._base, "text": text}
            try:
                write_bytes(self._place, json.dumps(kept).encode("utf-8"))
                self.problem = ""
            except (OSError, ValueError) as error:
                self.problem = reason_of(error)

    def _remove(self) -> None:
        if self._place is not None:
            with suppress(OSError):
                self._place.unlink(missing_ok=True)
