"""Read a session file: from a person's text to a `Session`, or to its problems."""
