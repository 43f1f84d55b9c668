"""The trust center to artifacts in memory: pages, styles, the whitepaper.

Kept empty, so that the process which sets the PDF imports nothing that it does not need.
"""
