"""Settings are saved one after the other, and what was chosen last is what stays."""

from collections.abc import Mapping
from threading import Event

from hamtimer.home.settings import load_settings
from hamtimer.home.settings_writer import SettingsWriter


class SlowDisk:
    """Writes nothing until it is let go, and remembers what it was asked for."""

    def __init__(self, problem: str = "") -> None:
        self.written: list[dict[str, object]] = []
        self.begun = Event()
        self.released = Event()
        self.problem = problem

    def write(self, changes: Mapping[str, object]) -> str:
        self.begun.set()
        assert self.released.wait(5)
        self.written.append(dict(changes))
        return self.problem


def test_of_many_quick_changes_the_last_value_of_each_is_saved() -> None:
    disk = SlowDisk()
    writer = SettingsWriter(lambda _: None, disk.write)
    writer.save({"volume": 10})
    assert disk.begun.wait(5)
    for volume in (20, 30, 40, 50):
        writer.save({"volume": volume, "muted": volume == 40})
    writer.save({"theme": "light"})
    disk.released.set()
    assert writer.close() == ""
    assert disk.written == [{"volume": 10}, {"volume": 50, "muted": False, "theme": "light"}]


def test_the_end_waits_for_what_is_still_to_be_saved() -> None:
    writer = SettingsWriter(lambda _: None)
    for volume in range(0, 100, 10):
        writer.save({"volume": volume})
    assert writer.close() == ""
    assert load_settings().settings.volume == 90


def test_after_a_pause_it_saves_again() -> None:
    disk = SlowDisk()
    disk.released.set()
    writer = SettingsWriter(lambda _: None, disk.write)
    for volume in (10, 20):
        writer.save({"volume": volume})
        writer.close()
    assert disk.written == [{"volume": 10}, {"volume": 20}]


def test_a_problem_is_reported_once_and_again_after_it_was_gone() -> None:
    disk = SlowDisk("the disk is full")
    disk.released.set()
    reported: list[str] = []
    writer = SettingsWriter(reported.append, disk.write)
    for problem in ("the disk is full", "the disk is full", "", "the disk is full"):
        disk.problem = problem
        writer.save({"volume": 10})
        writer.close()
    assert reported == ["the disk is full", "the disk is full"]


def test_a_problem_that_comes_at_the_end_is_returned() -> None:
    disk = SlowDisk("the disk is full")
    writer = SettingsWriter(disk.written.append, disk.write)  # type: ignore[arg-type]
    writer.save({"volume": 10})
    assert disk.begun.wait(5)
    disk.released.set()
    assert writer.close() == "the disk is full"
    assert writer.close() == ""
