"""English for training: the one place where sets, reps and reports become text."""
