"""The records of a person's runs: begun, found, read, resumed. Journals are the only truth."""
