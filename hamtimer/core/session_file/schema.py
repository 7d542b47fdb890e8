"""The JSON Schema of session files, which editors use to complete keys and mark mistakes.

It describes the tables of `fields/`. The loader itself is stricter and more helpful.
"""

from __future__ import annotations

import json
import re
from typing import Any

from hamtimer import __version__
from hamtimer.core.session_file.fields.session import GROUPS, SESSION
from hamtimer.core.session_file.tables import table_schema

SCHEMA_NAME = "hamtimer.schema.json"
"""The name of the file with the schema, beside the sessions that refer to it."""
SCHEMA_LINE = f"# yaml-language-server: $schema=./{SCHEMA_NAME}"
"""The comment that tells an editor the schema of a session file.

The path is relative, so that it works on every machine and in a repository. The schema has no
`$id`: an editor would try to fetch it from there.
"""
_ANY_SCHEMA_LINE = re.compile(r"\A# yaml-language-server: \$schema=.*\n")
_WRITTEN_BY = "The session format of hamtimer "


def session_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a session file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": f"{_WRITTEN_BY}{__version__}",
        "title": "A hamtimer session",
        **table_schema(SESSION),
        "$defs": {
            "items": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/item"}},
            # Not if-then-else: with alternatives editors offer the keys of both.
            "item": {"anyOf": [{"$ref": "#/$defs/exercise"}, {"$ref": "#/$defs/block"}]},
            **{name: table_schema(table) for name, table in GROUPS.items()},
        },
    }


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(session_schema(), indent=1, ensure_ascii=False) + "\n"


def is_ours(text: str) -> bool:
    """Return whether a text is a schema that hamtimer has written."""
    return bool(_version_of(text))


def is_newer(text: str) -> bool:
    """Return whether a newer hamtimer than this one has written a schema."""
    return _version_of(text) > _numbers(__version__)


def _version_of(text: str) -> tuple[int, ...]:
    """Return the version of hamtimer that wrote a schema; empty: it is not ours."""
    try:
        comment = json.loads(text)["$comment"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return ()
    is_ours = isinstance(comment, str) and comment.startswith(_WRITTEN_BY)
    return _numbers(comment.removeprefix(_WRITTEN_BY)) if is_ours else ()


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"[0-9]{1,6}", version))


def with_schema_line(text: str) -> str:
    """Return a session's text with the schema line, replacing any other."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    return f"{SCHEMA_LINE}{line_end}{_ANY_SCHEMA_LINE.sub('', text)}"
