"""Reading a session file: from the text a person wrote to a `Session`, or to what is wrong."""
