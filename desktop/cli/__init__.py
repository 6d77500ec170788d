"""The command line, on the same data and services as the window, without Qt."""
