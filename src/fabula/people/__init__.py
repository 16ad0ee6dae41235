"""From tokens to mentions, names, coreference and characters."""
