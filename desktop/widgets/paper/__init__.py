"""Chats on paper: as PDF files and printed, from the same leaves as the conversation on the screen."""
