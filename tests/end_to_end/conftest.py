"""A terminal and an audio server for each test that asks for them. Linux only."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

if TYPE_CHECKING:  # these import what only Linux has
    from benchmarks.audio_server import AudioServer
    from benchmarks.terminal import Terminal

if sys.platform != "linux":
    collect_ignore_glob = ["test_*.py"]

HERE = Path(__file__).parent


class StartHamtimer(Protocol):
    """Starts `hamtimer` with arguments on a pseudo-terminal."""

    def __call__(self, *arguments: str | Path, columns: int = 80, rows: int = 24) -> Terminal:
        """Return the terminal it runs on, which is closed when the test ends."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.end_to_end)


@pytest.fixture(scope="session")
def audio_server() -> Iterator[AudioServer]:
    """Return a private audio server. Without PulseAudio the test is skipped; in CI it fails."""
    from benchmarks import audio_server as audio

    if not audio.is_installed():
        reason = "needs pulseaudio and pulseaudio-utils (apt-get install them)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    with audio.audio_server() as server:
        yield server


@pytest.fixture
def start_hamtimer(empty_home: Path, tmp_path: Path) -> Iterator[StartHamtimer]:
    """Return what starts hamtimer where no audio server can be found."""
    yield from starter({"HOME": str(empty_home), "PULSE_SERVER": "unix:/nowhere"}, tmp_path)


@pytest.fixture
def start_hamtimer_with_sound(
    empty_home: Path, tmp_path: Path, audio_server: AudioServer
) -> Iterator[StartHamtimer]:
    """Return what starts hamtimer with the audio server as its sound card."""
    yield from starter({"HOME": str(empty_home), **audio_server.env}, tmp_path)


def starter(env: dict[str, str], cwd: Path) -> Iterator[StartHamtimer]:
    """Return a function that starts hamtimer; when asked again, end what it started."""
    from benchmarks.terminal import Terminal

    started: list[Terminal] = []

    def start(*arguments: str | Path, columns: int = 80, rows: int = 24) -> Terminal:
        command = [sys.executable, "-m", "hamtimer", *arguments]
        started.append(Terminal(command, columns=columns, rows=rows, env=env, cwd=cwd))
        return started[-1]

    yield start
    for terminal in started:
        terminal.stop()
