"""Pages of one release: its title, day, people, body and pictures."""
