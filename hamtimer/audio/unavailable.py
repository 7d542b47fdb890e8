"""The error for sound that is not available."""


class UnavailableError(Exception):
    """Sound cannot be made in this way; the message gives the reason, for the screen."""
