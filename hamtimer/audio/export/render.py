"""A whole session as one audio file.

It has the same cues as a run, through the same arranger and mixer, a few seconds at a time, so that
its memory does not grow with the session.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hamtimer import __version__
from hamtimer.audio.sounds.samples import SAMPLES_PER_MS
from hamtimer.audio.stream.arrange import LONGEST_PHRASE_MS, Arranger
from hamtimer.audio.stream.mixer import Sound
from hamtimer.audio.stream.mixing import mix
from hamtimer.core.dataclass import dataclass
from hamtimer.core.play.state import Event, EventKind
from hamtimer.core.timeline.steps import Step, StepKind, Timeline

CHUNK_MS = 5_000
TAIL_MS = 1_500
"""The time after the end for the last sound."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A chapter mark in the file."""

    at_ms: int
    title: str


@dataclass(frozen=True, slots=True)
class Description:
    """The metadata of the file, as far as its format supports it."""

    title: str
    comment: str
    marks: tuple[Mark, ...]
    length_ms: int


def describe(timeline: Timeline) -> Description:
    """Return the metadata for a session; open steps have their assumed lengths."""
    session = timeline.session
    comment = [f"Made by hamtimer {__version__}."]
    assumed = {
        (step.exercise.name, step.assumed_ms)
        for step in timeline.steps
        if step.is_open and step.kind is not StepKind.WAIT
    }
    if assumed:
        each = ", ".join(f"{name} {length / 1_000:g} s" for name, length in sorted(assumed))
        comment.append(f"Open sets have no length of their own; in this file they last: {each}.")
    if any(step.kind is StepKind.WAIT for step in timeline.steps):
        comment.append("Where the session would wait for you, this file continues immediately.")
    if session.source:
        comment.append(f"Source: {session.source}")
    length = timeline.assumed_ms + TAIL_MS
    return Description(session.name, " ".join(comment), tuple(_marks(timeline)), length)


def _marks(timeline: Timeline) -> Iterator[Mark]:
    """Yield a mark for each exercise, at its get-ready or else at its first set."""
    current = ""
    for step in timeline.steps:
        # A rest carries the next exercise, but belongs to the one before.
        if step.kind is not StepKind.REST and _chapter(step) != current:
            yield Mark(step.start_ms if current else 0, _chapter(step))
            current = _chapter(step)


def _chapter(step: Step) -> str:
    rounds = f", round {step.round_number}" if step.rounds > 1 else ""
    return step.exercise.name + rounds


def render(events: Iterable[Event], arranger: Arranger, length_ms: int) -> Iterator[bytes]:
    """Yield the samples of a whole run, `CHUNK_MS` at a time: one channel of 16 bits.

    `events` are those of a player started at 0 that plays faster than real time. The run lasts
    `length_ms`, or longer if its last sounds and words do.
    """
    waiting: list[Sound] = []
    at = 0
    for known, sounds in _arranged(events, arranger, length_ms):
        waiting += sounds
        # A phrase may still be placed until everything after it is known.
        while at + CHUNK_MS + LONGEST_PHRASE_MS <= known and at < length_ms:
            size = min(CHUNK_MS, length_ms - at)
            yield _mix(waiting, at, size)
            at += size
            waiting = [sound for sound in waiting if sound.end_ms > at]
    end = max((sound.end_ms for sound in waiting), default=0)
    for start in range(length_ms, end, CHUNK_MS):
        yield _mix(waiting, start, min(CHUNK_MS, end - start))


def _arranged(
    events: Iterable[Event], arranger: Arranger, length_ms: int
) -> Iterator[tuple[int, list[Sound]]]:
    """Yield sounds as they become known, with the time up to which all are known."""
    for event in events:
        if event.kind is EventKind.CUE:
            # Others may be due at the same time, so all are known up to just before it.
            yield event.due_ms - 1, arranger.arrange([event], event.due_ms - 1)
    end = length_ms + CHUNK_MS + 2 * LONGEST_PHRASE_MS
    yield end, arranger.arrange([], end)


def _mix(sounds: list[Sound], from_ms: int, length_ms: int) -> bytes:
    placed = [(sound.at_ms * SAMPLES_PER_MS, sound.samples) for sound in sounds]
    return mix(from_ms * SAMPLES_PER_MS, length_ms * SAMPLES_PER_MS, placed)
