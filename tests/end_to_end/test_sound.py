"""What is heard is what `explain --json` says, to the tick, on a real audio server."""

import json
import subprocess
import sys
from itertools import pairwise

import pytest

from benchmarks.audio_server import RATE, AudioServer, record
from benchmarks.onsets import Sound, best_offset, find_sounds, match
from tests.end_to_end.conftest import StartHamtimer

SESSION = "first-steps"
LASTS_S = 48
NOTES_OF_ONE_SOUND_S = 0.15
"""A sound may be several notes; what is nearer than this belongs together."""
TOLERANCE_S = 0.04
"""Far below what a person notices between ear and eye, wide enough for a busy machine."""


def sounds_expected(session: str) -> dict[float, set[str]]:
    """Return what `explain --json` promises: the kinds of the cues that sound, by second."""
    explained = subprocess.run(
        [sys.executable, "-m", "hamtimer", "explain", "--json", session],
        check=True,
        capture_output=True,
        timeout=30,
    )
    expected: dict[float, set[str]] = {}
    for step in json.loads(explained.stdout)["steps"]:
        for cue in step["cues"]:
            if cue["sounds"]:
                instant_s = (step["start_ms"] + cue["at_ms"]) / 1000
                expected.setdefault(instant_s, set()).add(cue["kind"])
    return expected


def heard_by_kind(expected: dict[float, set[str]], heard: list[Sound]) -> dict[str, list[Sound]]:
    """Sort the sounds by what they should be, leaving out those that sound together."""
    by_kind: dict[str, list[Sound]] = {}
    for kinds, sound in zip(expected.values(), heard, strict=True):
        if len(kinds) == 1:
            (kind,) = kinds
            by_kind.setdefault(kind, []).append(sound)
    return by_kind


def test_a_whole_session_sounds_as_explained(
    start_hamtimer_with_sound: StartHamtimer, audio_server: AudioServer
) -> None:
    expected = sounds_expected(SESSION)
    assert min(b - a for a, b in pairwise(expected)) >= 1

    with record(audio_server) as recording:
        terminal = start_hamtimer_with_sound("run", SESSION)
        terminal.wait_for("Begin")
        terminal.press("enter")
        terminal.wait_for("Close", timeout_s=LASTS_S + 20)
    terminal.press("enter")
    assert terminal.wait_for_exit() == 0

    assert abs(recording.lost_ms) < 1000 * TOLERANCE_S
    heard = find_sounds(recording.samples, RATE, silence_s=NOTES_OF_ONE_SOUND_S)
    onsets_s = [sound.onset_s for sound in heard]
    offset_s = best_offset(onsets_s, list(expected))
    result = match([onset_s - offset_s for onset_s in onsets_s], list(expected), TOLERANCE_S)
    assert (result.missing_s, result.extra_s) == ((), ())

    by_kind = heard_by_kind(expected, heard)
    pitches = {kind: [s.pitch_hz for s in sounds] for kind, sounds in by_kind.items()}
    for kind, values in pitches.items():
        assert values == pytest.approx([values[0]] * len(values), rel=0.02), kind
    assert pitches["countdown"][0] != pytest.approx(pitches["start"][0], rel=0.1)
