"""Frames in which somebody asks for it, and we answer that it is not there or do not answer."""
