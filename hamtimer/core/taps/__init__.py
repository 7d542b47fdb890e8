"""Matching taps to the turns of a set, and measuring phases with them."""
