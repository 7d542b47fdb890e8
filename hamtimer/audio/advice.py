"""What is missing for better sound on this system, and how to get it."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.util import find_spec

from hamtimer.audio.engines.engine import AudioStatus
from hamtimer.audio.install import pip_install

_INSTALLERS = {
    "apt": "sudo apt install",
    "dnf": "sudo dnf install",
    "pacman": "sudo pacman -S",
    "zypper": "sudo zypper install",
    "apk": "sudo apk add",
}
_SERVERS = {"apk": "pipewire pipewire-pulse wireplumber", "pacman": "pipewire-pulse"}
_PLAYERS = "alsa-utils mpg123"


def advice(status: AudioStatus) -> Iterator[str]:
    """Yield a sentence for each thing that would help; nothing when nothing is missing."""
    if not _is_installed("miniaudio"):
        yield (
            f"The audio stream needs the package miniaudio, which has no ready-made build for "
            f"{platform.system()} on {platform.machine()} with this Python. Where there is a C "
            f"compiler: {pip_install('miniaudio')}"
        )
    elif status.engine in ("file", "bell", "off"):
        yield from _server_advice()
    if status.engine in ("bell", "off"):
        yield from _player_advice()
    if not status.voice and not _has_voice():
        yield f"For spoken cues: {pip_install('hamtimer[voice]')}"
    if not _is_installed("av"):
        yield f"For FLAC, OGG and MP3 files: {pip_install('hamtimer[render]')}"


def _server_advice() -> Iterator[str]:
    if sys.platform == "win32":
        yield "Is an output chosen in Settings > System > Sound?"
    elif sys.platform == "darwin":
        yield "Is an output chosen in System Settings > Sound?"
    else:
        packages = _SERVERS.get(_installer(), "pipewire-pulse wireplumber")
        yield f"Is a sound server running? `pactl info` shows it. To get one: {_install(packages)}"


def _player_advice() -> Iterator[str]:
    if sys.platform not in ("win32", "darwin"):
        yield f"For a player program, the second choice: {_install(_PLAYERS)}"


def _install(packages: str) -> str:
    command = _INSTALLERS.get(_installer())
    return f"{command} {packages}" if command else f"install {packages}"


def _installer() -> str:
    return next((name for name in _INSTALLERS if shutil.which(name)), "")


def _has_voice() -> bool:
    programs = ("espeak-ng", "espeak", "say", "powershell")
    return _is_installed("espeakng_loader") or any(shutil.which(name) for name in programs)


def _is_installed(package: str) -> bool:
    # find_spec raises an error for a blocked package, whose module is None.
    if package in sys.modules:
        return sys.modules[package] is not None
    return find_spec(package) is not None
