"""Session files being edited: their text, saving it, and recovering it after a crash."""
