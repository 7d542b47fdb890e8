"""The next targets, and why: pure functions of a session file and the records of its runs."""
