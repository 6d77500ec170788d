"""Chat templates: programs from the internet, run where they can do no harm."""
