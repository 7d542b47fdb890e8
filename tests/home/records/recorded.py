"""Short ways to make records for tests."""

from pathlib import Path

from hamtimer.core.play.commands import Command
from hamtimer.core.play.player import Player
from hamtimer.core.run.header import Header
from hamtimer.core.run.played import played_by
from hamtimer.core.run.run import Run
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.home.records.new_record import begin_journal

TEXT = "name: {name}\nexercises:\n  - {{name: Curl, sets: 2, reps: 4, tempo: 4-1-2-0}}\n"
STARTED = "2026-11-22T07:30:00+01:00"
T0 = 77_000_000
GET_READY = 10_000
SET = 4 * 7_000


def begin(folder: Path, started: str = STARTED, name: str = "Curls") -> Run:
    """Begin a run of two sets, 28 s each after a get-ready of 10 s, with 60 s between them."""
    text = TEXT.format(name=name)
    session = load_session(text, "curls.yaml").session
    assert session is not None
    player = Player(compile_session(session))
    header = Header(name, "curls.yaml", text, started, "0.1.0", played=played_by(player))
    return Run(player, begin_journal(folder, header, T0))


def record(folder: Path, started: str = STARTED, name: str = "Curls", *, ms: int = 0) -> Path:
    """Record a run that was begun and left after `ms`; 0: it was stopped at once."""
    run = begin(folder, started, name)
    run.do(Command.START, T0)
    live(run, T0, T0 + ms)
    run.do(Command.PAUSE if ms else Command.STOP, T0 + ms)
    run.close()
    return path_of(run)


def live(run: Run, now: int, until: int) -> None:
    """Let time pass as a front does, ten times a second."""
    for moment in range(now, until + 1, 100):
        run.advance(moment)


def path_of(run: Run) -> Path:
    """Return the file of a run."""
    assert run.journal is not None
    return run.journal.path


def change_first_line(path: Path, old: str, new: str) -> None:
    """Change the header of a record."""
    first, rest = path.read_text(encoding="utf-8").split("\n", 1)
    assert old in first
    path.write_text(f"{first.replace(old, new)}\n{rest}", encoding="utf-8")


def as_if_laid_out_otherwise(path: Path) -> None:
    """Make a record look as if another program had laid its session out."""
    from json import dumps, loads

    first = loads(path.read_text(encoding="utf-8").split("\n", 1)[0])
    change_first_line(path, dumps(first["digest"]), dumps("another"))
