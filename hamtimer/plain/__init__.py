"""The plain front: a run as lines of text, controlled by typed lines.

For screen readers, pipes and logs. It is complete: everything the screen does by key, a line on
standard input does here.
"""
