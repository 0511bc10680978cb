"""Edge: events on their way to those who asked for them."""
