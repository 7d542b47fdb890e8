"""What is told about keeping today's changes in the file."""

NOTHING = "Nothing that was done today would change the file"
