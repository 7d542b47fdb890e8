"""The ways of making sound, and the chain that tries one after the other."""
