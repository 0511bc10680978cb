"""Edge: documents from the network, from folders and mailboxes. All that comes in is hostile until shown otherwise."""
