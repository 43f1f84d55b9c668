"""A unit of text, read: its passage, its structure, and what several frames ask about both."""
