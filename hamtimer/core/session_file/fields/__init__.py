"""Every key of a session file: its values, its meaning, and its default.

The loader, the messages, the JSON schema and the reference are all made from these tables.
"""
