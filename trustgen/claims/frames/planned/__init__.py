"""Frames of plans, conditions and work under way."""
