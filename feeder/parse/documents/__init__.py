"""Files of one release: text, Markdown, PDF, Word, OpenDocument, mail."""
