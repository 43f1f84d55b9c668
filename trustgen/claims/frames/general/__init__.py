"""Frames about the scheme, the law or the market, in which nobody is us."""
