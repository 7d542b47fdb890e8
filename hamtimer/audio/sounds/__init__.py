"""The sounds: the built-in palette, a person's own files, and the bank that holds both."""
