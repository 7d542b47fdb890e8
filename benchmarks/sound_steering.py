"""The effect of pauses and skips on the sound, compared with the record of the run."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np

from benchmarks.audio_server import RATE, AudioServer
from benchmarks.cue_sounds import Instant, Wave, beginning_of, find
from benchmarks.sound_runs import guided
from benchmarks.terminal import Terminal


@dataclass(frozen=True, slots=True)
class Guided:
    """The errors of the sound after pauses and a skip."""

    silent_ms: tuple[float, ...]
    """From the key to the last sound."""
    resumed_ms: tuple[float | None, ...]
    """The errors of sounds after a resume; None: not heard."""
    skipped_ms: tuple[float | None, ...]
    """The errors of sounds after a skip; None: not heard."""


def steer(server: AudioServer, folder: Path, instants: Sequence[Instant], pauses: int) -> Guided:
    """Pause at the beginning of several phases, while they sound, and resume a second later."""
    keys = []
    with guided(server, folder) as (terminal, recording):
        for number in range(1, pauses + 1):
            wait_for_title(terminal, r"^Lower")
            # The title changes a little before the phase.
            time.sleep(0.05 + 0.02 * number)
            keys.append(terminal.press("space"))
            time.sleep(1.2)
            terminal.press("space")
            wait_for_title(terminal, r"^(?!Lower|Paused)")
        time.sleep(0.5)  # the sound of this phase is to be heard before it is skipped
        terminal.press("right")
        time.sleep(6)
    samples = recording.samples
    silent = [1_000 * (silence_after(samples, key - recording.started_s)) for key in keys]
    journal = Journal.newest(folder / "home")
    begun = beginning_of(samples, instants)
    resumed = tuple(resumed_errors(samples, instants, journal, begun))
    return Guided(tuple(silent), resumed, tuple(skip_errors(samples, instants, journal, begun)))


def wait_for_title(terminal: Terminal, pattern: str) -> None:
    """Wait until the window's title, which shows the phase, matches."""
    deadline_s = time.monotonic() + 20
    while not re.search(pattern, terminal.title):
        if time.monotonic() > deadline_s:
            raise TimeoutError(f"{pattern!r} never was the title, but {terminal.title!r}")
        time.sleep(0.005)


def silence_after(samples: Wave, key_s: float) -> float:
    """Return how long after a key sound was still heard, in seconds."""
    after = samples[round(key_s * RATE) : round((key_s + 0.9) * RATE)]
    loud = np.flatnonzero(np.abs(after) > 0.003)
    return float(loud[-1] / RATE) if len(loud) else 0.0


@dataclass(frozen=True, slots=True)
class Journal:
    """The record of a run: events and commands, with their times on the program's clock."""

    lead_ms: int
    lines: tuple[dict[str, Any], ...]

    @classmethod
    def newest(cls, home: Path) -> Self:
        """Read the record of the last run."""
        path = max(home.glob("**/*.jsonl"), key=lambda file: file.stat().st_mtime)
        head, *lines = (json.loads(line) for line in path.read_text().splitlines())
        return cls(head["lead_ms"], tuple(lines))

    def of(self, **wanted: str) -> list[dict[str, Any]]:
        """Return the lines with these values."""
        return [line for line in self.lines if wanted.items() <= line.items()]


def resumed_errors(
    samples: Wave, instants: Sequence[Instant], journal: Journal, begun_s: float
) -> Iterator[float | None]:
    """Return the errors of the sounds after each resume.

    Everything after it must have moved by the length of the pause plus one lead.
    """
    moved_s = 0.0
    # Nothing follows the last pause, which is that of leaving.
    for paused, resumed in zip(
        journal.of(event="paused"), journal.of(event="resumed"), strict=False
    ):
        moved_s += (resumed["t"] - paused["t"] + journal.lead_ms) / 1_000
        following = [i for i in instants if i.at_s * 1_000 > paused["session_ms"]]
        for instant in following[:2]:
            yield error_of(samples, instant, begun_s + instant.at_s + moved_s)


def skip_errors(
    samples: Wave, instants: Sequence[Instant], journal: Journal, begun_s: float
) -> Iterator[float | None]:
    """Return the errors of the sounds of the step after a skip."""
    started = journal.of(do="start")[0]["t"]
    for skip in journal.of(do="next"):
        step = next(line["step"] for line in journal.of(event="step") if line["t"] >= skip["t"])
        begins_s = begun_s + (skip["t"] - started) / 1_000
        for instant in instants:
            if instant.step == step:
                yield error_of(samples, instant, begins_s + instant.in_step_s)


def error_of(samples: Wave, instant: Instant, wanted_s: float) -> float | None:
    """Return how late an instant was heard; None: not heard."""
    found = find(samples, instant, wanted_s, 0.15)
    return None if found is None else 1_000 * (found.heard_s - wanted_s)
