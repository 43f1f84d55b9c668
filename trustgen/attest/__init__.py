"""Signed evidence: envelopes, keys, policy, selection.  Nothing in here knows of content or pages."""
