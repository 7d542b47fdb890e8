"""`hamtimer rename`, `delete` and `restore`, and the records of a copy."""

from hamtimer.core.session_file.loader import read_session
from hamtimer.home.folders import sessions_folder
from tests.cli.conftest import Hamtimer


def test_a_session_is_renamed_and_found_by_its_new_name(hamtimer: Hamtimer) -> None:
    hamtimer("copy", "wall-sit", "my-sit")
    result = hamtimer("rename", "my-sit", "Evening sit")
    renamed = sessions_folder() / "evening-sit.yaml"
    assert result.stdout == f"Renamed: {renamed}\n"
    session = read_session(renamed).session
    assert session is not None
    assert (session.name, session.id) == ("Evening sit", "my-sit")
    assert hamtimer("explain", "evening-sit").stdout.startswith("Evening sit\n")


def test_a_deleted_session_is_listed_in_the_trash_and_restored(hamtimer: Hamtimer) -> None:
    assert hamtimer("restore").stdout == "The trash is empty\n"
    hamtimer("copy", "wall-sit", "my-sit")
    before = (sessions_folder() / "my-sit.yaml").read_bytes()
    result = hamtimer("delete", "my-sit")
    assert result.stdout.splitlines()[1] == "To restore it: hamtimer restore my-sit"
    assert not (sessions_folder() / "my-sit.yaml").exists()
    assert hamtimer("restore").stdout.startswith("my-sit, deleted today ")
    assert hamtimer("restore", "My-Sit").exit_code == 0
    assert (sessions_folder() / "my-sit.yaml").read_bytes() == before
    result = hamtimer("restore", "my-sit")
    assert result.exit_code == 1
    assert 'there is no "my-sit" in the trash' in result.stderr


def test_a_bundled_session_is_neither_renamed_nor_deleted(hamtimer: Hamtimer) -> None:
    for words in (("rename", "wall-sit", "Other"), ("delete", "wall-sit")):
        result = hamtimer(*words)
        assert result.exit_code == 1
        assert "it comes with hamtimer" in result.stderr


def test_a_copy_under_another_name_has_records_of_its_own(hamtimer: Hamtimer) -> None:
    hamtimer("copy", "wall-sit", "one")
    hamtimer("rename", "one", "Two")
    hamtimer("copy", "two", "three")
    copy = read_session(sessions_folder() / "three.yaml").session
    assert copy is not None
    assert copy.id == ""
