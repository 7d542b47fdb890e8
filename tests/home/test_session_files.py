"""Session files are renamed, deleted and restored; nothing is overwritten or lost."""

import os
from pathlib import Path

import pytest

from hamtimer.core.errors import UserError
from hamtimer.core.run.header import session_name
from hamtimer.core.session_file.loader import read_session
from hamtimer.home.library import Library, Origin
from hamtimer.home.session_files import (
    delete_session,
    deleted_sessions,
    file_stem,
    free_name,
    rename_session,
    restore_session,
    with_name,
)

TEXT = "# mine\nname: Wall sit # short\nexercises:\n  - name: Sit\n    hold: 30s\n"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    own, bundled = tmp_path / "own", tmp_path / "bundled"
    for folder in (own, bundled):
        folder.mkdir()
    (own / "wall-sit.yaml").write_text(TEXT)
    (bundled / "nordics.yaml").write_text(TEXT.replace("Wall sit", "Nordics"))
    return Library(((Origin.OWN, own), (Origin.BUNDLED, bundled)))


@pytest.fixture
def path(library: Library) -> Path:
    return library.folders[0][1] / "wall-sit.yaml"


def records_of(path: Path) -> str:
    session = read_session(path).session
    assert session is not None
    return session_name(session.id, str(path))


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Evening legs", "evening-legs"),
        ("  Übung 2 (kurz)! ", "ubung-2-kurz"),
        ("a" * 80, "a" * 60),
        ("../../etc", "etc"),
    ],
)
def test_a_file_is_named_after_its_session(name: str, stem: str) -> None:
    assert file_stem(name) == stem


@pytest.mark.parametrize("name", ["", "  ", "…", "/"])
def test_a_name_needs_a_letter_or_a_digit(name: str, library: Library, path: Path) -> None:
    with pytest.raises(UserError, match="needs a letter or a digit"):
        rename_session(path, name, library)
    assert path.read_text() == TEXT


def test_a_renamed_session_keeps_its_records_and_its_comments(library: Library, path: Path) -> None:
    before = records_of(path)
    renamed = rename_session(path, "Evening legs", library)
    assert renamed == path.with_name("evening-legs.yaml")
    assert not path.exists()
    assert renamed.read_text() == TEXT.replace(
        "name: Wall sit # short\n", "name: Evening legs # short\nid: wall-sit\n"
    )
    assert records_of(renamed) == before


def test_a_session_with_an_id_keeps_it(library: Library, path: Path) -> None:
    path.write_text(TEXT.replace("# short\n", "\nid: sits\n"))
    assert records_of(rename_session(path, "Other", library)) == "sits"


def test_where_the_name_of_the_file_is_no_id_only_the_name_changes(
    library: Library, path: Path
) -> None:
    odd = path.rename(path.with_name("My sit.yaml"))
    assert rename_session(odd, "Other", library) == odd
    assert "name: Other" in odd.read_text()
    assert records_of(odd) == "my sit"


@pytest.mark.parametrize("name", ['Say "hi": #1', "yes", "1:30", "- dash", "3", "Über alles"])
def test_any_name_is_written_so_that_it_is_read_again(
    name: str, library: Library, path: Path
) -> None:
    session = read_session(rename_session(path, name, library)).session
    assert session is not None
    assert session.name == name


def test_line_ends_and_a_byte_order_mark_stay(library: Library, path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    renamed = rename_session(path, "Other", library).read_bytes()
    assert renamed.startswith(b"\xef\xbb\xbf# mine\r\nname: Other # short\r\nid: wall-sit\r\n")


def test_no_session_is_renamed_over_another_or_hides_one(library: Library, path: Path) -> None:
    for name in ("Nordics", "nordics"):
        with pytest.raises(UserError, match="there is a session of this name"):
            rename_session(path, name, library)
    assert path.read_text() == TEXT


def test_a_file_that_no_list_shows_is_not_overwritten_either(library: Library, path: Path) -> None:
    other = path.with_name("other.yaml")
    other.mkdir()
    with pytest.raises(UserError, match="already exists"):
        rename_session(path, "Other", library)
    assert path.read_text() == TEXT


@pytest.mark.parametrize("change", [rename_session, delete_session])
def test_a_bundled_session_is_neither_renamed_nor_deleted(change: object, library: Library) -> None:
    bundled = library.folders[1][1] / "nordics.yaml"
    args = (bundled, "Other", library) if change is rename_session else (bundled, library)
    with pytest.raises(UserError, match="comes with hamtimer"):
        change(*args)  # type: ignore[operator]
    assert bundled.exists()


def test_a_file_with_errors_is_not_renamed(library: Library, path: Path) -> None:
    path.write_text("name: [")
    with pytest.raises(UserError, match="has errors"):
        rename_session(path, "Other", library)


def test_a_file_that_is_gone_is_reported(library: Library, path: Path) -> None:
    path.unlink()
    with pytest.raises(UserError, match="this file is gone"):
        rename_session(path, "Other", library)
    with pytest.raises(UserError, match="this file is gone"):
        delete_session(path, library)


@pytest.mark.skipif(
    os.name == "nt" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="nothing is read-only to root",
)
def test_in_a_folder_that_is_read_only_nothing_changes(library: Library, path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(UserError, match="cannot be deleted"):
            delete_session(path, library)
        with pytest.raises(UserError, match="cannot be renamed"):
            rename_session(path, "Other", library)
    finally:
        path.parent.chmod(0o700)
    assert path.read_text() == TEXT


def test_a_rename_that_fails_halfway_leaves_the_file_as_it_was(
    library: Library, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("hamtimer.home.session_files.move", refuse)
    with pytest.raises(UserError, match=r"cannot be renamed \(Permission denied\)"):
        rename_session(path, "Other", library)
    assert path.read_text() == TEXT


def test_a_deleted_session_is_in_the_trash_and_comes_back_as_it_was(
    library: Library, path: Path
) -> None:
    deleted = delete_session(path, library)
    assert "wall-sit" not in library.files()
    assert [one for one, _ in deleted_sessions(library)] == [deleted]
    assert restore_session(deleted, library) == path
    assert path.read_text() == TEXT
    assert deleted_sessions(library) == []


def test_sessions_of_one_name_are_all_kept_in_the_trash_and_keep_it(
    library: Library, path: Path
) -> None:
    for number in range(3):
        path.write_text(TEXT + f"# {number}\n")
        delete_session(path, library)
    found = [one for one, _ in deleted_sessions(library)]
    assert len(found) == 3
    assert {one.name for one in found} == {"wall-sit.yaml"}, "its records know it by its name"
    newest = next(one for one in found if "# 2" in one.read_text())
    assert restore_session(newest, library) == path
    assert path.read_text().endswith("# 2\n")


def test_nothing_is_restored_over_a_session(library: Library, path: Path) -> None:
    deleted = delete_session(path, library)
    path.with_suffix(".yml").write_text("another")
    with pytest.raises(UserError, match="there is a session of this name"):
        restore_session(deleted, library)
    assert deleted.exists()


def test_a_link_is_deleted_and_restored_as_a_link(library: Library, path: Path) -> None:
    real = path.parent.parent / "real.yaml"
    path.rename(real)
    path.symlink_to(real)
    deleted = delete_session(path, library)
    assert real.read_text() == TEXT
    restore_session(deleted, library)
    assert path.is_symlink()


def test_a_copy_gets_a_name_that_is_free_and_records_of_its_own(library: Library) -> None:
    assert free_name("Other", library) == "Other, copy"
    (library.folders[0][1] / "other-copy.yaml").write_text(TEXT)
    assert free_name("Other", library) == "Other, copy 2"
    with_id = TEXT.replace("# short\n", "\nid: sits\n")
    assert "id:" not in with_name(with_id, "Other, copy", None)
