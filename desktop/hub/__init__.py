"""Model files: where they are and what they say about themselves."""
