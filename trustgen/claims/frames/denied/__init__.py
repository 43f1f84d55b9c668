"""Frames in which it is denied, has ended, is taken back or not begun."""
