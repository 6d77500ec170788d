"""Chats of other programs come in: the dialog, and what opens it."""
