"""From the prose of hand-outs to session files."""
