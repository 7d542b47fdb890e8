"""What does a voice say in each session, and what has no room between the tones?

    python -m benchmarks.speech_table [--speed WORDS_PER_MINUTE] [--dropped] [SESSION ...]

Every session is played faster than real time, through the arranger of a run. `late` counts phrases
that begin more than a second after their cue; dropped phrases are listed by subject, most important
first. The voice is the one that a run would use here.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.table import print_table
from hamtimer.audio.sounds.sound_bank import SoundBank
from hamtimer.audio.speech.speaker import Speaker
from hamtimer.audio.speech.voice import open_speaker
from hamtimer.audio.stream.arrange import Arranger, Phrase
from hamtimer.audio.stream.mixer import Sound
from hamtimer.core.play.player import Player
from hamtimer.core.run.run import Run
from hamtimer.core.session_file.loader import load_session
from hamtimer.core.timeline.compiler import compile_session
from hamtimer.core.timeline.cue_kinds import Speech
from hamtimer.core.timeline.steps import Timeline
from hamtimer.home.folders import bundled_folder
from hamtimer.home.settings import Settings
from hamtimer.plain.alone import play_at_once

LATE_MS = 1_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of one phrase."""

    phrase: Phrase
    start_ms: int | None
    """When it is spoken; None: dropped."""

    @property
    def is_late(self) -> bool:
        """Whether it is spoken well after its cue."""
        return self.start_ms is not None and self.start_ms > self.phrase.due_ms + LATE_MS


def bundled_timelines() -> Iterator[tuple[str, Timeline]]:
    """Yield every bundled session's name and timeline."""
    for path in sorted(bundled_folder().glob("*.yaml")):
        yield path.stem, read_timeline(path)


def read_timeline(path: Path) -> Timeline:
    """Return the timeline of a session file.

    Raises:
        ValueError: When it has an error.
    """
    session = load_session(path.read_text(encoding="utf-8"), str(path)).session
    if session is None:
        raise ValueError(f"{path}: hamtimer check {path} lists its errors")
    return compile_session(session)


def speech_of(timeline: Timeline, speaker: Speaker) -> list[Outcome]:
    """Return the outcome of every phrase of a session."""
    outcomes: list[Outcome] = []

    def note(phrase: Phrase, sound: Sound | None) -> None:
        outcomes.append(Outcome(phrase, None if sound is None else sound.at_ms))

    arranger = Arranger(SoundBank(), speaker, on_phrase=note)
    events = list(play_at_once(Run(Player(timeline, gap_ms=None, count_in_ms=0))))
    for event in events:
        arranger.arrange([event], event.due_ms - 1)
    arranger.arrange([], events[-1].due_ms + 3_600_000)
    return outcomes


def row(name: str, outcomes: Iterable[Outcome]) -> list[str | float]:
    """Return the table's row for one session."""
    outcomes = list(outcomes)
    dropped = Counter(o.phrase.speech for o in outcomes if o.start_ms is None)
    said = sum(outcome.start_ms is not None for outcome in outcomes)
    late = sum(outcome.is_late for outcome in outcomes)
    return [name, len(outcomes), said, late, *(dropped[speech] for speech in Speech)]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table, and the dropped phrases on request."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("sessions", nargs="*", type=Path, help="session files; none: the bundled")
    parser.add_argument(
        "--speed", type=int, default=Settings().voice_speed, help="words per minute"
    )
    parser.add_argument("--dropped", action="store_true", help="list every dropped phrase")
    asked = parser.parse_args(arguments)
    files = [(path.stem, read_timeline(path)) for path in asked.sessions]
    speaker = open_speaker(replace(Settings(), voice_speed=asked.speed))
    table = {name: speech_of(made, speaker) for name, made in files or bundled_timelines()}
    every = [outcome for outcomes in table.values() for outcome in outcomes]
    print(f"{speaker.name}, {asked.speed} words a minute")
    print_table(
        ["session", "phrases", "said", "late", *(f"-{speech.name.lower()}" for speech in Speech)],
        [*(row(name, outcomes) for name, outcomes in table.items()), row("all", every)],
    )
    if asked.dropped:
        for name, outcomes in table.items():
            for outcome in outcomes:
                if outcome.start_ms is None:
                    phrase = outcome.phrase
                    due, about = phrase.due_ms / 1_000, phrase.speech.name.lower()
                    print(f"{name}  {due:8.2f} s  {about}: {phrase.text}")


if __name__ == "__main__":
    main()
