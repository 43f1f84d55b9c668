"""The places that snapshots can come from, one module each; version 1 reads a folder.

A source gives names and bytes.  It never says which snapshot is the latest, and it leaves nothing out.
"""
