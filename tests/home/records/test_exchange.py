"""Export to CSV and JSON, and import of that JSON without duplicates."""

import csv
import json
import shutil
from pathlib import Path

import pytest

from hamtimer.core.errors import UserError
from hamtimer.core.records.edits import Edit
from hamtimer.core.records.set_values import COLUMNS
from hamtimer.core.run.journal_reader import read_journal
from hamtimer.home.records.edit import edit_record
from hamtimer.home.records.exchange import export_csv, export_json, import_json
from hamtimer.home.records.index import list_rows
from hamtimer.home.records.resume import find_interrupted
from hamtimer.home.records.trash import delete_record
from tests.home.records.recorded import GET_READY, SET, record

JOURNALS = Path(__file__).parents[2] / "core" / "run" / "journals"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two runs, one of them interrupted and corrected."""
    folder = tmp_path / "runs"
    record(folder, "2026-11-20T07:30:00+01:00", "=Curls")
    path = record(folder, ms=GET_READY + SET + 2_000)
    edit_record(path, Edit(set_number=1, reps=3, said={"rpe": 8, "note": "=1+1"}))
    return folder


def exported(folder: Path) -> Path:
    path = folder.parent / "export.json"
    path.write_text("".join(export_json(folder)), encoding="utf-8")
    return path


def table(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader("".join(export_csv(folder)).splitlines()))


def without_ids(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{key: value for key, value in row.items() if key != "run"} for row in rows]


def test_the_table_has_a_line_for_each_set(folder: Path) -> None:
    rows = table(folder)
    assert len(rows) == 4
    assert tuple(rows[0]) == COLUMNS
    done = rows[2]
    assert (done["set"], done["reps"], done["corrected"], done["rpe"]) == ("1", "3", "yes", "8")
    assert (done["tension_planned_ms"], done["tension_by_plan_ms"]) == (str(SET), str(SET - 7_000))
    assert (rows[3]["result"], rows[3]["reps"], rows[3]["coverage"]) == ("", "", "")


def test_no_text_is_a_formula_in_a_spreadsheet(folder: Path) -> None:
    rows = table(folder)
    assert (rows[0]["session"], rows[2]["note"]) == ("'=Curls", "'=1+1")


def test_only_what_began_on_the_day_or_later_is_exported(folder: Path) -> None:
    lines = "".join(export_csv(folder, "2026-11-21")).splitlines()
    assert len(lines) == 1 + 2
    assert len(json.loads("".join(export_json(folder, "2026-11-22")))["runs"]) == 1
    assert json.loads("".join(export_json(folder, "2026-11-23")))["runs"] == []


def test_what_is_imported_says_the_same_and_is_marked(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    done = import_json(exported(folder), other)
    assert (len(done.added), done.known, done.problems) == (2, 0, ())
    assert without_ids(table(other)) == without_ids(table(folder))
    assert all(read_journal(row.path).header.imported for row in list_rows(other))
    assert list(find_interrupted(folder)) != []
    assert list(find_interrupted(other)) == []


def test_what_is_here_or_in_the_trash_is_not_imported_again(folder: Path, tmp_path: Path) -> None:
    source = exported(folder)
    done = import_json(source, folder)
    assert (done.added, done.known, done.in_trash) == ((), 2, 0)
    delete_record(list_rows(folder)[0].path)
    done = import_json(source, folder)
    assert (done.added, done.known, done.in_trash) == ((), 2, 1)
    other = tmp_path / "other"
    import_json(source, other)
    assert import_json(exported(other), other).added == ()
    assert import_json(exported(other), folder).added == ()


def test_runs_of_one_instant_are_all_imported_once(tmp_path: Path) -> None:
    folder = tmp_path / "runs"
    for _ in range(3):
        record(folder)
    source = exported(folder)
    assert len(import_json(source, tmp_path / "other").added) == 3
    assert import_json(source, tmp_path / "other").added == ()


def test_records_of_the_first_format_go_the_same_way(tmp_path: Path) -> None:
    folder = tmp_path / "runs"
    folder.mkdir()
    for path in JOURNALS.glob("*.jsonl"):
        shutil.copy(path, folder)
    before = table(folder)
    done = import_json(exported(folder), tmp_path / "other")
    assert (len(done.added), done.problems) == (len(list_rows(folder)), ())
    assert without_ids(table(tmp_path / "other")) == without_ids(before)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("[]", "it is not an export of records"),
        ('{"runs": {}}', "it is not an export of records"),
        ('{"hamtimer-log": 99, "runs": []}', "another version of hamtimer wrote it"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    source = tmp_path / "file.json"
    source.write_text(text)
    with pytest.raises(UserError, match=message):
        import_json(source, tmp_path / "runs")


@pytest.mark.parametrize(
    "run",
    [
        None,
        {},
        {"record": []},
        {"record": [1]},
        {"record": [{"hamtimer-run": 2}]},
        {"record": [{"hamtimer-run": 7, "version": "9"}]},
    ],
)
def test_a_damaged_run_is_reported_and_the_others_are_imported(
    folder: Path, tmp_path: Path, run: object
) -> None:
    source = exported(folder)
    values = json.loads(source.read_text(encoding="utf-8"))
    damaged = json.loads(json.dumps(values["runs"][1]))
    damaged["record"].append({"no": "time"})
    values["runs"] = [run, damaged, *values["runs"]]
    source.write_text(json.dumps(values), encoding="utf-8")
    done = import_json(source, tmp_path / "other")
    assert len(done.added) == 2
    assert [problem.split(": ")[1] for problem in done.problems] == ["run 1", "run 2"]


def test_no_name_leads_out_of_the_folder(folder: Path, tmp_path: Path) -> None:
    source = exported(folder)
    values = json.loads(source.read_text(encoding="utf-8"))
    run = values["runs"][0]
    run["id"] = "../../evil"
    run["record"][0]["name"] = "../../evil"
    source.write_text(json.dumps(values), encoding="utf-8")
    import_json(source, tmp_path / "other")
    assert sorted(path.parent for path in tmp_path.rglob("*evil*")) == [tmp_path / "other"]
