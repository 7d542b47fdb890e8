"""A terminal and an audio server for each test that asks for them."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

if sys.platform != "linux":
    collect_ignore_glob = ["test_*.py"]
else:
    from benchmarks import audio_server as audio
    from benchmarks.terminal import Terminal

    HAMTIMER = (sys.executable, "-m", "hamtimer")

    class StartHamtimer(Protocol):
        """Starts `hamtimer` with arguments on a pseudo-terminal."""

        def __call__(self, *arguments: str | Path, columns: int = 80, rows: int = 24) -> Terminal:
            """Give the terminal it runs on."""

    def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
        here = Path(__file__).parent
        for item in items:
            if here in item.path.parents:
                item.add_marker(pytest.mark.end_to_end)

    @pytest.fixture(scope="session")
    def audio_server() -> Iterator[audio.AudioServer]:
        """Give a private audio server. Without PulseAudio the test is skipped; in CI it fails."""
        if not audio.is_installed():
            reason = "needs pulseaudio and pulseaudio-utils (apt-get install them)"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        with audio.audio_server() as server:
            yield server

    @pytest.fixture
    def silent_start(empty_home: Path, tmp_path: Path) -> Iterator[StartHamtimer]:
        """Give what starts hamtimer where no audio server can be found."""
        yield from starter({"HOME": str(empty_home), "PULSE_SERVER": "unix:/nowhere"}, tmp_path)

    @pytest.fixture
    def sounding_start(
        empty_home: Path, tmp_path: Path, audio_server: audio.AudioServer
    ) -> Iterator[StartHamtimer]:
        """Give what starts hamtimer with the audio server as its sound card."""
        yield from starter({"HOME": str(empty_home), **audio_server.env}, tmp_path)

    def starter(env: dict[str, str], cwd: Path) -> Iterator[StartHamtimer]:
        """Give a function that starts hamtimer; what it started is ended with the test."""
        started: list[Terminal] = []

        def start(*arguments: str | Path, columns: int = 80, rows: int = 24) -> Terminal:
            command = (*HAMTIMER, *map(str, arguments))
            terminal = Terminal(command, columns=columns, rows=rows, env=env, cwd=cwd)
            started.append(terminal)
            return terminal

        yield start
        for terminal in started:
            terminal.stop()
