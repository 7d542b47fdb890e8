"""The program in a real terminal, in real time, with a real audio server."""
