"""Format times, counts and untrusted text for a terminal, a pipe or a log."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable

UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters and marks that change the direction of text: they could disguise a message
or act as terminal commands."""


def literal(text: object) -> str:
    """Return a text as one line without terminal commands.

    It is for names of files, for records of runs, and also for session files, though their loader
    refuses such characters.
    """
    return UNSAFE.sub("?", str(text))


def printable(text: str) -> str:
    """Return a text with `?` for every character that cannot be printed."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


def find_unsafe(text: str) -> str | None:
    """Return the first character that must not reach a screen; newline and tab are harmless."""
    for found in UNSAFE.finditer(text):
        if found[0] not in "\n\t":
            return found[0]
    return None


def folded(name: str) -> str:
    """Return a name for comparison: case-folded, in one Unicode form.

    macOS and some archives write "Ü" as two characters, a keyboard as one.
    """
    decomposed = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", decomposed.casefold())


def command_text(*words: object) -> str:
    """Return a command ready for pasting, quoted for this system's shell.

    A name that begins with a dash needs `file_word` or `name_words`, or it would be an option.
    """
    quote = _quote_for_windows if sys.platform == "win32" else _quote_for_shell
    return " ".join(quote(str(word)) for word in words)


def file_word(path: object) -> str:
    """Return the path of a file as an argument that is never an option."""
    return f"./{path}" if str(path).startswith("-") else str(path)


def name_words(name: str) -> tuple[str, ...]:
    """Return a name that is not a path as the last arguments of a command, never an option."""
    return ("--", name) if name.startswith("-") else (name,)


def _quote_for_shell(word: str) -> str:
    if not UNSAFE.search(word):
        import shlex

        return shlex.quote(word)
    # Such characters would not survive on a terminal; bash, zsh and POSIX 2024 know this form.
    escaped = re.sub(r"[\\']", r"\\\g<0>", word)
    return f"$'{UNSAFE.sub(_escaped, escaped)}'"


def _escaped(found: re.Match[str]) -> str:
    # Undecodable bytes of a file name arrive as these surrogates.
    errors = "surrogateescape" if "\udc80" <= found[0] <= "\udcff" else "surrogatepass"
    return "".join(f"\\x{byte:02x}" for byte in found[0].encode("utf-8", errors))


def _quote_for_windows(word: str) -> str:
    import subprocess

    quoted = subprocess.list2cmdline([literal(word)])
    # It quotes only for spaces; "&" and the like are special in cmd and PowerShell.
    if quoted.startswith('"') or re.fullmatch(r"[\w.:/\\@=+\[\]-]+", quoted):
        return quoted
    return f'"{quoted}"'


def length_text(ms: int) -> str:
    """Return a length like `0:45`, `1:30`, `1:02:30`, with thousandths if not zero."""
    seconds, thousandths = divmod(ms, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{clock}.{thousandths:03}" if thousandths else clock


def clock_text(ms: int) -> str:
    """Return a time in whole seconds, rounded down: `0:45`, `1:02:30`."""
    return length_text(ms // 1_000 * 1_000)


def stamp_text(ms: int) -> str:
    """Return a point in time like `00:12.000` or `1:02:03.000`, always with thousandths."""
    seconds, thousandths = divmod(ms, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{minutes:02}:{seconds:02}.{thousandths:03}"
    return f"{hours}:{clock}" if hours else clock


def seconds_text(ms: int) -> str:
    """Return a time as people say it: `4 s`, `2.5 s`, and from a minute on `1:30`."""
    return f"{ms / 1_000:g} s" if ms < 60_000 else length_text(ms)


def capitalized(text: str) -> str:
    """Return a text with a capital first letter and the rest unchanged: `Tempo 5-1-X-0`."""
    return text[:1].upper() + text[1:]


def normalized(text: str) -> str:
    """Return a text that a person typed in small letters, its words one space apart."""
    return " ".join(text.lower().split())


def comma_text(*parts: str) -> str:
    """Return the parts that say something, with commas between them."""
    return ", ".join(filter(None, parts))


def count_text(number: int, noun: str) -> str:
    """Return a number with its noun: `1 set`, `3 sets`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def sets_text(sets: int, reps: int) -> str:
    """Return sets and reps: `3 sets, 30 reps`, or for holds only `3 sets`."""
    return (
        f"{count_text(sets, 'set')}, {count_text(reps, 'rep')}" if reps else count_text(sets, "set")
    )


def table(rows: Iterable[tuple[str, ...]], indent: str = "  ") -> list[str]:
    """Return rows of cells as aligned lines, each column as wide as its widest cell."""
    lines = list(rows)
    widths = [max(map(columns_of, column)) for column in zip(*lines, strict=True)]
    return [
        (indent + "  ".join(_padded(cell, w) for cell, w in zip(row, widths, strict=True))).rstrip()
        for row in lines
    ]


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - columns_of(text))


def columns_of(text: str) -> int:
    """Return the width of a text in terminal columns: Chinese characters take two each."""
    if text.isascii():
        return len(text)
    return sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0  # it is drawn onto the previous character
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def shorten(text: str, columns: int) -> str:
    """Return a text within that many columns; `…` marks a cut."""
    if columns_of(text) <= columns:
        return text
    while columns_of(text) >= columns:
        text = text[: columns - 1] if len(text) >= columns else text[:-1]
    return f"{text}…"
