"""What both fronts share: the registry of actions, the sound keys, and all words."""
