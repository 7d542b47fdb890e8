"""Timing accuracy of cues: idle, under load, after a pause, and compared with the screen.

    python -m benchmarks.audio_timing

It starts a private audio server, runs a session in the real screen on a pseudo-terminal, records
what is played, and compares it with `explain --json`. The baseline, in the same run, is a program
that calls playsound3 once for each beep. Takes about ten minutes; `--quick` measures idle only.
Needs `pulseaudio` and `pulseaudio-utils`, and for the baseline `alsa-utils`, `mpg123` and
`libasound2-plugins`. What cannot be measured is reported, and everything else is measured.
Linux only.
"""

from __future__ import annotations

import argparse
import contextlib
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyte

from benchmarks.audio_server import AudioServer, Recording, audio_server
from benchmarks.cue_sounds import (
    Found,
    Instant,
    Wave,
    beginning_of,
    count_extra,
    explained,
    find,
    shape_of,
)
from benchmarks.sound_runs import (
    COLUMNS,
    HELD,
    ROWS,
    SESSION,
    busy_cores,
    guided,
    play_baseline,
    play_through,
)
from benchmarks.sound_steering import steer
from benchmarks.table import print_table
from benchmarks.terminal import Terminal, stolen_s
from hamtimer.audio.export.render import describe, render
from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.audio.stream.arrange import Arranger
from hamtimer.core.play.player import Player
from hamtimer.core.run.run import Run
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.plain.alone import play_at_once

# The large word, without the gauge on its left and the numbers on its right.
WORD_ROWS, WORD_COLUMNS = slice(3, 10), slice(8, 58)
LOST_MS = 0.5
"""A recording that lost more is discarded."""
RECORDINGS = 3
"""The most attempts."""
OPENED_AFTER_S = 3.0
"""At this time after the start key the sound is open, and the set has not begun."""
COST_OVER_S = 20.0
HOUR = """\
name: Hour
exercises:
  - name: Hold
    hold: 1h
    sets: 1
"""


BASELINE_PROGRAMS = (("gst-play-1.0",), ("ffplay",), ("aplay", "mpg123"))
"""The programs that playsound3 uses; one of them is required."""
BASELINE_ADVICE = "install alsa-utils, mpg123 and libasound2-plugins"
SOUND_HEADER = [
    "sound against explain --json",
    "heard",
    "missing",
    "extra",
    "p95 ms",
    "max ms",
    "step max ms",
    "recorder lost ms",
]


@dataclass(frozen=True, slots=True)
class Condition:
    """What else the computer does while the sound plays."""

    name: str
    prefix: str = ""
    """Python code that runs inside the measured program."""
    load: Callable[[], contextlib.AbstractContextManager[None]] = contextlib.nullcontext


CONDITIONS = (
    Condition("idle"),
    Condition("both cores busy", load=busy_cores),
    Condition("interpreter held 100 ms", prefix=HELD),
)


@dataclass(frozen=True, slots=True)
class Heard:
    """The sounds of a session found in a recording."""

    missing: int
    extra: int
    inside_ms: tuple[float, ...]
    """Errors of sounds relative to the first of their step."""
    across_ms: tuple[float, ...]
    """Errors of the beginnings of steps relative to the previous step."""
    found: tuple[Found, ...]


def hold_against(samples: Wave, instants: Sequence[Instant], within_s: float) -> Heard:
    """Return every instant found of a session that ran without a stop."""
    begun = beginning_of(samples, instants)
    looked = [find(samples, instant, begun + instant.at_s, within_s) for instant in instants]
    found = [one for one in looked if one is not None]
    late = {one.instant.at_s: one.heard_s - one.instant.at_s for one in found}
    first_of_step: dict[int, float] = {}
    for one in found:
        first_of_step.setdefault(one.instant.step, late[one.instant.at_s])
    steps = list(first_of_step.values())
    return Heard(
        missing=len(instants) - len(found),
        extra=count_extra(samples, found),
        inside_ms=tuple(
            1_000 * (late[one.instant.at_s] - first_of_step[one.instant.step]) for one in found
        ),
        across_ms=tuple(1_000 * (b - a) for a, b in pairwise(steps)),
        found=tuple(found),
    )


# ------------------------------------------------------------------ screen against sound


def screen_against_sound(terminal: Terminal, recording: Recording, heard: Heard) -> list[float]:
    """Return how much later than its sound each phase's word was on the screen, in milliseconds."""
    screens = list(words_shown(terminal))
    phases = {"eccentric", "concentric", "stretched"}
    apart = []
    for one in heard.found:
        if not phases & set(one.instant.kinds):
            continue
        sound_s = recording.started_s + one.heard_s
        word = last_before(screens, sound_s + 0.7)
        shown_s = since_when(screens, word, sound_s + 0.7)
        if word and word != last_before(screens, sound_s - 0.5):
            apart.append(1_000 * (shown_s - sound_s))
    return apart


def words_shown(terminal: Terminal) -> Iterator[tuple[float, str]]:
    """Return the contents of the large word's place over time."""
    screen = pyte.Screen(COLUMNS, ROWS)
    emulator = pyte.ByteStream(screen)
    for output in terminal.outputs:
        emulator.feed(output.shown)
        yield output.time_s, "\n".join(line[WORD_COLUMNS] for line in screen.display[WORD_ROWS])


def last_before(screens: Sequence[tuple[float, str]], at_s: float) -> str:
    """Return what was shown at a time."""
    return next((word for shown_s, word in reversed(screens) if shown_s <= at_s), "")


def since_when(screens: Sequence[tuple[float, str]], word: str, at_s: float) -> float:
    """Return since when the word at a given time had been shown."""
    since = at_s
    for shown_s, shown in reversed(screens):
        if shown_s > at_s:
            continue
        if shown != word:
            break
        since = shown_s
    return since


# ------------------------------------------------------------------ reporting


def row(name: str, heard: Heard, recording: Recording) -> list[str | float]:
    """Return a line of the table."""
    inside, across = np.abs(heard.inside_ms), np.abs(heard.across_ms)
    return [
        name,
        len(heard.found),
        heard.missing,
        heard.extra,
        round(float(np.percentile(inside, 95)), 2),
        round(float(inside.max()), 2),
        round(float(across.max(initial=0)), 2),
        round(recording.lost_ms, 2),
    ]


def main() -> int:
    """Measure everything and print each table when it is complete."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="idle only, and no baseline")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, audio_server() as server:
        return measure(server, Path(name), quick=options.quick)


def measure(server: AudioServer, folder: Path, *, quick: bool) -> int:
    """Measure each part in turn, and return how many could not be measured."""
    (folder / "timing.yaml").write_text(SESSION)
    instants = explained(folder / "timing.yaml")
    conditions = CONDITIONS[:1] if quick else CONDITIONS
    parts: dict[str, Callable[[], None]] = {
        "sound and screen": lambda: show_timing(server, folder, instants, conditions),
        "a call per beep": lambda: show_baseline(server, folder, instants, conditions),
        "steering": lambda: show_steering(server, folder, instants, pauses=1 if quick else 4),
        "an hour, rendered": lambda: print_table(
            ["an hour, rendered", "cues", "max ms"], [hour_of_cues()]
        ),
        "processor": lambda: print_table(
            ["processor, medians", "with sound", "without", "sound alone"],
            cost_of_sound(server, folder, times=1 if quick else 5),
        ),
    }
    if quick:
        del parts["a call per beep"]
    return sum(not succeeds(name, part) for name, part in parts.items())


def succeeds(name: str, part: Callable[[], None]) -> bool:
    """Measure one part; if that is not possible, print why and continue with the next."""
    try:
        part()
    except Exception as error:  # noqa: BLE001 - the other parts are worth measuring all the same
        print(f"{name}: not measured: {str(error) or type(error).__name__}")
        return False
    finally:
        print(flush=True)
    return True


def show_timing(
    server: AudioServer,
    folder: Path,
    instants: Sequence[Instant],
    conditions: Sequence[Condition],
) -> None:
    """Play the session under each condition; compare sound with plan, and screen with sound."""
    rows: list[list[str | float]] = []
    apart: list[list[str | float]] = []
    for condition in conditions:
        with condition.load():
            terminal, recording, stolen = play_and_record(server, folder, condition.prefix)
        heard = hold_against(recording.samples, instants, 0.25)
        rows.append(row(f"hamtimer, {condition.name}", heard, recording))
        if not condition.prefix:
            late_ms = screen_against_sound(terminal, recording, heard)
            apart.append([condition.name, len(late_ms), *spread(late_ms), stolen])
    print_table(SOUND_HEADER, rows)
    print()
    header = ["screen against sound", "words", "median ms", "p95 |ms|", "max |ms|"]
    print_table([*header, "stolen, % of a core"], apart)


def show_baseline(
    server: AudioServer,
    folder: Path,
    instants: Sequence[Instant],
    conditions: Sequence[Condition],
) -> None:
    """Play the same sounds with a call of playsound3 for each, under each condition."""
    if not any(all(map(shutil.which, programs)) for programs in BASELINE_PROGRAMS):
        raise RuntimeError(f"there is no program that plays files; {BASELINE_ADVICE}")
    rows: list[list[str | float]] = []
    for condition in conditions:
        with condition.load():
            recording = play_baseline(server, folder, instants, prefix=condition.prefix)
        heard = hold_against(recording.samples, instants, 0.4)
        if not heard.found:
            raise RuntimeError(f"nothing was heard; {BASELINE_ADVICE}")
        line = row(f"a call per beep, {condition.name}", heard, recording)
        # The recorder misses the head of each of its streams, so its sounds cannot be removed.
        rows.append([*line[:3], "-", *line[4:]])
    print_table(SOUND_HEADER, rows)


def show_steering(
    server: AudioServer, folder: Path, instants: Sequence[Instant], pauses: int
) -> None:
    """Pause, resume and skip; compare what is heard with what should be."""
    steered = steer(server, folder, instants, pauses)
    print_table(
        ["steering", "times", "missing", "worst ms"],
        [
            worst_of("from the pause key to silence", steered.silent_ms),
            worst_of("after a resume, from its place", steered.resumed_ms),
            worst_of("after a skip, from its place", steered.skipped_ms),
        ],
    )


def play_and_record(
    server: AudioServer, folder: Path, prefix: str
) -> tuple[Terminal, Recording, float]:
    """Play the session through, again if the recorder lost too much.

    Also return how much of a core other machines took meanwhile, in percent.
    """
    for _ in range(RECORDINGS):
        begun_s, stolen = time.monotonic(), stolen_s()
        terminal, recording = play_through(server, folder, prefix=prefix)
        stolen = 100 * (stolen_s() - stolen) / (time.monotonic() - begun_s)
        if abs(recording.lost_ms) < LOST_MS:
            break
    return terminal, recording, stolen


def cost_of_sound(server: AudioServer, folder: Path, times: int) -> list[list[str | float]]:
    """Return the processor time of a run with sound, of one without, and of an empty app."""
    costs: dict[str, list[tuple[float, float]]] = {"auto": [], "off": []}
    for _ in range(times):
        for mode, found in costs.items():
            with guided(server, folder, options=["--audio", mode]) as (terminal, _):
                begun_s = terminal.cpu_s()
                time.sleep(OPENED_AFTER_S)
                opened_s = terminal.cpu_s()
                time.sleep(COST_OVER_S)
                playing_s = terminal.cpu_s() - opened_s
                found.append((1_000 * (opened_s - begun_s), 100 * playing_s / COST_OVER_S))
    rows: list[list[str | float]] = []
    for i, what in enumerate(("to begin, ms of a core", "while it plays, % of a core")):
        sound, silent = (float(np.median([cost[i] for cost in found])) for found in costs.values())
        rows.append([what, round(sound, 2), round(silent, 2), round(sound - silent, 2)])
    return rows


def worst_of(what: str, errors_ms: Sequence[float | None]) -> list[str | float]:
    """Return a line of the steering table: the count and the worst errors."""
    heard = [abs(error) for error in errors_ms if error is not None]
    return [what, len(errors_ms), len(errors_ms) - len(heard), max(heard)]


def hour_of_cues() -> list[str | float]:
    """Render a hold of an hour, and return the largest error of its sounds."""
    session = load_session(HOUR, "hour.yaml")
    if session.session is None:
        raise ValueError("the session of an hour is not understood")
    timeline = compile_session(session.session)
    events = tuple(play_at_once(Run(Player(timeline, gap_ms=None, count_in_ms=0))))
    length = describe(timeline).length_ms
    pieces = render(events, Arranger(SoundBank()), length)
    samples = np.frombuffer(b"".join(pieces), "<i2") / 32_768
    cues = [(event.due_ms / 1_000, event.cue) for event in events if event.cue]
    heard = [(at, shape_of([cue])) for at, cue in cues if cue.sounds]
    errors = [
        1_000 * (found.heard_s - at)
        for at, shape in heard
        if (found := find(samples, Instant(at, 0, 0, (), shape), at, 0.2))
    ]
    return [f"{len(heard)} cues in {length // 1_000} s", len(errors), max(map(abs, errors))]


def spread(values: Sequence[float]) -> list[float]:
    """Return the median, and the 95th percentile and the maximum of the distances from zero."""
    apart = np.abs(values)
    found = (np.median(values), np.percentile(apart, 95), apart.max())
    return [round(float(one), 1) for one in found]


if __name__ == "__main__":
    sys.exit(main())
