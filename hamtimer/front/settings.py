"""Settings for people: list them, and read values from text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from hamtimer.core.notation.mistakes import Mistake, listing, nearest, shown
from hamtimer.core.text import find_unsafe
from hamtimer.front.actions import ACTIONS
from hamtimer.front.key_bindings import key_words, read_key, read_keys
from hamtimer.home.settings import Settings
from hamtimer.home.settings_table import (
    SETTINGS,
    TRUTHS,
    Part,
    Setting,
    signal_settings,
    sound_settings,
)

Value = str | int | bool | list[str] | None
"""The value of a setting in the file. None: not written."""
_USUAL = Settings()
_YES, _NO = ("true", "yes", "on"), ("false", "no", "off")
LONGEST_TEXT = 1_000


def every_setting() -> tuple[Setting, ...]:
    """Return every setting, in listing order."""
    return (*SETTINGS, *signal_settings(), *sound_settings(), *_key_settings())


def _key_settings() -> Iterator[Setting]:
    for action in ACTIONS:
        usual = " ".join(map(key_words, action.keys))
        yield Setting(f"keys.{action.id}", action.title, action.help, Part.KEYS, otherwise=usual)


def find_setting(key: str) -> Setting:
    """Return the setting with a key.

    Raises:
        Mistake: When there is none.
    """
    known = {setting.key: setting for setting in every_setting()}
    if key not in known:
        plain = key.lower().replace("-", "_")
        meant = next((each for each in (plain, key.lower()) if each in known), None)
        meant = meant or nearest(key, known) or nearest(plain, known)
        advice = f"did you mean {meant}?" if meant else "hamtimer settings lists them all"
        raise Mistake(f"there is no setting {shown(key)}", advice)
    return known[key]


def value_of(settings: Settings, setting: Setting) -> Value:
    """Return the value of a setting, or its default; None: neither is a value."""
    if not setting.table:
        value: Value = getattr(settings, setting.key)
        return None if value == "" else value
    found = dict(getattr(settings, setting.table)).get(setting.name)
    if isinstance(found, tuple):
        return list(found) if len(found) > 1 else found[0]
    if setting.choices == TRUTHS and found is not None:
        return str(found) in _YES
    return str(found) if found is not None else None


def value_words(settings: Settings, setting: Setting) -> str:
    """Return the value of a setting in words."""
    value = value_of(settings, setting)
    return setting.otherwise if value is None else _words(value, setting)


def default_words(setting: Setting) -> str:
    """Return the default of a setting in words."""
    return value_words(_USUAL, setting)


def is_default(settings: Settings, setting: Setting) -> bool:
    """Return whether a setting has its default value."""
    return value_of(settings, setting) == value_of(_USUAL, setting)


def _words(value: Value, setting: Setting) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " ".join(value)
    return f"{value} {setting.unit}" if setting.unit else str(value)


def read_value(setting: Setting, words: str, settings: Settings) -> Value:
    """Return the value that a person typed for a setting, as stored in the file.

    `settings` are the other settings, which it must fit.

    Raises:
        Mistake: When it is not a valid value.
    """
    written = words.strip()
    if not written:
        raise Mistake("there is no value", f"write one, or: hamtimer settings reset {setting.key}")
    if find_unsafe(written) or len(written) > LONGEST_TEXT:
        raise Mistake(f"{shown(written)} is not a value", "write it in letters, digits and signs")
    if setting.is_truth:
        return _truth(written)
    if setting.is_number:
        return _number(setting, written)
    if setting.table:
        return _READERS[setting.table](setting, written, settings)
    if setting.choices and written.lower() not in setting.choices:
        meant = nearest(written, setting.choices)
        advice = f"did you mean {meant}?" if meant else f"write {listing(setting.choices)}"
        raise Mistake(f"{shown(written)} is not one of its values", advice)
    return written.lower() if setting.choices else written


def _truth(written: str) -> bool:
    word = written.lower()
    if word not in (*_YES, *_NO):
        raise Mistake(f"{shown(written)} is neither yes nor no", "write yes or no")
    return word in _YES


def _number(setting: Setting, written: str) -> int:
    digits = written.removesuffix(setting.unit).strip() if setting.unit else written
    advice = f"write a whole number from {setting.least} to {setting.most}"
    if not re.fullmatch(r"[+-]?[0-9]+", digits):
        raise Mistake(f"{shown(written)} is not a whole number", advice)
    number = int(digits)
    if not setting.least <= number <= setting.most:
        raise Mistake(f"{shown(written)} is out of range", advice)
    return number


def _sound(setting: Setting, written: str, settings: Settings) -> str:
    """Return a sound: a built-in one, a file, or none."""
    del settings
    if written in setting.choices:
        return written
    from pathlib import Path

    from hamtimer.audio.sounds.sound_file import read_sound_file
    from hamtimer.core.errors import UserError

    if "." not in written:
        meant = nearest(written, setting.choices)
        advice = (
            f"did you mean {meant}?" if meant else f"write {listing(setting.choices)}, or a file"
        )
        raise Mistake(f"{shown(written)} is not a built-in sound", advice)
    try:
        path = Path(written).expanduser().absolute()
        read_sound_file(path)
    except UserError as error:
        raise Mistake(error.message, error.advice) from None
    except RuntimeError:
        raise Mistake(f"{shown(written)} is in no home folder", "write the full path") from None
    return written if written.startswith("~") else str(path)


def _signal(setting: Setting, written: str, settings: Settings) -> Value:
    del settings
    from hamtimer.core.session_file.signals import check_signals

    problems = check_signals({setting.name: written})
    if problems:
        message, _, advice = problems[setting.name].partition("; ")
        raise Mistake(message, advice)
    return written


def _key(setting: Setting, written: str, settings: Settings) -> Value:
    """Return the keys of an action; they must be free."""
    names = _names_of_keys(written)
    _, problems = read_keys({**dict(settings.keys), setting.name: names})
    if problem := problems.get(setting.name):
        message, _, advice = problem.partition("; ")
        raise Mistake(message, advice)
    return names if len(names) > 1 else names[0]


def _names_of_keys(written: str) -> list[str]:
    """Return one key, as in `page down`, or several with commas or spaces between them."""
    try:
        read_key(written)
    except Mistake:
        return [name for name in re.split(r"[,\s]+", written) if name] or [written]
    return [written]


_READERS = {"sounds": _sound, "signals": _signal, "keys": _key}


def change_of(setting: Setting, value: Value) -> dict[str, object]:
    """Return the argument of `change_settings` that writes a value; None removes it."""
    if setting.table:
        return {setting.table: {setting.name: value}}
    return {setting.key: value}


def with_value(settings: Settings, setting: Setting, value: Value) -> Settings:
    """Return the settings with one value changed; None: its default."""
    if not setting.table:
        usual: Value = getattr(_USUAL, setting.key)
        changed: dict[str, object] = {setting.key: usual if value is None else value}
        return replace(settings, **changed)  # type: ignore[arg-type] # `read_value` made it
    entries: dict[str, object] = dict(getattr(settings, setting.table))
    entries.pop(setting.name, None)
    if value is not None:
        entries[setting.name] = _as_read(setting, value)
    table: dict[str, object] = {setting.table: tuple(entries.items())}
    return replace(settings, **table)  # type: ignore[arg-type] # as above


def _as_read(setting: Setting, value: Value) -> object:
    """Return an entry of a table as it would be read from the file."""
    if setting.table == "keys":
        return tuple(value) if isinstance(value, list) else (str(value),)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)
