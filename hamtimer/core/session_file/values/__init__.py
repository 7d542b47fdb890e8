"""The values of strength training in a session file, each read with its errors."""
