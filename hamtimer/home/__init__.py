"""A person's files: folders, sessions, settings and records."""
