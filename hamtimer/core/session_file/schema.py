"""The JSON Schema of session files, with which editors complete keys and mark mistakes.

It describes the tables of `fields.py`. The loader itself is stricter and says more.
"""

from __future__ import annotations

from typing import Any

from hamtimer.core.session_file.fields import GROUPS, SESSION
from hamtimer.core.session_file.tables import table_schema


def session_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a session file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A hamtimer session",
        **table_schema(SESSION),
        "$defs": {
            "items": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/item"}},
            # Not if-then-else: with alternatives editors offer the keys of both.
            "item": {"anyOf": [{"$ref": "#/$defs/exercise"}, {"$ref": "#/$defs/block"}]},
            **{name: table_schema(table) for name, table in GROUPS.items()},
        },
    }
