"""The sessions that come with the program: right, honest, and readable for a newcomer."""

from pathlib import Path

import pytest

from hamtimer.core.session.model import Role
from hamtimer.core.session.work import Phase
from hamtimer.core.session_file.loader import Loaded, read_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.steps import StepKind

FOLDER = Path(__file__).parents[3] / "sessions"
FILES = sorted(FOLDER.glob("*.yaml"))


def load(stem: str) -> Loaded:
    return read_session(FOLDER / f"{stem}.yaml")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_loads_without_a_doubt_and_can_be_laid_out(path: Path) -> None:
    loaded = read_session(path)
    assert [str(problem) for problem in loaded.problems] == []
    assert loaded.session is not None
    assert loaded.session.description
    assert loaded.session.tags
    assert loaded.session.level
    assert compile_session(loaded.session).steps


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_begins_with_the_line_that_editors_complete_from(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    schema = first.removeprefix("# yaml-language-server: $schema=")
    # Beside it, and not elsewhere in a checkout: a wheel carries this folder, by another name.
    assert (FOLDER / Path(schema).name).samefile(path.parent / schema)


def test_names_are_distinct() -> None:
    sessions = [read_session(path).session for path in FILES]
    assert len({session.name for session in sessions if session}) == len(FILES)


def test_twenty_minutes_are_twenty_minutes_warm_up_included() -> None:
    session = load("twenty-minutes").session
    assert session is not None
    timeline = compile_session(session)
    assert timeline.is_exact
    assert 19 * 60_000 < timeline.assumed_ms <= 20 * 60_000
    assert [part.role for part in session.parts] == [Role.WARM_UP, Role.WORK, Role.COOL_DOWN]


def test_first_steps_take_less_than_a_minute_and_have_a_bit_of_everything() -> None:
    session = load("first-steps").session
    assert session is not None
    timeline = compile_session(session)
    assert timeline.is_exact
    assert 40_000 <= timeline.assumed_ms <= 60_000
    kinds = {step.kind for step in timeline.steps}
    assert kinds == set(StepKind) - {StepKind.WAIT, StepKind.TIMED}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_defaults_for_the_exercises_do_not_rename_the_warm_up(path: Path) -> None:
    session = read_session(path).session
    assert session is not None
    names: dict[Role, set[str]] = {role: set() for role in Role}
    for part in session.parts:
        for exercise in part.block.exercises():
            names[part.role] |= set(dict(exercise.phase_names).values())
    assert names[Role.WARM_UP] & names[Role.WORK] == set()
    lunges = [e for e in session.exercises() if e.name == "Walking lunges"]
    for exercise in lunges:
        assert exercise.phase_name(Phase.ECCENTRIC) == "Lower"
        assert exercise.phase_name(Phase.CONCENTRIC) == "Lift"
        tempo = exercise.sets[0].parts[0].tempo
        assert tempo is not None
        assert tempo.phases()[0][0] is Phase.ECCENTRIC
