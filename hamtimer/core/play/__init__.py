"""Playing a timeline: commands, state, outcomes, and the view that fronts draw."""
