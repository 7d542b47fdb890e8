"""Noticing that a session file is saved."""

import os
from pathlib import Path

import pytest

from hamtimer.core.errors import UserError
from hamtimer.home import watching
from hamtimer.home.editing.own_copy import keep_text
from hamtimer.home.watching import SessionWatch

TEXT = "name: A\nexercises:\n  - {name: B, reps: 8}\n"


@pytest.fixture(autouse=True)
def no_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "SETTLED_S", 0)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def looked(watch: SessionWatch) -> str | None:
    watch.look()
    found = watch.take()
    return None if found is None else found.text


def test_a_save_is_noticed_once(file: Path) -> None:
    watch = SessionWatch(file, TEXT)
    assert looked(watch) is None
    file.write_text(TEXT + "# more\n", encoding="utf-8")
    assert looked(watch) == TEXT + "# more\n"
    assert looked(watch) is None


def test_a_save_before_the_first_look_is_noticed(file: Path) -> None:
    assert looked(SessionWatch(file, "name: Old\n")) == TEXT


def test_a_save_of_the_same_text_is_none(file: Path) -> None:
    watch = SessionWatch(file, TEXT)
    watch.look()
    file.write_text(TEXT, encoding="utf-8")
    assert looked(watch) is None


def test_a_file_that_is_gone_is_waited_for(file: Path) -> None:
    watch = SessionWatch(file, TEXT)
    watch.look()
    file.unlink()
    assert looked(watch) is None
    file.write_text("name: C\n", encoding="utf-8")
    assert looked(watch) == "name: C\n"


def test_a_file_with_errors_is_found_with_its_problems(file: Path) -> None:
    watch = SessionWatch(file, TEXT)
    file.write_text("name: [\n", encoding="utf-8")
    watch.look()
    found = watch.take()
    assert found is not None
    assert found.session is None
    assert found.problems


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_a_pipe_is_never_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert looked(SessionWatch(pipe, TEXT)) is None
    with pytest.raises(UserError, match="not in a file"):
        keep_text(pipe, TEXT, TEXT)
