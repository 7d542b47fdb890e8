"""Practising slow reps: a tempo looped, cues that fade, and taps that measure it."""
