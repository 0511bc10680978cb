"""What became of what was read: pure functions of what is known and what was found."""
