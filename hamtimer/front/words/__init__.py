"""Training in words: the one place where English for sets, reps and reports is made."""
