"""The painted conversation: Markdown to blocks, blocks to pixels."""
