"""Texts for keeping today's changes in the file."""

NOTHING = "Nothing you did today would change the file"
