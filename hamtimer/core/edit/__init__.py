"""Editing a session file as text: exactly the characters that mean a value are changed."""
