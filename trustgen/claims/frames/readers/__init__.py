"""Frames in which it is the reader's own, or the reader's to get."""
