"""docs/records.md describes every key of a record."""

import dataclasses
import json
from pathlib import Path

from hamtimer.core.play.commands import Command
from hamtimer.core.play.outcomes import Outcome
from hamtimer.core.play.plan import PlannedWork
from hamtimer.core.records.set_values import COLUMNS
from hamtimer.core.run.header import FORMAT, OLD_FORMAT
from hamtimer.core.run.self_reports import SelfReport, report_line
from tests.home.records.recorded import GET_READY, SET, T0, begin, live, path_of

TEXT = (Path(__file__).parents[3] / "docs" / "records.md").read_text(encoding="utf-8")


def undescribed(keys: set[str]) -> list[str]:
    return sorted(key for key in keys if f"`{key}`" not in TEXT)


def test_the_version_of_the_format_is_as_described() -> None:
    assert f"the version of this format: {FORMAT}" in TEXT
    assert f"(`hamtimer-run` is {OLD_FORMAT})" in TEXT


def test_every_key_of_the_first_line_is_described(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.close()
    assert undescribed(set(json.loads(path_of(run).read_text(encoding="utf-8")))) == []
    assert undescribed({field.name for field in dataclasses.fields(PlannedWork)}) == []


def test_every_key_that_history_needs_is_described(tmp_path: Path) -> None:
    run = begin(tmp_path)
    run.do(Command.START, T0)
    live(run, T0, T0 + GET_READY + SET + 1_000)
    run.do(Command.NEXT, T0 + GET_READY + SET + 1_000)
    run.do(Command.UNDO, T0 + GET_READY + SET + 2_000)
    run.close()
    lines = map(json.loads, path_of(run).read_text(encoding="utf-8").splitlines()[1:])
    of_events = {"step", "kind", "exercise", "cue", "rep", "text"}
    assert undescribed({key for line in lines for key in line} - of_events) == []
    assert undescribed({field.name for field in dataclasses.fields(Outcome)}) == []


def test_every_column_of_the_export_and_every_key_of_a_report_is_described() -> None:
    assert undescribed(set(COLUMNS)) == []
    assert undescribed(set(report_line(SelfReport(values={"note": None}))["report"])) == []
