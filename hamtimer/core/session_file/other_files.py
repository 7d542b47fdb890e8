"""Recognise files that are not session files, and files similar to a missing one."""

from __future__ import annotations

import re
from pathlib import Path

from hamtimer.core.notation.mistakes import shown
from hamtimer.core.session_file.yaml_nodes import YamlMistake

_SIGNATURES = (
    (b"{\\rtf", "an RTF file (formatted text)"),
    (b"%PDF", "a PDF file"),
    (b"\xd0\xcf\x11\xe0", "a Word or Excel file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a sound or picture file"),
    (b"fLaC", "a sound file"),
    (b"OggS", "a sound file"),
    (b"ID3", "a sound file"),
    (b"\x1f\x8b", "a compressed file"),
    (b"bplist", "a file of settings"),
    (b"SQLite format", "a database"),
)
_PACKED = (
    (b"word/", "a Word file"),
    (b"xl/", "an Excel file"),
    (b"opendocument.text", "a LibreOffice text"),
    (b"opendocument.spreadsheet", "a LibreOffice table"),
    (b"Index/", "a Pages or Numbers file"),
)
"""The contents of a ZIP archive that is a document."""
_HTML = re.compile(rb"\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)
_AS_TEXT = "copy its text into a plain text file and save that as .yaml"
_HAS_NAME = r"(?m)^(?:- )?name:"
_FENCE = r"(?m)^(```|~~~).*$"
_MARKDOWN = r"(?m)^[ ]{0,3}(?:#{1,6}[ ]+\S|\*\*\S|__\S|[*+][ ]+\S|\|.*\||={3,}\s*$)"
_ENDINGS = (".txt", ".yaml", ".yml", ".rtf", ".doc", ".docx", ".odt", ".md", ".text", ".pages")


def what_kind(data: bytes) -> str:
    """Return the type of a file that is not plain text, by its first bytes; empty: unknown."""
    if data.startswith(b"PK\x03\x04"):
        inside = (words for mark, words in _PACKED if mark in data)
        return next(inside, "a ZIP archive")
    if _HTML.match(data[:200]):
        return "a web page"
    return next((words for mark, words in _SIGNATURES if data.startswith(mark)), "")


def refusal(data: bytes) -> tuple[str, str] | None:
    """Return why a file of another type is not read, and what to do."""
    kind = what_kind(data)
    return (f"this is {kind}, not plain text", _AS_TEXT) if kind else None


def markdown_mistake(text: str, file: str) -> YamlMistake | None:
    """Return the mistake of a text that is Markdown; None if it is not Markdown."""
    if fence := re.search(_FENCE, text):
        line = text.count("\n", 0, fence.start()) + 1
        message = f"a line with {fence[1]} is Markdown and not part of a session"
        return YamlMistake(line, 1, message, f"delete the lines with {fence[1]}")
    if re.search(_HAS_NAME, text):
        return None
    named = file.lower().endswith((".md", ".markdown"))
    if not named and not (found := re.search(_MARKDOWN, text)):
        return None
    line = 1 if named else text.count("\n", 0, found.start() if found else 0) + 1
    advice = "`hamtimer new NAME --from-text FILE` makes a session of it"
    return YamlMistake(line, 1, "this is Markdown, not a session file", advice)


def beside(path: Path) -> str:
    """Return the name of a file beside a missing one that was probably meant."""
    stems = dict.fromkeys((path.name, path.stem))
    for stem in stems:
        for ending in _ENDINGS:
            other = path.with_name(stem + ending)
            if other.name != path.name and _is_file(other):
                return other.name
    return ""


def missing_advice(path: Path) -> str:
    """Return what to do about a missing file."""
    other = beside(path)
    if not other:
        return "check the name and the folder"
    if other.lower().endswith((".rtf", ".doc", ".docx", ".odt", ".pages")):
        return f"{shown(other)} is in the same folder: {_AS_TEXT}"
    if other in (f"{path.stem}.yml", f"{path.stem}.yaml"):
        return f"{shown(other)} is in the same folder: write that name"
    return f"{shown(other)} is in the same folder: rename it to {shown(path.name)[1:-1]}"


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False
