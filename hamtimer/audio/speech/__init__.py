"""Speech: voices, and phrases synthesised ahead of time."""
