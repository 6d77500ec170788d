"""The settings page: sections at the left, the rows of one at the right."""
