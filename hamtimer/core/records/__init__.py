"""The records understood: what was done in each set, its dose, what the person said, corrections.

Everything here is read from the lines of a record; no session is read or laid out for it.
"""
