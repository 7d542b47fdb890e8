"""Start the sound: after the screen is shown, and before the run begins."""

from __future__ import annotations

import asyncio
import time

from hamtimer.audio.output import STARTS_WITHIN_S, Output, is_opening


async def wait_for_sound(sound: Output) -> None:
    """Give the sound a moment to open, so that the first cue is heard."""
    give_up = time.monotonic() + STARTS_WITHIN_S
    while is_opening(sound) and time.monotonic() < give_up:  # noqa: ASYNC110 - a thread opens it
        await asyncio.sleep(0.01)
