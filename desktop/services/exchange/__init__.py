"""Reading and writing prompt templates: our own JSON, Markdown, CSV, and the YAML of the program `llm`."""
