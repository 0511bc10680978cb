"""Edge: documents from the network, from folders and mailboxes. Everything that comes in here is hostile until shown otherwise."""
