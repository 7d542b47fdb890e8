"""Interpret records: the work of each set, its dose, reports and corrections.

Everything is read from the lines of a record; no session is read or laid out.
"""
