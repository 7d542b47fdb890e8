"""Edit a session file as text: change exactly the characters of a value."""
