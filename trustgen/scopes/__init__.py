"""Readers: an artifact's bytes to units of text, one file per format."""
