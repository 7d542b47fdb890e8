"""A bundled session is never changed itself, whichever installation it belongs to."""

from pathlib import Path

import pytest

from hamtimer.core.errors import UserError
from hamtimer.home.editing.own_copy import file_to_edit, keep_text, own_path
from hamtimer.home.folders import sessions_folder
from hamtimer.home.library import open_library
from hamtimer.home.session_files import delete_session, rename_session

TEXT = "name: Sit\nexercises:\n  - name: Sit\n    hold: 30s\n"
CHANGED = TEXT.replace("30s", "40s")


@pytest.fixture(params=["site-packages/hamtimer/bundled_sessions", "checkout/sessions"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a bundled session of another installation: a wheel's or a checkout's."""
    for folder in ("site-packages/hamtimer", "checkout/hamtimer"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "__init__.py").touch()
    path: Path = tmp_path / request.param / "sit.yaml"
    path.parent.mkdir()
    path.write_text(TEXT)
    return path


def test_a_change_of_it_is_kept_in_a_copy(elsewhere: Path) -> None:
    assert own_path(elsewhere) == sessions_folder() / "sit.yaml"
    kept = keep_text(elsewhere, TEXT, CHANGED)
    assert kept == sessions_folder() / "sit.yaml"
    assert CHANGED in kept.read_text()
    assert elsewhere.read_text() == TEXT


def test_it_is_copied_to_be_edited(elsewhere: Path) -> None:
    assert file_to_edit(elsewhere).path == sessions_folder() / "sit.yaml"


def test_it_is_neither_renamed_nor_deleted(elsewhere: Path) -> None:
    with pytest.raises(UserError, match="comes with hamtimer"):
        rename_session(elsewhere, "Other", open_library())
    with pytest.raises(UserError, match="comes with hamtimer"):
        delete_session(elsewhere, open_library())
    assert elsewhere.read_text() == TEXT


def test_a_folder_that_is_only_called_so_is_the_persons_own(tmp_path: Path) -> None:
    path = tmp_path / "sessions" / "sit.yaml"
    path.parent.mkdir()
    path.write_text(TEXT)
    assert keep_text(path, TEXT, CHANGED) == path
    assert path.read_text() == CHANGED
