"""What `next` and `plan` share: a session and its next targets."""

from __future__ import annotations

from pathlib import Path

from hamtimer.cli.opening import failure_of, find_session
from hamtimer.core.dataclass import dataclass
from hamtimer.core.next.attempts import as_in_file
from hamtimer.core.session.choices import Choices
from hamtimer.core.session.model import Session
from hamtimer.core.session_file.loader import Loaded, read_session
from hamtimer.home import wall_clock
from hamtimer.home.records.next import NextRun, next_run


@dataclass(frozen=True)
class OpenedNext:
    """A session and its next targets."""

    path: Path
    loaded: Loaded
    session: Session
    following: NextRun


def open_next(name: str) -> OpenedNext:
    """Load the session that `name` refers to, with its next targets."""
    path = find_session(name)
    loaded = read_session(path)
    if loaded.session is None:
        raise failure_of(loaded)
    following = next_run(loaded, path, Choices(), wall_clock.today())
    session = loaded.choose(as_in_file(following.choices))
    return OpenedNext(path, loaded, session, following)
