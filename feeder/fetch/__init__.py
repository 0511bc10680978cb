"""Edge: documents from the network, from folders and mailboxes. Whatever comes in here is hostile until shown otherwise."""
