"""What people do, and what is done to them: from words and their trees, mentions and who is meant."""
