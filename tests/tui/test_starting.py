"""What happens before the first screen."""

import gc
import io
import sys

import pytest

from hamtimer.tui.collector import go_on
from hamtimer.tui.starting import SIGN, clear_sign, prepare_screen


def connect_terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Return what is written to the terminal."""
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    return stream


def test_a_sign_of_life_comes_at_once_and_gives_way_to_what_is_written_next(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = connect_terminal(monkeypatch)
    prepare_screen()
    assert not gc.isenabled()
    go_on()
    assert terminal.getvalue() == f"{SIGN}\r"
    clear_sign()
    assert terminal.getvalue() == f"{SIGN}\r{' ' * len(SIGN)}\r"


def test_a_driver_of_its_own_gets_no_sign(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = connect_terminal(monkeypatch)
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    prepare_screen()
    go_on()
    clear_sign()
    assert terminal.getvalue() == ""
