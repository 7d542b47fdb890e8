"""The samples of each cue: the person's choice, the session's, or the palette's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from pathlib import Path

from hamtimer.audio.sounds import palette
from hamtimer.audio.sounds.samples import FULL_SCALE, Samples, peak_of, samples_of
from hamtimer.audio.sounds.sound_file import SoundFileError, read_sound_file
from hamtimer.audio.sounds.sweep import Sweep, Tone
from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import UserError
from hamtimer.core.timeline.cue_kinds import Cue, CueKind
from hamtimer.home.session_sounds import locate_sound
from hamtimer.home.settings import Settings

NONE = "none"
"""The word for no sound in settings and session files."""


@dataclass
class SoundBank:
    """Finds the samples of every cue.

    `session` has the sounds that a session file asks for, with files in its `folder`. The person's
    choices in `settings` take precedence. A sound that cannot be played is noted in `problems`,
    once, and replaced by the palette's.
    """

    settings: Settings = field(default_factory=Settings)
    session: tuple[tuple[str, str], ...] = ()
    folder: Path | None = None
    problems: list[str] = field(default_factory=list)
    _ready: dict[CueKind, Samples | None] = field(default_factory=dict)
    _ticks: dict[int, Samples] = field(default_factory=dict)

    def tone(self, cue: Cue) -> Tone | None:
        """Return the sound of a cue, or None if it has no tone."""
        if not cue.sounds:
            return None
        falls = cue.kind.facts.falls
        if self._moves("sweep", cue) and falls is not None and cue.length_ms > 0:
            return Sweep(cue.length_ms, falling=falls)
        if self._moves("steps", cue) and cue.kind is CueKind.TICK and cue.depth is not None:
            return self._tick_at(round(cue.depth * (palette.TICK_PITCHES - 1)))
        return self.sound(cue.kind)

    def sound(self, kind: CueKind) -> Samples | None:
        """Return the sound of a kind of cue, or None if it has none."""
        if kind not in self._ready:
            samples = self._find(kind)
            if samples is not None and kind is CueKind.TICK:
                samples = self._at_tick_volume(samples)
            self._ready[kind] = samples
        return self._ready[kind]

    def prepare(self, kinds: Iterable[CueKind] = CueKind) -> None:
        """Make all sounds now, so that no cue has to wait for its sound."""
        for kind in kinds:
            self.sound(kind)
            if kind is CueKind.TICK and self.settings.movement == "steps":
                for place in range(palette.TICK_PITCHES):
                    self._tick_at(place)

    def _moves(self, how: str, cue: Cue) -> bool:
        """Return whether a cue follows the limb in this way and has no chosen sound."""
        chosen = self.settings.sound_for(cue.kind) or dict(self.session).get(cue.kind.value)
        return self.settings.movement == how and not chosen

    def _tick_at(self, place: int) -> Samples:
        if place not in self._ticks:
            self._ticks[place] = self._at_tick_volume(palette.tick_at(place))
        return self._ticks[place]

    def _at_tick_volume(self, samples: Samples) -> Samples:
        # The setting goes up to twice the usual level; the share beside a signal does not.
        return _scaled(samples, self.settings.tick_volume / 100, palette.TICK_LIMIT)

    def _find(self, kind: CueKind) -> Samples | None:
        usual = palette.DEFAULTS.get(kind)
        own = self.settings.sound_for(kind)
        chosen = own or dict(self.session).get(kind.value) or usual
        if chosen in (None, NONE):
            return None
        if chosen in palette.NAMES:
            return palette.synthesise(chosen)
        folder = self.folder if own is None else None
        try:
            samples = read_sound_file(_locate(chosen, folder, own=own is not None))
        except UserError as error:
            self.problems.append(f"the sound for `{kind.value}`: {error}")
            return palette.synthesise(usual) if usual else None
        peak = palette.MOVEMENT_PEAK if kind.is_movement else palette.SIGNAL_PEAK
        return _scaled(samples, 1.0, peak)


def _locate(name: str, folder: Path | None, *, own: bool) -> Path:
    """Return the path of a sound file: a person's own anywhere, a session's only beside it."""
    if own:
        return _without_tilde(name)
    return locate_sound(name, folder)


def _without_tilde(name: str) -> Path:
    """Return the path with a leading `~` or `~user` replaced by that home folder."""
    try:
        return Path(name).expanduser()
    except RuntimeError as error:
        message = f"{Path(name).parts[0]} is not a home folder"
        raise SoundFileError(message, "write the full path", name) from error


def _scaled(samples: Samples, factor: float, most: float) -> Samples:
    """Return a sound louder or softer by a factor, with no peak above its track's share."""
    peak = peak_of(samples) / FULL_SCALE
    factor = min(factor, most / peak) if peak else 1.0
    return samples if factor == 1.0 else samples_of(factor / FULL_SCALE * one for one in samples)
