"""Sentences behind or before a mention that tell that it came about, or that it is ours."""
