"""Frames in which it is somebody else's: a supplier's, a customer's, a person's, a stranger's."""
