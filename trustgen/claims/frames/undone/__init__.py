"""Denials that come to nothing, and conclusions that must not be drawn."""
