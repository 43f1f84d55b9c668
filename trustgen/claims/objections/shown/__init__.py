"""Papers, marks and results that are at hand, named or ruled."""
