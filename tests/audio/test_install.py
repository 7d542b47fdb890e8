"""The command that adds a package names the Python that hamtimer runs with."""

import shlex
import sys

import pytest

from hamtimer.audio.install import pip_install


@pytest.mark.parametrize("python", ["/opt/ham/bin/python", "/Users/Some One/.venv/bin/python"])
def test_a_shell_reads_the_command_as_intended(
    monkeypatch: pytest.MonkeyPatch, python: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(sys, "executable", python)
    command = pip_install("hamtimer[voice]")
    assert shlex.split(command) == [python, "-m", "pip", "install", "hamtimer[voice]"]
    assert command.endswith(" -m pip install 'hamtimer[voice]'")


def test_on_windows_it_is_quoted_as_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "executable", r"C:\Some One\python.exe")
    assert pip_install("hamtimer[voice]") == (
        r'"C:\Some One\python.exe" -m pip install hamtimer[voice]'
    )
