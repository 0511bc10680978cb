"""What a release is made of: dateline, contacts, boilerplate, embargo, marks."""
