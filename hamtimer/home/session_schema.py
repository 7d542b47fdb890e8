"""The schema beside a person's sessions, which the first line of each session refers to."""

from __future__ import annotations

from pathlib import Path

from hamtimer.core.errors import reason_of
from hamtimer.core.session_file.schema import (
    SCHEMA_NAME,
    is_newer,
    is_ours,
    schema_text,
)
from hamtimer.home.writing import read_as_written, write_text


def provide_schema(folder: Path) -> str:
    """Write the schema into a folder of sessions, or renew an older one.

    A newer one stays: others who share the folder may have a newer program. So does a file of that
    name that hamtimer did not write. Return what went wrong as text, or an empty string: without a
    schema sessions still work, only editors cannot help.
    """
    path = folder / SCHEMA_NAME
    wanted = schema_text()
    try:
        found = read_as_written(path)
    except FileNotFoundError:
        found = ""
    except (OSError, ValueError) as error:
        return f"{path}: the schema for editors cannot be read ({reason_of(error)})"
    if found and not is_ours(found):
        return f"{path}: this is not hamtimer's schema; rename it so that editors can help"
    if found == wanted or is_newer(found):
        return ""
    try:
        write_text(path, wanted)
    except (OSError, ValueError) as error:
        return f"{path}: the schema for editors cannot be written ({reason_of(error)})"
    return ""
