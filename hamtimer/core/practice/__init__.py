"""Practising slow reps: a looped tempo, cues that fade, and taps that measure the phases."""
