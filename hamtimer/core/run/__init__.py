"""A run: a player together with the journal that keeps it, and what was measured in it."""
