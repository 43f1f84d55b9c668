"""Frames that are seen and not read: rows, boxes, lists, links, struck words."""
