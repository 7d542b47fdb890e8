"""Each drawing goes to the terminal in one piece, and everything else as it comes."""

from __future__ import annotations

import pytest
from textual.app import App
from textual.drivers.headless_driver import HeadlessDriver

from hamtimer.tui.whole_frames import BEGIN, END, with_whole_frames

WRITTEN: list[str] = []


class Terminal(HeadlessDriver):
    """Keeps what is written."""

    def write(self, data: str) -> None:
        WRITTEN.append(data)


@pytest.mark.parametrize(
    ("texts", "written"),
    [
        (["title"], ["title"]),
        ([BEGIN, "a", "b", END], [BEGIN + "ab" + END]),
        (["title", BEGIN, "a", END, "bell"], ["title", BEGIN + "a" + END, "bell"]),
        ([BEGIN, END, BEGIN, "a", END], [BEGIN + END, BEGIN + "a" + END]),
        ([END], [END]),
    ],
)
async def test_a_drawing_is_written_as_a_whole(
    monkeypatch: pytest.MonkeyPatch, texts: list[str], written: list[str]
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    driver = with_whole_frames(Terminal)(App[None]())
    WRITTEN.clear()
    for text in texts:
        driver.write(text)
    assert written == WRITTEN


def test_windows_gets_long_texts_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    assert with_whole_frames(Terminal) is Terminal
