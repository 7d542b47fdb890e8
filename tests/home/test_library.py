"""Which sessions there are, and which one a name means."""

import os
import sys
import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from hamtimer.home.folders import bundled_folder, sessions_folder
from hamtimer.home.library import Library, NotFoundError, Origin, open_library

SESSION = "name: {name}\nexercises:\n  - name: Bridge\n    reps: 5\n"


def write(folder: Path, file: str, name: str = "Bridges") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / file
    path.write_text(SESSION.format(name=name))
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own"


@pytest.fixture
def bundled(tmp_path: Path) -> Path:
    folder = tmp_path / "bundled"
    write(folder, "wall-sit.yaml", "Wall sit")
    write(folder, "wall-sit-superset.yaml", "Leg lifts into the wall sit")
    write(folder, "nordic.yml", "Nordic lowering")
    return folder


@pytest.fixture
def library(own: Path, bundled: Path) -> Library:
    return Library(((Origin.OWN, own), (Origin.BUNDLED, bundled)))


def test_a_path_that_ends_in_yaml_is_taken_as_it_is(library: Library) -> None:
    assert library.find("somewhere/else.yaml") == Path("somewhere/else.yaml")
    assert library.find("UPPER.YML") == Path("UPPER.YML")


def test_a_file_that_exists_is_taken_whatever_its_name(library: Library, tmp_path: Path) -> None:
    path = write(tmp_path, "wall-sit")
    assert library.find(str(path)) == path


@pytest.mark.parametrize("ending", [".yaml", ".yml"])
def test_a_file_here_needs_no_ending_and_precedes_every_session(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "deeper", f"legs{ending}")
    write(tmp_path, f"wall-sit{ending}")
    assert library.find("wall-sit") == Path(f"wall-sit{ending}")
    assert library.find("deeper/legs") == Path(f"deeper/legs{ending}")


def test_sessions_are_sorted_by_the_names_that_are_shown_ones_own_first(
    library: Library, own: Path
) -> None:
    write(own, "1.yaml", "zebra")
    write(own, "2.yaml", "Antelope")
    assert [entry.name for entry in library.entries()] == [
        "Antelope",
        "zebra",
        "Leg lifts into the wall sit",
        "Nordic lowering",
        "Wall sit",
    ]


@pytest.mark.parametrize("name", ["wall-sit", "WALL-SIT", "Wall sit", "  wall   sit "])
def test_a_whole_name_precedes_a_part_of_another(
    library: Library, bundled: Path, name: str
) -> None:
    assert library.find(name) == bundled / "wall-sit.yaml"


@pytest.mark.parametrize("name", ["nord", "lowering", "NORDIC"])
def test_a_part_that_fits_one_session_is_enough(library: Library, bundled: Path, name: str) -> None:
    assert library.find(name) == bundled / "nordic.yml"


def test_several_that_fit_are_listed(library: Library) -> None:
    with pytest.raises(NotFoundError) as raised:
        library.find("wall")
    assert str(raised.value) == (
        '"wall" matches several sessions; write one of:\n'
        "  wall-sit-superset  (Leg lifts into the wall sit)\n"
        "  wall-sit  (Wall sit)"
    )


def test_a_file_that_only_ends_otherwise_is_named(
    library: Library, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bridges.yaml.txt").touch()
    own.mkdir()
    (own / "evening.txt").touch()
    for name, there in (("bridges", "bridges.yaml.txt"), ("evening", "evening.txt")):
        with pytest.raises(NotFoundError) as raised:
            library.find(name)
        assert str(raised.value) == (
            f'there is no session "{name}"; '
            f'"{there}" is in the same folder: rename it to {name}.yaml'
        )


def test_a_misspelt_name_is_answered_with_close_ones(library: Library) -> None:
    with pytest.raises(NotFoundError, match=r'no session "wal-sitt"; did you mean wall-sit'):
        library.find("wal-sitt")


@pytest.mark.parametrize("name", ["zzz", "", " "])
def test_a_name_like_no_other_is_answered_with_what_to_do(library: Library, name: str) -> None:
    with pytest.raises(NotFoundError, match=r"hamtimer list"):
        library.find(name)


def test_what_is_printed_of_a_name_is_no_command_to_the_terminal(
    library: Library, own: Path
) -> None:
    write(own, "evil-\x1b[31m-one.yaml")
    write(own, "evil-\x1b[31m-two.yaml")
    for name in ("evil", "\x1b]0;title\x07"):
        with pytest.raises(NotFoundError) as raised:
            library.find(name)
        assert "\x1b" not in str(raised.value)


def test_ones_own_file_takes_the_place_of_a_bundled_one(
    library: Library, own: Path, bundled: Path
) -> None:
    copy = write(own, "Wall-Sit.yaml", "My wall sit")
    assert library.find("wall-sit") == copy
    entries = {entry.stem: entry for entry in library.entries()}
    assert entries["Wall-Sit"].origin is Origin.OWN
    assert entries["Wall-Sit"].name == "My wall sit"
    assert "wall-sit" not in entries
    assert (bundled / "wall-sit.yaml").exists()


def test_only_session_files_are_taken(library: Library, own: Path) -> None:
    write(own, "notes.txt")
    (own / "folder.yaml").mkdir()
    assert {origin for origin, _ in library.files().values()} == {Origin.BUNDLED}


def test_a_file_with_errors_is_kept_with_its_problems(library: Library, own: Path) -> None:
    own.mkdir()
    (own / "broken.yaml").write_text("name: [")
    entry = library.entries()[0]
    assert (entry.stem, entry.name, entry.session) == ("broken", "broken", None)
    assert entry.loaded.problems


def test_the_library_of_a_user_is_their_own_folder_then_here_then_the_bundled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(sessions_folder(), "mine.yaml")
    write(Path("sessions"), "here.yaml")
    origins = [entry.origin for entry in open_library().entries()]
    assert origins[:3] == [Origin.OWN, Origin.HERE, Origin.BUNDLED]


def test_in_a_checkout_the_bundled_sessions_are_not_there_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(bundled_folder().parent)
    assert {entry.origin for entry in open_library().entries()} == {Origin.BUNDLED}


def test_every_bundled_session_is_found_by_the_name_of_its_file_and_by_its_own() -> None:
    library = open_library()
    entries = library.entries()
    assert len(entries) > 5
    for entry in entries:
        assert library.find(entry.stem) == entry.path
        assert library.find(entry.name) == entry.path


@pytest.mark.parametrize("name", ["._legs.yaml", ".#legs.yaml", ".legs.yaml"])
def test_hidden_files_are_no_sessions(library: Library, own: Path, name: str) -> None:
    write(own, name)
    assert {origin for origin, _ in library.files().values()} == {Origin.BUNDLED}


Form = Literal["NFC", "NFD"]


@pytest.mark.parametrize("written", ["NFC", "NFD"])
@pytest.mark.parametrize("kept", ["NFC", "NFD"])
@pytest.mark.parametrize("name", ["Übung", "übung", "\u1e9eeine beugen", "ssein", "beug"])
def test_a_name_is_found_in_every_form_of_unicode(
    library: Library, own: Path, written: Form, kept: Form, name: str
) -> None:
    file = unicodedata.normalize(kept, "Übung.yaml")
    path = write(own, file, unicodedata.normalize(kept, "ẞeine beugen"))
    assert library.find(unicodedata.normalize(written, name)) == path


@pytest.mark.parametrize("name", ["Übung", "Übung.yaml", "./Übung"])
@pytest.mark.parametrize("kept", ["NFC", "NFD"])
def test_a_path_is_found_in_every_form_of_unicode(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: Form, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    path = write(tmp_path, unicodedata.normalize(kept, "Übung.yaml"))
    forms: tuple[Form, Form] = ("NFC", "NFD")
    for form in forms:
        assert library.find(unicodedata.normalize(form, name)).samefile(path)


def test_the_name_of_a_file_in_ones_own_folder_is_found_with_its_ending(
    library: Library, own: Path
) -> None:
    assert library.find("legs.yaml") == Path("legs.yaml")
    assert library.find("legs.yaml.yaml") == Path("legs.yaml.yaml")
    twice = write(own, "legs.yaml.yaml")
    assert library.find("legs.yaml") == twice
    once = write(own, "legs.yaml")
    assert library.find("LEGS.yaml") == twice
    twice.unlink()
    assert library.find("LEGS.yaml") == once


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_is_taken_when_its_path_is_written_and_never_found_in_a_folder(
    library: Library, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own.mkdir()
    os.mkfifo(own / "pipe.yaml")
    os.mkfifo(tmp_path / "wall-sit")
    assert {origin for origin, _ in library.files().values()} == {Origin.BUNDLED}
    assert library.find(str(tmp_path / "wall-sit")) == tmp_path / "wall-sit"
    assert library.find("/dev/null") == Path("/dev/null")
    monkeypatch.chdir(tmp_path)
    assert library.find("./wall-sit") == Path("wall-sit")
    assert library.find("wall-sit").name == "wall-sit.yaml"


def test_names_that_are_offered_are_quoted_for_the_shell(library: Library, own: Path) -> None:
    write(own, "evening legs.yaml")
    write(own, "-evening.yaml")
    with pytest.raises(NotFoundError) as raised:
        library.find("evening")
    assert "  'evening legs'  (Bridges)" in str(raised.value)
    assert "  -- -evening  (Bridges)" in str(raised.value)
    with pytest.raises(NotFoundError, match=r"did you mean 'evening legs'"):
        library.find("evenin legz")
