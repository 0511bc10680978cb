"""Pages that list releases: the list found, its records read, the rule of both learned."""
