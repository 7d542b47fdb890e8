"""A session as an audio file."""
