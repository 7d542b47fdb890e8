"""What the standard streams are connected to, and what the program makes of it."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hamtimer.cli.commands.render import with_progress
from hamtimer.cli.terminal import can_show_screen, open_closed_streams, print_closing_message

WEB_DRIVER = "textual.drivers.web_driver:WebDriver"
STREAMS = ("stdin", "stdout", "stderr")


class FakeTerminal(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


def connect_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connect every standard stream to a capable terminal."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("TEXTUAL_DRIVER", raising=False)
    for name in STREAMS:
        monkeypatch.setattr(sys, name, FakeTerminal())


def test_a_screen_is_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    connect_terminal(monkeypatch)
    assert can_show_screen()


@pytest.mark.parametrize("name", STREAMS)
@pytest.mark.parametrize("stream", [io.StringIO(), None], ids=["redirected", "closed"])
def test_one_redirected_or_closed_stream_means_lines(
    name: str, stream: io.StringIO | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect_terminal(monkeypatch)
    monkeypatch.setattr(sys, name, stream)
    assert not can_show_screen()


@pytest.mark.parametrize("term", ["dumb", "unknown", "", None])
def test_a_terminal_without_escape_sequences_gets_lines_except_on_windows(
    term: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect_terminal(monkeypatch)
    if term is None:
        monkeypatch.delenv("TERM")
    else:
        monkeypatch.setenv("TERM", term)
    monkeypatch.setattr(sys, "platform", "linux")
    assert not can_show_screen()
    monkeypatch.setattr(sys, "platform", "win32")
    assert can_show_screen()


def test_a_driver_of_its_own_is_a_screen_whatever_the_streams_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("TERM", raising=False)
    for name in STREAMS:
        monkeypatch.setattr(sys, name, io.StringIO())
    monkeypatch.setenv("TEXTUAL_DRIVER", "")
    assert not can_show_screen()
    monkeypatch.setenv("TEXTUAL_DRIVER", WEB_DRIVER)
    assert can_show_screen()


def test_the_last_word_goes_to_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream, said in ((FakeTerminal(), "Later\n"), (io.StringIO(), "")):
        monkeypatch.setattr(sys, "stdout", stream)
        print_closing_message("Later")
        assert stream.getvalue() == said


def test_without_standard_error_nothing_is_reported_of_progress(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    assert list(with_progress([b"a", b"b"], 2)) == [b"a", b"b"]


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="there is no shell")
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- 2>&-", "<&- >&- 2>&-"])
def test_no_file_takes_the_place_of_a_closed_stream(closed: str, tmp_path: Path) -> None:
    program = (
        f"from {open_closed_streams.__module__} import open_closed_streams as do; do()\n"
        "with open('record', 'w') as file: file.write(str(file.fileno()))"
    )
    subprocess.run(  # noqa: S603
        ["/bin/sh", "-c", f'exec "$0" -c "$1" {closed}', sys.executable, program],
        check=True,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        timeout=60,
    )
    assert int((tmp_path / "record").read_text()) > 2
