"""Every setting: its meaning, its possible values, and its title on screens.

Reading the file, `hamtimer settings`, the settings screen and the documentation use this table.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from hamtimer.core.dataclass import dataclass

AUDIO_MODES = ("auto", "stream", "file", "bell", "off")
"""The audio engines; `auto` uses the first of the others that works."""
EDITORS = ("internal", "external")
"""The editor of the program, or the person's own: `$VISUAL` or `$EDITOR`."""
MOVEMENT_SOUNDS = ("steps", "short", "sweep")
"""The sound of a moving phase: a short cue at its beginning and ticks that step down and up with
the limb, the same with equal ticks, or a glide through it."""
VOLUME_STEP = 10
"""How much one press of a volume key changes, in percent."""
TRUTHS = ("true", "false")


class Part(StrEnum):
    """The heading under which a setting is listed."""

    SOUND = "Sound"
    VOICE = "Voice"
    SCREEN = "Screen"
    SIGNALS = "Signals"
    CUES = "The sound of each cue"
    KEYS = "Keys"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting."""

    key: str
    """As in the file; with a dot for a table: `sounds.start`."""
    title: str
    meaning: str
    part: Part
    choices: tuple[str, ...] = ()
    """The possible words; for yes or no `TRUTHS`."""
    least: int = 0
    most: int = 0
    """The bounds of a whole number; 0 and 0: it is not a number."""
    step: int = 1
    unit: str = ""
    otherwise: str = ""
    """The default in words, if no value expresses it."""

    @property
    def is_number(self) -> bool:
        """Whether it is a whole number between bounds."""
        return self.least < self.most

    @property
    def is_truth(self) -> bool:
        """Whether it is true or false."""
        return self.choices == TRUTHS

    @property
    def table(self) -> str:
        """The table it belongs to; empty: none."""
        return self.key.rpartition(".")[0]

    @property
    def name(self) -> str:
        """Its key within its table."""
        return self.key.rpartition(".")[2]


SETTINGS = (
    Setting(
        "volume",
        "Volume",
        "The volume of hamtimer itself.",
        Part.SOUND,
        most=100,
        step=VOLUME_STEP,
        unit="%",
    ),
    Setting("muted", "Start muted", "Start with the sound off.", Part.SOUND, TRUTHS),
    Setting(
        "movement",
        "Movement",
        "How a moving phase sounds: ticks that step down and up with the limb (steps), equal ticks "
        "(short), or one gliding tone (sweep).",
        Part.SOUND,
        MOVEMENT_SOUNDS,
    ),
    Setting(
        "tick_volume",
        "Ticks",
        "The volume of the ticks alone; 0 turns them off, and above 133 they get no louder.",
        Part.SOUND,
        most=200,
        step=10,
        unit="%",
    ),
    Setting(
        "latency_ms",
        "Output latency",
        "How much later than the screen the sound is heard, as with Bluetooth. "
        "hamtimer sound-check --calibrate measures it.",
        Part.SOUND,
        least=-500,
        most=2_000,
        step=10,
        unit="ms",
    ),
    Setting(
        "audio",
        "Engine",
        "How sound is played; auto uses the best way that works.",
        Part.SOUND,
        AUDIO_MODES,
    ),
    Setting(
        "voice",
        "Voice",
        "Speak the cues.",
        Part.VOICE,
        TRUTHS,
        otherwise="as in the session",
    ),
    Setting(
        "voice_language",
        "Language",
        "The language of the voice, as eSpeak NG names it: en, en-us, de, fr.",
        Part.VOICE,
    ),
    Setting(
        "voice_speed",
        "Speed",
        "How fast the voice speaks.",
        Part.VOICE,
        least=80,
        most=400,
        step=5,
        unit="words per minute",
    ),
    Setting(
        "theme",
        "Theme",
        "The colours: dark, light, ansi (the terminal's own), or any other in the palette.",
        Part.SCREEN,
        otherwise="as the terminal suggests",
    ),
    Setting(
        "reduced_motion",
        "Reduced motion",
        "Move the column once a second instead of smoothly.",
        Part.SCREEN,
        TRUTHS,
    ),
    Setting(
        "editor",
        "Editor",
        "Where sessions are edited: in the program, or with your own editor (VISUAL or EDITOR).",
        Part.SCREEN,
        EDITORS,
    ),
    Setting(
        "taps",
        "Pedal taps",
        "In a set with a tempo, the forward key of a pedal (PgDn) taps instead of ending the set.",
        Part.SCREEN,
        TRUTHS,
    ),
)
"""The settings outside of tables."""
BY_KEY = {setting.key: setting for setting in SETTINGS}
TABLES = ("sounds", "signals", "keys")
"""The tables of the file."""


def signal_settings() -> Iterator[Setting]:
    """Yield the settings of the table `signals`."""
    from hamtimer.core.session_file.values.basics import YES_NO
    from hamtimer.core.session_file.values.cues import SIGNALS_TABLE

    for field in SIGNALS_TABLE.fields:
        choices = TRUTHS if field.kind is YES_NO else ()
        words = "" if choices else f" Write {field.kind.words}, {field.kind.limits}."
        yield Setting(
            f"signals.{field.key}",
            field.key,
            field.meaning + words,
            Part.SIGNALS,
            choices,
            otherwise=f"as in the session, else {field.default}",
        )


def sound_settings() -> Iterator[Setting]:
    """Yield the settings of the table `sounds`, one for each cue."""
    from hamtimer.core.session_file.sound_choice import BUILT_IN, NONE
    from hamtimer.core.timeline.cue_kinds import SOUNDING

    for kind in SOUNDING:
        yield Setting(
            f"sounds.{kind.value}",
            kind.value,
            f"{kind.facts.meaning} Write the name of a sound, a sound file, or none.",
            Part.CUES,
            (*BUILT_IN, NONE),
            otherwise="as in the session, else its own",
        )
