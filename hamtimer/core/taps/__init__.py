"""Taps: matched to the turns of a set, and what they measure."""
