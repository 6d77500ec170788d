"""Reading the chats of other programs: their formats, and where they lie. For worker threads."""
