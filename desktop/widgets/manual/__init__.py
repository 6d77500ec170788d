"""The user manual, read in the window."""
