"""What is asked of the system around the window: keys for everywhere, and notifications."""
