"""The session: validated, complete and immutable."""
