"""Edge: documents from the network and from folders. Everything that comes in here is hostile until shown otherwise."""
