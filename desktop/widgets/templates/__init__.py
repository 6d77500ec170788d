"""The page about prompt templates."""
