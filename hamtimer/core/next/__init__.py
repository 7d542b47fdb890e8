"""What is next, and why: pure functions of a session file and the records of its runs."""
