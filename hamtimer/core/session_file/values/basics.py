"""Values that are no training: texts, yes or no, ids and links."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from hamtimer.core.notation.mistakes import Mistake, NotUnderstood, shown
from hamtimer.core.session_file import patterns
from hamtimer.core.session_file.kinds import (
    NOTHING,
    Commas,
    Kind,
    choice,
    list_of,
    parsed,
    text,
    whole_number,
)
from hamtimer.core.session_file.problem_list import Report
from hamtimer.core.session_file.yaml_nodes import Node
from hamtimer.core.text import find_unsafe

MINUTE_MS = 60_000

SHORT = text(200)
LONG = text(4_000, lines=True)
WORDS = list_of(SHORT, "a list, or words separated by commas", Commas.WORDS)
LEVEL = choice("beginner", "intermediate", "advanced")
VERSION = whole_number("1", 1, 1)


def _yes_no(node: Node, report: Report) -> Any:  # noqa: ANN401 - a truth, or NOTHING
    word = choice("yes", "no", "true", "false", "on", "off").read(node, report)
    return word if word is NOTHING else word in ("yes", "true", "on")


YES_NO = Kind(
    "yes or no",
    _yes_no,
    patterns.YES_NO,
)


# ------------------------------------------------------------------ links
LONGEST_LINK = 2_000


def parse_link(text: str) -> str:
    """Return a link to a page; only http and https, and no user name in it.

    Raises:
        Mistake: When it is not one.
    """
    advice = "write an address like https://example.org/bridge"
    written = text.strip()
    if len(written) > LONGEST_LINK:
        message = f"this link has {len(written)} characters"
        raise Mistake(message, f"write at most {LONGEST_LINK}")
    if find_unsafe(written) or re.search(r"[\s<>\"\\^`{|}]", written):
        raise NotUnderstood(f"{shown(text)} is not a link", advice)
    try:
        parts = urlsplit(written)
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise NotUnderstood(f"{shown(text)} is not a link", advice) from None
    if parts.scheme.lower() not in ("http", "https"):
        raise NotUnderstood(f"{shown(text)} is not a link to a page", advice)
    if "@" in parts.netloc:
        raise Mistake("this link has a user name in it", "leave out everything up to the @")
    if not host:
        raise Mistake(f"{shown(text)} has no host", advice)
    return written


LINK = replace(
    parsed("an http or https address", parse_link, patterns.LINK, "https://example.org"),
    limits=f"up to {LONGEST_LINK} characters",
)


# ------------------------------------------------------------------ identity
LONGEST_ID = 60


def _id(written: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", written) or len(written) > LONGEST_ID:
        advice = "write small letters, digits and hyphens, like wall-sit"
        raise NotUnderstood(f"{shown(written)} is not an id", advice)
    return written


ID = replace(
    parsed("a short name like wall-sit", _id, patterns.ID, "wall-sit"),
    limits=f"small letters, digits and hyphens, up to {LONGEST_ID} characters",
)
