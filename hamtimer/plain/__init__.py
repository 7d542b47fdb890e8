"""The plain front: a run as lines of text, steered by typed lines.

For screen readers, pipes and logs. Complete: whatever the screen does by key is done here by a
line on standard input.
"""
