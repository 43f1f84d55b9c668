"""Whose something is: ours, a named company's, nobody's."""
