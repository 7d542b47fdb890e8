"""One line of a hand-out as the keys of an exercise."""
