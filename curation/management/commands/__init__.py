"""One module per command; each parses, calls an action and prints."""
