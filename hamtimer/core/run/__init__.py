"""A run: a player with its journal, and the measurements made in it."""
