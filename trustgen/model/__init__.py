"""What the record says, as frozen classes: one file per content file, and the evidence beside it.

Nothing here reads YAML, JSON or a disk, and nothing here knows a page.
"""
