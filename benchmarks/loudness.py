"""How loud is each sound, and how far is each from every other?

    python -m benchmarks.loudness [--pairs N] [--phrases N]

Loudness is the greatest momentary value (400 ms) of ITU-R BS.1770, of the sound followed by
silence up to a second, as FFmpeg's `ebur128` measures it: once as it is, and once through a model
of a small loudspeaker, which passes little below 350 Hz. The likeness of two sounds compares where
their energy lies, in third-octaves and steps of 60 ms: 1 for the same sound, 0 for two that share
nothing. The pairs that are most alike are listed. Then speech, where there is a voice.
"""

import argparse
import itertools
from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from benchmarks.speech_table import bundled_timelines
from benchmarks.table import print_table
from hamtimer.audio.sounds import palette
from hamtimer.audio.sounds.loudness import Wave, wave_of
from hamtimer.audio.sounds.samples import RATE, SAMPLES_PER_MS
from hamtimer.audio.speech.voice import open_speaker
from hamtimer.audio.unavailable import UnavailableError
from hamtimer.core.timeline.cues import cues_until_key
from hamtimer.home.settings import Settings

SMALL_SPEAKER_HZ = 350
"""Below this a small loudspeaker loses 12 dB an octave."""
_PIECE = 60 * SAMPLES_PER_MS
_EDGES_HZ = 200 * 2 ** (np.arange(17) / 3)
_LONGEST_PIECES = 20


def every_sound() -> dict[str, Wave]:
    """Return the sounds of the palette by name, the highest and the lowest tick too."""
    sounds = {name: palette.synthesise(name) for name in palette.NAMES}
    middle, bottom = palette.TICK_PITCHES // 2, palette.TICK_PITCHES - 1
    sounds |= {f"tick {place}": palette.tick_at(place) for place in (0, middle, bottom)}
    return {name: wave_of(samples) for name, samples in sounds.items()}


def through_small_speaker(samples: Wave) -> Wave:
    """Return a sound as a second-order high-pass lets it through."""
    spectrum = np.fft.rfft(samples, 2 * len(samples))
    s = 1j * np.fft.rfftfreq(2 * len(samples), 1 / RATE) / SMALL_SPEAKER_HZ
    heard = np.fft.irfft(spectrum * s**2 / (s**2 + np.sqrt(2) * s + 1))
    return np.asarray(heard[: len(samples)], np.float32)


def momentary(samples: Wave) -> float:
    """Return the greatest momentary loudness in LUFS, as FFmpeg measures it (needs av 18)."""
    import av
    import av.filter

    # The filter gives a value each 100 ms, so a short sound needs silence after it.
    padded = np.zeros((1, max(RATE, len(samples) + RATE * 6 // 10)), np.float32)
    padded[0, : len(samples)] = samples
    graph = av.filter.Graph()
    source = graph.add_abuffer(
        sample_rate=RATE, format="flt", layout="mono", time_base=Fraction(1, RATE)
    )
    meter, sink = graph.add("ebur128", "metadata=1"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(padded, format="flt", layout="mono")
    frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), 0
    source.push(frame)
    source.push(None)
    values: list[float] = []
    while True:
        try:
            measured = sink.pull()
        except (av.FFmpegError, EOFError):
            return max(values)
        values.append(float(measured.metadata.get("lavfi.r128.M", "-inf")))


def pattern(samples: Wave) -> npt.NDArray[np.float64]:
    """Return where the energy of a sound lies in time and pitch, as a direction of length 1."""
    padded = np.zeros(_LONGEST_PIECES * _PIECE)
    padded[: len(samples)] = samples[: len(padded)]
    power = np.abs(np.fft.rfft(padded.reshape(_LONGEST_PIECES, _PIECE), RATE)) ** 2
    bands = [
        power[:, int(low) : int(high)].sum(axis=1) for low, high in itertools.pairwise(_EDGES_HZ)
    ]
    whole = np.sqrt(np.array(bands)).ravel()
    return np.asarray(whole / np.linalg.norm(whole))


def likenesses(sounds: Mapping[str, Wave]) -> list[tuple[float, str, str]]:
    """Return how alike every two sounds are, the most alike first."""
    patterns = {name: pattern(samples) for name, samples in sounds.items()}
    pairs = itertools.combinations(patterns, 2)
    return sorted(((float(patterns[a] @ patterns[b]), a, b) for a, b in pairs), reverse=True)


def spoken_phrases() -> list[str]:
    """Return everything that the bundled sessions say, each once."""
    said = {
        cue.speech: None
        for _, made in bundled_timelines()
        for step in made.steps
        for cue in cues_until_key(step, step.assumed_ms)
        if cue.speech
    }
    return list(said)


def _row(name: str, samples: Wave) -> list[str | float]:
    peak = float(np.max(np.abs(samples), initial=0.0))
    alone, small = momentary(samples), momentary(through_small_speaker(samples))
    return [name, f"{alone:.1f}", f"{small:.1f}", f"{peak:.2f}"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=10, help="how many pairs to list")
    parser.add_argument("--phrases", type=int, default=40, help="how many phrases to measure")
    asked = parser.parse_args(arguments)
    sounds = every_sound()
    rows = sorted((_row(*sound) for sound in sounds.items()), key=lambda row: -float(row[2]))
    print_table(["sound", "LUFS", "small speaker", "peak"], rows)
    print(f"from the loudest to the softest: {float(rows[0][2]) - float(rows[-1][2]):.1f} dB\n")
    own = {name: sound for name, sound in sounds.items() if name in palette.NAMES}
    pairs = likenesses(own)[: asked.pairs]
    print_table(["likeness", "of", "and"], [[f"{like:.2f}", a, b] for like, a, b in pairs])
    print()
    try:
        speaker = open_speaker(Settings())
    except UnavailableError as error:
        print(error)
        return
    said = [_row(text, wave_of(speaker.say(text))) for text in spoken_phrases()[: asked.phrases]]
    heard = [float(row[2]) for row in said]
    print_table([speaker.name, "LUFS", "small speaker", "peak"], said)
    print(f"from the loudest to the softest: {max(heard) - min(heard):.1f} dB")
    beep = momentary(through_small_speaker(sounds["beep"]))
    print(f"their mean: {np.mean(heard):.1f}; the countdown's beep: {beep:.1f}")


if __name__ == "__main__":
    main()
