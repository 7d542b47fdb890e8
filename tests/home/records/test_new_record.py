"""A new record: a file of its own, whole or not there."""

import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from hamtimer.core.run.journal_reader import list_journals, read_journal
from hamtimer.home.records.new_record import begin_journal
from tests.core.run.curls import T0, header


def test_two_runs_in_the_same_second_do_not_share_a_file(tmp_path: Path) -> None:
    first, second = (begin_journal(tmp_path, header(), T0) for _ in range(2))
    assert first.path.name == "2026-11-22T07-30-00-curls.jsonl"
    assert second.path.name == "2026-11-22T07-30-00-curls-2.jsonl"
    first.close()
    second.close()


def test_a_file_whose_name_is_no_text_can_be_recorded(tmp_path: Path) -> None:
    name = os.fsdecode(b"/home/me/\xff.yaml")
    journal = begin_journal(tmp_path, replace(header(), file=name), T0)
    journal.close()
    assert journal.problem == ""
    assert read_journal(journal.path).header.file == name


def test_a_file_is_there_with_its_first_line_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def be_killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("os.link", be_killed)
        with pytest.raises(KeyboardInterrupt):
            begin_journal(tmp_path, header(), T0)
    assert list_journals(tmp_path) == []


def test_where_files_have_no_second_names_runs_keep_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(1, "not permitted")

    monkeypatch.setattr("os.link", refuse)
    for _ in range(2):
        begin_journal(tmp_path, header(), T0).close()
    assert len(list_journals(tmp_path)) == 2
    assert list(tmp_path.glob(".*")) == []
    headers = [read_journal(path).header for path in list_journals(tmp_path)]
    assert [replace(one, played=None) for one in headers] == [header()] * 2


def test_a_disk_that_is_slow_to_write_does_not_delay_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, waiting = threading.Event(), list[str]()

    def wait(_descriptor: int) -> None:
        waiting.append(threading.current_thread().name)
        done.wait(10)

    monkeypatch.setattr(os, "fsync", wait)
    begin_journal(tmp_path, header(), T0).close()
    done.set()
    assert threading.current_thread().name not in waiting
