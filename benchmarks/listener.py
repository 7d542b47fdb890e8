"""Can a session be followed by ear alone?

    python -m benchmarks.listener [--transcript] [--snr DB] [SESSION ...]

Every session is rendered without a voice, played by a model of a small loudspeaker in a model of a
room, and noise is added. A listener that knows what each sound is like, but not the session, writes
down what it hears: every sound and its time, and from them the phases, reps, sides, sets and rests.
Its transcript is held against the timeline.
"""

import argparse
import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.loudness import through_small_speaker
from benchmarks.speech_table import bundled_timelines, read_timeline
from benchmarks.table import print_table
from hamtimer.audio.export.render import describe, render
from hamtimer.audio.sounds import palette
from hamtimer.audio.sounds.loudness import Wave, wave_of
from hamtimer.audio.sounds.samples import RATE, SAMPLES_PER_MS
from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.audio.stream.arrange import Arranger
from hamtimer.core.play.player import Player
from hamtimer.core.run.run import Run
from hamtimer.core.text import count_text
from hamtimer.core.timeline.cue_kinds import CueKind
from hamtimer.core.timeline.steps import Step, StepKind, Timeline
from hamtimer.plain.alone import play_at_once

Power = npt.NDArray[np.float32]
"""Energy by frame and band."""

SNR_DB = 20.0
ECHOES = ((7, -6), (13, -8), (23, -10), (37, -12), (59, -15), (83, -18))
"""The room: after how many milliseconds a wall gives the sound back, and how much softer."""

HOP_MS = 10
_BEFORE = 200 * SAMPLES_PER_MS
"""So much of what was played before is still heard."""
_HOP, _WINDOW = HOP_MS * SAMPLES_PER_MS, 2_048
_BANDS = 50
"""A semitone each, from 370 to 6,300 Hz."""
_PATCH = 80
"""How many frames after its beginning decide what a sound is."""
_LATEST = 5
"""A sound begins at most so many frames after the first in which it can be seen."""
_EVERY = 2
"""Every second frame of them is looked at."""
_FADES = 0.3 * 10 ** (-0.2 * np.arange(1, 15))
"""What a room, any room, leaves of a sound in the frames after it."""
_MOST_DB = 12.0
"""A difference in one place counts no more than this."""
_WORTH = 60.0
"""How much better, in decibels over all places, a sound must explain what is heard to be heard."""
SAME_MS = 40
"""How far a sound may be heard from its time and still be the one."""


# ------------------------------------------------------------------ from the session to the ear


def rendered(timeline: Timeline) -> Iterator[Wave]:
    """Return the sound of a whole session, some seconds at a time."""
    run = Run(Player(timeline, gap_ms=None, count_in_ms=0))
    length_ms = describe(timeline).length_ms
    for piece in render(play_at_once(run), Arranger(SoundBank()), length_ms):
        yield (np.frombuffer(piece, "<i2") / 32_767).astype(np.float32)


def through_a_room(pieces: Iterable[Wave], snr_db: float = SNR_DB) -> Iterator[Wave]:
    """Return what is heard of a sound in a room, from a small loudspeaker, in noise."""
    noises, level = np.random.default_rng(7), _usual_level() * 10 ** (-snr_db / 20)
    before = np.zeros(_BEFORE, np.float32)
    for piece in pieces:
        dry = np.concatenate([before, piece])
        wet = dry.copy()
        for delay_ms, level_db in ECHOES:
            delay = delay_ms * SAMPLES_PER_MS
            wet[delay:] += dry[:-delay] * np.float32(10 ** (level_db / 20))
        noise = noises.standard_normal(len(piece), np.float32)
        yield through_small_speaker(wet)[_BEFORE:] + np.float32(level) * noise
        before = dry[-_BEFORE:]


def _usual_level() -> float:
    """Return the level of the palette's sounds, taken together."""
    sounds = np.concatenate([wave_of(palette.synthesise(name)) for name in palette.NAMES])
    return float(np.sqrt(np.mean(through_small_speaker(sounds) ** 2)))


# ------------------------------------------------------------------ the ear


@dataclass(frozen=True, slots=True)
class Heard:
    """A sound that was heard, or should have been."""

    at_ms: int
    kind: CueKind
    depth: float | None = None
    """Of a tick whose pitch says where the limb is."""


@cache
def _bands() -> Power:
    """Return how much each frequency counts in each band."""
    hz = np.fft.rfftfreq(_WINDOW, 1 / RATE)
    pitch = 12 * np.log2(np.maximum(hz, 1) / 370)
    weights = np.maximum(0, 1 - np.abs(pitch[:, None] - np.arange(_BANDS)[None, :]))
    narrow = weights.sum(axis=0) < 1
    nearest = np.abs(pitch[:, None] - np.arange(_BANDS)[None, :]).argmin(axis=0)
    weights[nearest[narrow], np.flatnonzero(narrow)] = 1
    return np.asarray(weights, np.float32)


def spectrogram(pieces: Iterable[Wave]) -> Power:
    """Return the energy of each band, a frame for each `HOP_MS`."""
    window = np.hanning(_WINDOW).astype(np.float32)
    left, powers = np.zeros(_WINDOW // 2, np.float32), list[Power]()
    for piece in itertools.chain(pieces, [np.zeros(_WINDOW, np.float32)]):
        sound = np.concatenate([left, piece])
        count = (len(sound) - _WINDOW) // _HOP + 1
        frames = np.lib.stride_tricks.sliding_window_view(sound, _WINDOW)[::_HOP]
        powers.append((np.abs(np.fft.rfft(frames * window)) ** 2).astype(np.float32) @ _bands())
        left = sound[count * _HOP :]
    return np.concatenate(powers)


@dataclass(frozen=True, slots=True)
class _Shape:
    """What the listener knows of one sound."""

    kind: CueKind
    depth: float | None
    power: Power
    """Of as many frames as it is heard in a room."""

    def patch(self) -> Power:
        """Return the frames that decide."""
        made = np.zeros((_PATCH, _BANDS), np.float32)
        made[: len(self.power)] = self.power[:_PATCH]
        return made


@cache
def _shapes() -> tuple[_Shape, ...]:
    sounds = [(kind, None, palette.synthesise(name)) for kind, name in palette.DEFAULTS.items()]
    highest = palette.TICK_PITCHES - 1
    ticks = [(CueKind.TICK, n / highest, palette.tick_at(n)) for n in range(highest + 1)]
    # The plain tick is the highest of the others.
    others = [sound for sound in sounds if sound[0] is not CueKind.TICK]
    return tuple(
        _Shape(kind, depth, _in_some_room(wave_of(samples)))
        for kind, depth, samples in others + ticks
    )


def _in_some_room(sound: Wave) -> Power:
    dry = spectrogram([sound, np.zeros(len(_FADES) * _HOP, np.float32)])
    wet = dry.copy()
    for after, part in enumerate(_FADES, start=1):
        wet[after:] += np.float32(part) * dry[:-after]
    return wet


@dataclass
class _Ear:
    """Goes through a recording once, from its beginning."""

    power: Power
    gain: float = 0.0
    """How much louder the recording is than the palette; 0: not known yet."""
    noise: Power = field(init=False)
    expected: Power = field(init=False)
    """What the sounds that were heard explain, and the noise."""

    def __post_init__(self) -> None:
        self.noise = np.median(self.power, axis=0)
        self.expected = np.tile(self.noise, (len(self.power) + 3 * _PATCH, 1))
        self.power = np.concatenate([self.power, np.tile(self.noise, (2 * _PATCH, 1))])

    def listen(self) -> Iterator[Heard]:
        """Yield every sound."""
        at, end = 0, len(self.power) - 2 * _PATCH
        while (at := self._next_surprise(at, end)) < end:
            found, start = self._explain(at)
            for shape in found:
                stretch = self.expected[start : start + len(shape.power)]
                stretch += np.float32(self.gain) * shape.power[: len(stretch)]
                yield Heard(start * HOP_MS, shape.kind, shape.depth)
            # Whatever else there was is over then.
            at = max(at, start) + (3 if found else 2)

    def _next_surprise(self, at: int, end: int) -> int:
        """Return the next frame in which something sounds that nothing explains."""
        while at < end:
            many = self.power[at : at + 200]
            new = many > 6 * self.expected[at : at + len(many)] + 6 * self.noise
            surprising = np.flatnonzero(new.sum(axis=1) >= 2)
            if len(surprising):
                return min(end, at + int(surprising[0]))
            at += len(many)
        return end

    def _explain(self, at: int) -> tuple[list[_Shape], int]:
        """Return the sounds that explain best what begins here, and at which frame."""
        shapes = _shapes()
        patches = np.stack([shape.patch()[::_EVERY] for shape in shapes])
        if not self.gain:
            gains = [float(10 ** (db / 10)) for db in range(-30, 16)]
            self.gain = min(gains, key=lambda gain: self._best_cost(at, np.float32(gain) * patches))
        patches = np.float32(self.gain) * patches
        lates = range(_LATEST)
        costs = np.stack([self._costs(at + late, patches) for late in lates])
        nothing = np.array([self._costs(at + late, patches[:1] * 0)[0] for late in lates])
        late = int(np.argmin((costs - nothing[:, None]).min(axis=1)))
        start = at + late
        movement = [n for n, shape in enumerate(shapes) if shape.kind.is_movement]
        signals = [n for n, shape in enumerate(shapes) if not shape.kind.is_movement]
        pairs = [(a, b) for a in movement for b in signals]
        both = np.concatenate([patches[a][None] + patches[signals] for a in movement])
        paired = self._costs(start, both)
        alone, together = int(np.argmin(costs[late])), int(np.argmin(paired))
        if paired[together] < min(costs[late][alone], nothing[late]) - _WORTH:
            return [shapes[n] for n in pairs[together]], start
        if costs[late][alone] < nothing[late] - _WORTH:
            return [shapes[alone]], start
        return [], start

    def _best_cost(self, at: int, patches: Power) -> float:
        return min(float(self._costs(at + late, patches).min()) for late in range(_LATEST))

    def _costs(self, start: int, patches: Power) -> Power:
        """Return how badly each of some patches explains the frames from `start` on."""
        stretch = slice(start, start + _PATCH, _EVERY)
        floor = 2 * self.noise
        heard = np.log(self.power[stretch] + floor)
        wanted = np.log(self.expected[stretch] + floor + patches)
        apart = np.abs(heard - wanted) * np.float32(10 / np.log(10))
        return np.asarray(np.minimum(apart, _MOST_DB).sum(axis=(1, 2)))


def listen(recording: Iterable[Wave]) -> tuple[Heard, ...]:
    """Return every sound of the palette that is in a recording, in order.

    The recording comes in pieces of at least some tenths of a second.
    """
    return tuple(_Ear(spectrogram(recording)).listen())


# ------------------------------------------------------------------ from the ear to a transcript


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the session as it is written down."""

    at_ms: int
    what: str
    """`ready`, `work`, `switch`, `rest` or `end`."""
    reps: int = 0
    alternates: bool = False
    """Whether the sides take turns, a rep each."""
    phases: tuple[tuple[str, int], ...] = ()
    """Each with the time at which it begins."""


_OPENS = {
    CueKind.GET_READY: "ready",
    CueKind.START: "work",
    CueKind.SWITCH: "switch",
    CueKind.SET_DONE: "rest",
    CueKind.TIME_UP: "rest",
    CueKind.SESSION_DONE: "end",
}
"""What a sound says begins."""


def write_down(heard: Sequence[Heard]) -> tuple[Stretch, ...]:
    """Return the transcript of what was heard, from the sounds alone."""
    # What begins together with a stretch belongs to it.
    heard = sorted(heard, key=lambda h: h.at_ms - (SAME_MS if h.kind in _OPENS else 0))
    opens = [n for n, sound in enumerate(heard) if sound.kind in _OPENS]
    return tuple(
        _stretch(heard[first], heard[first:last])
        for first, last in itertools.pairwise([*opens, len(heard)])
    )


def _stretch(first: Heard, sounds: Sequence[Heard]) -> Stretch:
    phases = tuple(
        (sound.kind.value, sound.at_ms)
        for sound in sounds
        if sound.kind.is_movement and sound.kind is not CueKind.TICK
    )
    # A rep begins as the first one did; its end may have given way to a more important sound.
    reps = sum(phase == phases[0][0] for phase, _ in phases)
    alternates = any(sound.kind is CueKind.CHANGE_SIDE for sound in sounds)
    return Stretch(first.at_ms, _OPENS[first.kind], reps, alternates, phases)


def transcript_of(timeline: Timeline) -> tuple[Stretch, ...]:
    """Return the transcript that a perfect listener would write, from the steps of a timeline."""
    made = [_of_step(step) for step in timeline.steps if step.assumed_ms]
    return (*made, Stretch(timeline.assumed_ms, "end"))


_STEPS = {StepKind.PREPARE: "ready", StepKind.SWITCH: "switch", StepKind.REST: "rest"}


def _of_step(step: Step) -> Stretch:
    plan = step.reps
    if not step.kind.is_work or plan is None or not plan.phases:
        return Stretch(step.start_ms, _STEPS.get(step.kind, "work"))
    reps = plan.whole_reps(step.assumed_ms) if plan.total is None else plan.total
    phases, at = list[tuple[str, int]](), 0
    while at < step.assumed_ms and at < plan.length_ms(reps if plan.total else reps + 1):
        for phase, length in plan.phases:
            if at < step.assumed_ms:
                phases.append((phase.value, step.start_ms + at))
            at += length
    alternates = len(plan.sides) > 1 and reps > 1
    return Stretch(step.start_ms, "work", reps, alternates, tuple(phases))


def sounds_of(timeline: Timeline) -> tuple[Heard, ...]:
    """Return every sound of a session, as a run would have them."""
    arranger, sounds = Arranger(SoundBank()), list[Heard]()
    for event in play_at_once(Run(Player(timeline, gap_ms=None, count_in_ms=0))):
        if event.cue is not None and arranger.arrange([event], event.due_ms - 1):
            sounds.append(Heard(event.due_ms, event.cue.kind, event.cue.depth))
    return tuple(sounds)


# ------------------------------------------------------------------ the transcript and the truth


@dataclass(frozen=True, slots=True)
class Score:
    """How much of a session was heard: pairs of what was heard rightly, and what there was."""

    sounds: tuple[int, int]
    extra: int
    """Sounds that were heard and never made."""
    ticks: tuple[int, int]
    """Ticks whose place in the range of the limb was heard rightly."""
    phases: tuple[int, int]
    reps: tuple[int, int]
    sides: tuple[int, int]
    """Switches, and sets in which the sides take turns."""
    sets: tuple[int, int]
    rests: tuple[int, int]
    wrong: int
    """Stretches of the transcript that are not as in the timeline, missing or too many."""

    @property
    def is_perfect(self) -> bool:
        """Whether the session was heard without any mistake."""
        pairs = (self.sounds, self.ticks, self.phases, self.reps, self.sides, self.sets, self.rests)
        return all(right == of for right, of in pairs) and not self.extra and not self.wrong


def judge(timeline: Timeline, heard: Sequence[Heard], until_ms: int | None = None) -> Score:
    """Hold what was heard of a session, or of its beginning, against its timeline."""
    end = timeline.assumed_ms + 1 if until_ms is None else until_ms
    heard = [sound for sound in heard if sound.at_ms < end]
    made = [sound for sound in sounds_of(timeline) if sound.at_ms < end]
    pairs = _pairs(heard, made)
    ticks = [pair for pair in pairs if pair[1].depth is not None]
    in_place = sum(_place(one) == _place(other) for one, other in ticks)
    of_ticks = sum(sound.depth is not None for sound in made)
    told, true = write_down(heard), _until(transcript_of(timeline), end)
    matched = [(a, b) for b in true for a in told if a.what == b.what and _meet(a.at_ms, b.at_ms)]
    phases = sum(_common(a.phases, b.phases) for a, b in matched)
    right = sum(_is_like(a, b) for a, b in matched)

    def count(what: str) -> tuple[int, int]:
        there = sum(stretch.what == what for stretch in true)
        return sum(b.what == what for _, b in matched), there

    switches, turns = count("switch"), sum(b.alternates for b in true)
    turned = sum(a.alternates and b.alternates for a, b in matched)
    return Score(
        sounds=(len(pairs), len(made)),
        extra=len(heard) - len(pairs),
        ticks=(in_place, of_ticks),
        phases=(phases, sum(len(stretch.phases) for stretch in true)),
        reps=(sum(min(a.reps, b.reps) for a, b in matched), sum(b.reps for b in true)),
        sides=(switches[0] + turned, switches[1] + turns),
        sets=(sets_in(told), _true_sets(timeline, end)),
        rests=count("rest"),
        wrong=len(true) - right + len(told) - len(matched),
    )


def sets_in(transcript: Sequence[Stretch]) -> int:
    """Count the sets of a transcript: work on either side of a switch counts as one."""
    words = [stretch.what for stretch in transcript]
    return sum(
        word == "work" and before != "switch" for before, word in itertools.pairwise(["", *words])
    )


def _true_sets(timeline: Timeline, end_ms: int) -> int:
    begun = {id(s.place) for s in timeline.steps if s.kind.is_work and s.start_ms < end_ms}
    return len(begun)


def _pairs(heard: Sequence[Heard], made: Sequence[Heard]) -> list[tuple[Heard, Heard]]:
    """Return which sound was heard as which, each once."""
    left, pairs = list(heard), list[tuple[Heard, Heard]]()
    for one in made:
        near = (h for h in left if h.kind is one.kind and _meet(h.at_ms, one.at_ms))
        if (found := next(near, None)) is not None:
            pairs.append((found, one))
            left.remove(found)
    return pairs


def _until(transcript: Sequence[Stretch], end_ms: int) -> list[Stretch]:
    """Return the beginning of a transcript."""
    cut = [stretch for stretch in transcript if stretch.at_ms < end_ms]
    phases = tuple(phase for phase in cut[-1].phases if phase[1] < end_ms)
    reps = sum(name == phases[0][0] for name, _ in phases)
    return [*cut[:-1], replace(cut[-1], phases=phases, reps=reps)]


def _place(sound: Heard) -> int:
    return round((sound.depth or 0.0) * (palette.TICK_PITCHES - 1))


def _meet(one_ms: int, other_ms: int) -> bool:
    return abs(one_ms - other_ms) <= SAME_MS


def _common(one: Sequence[tuple[str, int]], other: Sequence[tuple[str, int]]) -> int:
    return sum(any(a == c and _meet(b, d) for a, b in one) for c, d in other)


def _is_like(one: Stretch, other: Stretch) -> bool:
    alike = len(one.phases) == len(other.phases) == _common(one.phases, other.phases)
    return alike and (one.reps, one.alternates) == (other.reps, other.alternates)


def line(stretch: Stretch, next_ms: int) -> str:
    """Write one stretch of a transcript as a person would."""
    seconds = stretch.at_ms / 1_000
    text = f"{int(seconds // 60):3}:{seconds % 60:04.1f}  {stretch.what}"
    if stretch.what != "end":
        text += f" {(next_ms - stretch.at_ms) / 1_000:.1f} s"
    if stretch.reps:
        first = stretch.phases[: len(stretch.phases) // stretch.reps]
        ends = [at for _, at in (*stretch.phases, ("", next_ms))][1:]
        each = zip(first, ends, strict=False)
        lengths = ", ".join(f"{name} {(end - at) / 1_000:.1f}" for (name, at), end in each)
        turns = ", sides in turn" if stretch.alternates else ""
        text += f": {count_text(stretch.reps, 'rep')} of {lengths}{turns}"
    return text


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the transcripts, and how right they are."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sessions", nargs="*", type=Path, help="session files; none: the bundled")
    parser.add_argument("--brief", action="store_true", help="no transcripts, only the table")
    parser.add_argument("--snr", type=float, default=SNR_DB, help="sounds above noise, in decibels")
    asked = parser.parse_args(arguments)
    files = [(path.stem, read_timeline(path)) for path in asked.sessions]
    rows = list[list[str | float]]()
    for name, timeline in files or bundled_timelines():
        heard = listen(through_a_room(rendered(timeline), asked.snr))
        transcript = write_down(heard)
        if not asked.brief:
            print(f"{name}: {count_text(sets_in(transcript), 'set')}")
            ends = [stretch.at_ms for stretch in transcript[1:]]
            for stretch, end in zip(transcript, [*ends, 0], strict=True):
                print(line(stretch, end))
            print()
        score = judge(timeline, heard)
        pairs = (score.sounds, score.ticks, score.phases, score.reps)
        more = (score.sides, score.sets, score.rests)
        cells = [f"{right}/{of}" for right, of in (*pairs, *more)]
        rows.append([name, *cells, score.extra, score.wrong])
    header = ["session", "sounds", "tick pitches", "phases", "reps", "sides", "sets", "rests"]
    print_table([*header, "extra", "wrong stretches"], rows)


if __name__ == "__main__":
    main()
