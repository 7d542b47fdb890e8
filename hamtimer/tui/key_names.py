"""The names of keys, the same in the footer, the help and the documentation."""

from __future__ import annotations

from collections.abc import Iterable

from textual.keys import format_key

_NAMES = {
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "backspace": "Backspace",
    "delete": "Del",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "plus": "+",
    "minus": "-",
    "ctrl": "Ctrl",
    "shift": "Shift",
    "alt": "Alt",
}


def key_name(key: str) -> str:
    """Return the name of a key as on a keyboard: `PgDn`, `Ctrl+P`."""
    *modifiers, last = key.split("+")
    if modifiers and len(last) == 1:
        last = last.upper()
    return "+".join(_NAMES.get(part) or _without_name(part) for part in (*modifiers, last))


def keys_text(keys: Iterable[str]) -> str:
    """Return the names of several keys, each once."""
    return "  ".join(dict.fromkeys(map(key_name, keys)))


def _without_name(key: str) -> str:
    is_function_key = key[:1] == "f" and key[1:].isdigit()
    return key.upper() if is_function_key else format_key(key)
