"""The keys of the actions: the defaults, and those chosen in the settings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import field

from hamtimer.core.dataclass import dataclass
from hamtimer.core.notation.mistakes import Mistake, listing, nearest, shown
from hamtimer.front.actions import ACTIONS, BY_ID

NAMED_KEYS = (
    *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
    *("insert", "delete", "backspace", "enter", "escape", "space", "tab"),
    *(f"f{number}" for number in range(1, 25)),
)
"""Keys that have a name, in Textual's spelling."""
_OTHER_NAMES = {
    "pgup": "pageup",
    "pgdn": "pagedown",
    "esc": "escape",
    "return": "enter",
    "del": "delete",
    "ins": "insert",
    "spacebar": "space",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
}
_MODIFIERS = ("ctrl", "alt", "shift")
_SIGNS = {
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
}
"""Where Textual has another name for a character than Unicode."""
OF_THE_PROGRAM = {
    "ctrl+c": "leaves the program",
    "ctrl+q": "leaves the program",
    "ctrl+p": "opens the palette",
    "tab": "moves between the parts of a screen",
    "shift+tab": "moves between the parts of a screen",
}
"""Keys that work everywhere and cannot be reassigned."""
_ONE_FOR_A_TERMINAL = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+h": "backspace", "ctrl+j": "enter"}
ON_OTHER_SCREENS = {
    "summary": (
        ("more-reps", "fewer-reps", "round-done", "fewer-rounds", "next-score", "undo", "keep"),
        {
            "up": "scroll",
            "down": "scroll",
            "e": "edit",
            "H": "open the history",
            **dict.fromkeys(("enter", "escape", "space", "pagedown", "q"), "close"),
        },
    ),
    "practice": (
        ("undo", "restart", "mute", "voice", "louder", "quieter", "help", "quit"),
        {
            "space": "tap",
            "pagedown": "tap",
            "enter": "go on",
            "pageup": "go on",
            "p": "pause",
            "l": "change the level",
            "f": "choose the results",
            "up": "estimate",
            "down": "estimate",
        },
    ),
}
"""Screens that offer some actions beside keys of their own: these actions and keys."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of every action."""

    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The chosen keys by action id; they replace the defaults."""

    def of(self, action_id: str) -> tuple[str, ...]:
        """Return the keys of an action, in Textual's spelling; the first is shown."""
        return self.chosen.get(action_id) or BY_ID[action_id].keys

    def keymap(self) -> dict[str, str]:
        """Return the keymap that makes Textual bind the chosen keys instead of the defaults."""
        return {action_id: ",".join(keys) for action_id, keys in self.chosen.items()}


def read_key(written: str) -> str:
    """Return a key in Textual's spelling: `PgDn`, `Ctrl+Z`, `]`, `M`, `f5`.

    Raises:
        Mistake: When there is no such key.
    """
    if len(written) == 1 and not written.isspace():
        return _OTHER_NAMES.get(written) or _of_character(written)
    parts = [part.strip() for part in re.split(r"\+(?=.)", written.strip())]
    modifiers, last = [part.lower() for part in parts[:-1]], parts[-1]
    name = last if len(last) == 1 else _named(last)
    wrong = [modifier for modifier in modifiers if modifier not in _MODIFIERS]
    if not name or wrong:
        raise Mistake(f"there is no key {shown(written)}", _advice(last))
    if len(last) == 1:
        if "shift" in modifiers:
            raise Mistake(f"{shown(written)} is a character", f"write {shown(last.upper())}")
        name = _of_character(last.lower())
    return "+".join([*(modifier for modifier in _MODIFIERS if modifier in modifiers), name])


def key_words(key: str) -> str:
    """Return a key as it can be written: `]` for `right_square_bracket`, else its name."""
    *modifiers, last = key.split("+")
    return "+".join([*modifiers, _signs().get(last, last)])


def _named(word: str) -> str:
    """Return a key with a name, or an empty string."""
    plain = re.sub(r"[ _-]", "", word.lower())
    plain = _OTHER_NAMES.get(plain, plain)
    if plain in NAMED_KEYS:
        return plain
    spelt = word.lower().replace("-", "_")
    return spelt if spelt in _signs() else ""


def _signs() -> dict[str, str]:
    """Return the characters that are neither letters nor digits, by Textual's names."""
    signs = (chr(code) for code in range(33, 127))
    return {_of_character(sign): sign for sign in signs if not sign.isalnum()}


def _of_character(character: str) -> str:
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    if not name:
        raise Mistake("there is no key for this character", "write a letter, a digit or a sign")
    return _SIGNS.get(name, name)


def _advice(word: str) -> str:
    found = nearest(word.lower(), (*NAMED_KEYS, *_OTHER_NAMES))
    if found:
        return f'did you mean "{found}"?'
    return "write a letter, a sign, or a name such as space, enter, pagedown, f5 or ctrl+z"


def read_keys(written: Mapping[str, Iterable[str]]) -> tuple[Keys, dict[str, str]]:
    """Return the keys that a person wrote, and their problems by action.

    An action with a mistake, or with keys of another action, keeps its default keys.
    """
    chosen: dict[str, tuple[str, ...]] = {}
    problems: dict[str, str] = {}
    for action_id, names in written.items():
        try:
            chosen[action_id] = _keys_for(action_id, names)
        except Mistake as mistake:
            problems[action_id] = str(mistake)
    while conflict := _first_conflict(Keys(chosen)):
        action_id, problem = conflict
        problems[action_id] = problem
        del chosen[action_id]
    return Keys(chosen), problems


def _keys_for(action_id: str, names: Iterable[str]) -> tuple[str, ...]:
    if action_id not in BY_ID:
        meant = nearest(action_id, BY_ID)
        advice = f'did you mean "{meant}"?' if meant else f"choose {listing(tuple(BY_ID))}"
        raise Mistake(f"there is no action {shown(action_id)}", advice)
    keys = tuple(dict.fromkeys(map(read_key, names)))
    if not keys:
        raise Mistake("an action needs at least one key", 'write one such as "M"')
    for key in keys:
        if key in _ONE_FOR_A_TERMINAL:
            same = _ONE_FOR_A_TERMINAL[key]
            raise Mistake(f"to a terminal {key} is {same}", "choose another key")
        if key in OF_THE_PROGRAM:
            raise Mistake(f"{key} {OF_THE_PROGRAM[key]} everywhere", "choose another key")
    return keys


def _first_conflict(keys: Keys) -> tuple[str, str] | None:
    """Return a chosen action whose keys have another meaning, and that meaning; None: none has."""
    taken: dict[str, str] = {}
    # Chosen keys come last, so that they are at fault.
    usual_first = sorted(ACTIONS, key=lambda action: action.id in keys.chosen)
    for action in usual_first:
        for key in keys.of(action.id):
            if other := taken.get(key):
                return action.id, _conflict_words(key, other)
            taken[key] = action.id
    for screen, (action_ids, own) in ON_OTHER_SCREENS.items():
        for action_id in filter(keys.chosen.__contains__, action_ids):
            for key in keys.of(action_id):
                if key in own and key not in BY_ID[action_id].keys:
                    what = (
                        f"on the screen of the {screen} {key_words(key)} is the key to {own[key]}"
                    )
                    return action_id, f"{what}; choose another key"
    return None


def _conflict_words(key: str, other: str) -> str:
    taken = f'{key_words(key)} is already the key for "{BY_ID[other].title}" ({other})'
    return f"{taken}; choose another, or give {other} another too"
