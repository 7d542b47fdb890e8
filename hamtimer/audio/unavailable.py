"""The error for sound that is not available."""

from hamtimer.core.errors import UserError


class UnavailableError(UserError):
    """Sound cannot be made in this way; the message gives the reason, for the screen."""
