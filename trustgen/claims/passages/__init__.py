"""A text in tokens, clauses and sentences."""
