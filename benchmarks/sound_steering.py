"""What pauses and skips do to the sound, held against the record that the run keeps."""

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
class Steered:
    """What pauses and a skip did to the sound."""

    silent_ms: tuple[float, ...]
    """From the key to the last sound."""
    resumed_ms: tuple[float | None, ...]
    """How far what follows a resume is from where it should be; None: it is not heard."""
    skipped_ms: tuple[float | None, ...]
    """The same for what follows a skip."""


def steer(server: AudioServer, folder: Path, instants: Sequence[Instant], pauses: int) -> Steered:
    """Pause at the beginning of several phases, while they sound, and go on a second later."""
    keys = []
    with guided(server, folder) as (terminal, recording):
        for number in range(1, pauses + 1):
            wait_for_title(terminal, r"^Lower")
            # The title is there a little before the phase.
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
    return Steered(tuple(silent), resumed, tuple(skip_errors(samples, instants, journal, begun)))


def wait_for_title(terminal: Terminal, pattern: str) -> None:
    """Wait until the window's title, which tells the phase, matches."""
    deadline_s = time.monotonic() + 20
    while not re.search(pattern, terminal.title):
        if time.monotonic() > deadline_s:
            raise TimeoutError(f"{pattern!r} never was the title, but {terminal.title!r}")
        time.sleep(0.005)


def silence_after(samples: Wave, key_s: float) -> float:
    """Return how long after a key something was still heard, in seconds."""
    after = samples[round(key_s * RATE) : round((key_s + 0.9) * RATE)]
    loud = np.flatnonzero(np.abs(after) > 0.003)
    return float(loud[-1] / RATE) if len(loud) else 0.0


@dataclass(frozen=True, slots=True)
class Journal:
    """The record of a run: what was told and done, with the times on the program's clock."""

    lead_ms: int
    lines: tuple[dict[str, Any], ...]

    @classmethod
    def newest(cls, home: Path) -> Self:
        """Read the record of the last run."""
        path = max(home.glob("**/*.jsonl"), key=lambda file: file.stat().st_mtime)
        head, *lines = (json.loads(line) for line in path.read_text().splitlines())
        return cls(head["lead_ms"], tuple(lines))

    def of(self, **wanted: str) -> list[dict[str, Any]]:
        """Return the lines that say this."""
        return [line for line in self.lines if wanted.items() <= line.items()]


def resumed_errors(
    samples: Wave, instants: Sequence[Instant], journal: Journal, begun_s: float
) -> Iterator[float | None]:
    """Return, for each resume, how far the next sounds are from where they should be.

    So long as it was paused, and one lead longer, everything after it must have moved.
    """
    moved_s = 0.0
    # The last pause is that of the end, which nothing follows.
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
    """Return how far the sounds of the step after a skip are from where they should be."""
    started = journal.of(do="start")[0]["t"]
    for skip in journal.of(do="next"):
        step = next(line["step"] for line in journal.of(event="step") if line["t"] >= skip["t"])
        begins_s = begun_s + (skip["t"] - started) / 1_000
        for instant in instants:
            if instant.step == step:
                yield error_of(samples, instant, begins_s + instant.in_step_s)


def error_of(samples: Wave, instant: Instant, wanted_s: float) -> float | None:
    """Return how late an instant was heard; None: it was not."""
    found = find(samples, instant, wanted_s, 0.15)
    return None if found is None else 1_000 * (found.heard_s - wanted_s)
