"""Every key of a session file, once: what may be written, what it means, and its default.

The loader, the messages, the JSON schema and the reference are all made from these tables.
"""
