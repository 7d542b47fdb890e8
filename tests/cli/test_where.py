"""`hamtimer where` and `hamtimer schema`."""

import json
from pathlib import Path

from hamtimer.core.session_file.schema import schema_text
from hamtimer.home.folders import bundled_folder, runs_folder, sessions_folder
from hamtimer.home.settings import settings_path
from tests.cli.conftest import FIVE_LINES, Hamtimer

BUNDLED = bundled_folder() / "wall-sit.yaml"


def write(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FIVE_LINES)
    return path.absolute()


def test_every_place_is_listed_in_the_order_of_the_search(hamtimer: Hamtimer) -> None:
    own = write(sessions_folder() / "my bridge.yaml")
    result = hamtimer("where")
    assert (result.exit_code, result.stderr) == (0, "")
    lines = result.stdout.splitlines()
    starts = ["Your sessions", "Sessions in this folder", "Bundled sessions", "Records of your"]
    assert [line[: len(start)] for line, start in zip(lines, starts, strict=False)] == starts
    assert str(own.parent) in lines[0]
    assert lines[0].endswith("1 file")
    assert lines[1].endswith("does not exist yet")
    assert str(runs_folder()) in result.stdout
    assert str(settings_path()) in result.stdout


def test_what_hides_what_is_listed(hamtimer: Hamtimer) -> None:
    here, own = write(Path("sessions/wall-sit.yml")), write(sessions_folder() / "Wall-Sit.yaml")
    text = hamtimer("where").stdout
    assert f"  {here}  by {own}\n" in text
    assert f"  {BUNDLED}  by {own}\n" in text
    hidden = json.loads(hamtimer("where", "--json").stdout)["hidden"]
    assert hidden == [
        {"path": str(here), "by": str(own)},
        {"path": str(BUNDLED), "by": str(own)},
    ]


def test_of_a_session_standard_output_is_the_path_and_nothing_else(hamtimer: Hamtimer) -> None:
    result = hamtimer("where", "wall-sit")
    assert result.stdout == f"{BUNDLED}\n"
    assert result.stderr == "It is a session that comes with hamtimer\n"
    own = write(sessions_folder() / "wall-sit.yaml")
    result = hamtimer("where", "WALL-sit")
    assert result.stdout == f"{own}\n"
    assert result.stderr == f"It is one of your own sessions\nIt hides {BUNDLED}\n"
    file = write(Path("wall-sit.yaml"))
    result = hamtimer("where", "wall-sit")
    assert result.stdout == f"{file}\n"
    assert result.stderr.splitlines() == [
        "It is the file at that path",
        f"It hides {own}",
        f"It hides {BUNDLED}",
    ]
    assert "hides" not in hamtimer("where", "./wall-sit.yaml").stderr


def test_of_a_session_as_json(hamtimer: Hamtimer) -> None:
    own = write(sessions_folder() / "wall-sit.yaml")
    assert json.loads(hamtimer("where", "wall-sit", "--json").stdout) == {
        "format": 1,
        "path": str(own),
        "origin": "own",
        "hides": [str(BUNDLED)],
    }
    write(Path("x.yaml"))
    assert json.loads(hamtimer("where", "x", "--json").stdout)["origin"] == "file"


def test_as_json_every_place_says_whether_it_is_there(hamtimer: Hamtimer) -> None:
    found = json.loads(hamtimer("where", "--json").stdout)
    places = {place["what"]: place for place in found["places"]}
    assert list(places) == ["own", "here", "bundled", "records", "trash", "settings", "cache"]
    assert places["own"]["exists"] is False
    assert places["bundled"]["files"] == len(list(BUNDLED.parent.glob("*.yaml")))


def test_a_name_that_means_nothing_is_an_error(hamtimer: Hamtimer) -> None:
    result = hamtimer("where", "wal-sit")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "did you mean wall-sit" in result.stderr


def test_the_schema_is_the_file_that_comes_with_the_sessions(hamtimer: Hamtimer) -> None:
    assert hamtimer("schema").stdout == schema_text()
    assert (BUNDLED.parent / "hamtimer.schema.json").read_text("utf-8") == schema_text()
