"""Denials, doubts and comparisons that are turned around."""
