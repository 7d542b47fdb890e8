"""A person's settings: one TOML file, read at start and changed key by key.

The file belongs to the person. Everything they wrote, comments included, stays; an unreadable
file is never overwritten, and defaults apply until it is fixed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, MutableMapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import reason_of
from hamtimer.home.folders import settings_folder
from hamtimer.home.settings_table import BY_KEY, TABLES
from hamtimer.home.writing import (
    as_written_before,
    make_folder,
    read_as_written,
    without_mark,
    write_text,
)

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

    from hamtimer.core.timeline.cue_kinds import CueKind

FILE_NAME = "settings.toml"
Signals = tuple[tuple[str, str], ...]
"""When to count down and to signal: keys and values as in session files."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Each field is a key of the file."""

    audio: str = "auto"
    """One of `AUDIO_MODES`."""
    volume: int = 80
    """Percent."""
    muted: bool = False
    tick_volume: int = 100
    """Percent of the usual level of ticks; 0 turns off only the ticks."""
    movement: str = "steps"
    """One of `MOVEMENT_SOUNDS`."""
    latency_ms: int = 0
    """The output latency: how much later than the screen sound is heard; often 150 to 300 with
    Bluetooth."""
    voice: bool | None = None
    """Whether cues are spoken. None: as in the session."""
    voice_language: str = "en"
    """A language or voice as eSpeak NG names it: `en`, `en-us`, `de`, `fr`."""
    voice_speed: int = 165
    """Words per minute."""
    theme: str = ""
    """The name of a theme; empty: as the terminal suggests."""
    reduced_motion: bool = False
    editor: str = "internal"
    """One of `EDITORS`: where sessions are edited."""
    taps: bool = False
    """Whether every exercise with a tempo is measured by taps, as with `measure: yes`."""
    sounds: tuple[tuple[str, str], ...] = ()
    """Chosen sounds by kind of cue: a built-in name, a sound file, or `none`."""
    signals: Signals = ()
    """When to count down and to signal, as in session files; overrides theirs."""
    keys: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Chosen keys by action, as written; `front/key_bindings.py` reads them."""

    def sound_for(self, kind: CueKind) -> str | None:
        """Return the sound chosen for a kind of cue, or None."""
        return dict(self.sounds).get(kind.value)


_DEFAULTS = Settings()


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """The settings in effect, and the errors in the file."""

    settings: Settings
    problems: tuple[str, ...] = ()
    """Each as `file:line: what is wrong; what to write instead`."""
    path: Path | None = None
    text: str = ""
    """The file as it was read."""

    def place_of(self, key: str, table: str) -> str:
        """Return the place of a key in a table, as `file:line`."""
        return f"{self.path}:{_line_of(key, self.text, table)}"


def settings_path() -> Path:
    """Return the path of the settings.

    Raises:
        NoHomeError: When the person has no home folder.
    """
    return settings_folder() / FILE_NAME


def load_settings(path: Path | None = None) -> LoadedSettings:
    """Read the settings, with defaults for missing or wrong values. Never raises."""
    try:
        path = path or settings_path()
        text = without_mark(read_as_written(path))
    except FileNotFoundError:
        return LoadedSettings(_DEFAULTS)
    except (OSError, ValueError) as error:
        reason = f"the settings cannot be read ({reason_of(error)}); defaults apply"
        return LoadedSettings(_DEFAULTS, (f"{path}: {reason}" if path else str(error),))
    import tomllib

    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # tomllib raises other errors than its own
        line = _line_in(str(error))
        problem = f"{path}:{line}: this is not TOML ({error}); defaults apply until it is fixed"
        return LoadedSettings(_DEFAULTS, (problem,))
    return _from_table(found, text, path)


def change_settings(changes: Mapping[str, object], path: Path | None = None) -> str:
    """Write some settings to the file, and leave everything else in it unchanged.

    `changes` are fields of `Settings` with their new values (`sounds` as a mapping; an empty string
    removes an entry, None a setting). Return what went wrong as text, or an empty string.
    """
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        path = path or settings_path()
        before = _read_if_there(path)
        document = tomlkit.parse(without_mark(before))
        for key, value in changes.items():
            if isinstance(value, Mapping):
                _change_table(document, key, value)
            elif value is None:
                document.pop(key, None)
            else:
                document[key] = value
        make_folder(path.parent)
        write_text(path, as_written_before(tomlkit.dumps(document), before))
    except TOMLKitError as error:
        return f"{path}: not changed, because it is not TOML: {error}"
    except (OSError, ValueError) as error:
        problem = f"this setting could not be saved ({reason_of(error)})"
        return f"{path}: {problem}" if path else problem
    return ""


def _read_if_there(path: Path) -> str:
    try:
        return read_as_written(path)
    except FileNotFoundError:
        return ""


def _change_table(document: TOMLDocument, key: str, changes: Mapping[str, object]) -> None:
    """Change entries of a table, removing empty ones; a table replaces any other value."""
    import tomlkit

    if not isinstance(document.get(key), MutableMapping):
        # Removed first: a table in its place would include the keys below it.
        document.pop(key, None)
        document[key] = tomlkit.table()
    table = document[key]
    for name, value in changes.items():
        if value is None or value == "":
            table.pop(name, None)
        else:
            table[name] = value


# ------------------------------------------------------------------ checking


def _from_table(found: Mapping[str, object], text: str, path: Path) -> LoadedSettings:
    settings = _DEFAULTS
    problems: list[str] = []
    for key, value in found.items():
        where = f"{path}:{_line_of(key, text)}"
        if key == "sounds":
            sounds, wrong = _sounds(value, text, path)
            settings = replace(settings, sounds=sounds)
            problems += wrong
        elif key == "signals":
            signals, wrong = _signals(value, text, path)
            settings = replace(settings, signals=signals)
            problems += wrong
        elif key == "keys":
            keys, wrong = _keys(value, text, path)
            settings = replace(settings, keys=keys)
            problems += wrong
        elif key not in BY_KEY:
            known = (*BY_KEY, *TABLES)
            problems.append(f"{where}: there is no setting `{key}`{_did_you_mean(key, known)}")
        elif problem := _problem(key, value):
            problems.append(f"{where}: `{key}` {problem}")
        else:
            settings = _with(settings, key, value)
    return LoadedSettings(settings, tuple(problems), path, text)


def _with(settings: Settings, key: str, value: object) -> Settings:
    changes: dict[str, object] = {key: value}
    return replace(settings, **changes)  # type: ignore[arg-type] # _problem checked the type


def _problem(key: str, value: object) -> str:
    """Return what is wrong with a value and what to write instead; empty if it is valid."""
    setting, default = BY_KEY[key], getattr(_DEFAULTS, key)
    if setting.is_truth:
        return "" if isinstance(value, bool) else "must be true or false"
    if setting.is_number:
        low, high = setting.least, setting.most
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return ""
        return f"must be a whole number from {low} to {high}, such as {default}"
    if not isinstance(value, str):
        return f'must be text in quotation marks, such as "{default}"'
    if setting.choices and value not in setting.choices:
        choices = ", ".join(setting.choices)
        return f"must be one of {choices}{_did_you_mean(value, setting.choices)}"
    return ""


def _sounds(
    value: object, text: str, path: Path
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    from hamtimer.core.timeline.cue_kinds import CueKind

    kinds = [kind.value for kind in CueKind]
    if not isinstance(value, dict):
        line = _line_of("sounds", text)
        problem = f'{path}:{line}: `sounds` must be a table: write [sounds], then start = "go"'
        return (), (problem,)
    good, problems = [], []
    for kind, sound in value.items():
        where = f"{path}:{_line_of(kind, text, 'sounds')}"
        if kind not in kinds:
            problems.append(f"{where}: there is no cue `{kind}`{_did_you_mean(kind, kinds)}")
        elif not isinstance(sound, str):
            problems.append(f"{where}: a sound must be a name, a file or none, in quotation marks")
        else:
            good.append((kind, sound))
    return tuple(good), tuple(problems)


def _signals(
    value: object, text: str, path: Path
) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
    if not isinstance(value, dict):
        line = _line_of("signals", text)
        example = 'write [signals], then countdown = "5s"'
        return (), (f"{path}:{line}: `signals` must be a table: {example}",)
    from hamtimer.core.session_file.signals import check_signals

    written = {str(key): _as_written(each) for key, each in value.items()}
    wrong = check_signals(written)
    problems = [
        f"{path}:{_line_of(key, text, 'signals')}: {reason}" for key, reason in wrong.items()
    ]
    good = tuple((key, each) for key, each in written.items() if key not in wrong)
    return good, tuple(problems)


def _keys(
    value: object, text: str, path: Path
) -> tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]:
    """Return the keys of each action, unchecked; `front/key_bindings.py` knows the actions."""
    if not isinstance(value, dict):
        line = _line_of("keys", text)
        return (), (f'{path}:{line}: `keys` must be a table: write [keys], then mute = "M"',)
    good, problems = [], []
    for action, keys in value.items():
        several = keys if isinstance(keys, list) else [keys]
        if all(isinstance(key, str) for key in several):
            good.append((action, tuple(several)))
        else:
            where = f"{path}:{_line_of(action, text, 'keys')}"
            problems.append(f'{where}: a key must be text, such as "M", or a list of texts')
    return tuple(good), tuple(problems)


def _as_written(value: object) -> str:
    """Return a TOML value as written in a session file."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _did_you_mean(word: str, known: tuple[str, ...] | list[str]) -> str:
    import difflib

    close = difflib.get_close_matches(word, known, n=1)
    return f"; did you mean `{close[0]}`?" if close else ""


def _line_of(key: str, text: str, table: str = "") -> int:
    """Return the first line on which a key is set; 1 when it is written in an unusual way.

    A key of a table is searched from the beginning of the table.
    """
    start = _line_of(table, text) if table else 1
    pattern = re.compile(rf"""^\s*\[?\s*["']?{re.escape(key)}["']?\s*[=\].]""")
    lines = enumerate(text.splitlines()[start - 1 :], start=start)
    return next((number for number, line in lines if pattern.match(line)), start)


def _line_in(message: str) -> int:
    found = re.search(r"line (\d+)", message)
    return int(found[1]) if found else 1
