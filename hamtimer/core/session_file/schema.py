"""The JSON Schema of session files, by which editors complete keys and mark mistakes.

`python -m hamtimer.core.session_file.schema` writes it to `sessions/session.schema.json`, so that
the sessions beside it find it in a checkout and in a wheel. A test holds the file equal to the
tables of `fields.py`. The loader itself is stricter and says more.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hamtimer.core.session_file.fields import BLOCK, EXERCISE, SESSION, VARIANT
from hamtimer.core.session_file.tables import table_schema

FILE = Path(__file__).parents[3] / "sessions" / "session.schema.json"


def session_schema() -> dict[str, Any]:
    """Describe a session file in JSON Schema, draft 2020-12."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A hamtimer session",
        **table_schema(SESSION),
        "$defs": {
            "items": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/item"}},
            # Not if-then-else: with alternatives editors offer the keys of both.
            "item": {"anyOf": [{"$ref": "#/$defs/exercise"}, {"$ref": "#/$defs/block"}]},
            "exercise": table_schema(EXERCISE),
            "variant": table_schema(VARIANT),
            "block": table_schema(BLOCK),
        },
    }


def schema_text() -> str:
    """Write the schema as it stands in its file."""
    return json.dumps(session_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(schema_text(), encoding="utf-8")
