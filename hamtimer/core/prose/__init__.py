"""From the prose of hand-outs to session files: what a line of a sheet asks for."""
