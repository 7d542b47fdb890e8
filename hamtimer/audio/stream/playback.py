"""A miniaudio playback device that releases its resources. Importing it loads miniaudio.

miniaudio 1.71 makes a context for each device and never frees it. With PulseAudio each holds a
connection to the server and four file descriptors; a server accepts 64 clients.
"""

from __future__ import annotations

from typing import Any

import miniaudio


class Playback(miniaudio.PlaybackDevice):  # type: ignore[misc]
    """A playback device that frees its context when closed, or when opening fails."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - the package has no types
        """Open the device; see `miniaudio.PlaybackDevice` for the options."""
        try:
            super().__init__(**options)
        except miniaudio.MiniaudioError:
            self.close()
            raise

    def close(self) -> None:
        """Close the device and its connection to the audio server."""
        super().close()
        context, self._context = getattr(self, "_context", None), None
        if context is not None:
            miniaudio.lib.ma_context_uninit(context)
