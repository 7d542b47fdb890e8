"""What is told when a run is left: to the person, and to the shell."""

from __future__ import annotations

import signal

LATER = "Resume later with: hamtimer resume"
"""The last word when a run is left that can be resumed."""
INTERRUPTED = 128 + signal.SIGINT
"""The exit status after Ctrl-C, as shells have it: 128 and the number of the signal."""
