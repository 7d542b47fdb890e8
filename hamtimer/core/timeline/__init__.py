"""The timeline: a session laid out as steps in integer milliseconds, with their cues."""
