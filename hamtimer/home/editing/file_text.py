"""Convert a file to the text that an editor holds, and back to bytes."""

from __future__ import annotations

import re
from pathlib import Path

from hamtimer.core.dataclass import dataclass
from hamtimer.core.errors import UserError, reason_of
from hamtimer.core.session_file.loader import LARGEST_FILE
from hamtimer.core.session_file.other_files import refusal
from hamtimer.home.writing import read_file

_MARK = "\ufeff"
_END = re.compile(r"\r\n|\r|\n")
_NO_END = re.compile("[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
"""Characters that an editor treats as line ends, though they are none in the file."""
OTHER_EDITOR = "edit it with another editor: hamtimer edit --external"


@dataclass(frozen=True, slots=True)
class FileText:
    """A file that was read for editing."""

    text: str
    """With a line feed at the end of every line and no byte-order mark."""
    data: bytes
    """The original bytes."""

    def encode(self, text: str) -> bytes:
        """Return a changed text as bytes, with the mark and the line ends of the file.

        With mixed line ends, every old line keeps its own.
        """
        before = self.data.decode("utf-8")
        mark = _MARK if before.startswith(_MARK) else ""
        return (mark + _with_ends(text, before.removeprefix(_MARK))).encode("utf-8")


def read_file_text(path: Path) -> FileText:
    """Read a session file to edit it.

    Raises:
        UserError: When it cannot be read, or an editor could not preserve it.
    """
    try:
        data = read_file(path, LARGEST_FILE + 1)
    except (OSError, ValueError) as error:
        reason = f"this file cannot be read ({reason_of(error)})"
        raise UserError(reason, "choose another file", path) from None
    return as_file_text(data, path)


def as_file_text(data: bytes, path: Path) -> FileText:
    """Return the bytes of a file as text to edit.

    Raises:
        UserError: When an editor could not preserve it.
    """
    if other := refusal(data):
        raise UserError(*other, path)
    if len(data) > LARGEST_FILE:
        raise UserError("this file is larger than 4 MiB", OTHER_EDITOR, path)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise UserError("this file is not in UTF-8", "save it as UTF-8", path) from None
    if odd := _NO_END.search(text):
        reason = f"there is a control character (U+{ord(odd[0]):04X}) in this file"
        raise UserError(reason, OTHER_EDITOR, path)
    return FileText(_END.sub("\n", text.removeprefix(_MARK)), data)


def _with_ends(text: str, before: str) -> str:
    ends = _END.findall(before)
    kinds = set(ends)
    if len(kinds) <= 1:
        return text.replace("\n", ends[0]) if ends else text
    usual = max(sorted(kinds), key=ends.count)
    return _with_mixed_ends(text, before, ends, usual)


def _with_mixed_ends(text: str, before: str, ends: list[str], usual: str) -> str:
    """Give old lines their own ends, and new lines the usual one."""
    from difflib import SequenceMatcher

    lines, old = text.split("\n"), _END.split(before)
    found = [usual] * (len(lines) - 1)
    for start, at, size in SequenceMatcher(None, old, lines, autojunk=False).get_matching_blocks():
        for offset in range(size):
            if start + offset < len(ends) and at + offset < len(found):
                found[at + offset] = ends[start + offset]
    return "".join(line + end for line, end in zip(lines, [*found, ""], strict=True))
