"""A guided-session timer for strength training with slow, timed reps, in the terminal."""

__version__ = "0.1.0"
