"""The real steps of the operation, as overlays over the description, and what they come to."""
