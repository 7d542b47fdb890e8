"""The error of every part of sound that cannot be had."""


class UnavailableError(Exception):
    """Sound cannot be made in this way; the message says why, for the screen."""
