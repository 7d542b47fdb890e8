"""Editing session files: their text, saving, and recovery after a crash."""
