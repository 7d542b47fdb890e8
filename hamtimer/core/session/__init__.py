"""The session: what a person wrote, validated, complete and immutable."""
