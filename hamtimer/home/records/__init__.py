"""The records of a person's runs: begin, find, read, resume. Journals are the source of truth."""
