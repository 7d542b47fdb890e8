"""The audio engines, and the chain that tries one after the other."""
